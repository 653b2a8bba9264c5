/** The report page: the server's report in, headline, rows and words out. Pure. */
import { clockTime, dateShort } from "../shared/format.js";
import { opener } from "./behind.js";
import { distribution, distributionRows } from "./distribution.js";
import { elapsed, headline, notes, times, waits } from "./figures.js";
import { written } from "./range.js";
import { table } from "./table.js";

/**
 * `empty`: nobody was served in the range, so there is nothing to draw. `earlier`: the report of the
 * period it is compared with, or null; `today`: the hall's day, which is not over.
 */
export function view(report, earlier = null, today = null) {
  const { total, target_minutes: target } = report;
  const open = opener(report);
  const before = earlier?.total.turns ? earlier.total : null;
  return {
    target,
    empty: total.turns === 0,
    headline: headline(total, open, before),
    waits: waits(total, open, before),
    times: times(total, open, before),
    notes: notes(total, open),
    elapsed: elapsed(report, open),
    compared: earlier && comparedWith(report, earlier, today),
    chart: distribution(report, open),
    chartRows: distributionRows(report.distribution, open),
    table: table(report, open, before && { report: earlier, open: opener(earlier) }),
    definitions: report.definitions,
    made: `Số liệu lúc ${clockTime(report.generated_at)} ngày ${dateShort(report.generated_at)}.`,
  };
}

/** With what it is compared, if there is anything, and that a day which is not over is compared with a whole one. */
function comparedWith({ to }, earlier, today) {
  if (!earlier.total.turns) return `Không có lượt nào được phục vụ trong ${written(earlier)} để so sánh.`;
  return `So với ${written(earlier)}.${to === today ? " Hôm nay chưa hết ngày." : ""}`;
}
