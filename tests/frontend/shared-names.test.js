/** Names break between words, not inside them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameIn, phrases, tied } from "../../app/web/static/shared/names.js";

test("a name is not broken inside its words", () => {
  assert.equal(tied("Bảo hiểm xã hội, y tế"), "Bảo\u00a0hiểm xã\u00a0hội, y\u00a0tế");
  assert.equal(tied("Hỗ trợ nộp trực tuyến"), "Hỗ\u00a0trợ nộp\u00a0trực\u00a0tuyến");
  assert.equal(tied("Hộ kinh doanh, hợp tác xã"), "Hộ\u00a0kinh\u00a0doanh, hợp\u00a0tác\u00a0xã");
  assert.equal(tied("Hộ tịch"), "Hộ\u00a0tịch");
});

test("examples break at their commas, unless one is too long for a line", () => {
  assert.equal(phrases("bảo trợ, người có công"), "bảo\u00a0trợ, người\u00a0có\u00a0công");
  assert.equal(phrases("kết quả của mọi lĩnh vực"), "kết quả của mọi lĩnh vực");
});

test("a field without an English name keeps its Vietnamese one", () => {
  assert.equal(nameIn({ vi: "Hộ tịch", en: "" }, "en"), "Hộ\u00a0tịch");
  assert.equal(nameIn({ vi: "Hộ tịch", en: "Civil status" }, "en"), "Civil status");
});
