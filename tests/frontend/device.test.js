import assert from "node:assert/strict";
import { test } from "node:test";

import { tokenIn } from "../../app/web/static/device/fragment.js";

test("a kiosk's first address carries its token after the #", () => {
  assert.equal(tokenIn("#token=pO_8-x"), "pO_8-x");
  assert.equal(tokenIn("#next=1&token=a%20b"), "a b");
});

test("an address without a token gives none", () => {
  for (const hash of ["", "#", "#token=", "#token=%20", "#other=1"]) assert.equal(tokenIn(hash), null);
});
