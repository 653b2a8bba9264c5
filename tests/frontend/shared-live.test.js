/** Which snapshots a page keeps, when it calls the connection lost, and how often it asks again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Contact, Newest } from "../../app/web/static/shared/newest.js";
import { patiently } from "../../app/web/static/shared/patience.js";
import { Offline, Refusal } from "../../app/web/static/shared/refusals.js";

test("an older snapshot is dropped, an equal one replaces", () => {
  const newest = new Newest();
  assert.equal(newest.accepts({ revision: 7 }), true);
  assert.equal(newest.accepts({ revision: 6 }), false);
  assert.equal(newest.accepts({ revision: 7 }), true);
});

test("after a restored backup the revisions may run lower, on a new connection", () => {
  const newest = new Newest();
  newest.accepts({ revision: 900 });
  newest.disconnected();
  assert.equal(newest.accepts({ revision: 12 }), true);
});

test("an answer asked for before the reconnection says nothing about after it", () => {
  const newest = new Newest();
  const asked = newest.connection;
  newest.disconnected();
  assert.equal(newest.accepts({ revision: 900 }, asked), false);
  assert.equal(newest.accepts({ revision: 12 }), true);
});

test("silence is told once, and so is the return", () => {
  const contact = new Contact(0, 8500);
  assert.equal(contact.justLost(8000), false);
  assert.equal(contact.justLost(8500), true);
  assert.equal(contact.justLost(9000), false);
  contact.heard(9500);
  assert.equal(contact.last, 9500);
  assert.equal(contact.justBack(), true);
  assert.equal(contact.justBack(), false);
});

/** A clock that only moves when somebody sleeps on it or works. */
function clock() {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    work: (ms) => {
      now += ms;
    },
  };
}

test("a request without an answer is sent again until its time is over", async () => {
  const time = clock();
  let attempts = 0;
  const asking = patiently(
    async (timeLeft) => {
      attempts += 1;
      time.work(Math.min(1000, timeLeft));
      throw new Offline();
    },
    { forMs: 8000, ...time },
  );
  await assert.rejects(asking, Offline);
  assert.ok(attempts >= 3, `${attempts} attempts`);
  assert.ok(time.now() <= 8000, `${time.now()} ms`);
});

test("one attempt that hangs leaves time for a second", async () => {
  const time = clock();
  const given = [];
  const answer = await patiently(
    async (timeLeft) => {
      given.push(timeLeft);
      if (given.length === 1) {
        time.work(timeLeft);
        throw new Offline();
      }
      return "H042";
    },
    { forMs: 8000, ...time },
  );
  assert.equal(answer, "H042");
  assert.equal(given[0], 4000);
});

test("a refusal is an answer and is not asked again", async () => {
  let attempts = 0;
  const refused = new Refusal(409, { code: "field_closed", message: "Đã hết lượt." });
  const asking = patiently(
    async () => {
      attempts += 1;
      throw refused;
    },
    { forMs: 8000, ...clock() },
  );
  await assert.rejects(asking, (error) => error === refused && error.code === "field_closed");
  assert.equal(attempts, 1);
});
