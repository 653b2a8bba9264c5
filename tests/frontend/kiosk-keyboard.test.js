/** Typing Vietnamese on the kiosk: the tone key finds the vowel before it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ROWS, type } from "../../kiosk/keyboard.js";

const TONE = { "´": "tone:sac", "`": "tone:huyen", "?": "tone:hoi", "~": "tone:nga", ".": "tone:nang" };

/** "hoa`" typed key by key: letters as they are, signs for the tone keys, "<" erases. */
function typed(keys) {
  return [...keys].reduce((text, key) => {
    if (key === " ") return type(text, "space");
    if (key === "<") return type(text, "erase");
    return type(text, TONE[key] ?? key);
  }, "");
}

const SPELT = {
  "hoa`": "hòa",
  "thuy?": "thủy",
  "khoe?": "khỏe",
  "toan´": "toán",
  "hoang`": "hoàng",
  "ngoai`": "ngoài",
  "khuyu?": "khuỷu",
  "quy´": "quý",
  "quôc´": "quốc",
  "qua?": "quả",
  "gia´": "giá",
  "gi`": "gì",
  "giêng´": "giếng",
  "đương`": "đường",
  "đuong`": "đuòng",
  "nghiêp.": "nghiệp",
  "cưa?": "cửa",
  "mua`": "mùa",
  "thuê´": "thuế",
  "yêu´": "yếu",
  "uy?": "ủy",
  "Ưng´": "Ứng",
};

for (const [keys, word] of Object.entries(SPELT)) {
  test(`${keys} gives ${word}`, () => assert.equal(typed(keys), word));
}

test("a tone may be typed right after its vowel and moves as the word grows", () => {
  assert.equal(typed("ho`a"), "hòa");
  assert.equal(typed("to´an"), "toán");
  assert.equal(typed("tie´ng"), "tiéng");
  assert.equal(typed("tiê´ng"), "tiếng");
  assert.equal(typed("hoan`<"), "hòa");
});

test("another tone takes the place of the first, the same tone takes itself away", () => {
  assert.equal(typed("hoa`´"), "hóa");
  assert.equal(typed("hoa``"), "hoa");
  assert.equal(typed("bân?."), "bận");
});

test("a tone acts on the last word only", () => {
  assert.equal(typed("khai sinh´"), "khai sính");
  assert.equal(typed("sô? đo?"), "sổ đỏ");
});

test("a tone without a vowel before it does nothing", () => {
  assert.equal(typed("´"), "");
  assert.equal(typed("ng`"), "ng");
  assert.equal(typed("hoa ´"), "hoa ");
});

test("spaces neither lead nor double, and what is typed has an end", () => {
  assert.equal(typed("  a  b"), "a b");
  assert.equal([...typed("a".repeat(200))].length, 60);
  assert.equal(typed("<<"), "");
});

test("every letter of the alphabet has a key", () => {
  const keys = new Set([...ROWS.vowels, ...ROWS.letters.flat()]);
  for (const letter of "aăâbcdđeêghiklmnoôơpqrstuưvxy") assert.ok(keys.has(letter), letter);
});
