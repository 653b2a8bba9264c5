/** Every centre's fields have room on the kiosk, in every mode. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { numberSize, tiles } from "../../kiosk/layout.js";

const MODES = [false, true].flatMap((wide) => [false, true].flatMap((big) => [false, true].map((low) => ({ wide, big, low }))));

test("any number of fields from one to twenty fits its columns and rows", () => {
  for (const modes of MODES) {
    for (let count = 1; count <= 20; count += 1) {
      const { columns, rows, from, to } = tiles(count, modes);
      const shown = to - from;
      assert.ok(shown >= 1 && shown <= columns * rows, `${count} fields, ${JSON.stringify(modes)}`);
      assert.ok(columns * (rows - 1) < shown, `no empty row: ${count} fields, ${JSON.stringify(modes)}`);
    }
  }
});

test("twelve fields are three by four upright and four by three on their side", () => {
  assert.deepEqual([tiles(12).columns, tiles(12).rows], [3, 4]);
  assert.deepEqual([tiles(12, { wide: true }).columns, tiles(12, { wide: true }).rows], [4, 3]);
});

test("five fields are one column of large tiles", () => {
  assert.deepEqual([tiles(5).columns, tiles(5).rows, tiles(5).examples], [1, 5, true]);
});

test("only a list of large text ever shows less than all, and its end can be reached", () => {
  for (const modes of MODES.filter(({ big }) => !big)) assert.equal(tiles(20, modes).to, 20);
  const low = { big: true, low: true };
  const first = tiles(12, low);
  assert.deepEqual([first.from, first.to], [0, 5]);
  const end = tiles(12, low, 99);
  assert.deepEqual([end.from, end.to], [7, 12]);
});

test("large text upright shows twelve fields without scrolling", () => {
  const { from, to } = tiles(12, { big: true });
  assert.deepEqual([from, to], [0, 12]);
});

test("a longer number is set smaller, never cut", () => {
  assert.deepEqual(["042", "H042", "HK042", "HK1042"].map(numberSize), ["xl", "xl", "l", "m"]);
});
