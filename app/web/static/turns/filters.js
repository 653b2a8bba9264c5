/** What a list is narrowed to, in words, each with the address of the list without it. Pure. */
import { STATES } from "../shared/ticket.js";
import { minuteWords } from "../report/distribution.js";

/** `[{words, prefix, without}]` of the filters the server understood; `address` changes this page's address. */
export function filters({ filters: told, target_minutes: target }, address) {
  return Object.entries(WORDS)
    .filter(([name]) => told[name] != null)
    .map(([name, words]) => ({
      words: words(told[name], target),
      prefix: name === "field" ? told.field.prefix : null,
      without: address({ [name]: null }),
    }));
}

const two = (n) => String(n).padStart(2, "0");
const yesOrNo = (yes, no) => (value) => (value ? yes : no);

const WORDS = {
  field: (field) => field.name.vi,
  counter: ({ number }) => `Quầy số ${number}`,
  clerk: ({ name }) => name,
  hour: (hour) => `Lấy số từ ${two(hour)}:00 đến ${two(hour)}:59`,
  outcome: (outcomes) => outcomes.map((outcome) => STATES[outcome].word).join(", "),
  minute: (minute) => `Chờ ${minuteWords(minute)} phút`,
  late: (late, target) => `${late ? "Quá" : "Không quá"} ${target} phút`,
  waited_again: yesOrNo("Có chờ lại", "Không chờ lại"),
  early: yesOrNo("Vắng mặt ghi sớm", "Vắng mặt không ghi sớm"),
  out_of_order: yesOrNo("Gọi chỉ định", "Không gọi chỉ định"),
  spans_outage: yesOrNo("Lượt qua lúc mất điện", "Không qua lúc mất điện"),
};
