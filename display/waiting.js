/** Waiting on a given clock: `{now() -> ms, after(ms, act) -> cancel}`. Pure, so that tests own the time. */

/** A promise that is kept after `ms`. */
export function pause(ms, clock) {
  return new Promise((done) => clock.after(ms, done));
}

/** What `act()` promises, or a rejection when it takes longer than `ms` or throws. */
export function within(ms, clock, act) {
  return new Promise((done, fail) => {
    const cancel = clock.after(ms, () => fail(new Error(`nothing within ${ms} ms`)));
    Promise.resolve()
      .then(act)
      .then(done, fail)
      .finally(cancel);
  });
}

/** The browser's own clock. */
export const steadyClock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
