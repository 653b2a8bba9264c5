/** Draws the giving column: search, tiles or what was found, and the two keys under the thumb. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { icon } from "../shared/icon.js";
import { tied } from "../shared/names.js";
import { letter } from "../shared/staff.js";
import { box, saidAt } from "./parts.js";

export function giveView({ give, ...page }, hands) {
  return html`<section class="panel column give" aria-labelledby="give-title">
    <h2 class="column-title" id="give-title" tabindex="-1">Lấy số cho công dân</h2>
    ${box({
      id: "give-search",
      title: "give-title",
      label: "Tìm thủ tục",
      placeholder: "Tìm thủ tục: gõ “khai sinh”, “sổ đỏ”…",
      value: give.query,
      max: 80,
      type: hands.search,
      enter: hands.pickFirst,
      clear: () => hands.search(""),
    })}
    ${give.found ? foundView(give.found, hands) : tilesView(give, hands)} ${footView(give, page, hands)}
  </section>`;
}

function tilesView({ tiles, closed }, hands) {
  return html`<div class="give-body">
    ${closed ? html`<p class="give-closed">${icon("clock")} <span>${closed}</span></p>` : nothing}
    <ul class="tiles" aria-label="Lĩnh vực">
      ${repeat(
        tiles,
        ({ id }) => id,
        (tile) => html`<li>${tileView(tile, hands)}</li>`,
      )}
    </ul>
  </div>`;
}

function tileView({ id, prefix, name, waiting, chosen, closed }, hands) {
  return html`<button
    type="button"
    class="tile ${closed === null ? "" : "is-closed"}"
    aria-pressed=${chosen ? "true" : "false"}
    aria-keyshortcuts=${prefix || nothing}
    @click=${() => hands.choose(id)}
  >
    ${letter(prefix)}
    <span class="tile-name">${name}</span>
    <span class="tile-foot">
      <b class="tile-waiting">${waiting}</b> chờ ${closed ? html`<span class="tile-closed">${closed}</span>` : nothing}
    </span>
  </button>`;
}

function foundView({ rows, more, words }, hands) {
  return html`<div class="give-body">
    <p class="visually-hidden" role="status">${rows.length ? `${rows.length + more} thủ tục` : nothing}</p>
    ${words ? html`<p class="give-said">${words}</p>` : nothing}
    <ul class="results" aria-label="Thủ tục tìm thấy">
      ${repeat(
        rows,
        ({ code }) => code,
        (row) => html`<li>${resultView(row, hands)}</li>`,
      )}
    </ul>
    ${more ? html`<p class="give-said">và ${more} thủ tục nữa, gõ thêm để tìm đúng</p>` : nothing}
  </div>`;
}

function resultView(row, hands) {
  return html`<button type="button" class="result" @click=${() => hands.pick(row)}>
    ${letter(row.prefix)}
    <span><span class="result-name">${row.parts.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}</span>
    <span class="result-field">${row.name}</span></span>
  </button>`;
}

function footView(give, page, hands) {
  return html`<div class="give-foot">
    <div class="give-chosen">
      ${give.chosen ? chosenView(give.chosen) : html`<p class="give-none">Chọn lĩnh vực hoặc tìm thủ tục</p>`}
      <label class="assist"><input type="checkbox" .checked=${give.assist} @change=${hands.assist} />Cần hỗ trợ</label>
    </div>
    ${give.priority?.note ? html`<p class="give-note" id="give-note">${give.priority.note}</p>` : nothing}
    ${saidAt("take", page)}
    <div class="takes">
      ${takeView(PLAIN, give, page, hands)} ${give.priority ? takeView(WITH_PRIORITY, give, page, hands) : nothing}
    </div>
  </div>`;
}

function chosenView({ prefix, name, line }) {
  return html`${letter(prefix)}
    <p class="chosen-words"><b>${tied(name)}</b><span title=${line}>${line}</span></p>`;
}

const PLAIN = { plain: true, words: "LẤY SỐ", sign: "ticket" };
const WITH_PRIORITY = { plain: false, words: "LẤY\u00a0SỐ ƯU\u00a0TIÊN", sign: "chevrons-up" };

/** `plain`: without priority. Which of the two was pressed is known by the page, so that one of them says "đang gửi…". */
function takeView({ plain, words, sign }, give, page, hands) {
  const press = page.presses.of("take");
  const off = give.why !== null || page.lost || press.busy;
  const line = plain ? nothing : html`<small>theo quy chế của Trung tâm</small>`;
  return html`<button
    type="button"
    id=${plain ? "take" : nothing}
    class="take ${plain ? "take-plain" : "take-priority"}"
    aria-disabled=${off ? "true" : nothing}
    aria-describedby=${!plain && give.priority.note ? "give-note" : nothing}
    @click=${() => hands.take(!plain)}
  >
    ${icon(sign)}<span class="take-words">${words}${press.slow && hands.takes === !plain ? html`<small>đang gửi…</small>` : line}</span>
  </button>`;
}
