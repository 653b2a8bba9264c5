import assert from "node:assert/strict";
import test from "node:test";
import { revealed } from "../../app/web/static/login/state.js";

test("the eye shows the password and hides it again", () => {
  const shown = revealed("password");
  assert.deepEqual(shown, { type: "text", pressed: "true" });
  assert.deepEqual(revealed(shown.type), { type: "password", pressed: "false" });
});
