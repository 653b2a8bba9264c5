/** Finding a procedure by what people type at the kiosk. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { abridged, lengthOf } from "../../kiosk/abridge.js";
import { find, prepare, shownName } from "../../app/web/static/shared/search.js";

const CATALOGUE = prepare(JSON.parse(readFileSync(new URL("fixtures/kiosk-procedures.json", import.meta.url))));

const names = (text, catalogue = CATALOGUE) => find(catalogue, text).map(({ parts }) => parts.map((part) => part.text).join(""));
const marked = (text) => find(CATALOGUE, text)[0].parts.filter(({ hit }) => hit).map((part) => part.text);

test("marks are optional", () => {
  assert.equal(names("ket hon")[0], "Đăng ký kết hôn");
  assert.equal(names("DAT DAI")[0], "Hòa giải tranh chấp đất đai");
});

test("the shortest name with the whole phrase comes first", () => {
  assert.deepEqual(names("khai sinh").slice(0, 3), ["Đăng ký khai sinh", "Đăng ký lại khai sinh", "Đăng ký khai sinh lưu động"]);
});

test("a name that begins with the phrase comes before one that only holds it", () => {
  assert.equal(names("bản sao")[0], "Chứng thực bản sao từ bản chính giấy tờ, văn bản");
  assert.equal(names("đăng ký lại")[0], "Đăng ký lại kết hôn");
});

test("the word being typed may be unfinished, the others may not", () => {
  assert.equal(names("khai si")[0], "Đăng ký khai sinh");
  assert.deepEqual(names("kha sinh"), []);
});

test("every word must be there, in whatever order", () => {
  assert.equal(names("sinh khai")[0], "Đăng ký khai sinh");
  assert.deepEqual(names("khai sinh đất đai"), []);
});

test("people's own names lead to the procedure", () => {
  const landBook = "Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất";
  for (const said of ["so do", "sổ đỏ", "SỔ ĐỎ", "so hong"]) assert.equal(names(said)[0], landBook, said);
  assert.equal(names("cấp đổi sổ đỏ")[0], landBook);
  assert.equal(names("cuoi")[0], "Đăng ký kết hôn");
});

test("a synonym comes before words that only happen to stand together", () => {
  assert.ok(names("so do").indexOf("Cấp gia hạn giấy phép cho phương tiện thủy nội địa thô sơ do Chủ tịch UBND cấp xã cấp") > 0);
});

test("a mark that was typed is meant", () => {
  assert.deepEqual(names("bán"), ["Bán nhà ở cũ thuộc tài sản công"]);
  assert.ok(names("ban").length > 1);
});

test("a wrong mark leaves nobody with nothing", () => {
  assert.equal(names("khải sinh")[0], "Đăng ký khai sinh");
});

test("what was found is marked in the name, as one piece", () => {
  assert.deepEqual(marked("khai sinh"), ["khai sinh"]);
  assert.deepEqual(marked("khai si"), ["khai sinh"]);
  assert.deepEqual(marked("so do"), ["Giấy chứng nhận quyền sử dụng đất"]);
});

test("the parts always make up the whole name", () => {
  for (const text of ["khai", "dat", "cap", "từ"]) {
    for (const { parts, code } of find(CATALOGUE, text)) {
      const whole = CATALOGUE.entries.find((entry) => entry.code === code).shown;
      assert.equal(parts.map((part) => part.text).join(""), whole);
    }
  }
});

test("a code finds its procedure", () => {
  assert.deepEqual(names("1.001193"), ["Đăng ký khai sinh"]);
  assert.equal(names("2.0005").length, 2);
});

test("the word Thủ tục is neither shown nor searched", () => {
  assert.equal(shownName("Thủ tục đăng ký khai sinh"), "Đăng ký khai sinh");
  assert.equal(shownName("Chứng thực chữ ký"), "Chứng thực chữ ký");
  assert.deepEqual(names("thủ tục khai sinh"), names("khai sinh"));
});

test("one letter is not yet a question, and signs are none", () => {
  assert.deepEqual(names("k"), []);
  assert.deepEqual(names("  "), []);
  assert.deepEqual(names("--"), []);
});

test("a centre without procedures or synonyms has a search that finds nothing", () => {
  assert.deepEqual(names("khai sinh", prepare({ procedures: [] })), []);
});

test("what a synonym explains is not searched for word by word as well", () => {
  assert.ok(!names("so do").some((name) => name.includes("BHXH")));
  assert.ok(names("cap so").some((name) => name.includes("BHXH")));
});

test("a very long name loses its middle and keeps both ends", () => {
  const name = "Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận quyền sử dụng đất lần đầu đối với tổ chức đang sử dụng đất";
  const [{ parts }] = find(prepare({ procedures: [{ code: "1", name, field: "H" }] }), "cấp giấy chứng nhận");
  const short = abridged(parts).map((part) => part.text).join("");
  assert.ok(short.startsWith("Đăng ký đất đai, tài sản") && short.endsWith("tổ chức đang sử dụng đất"), short);
  assert.ok(short.length < name.length && !/\S…|…\S/.test(short), short);
  assert.equal(lengthOf(parts), "long");
  assert.deepEqual(abridged([{ text: "Đăng ký kết hôn", hit: true }]), [{ text: "Đăng ký kết hôn", hit: true }]);
});
