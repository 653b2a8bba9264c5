/** Since when an open counter has had nobody: a snapshot tells only since when it is open. Pure. */

/**
 * The snapshot with `free_since` (ISO or null) at each counter, taken from what the page saw happen: null where
 * the counter was free already when the page came.
 */
export function withFreeSince(snapshot, previous) {
  const before = new Map((previous?.counters ?? []).map((counter) => [counter.id, counter]));
  const counters = snapshot.counters.map((counter) => {
    return { ...counter, free_since: counter.free_since ?? freeSince(counter, before.get(counter.id), snapshot.now) };
  });
  return { ...snapshot, counters };
}

function freeSince(counter, before, now) {
  if (counter.state !== "open" || counter.ticket || !before) return null;
  if (before.state !== "open") return counter.since;
  return before.ticket ? now : before.free_since;
}
