"""What the kills cost, as a table."""

import statistics
from collections.abc import Iterator

from tests.faults.kills import Aftermath
from tests.faults.play import Result

SCREENS_SECONDS = 5.0
REDIS_SECONDS = 2.0
_HEAD = f"{'':<24}{'kills':>6}  {'the hall answers':^20}{'all is there':^22}{'screens current':^22}   s"


def lines(results: list[Result]) -> Iterator[str]:
    """Give the table, line by line."""
    yield _HEAD
    yield f"{'':<30}" + f"{'p50':>8}{'p95':>7}{'max':>7}" * 3
    every = [aftermath for result in results for aftermath in result.aftermaths]
    for form, target in sorted({(aftermath.form, aftermath.target) for aftermath in every}):
        yield _row(f"{form} {target}", [one for one in every if (one.form, one.target) == (form, target)])
    yield _row("all", every)
    yield ""
    for result in results:
        yield from _counts(result)
    late = sum(is_late(one) for one in every)
    yield f"screens later than promised after {late} of {len(every)} kills"


def _row(name: str, aftermaths: list[Aftermath]) -> str:
    screens = [seconds for one in aftermaths for seconds in one.screens]
    columns = ([one.back for one in aftermaths], [one.again for one in aftermaths], screens)
    return f"{name:<24}{len(aftermaths):>6}" + "".join(map(_spread, columns))


def _spread(values: list[float]) -> str:
    cut = statistics.quantiles(values, n=100, method="inclusive") if len(values) > 1 else values * 99
    return f"{cut[49]:>8.2f}{cut[94]:>7.2f}{max(values):>7.2f}"


def _counts(result: Result) -> Iterator[str]:
    found = result.found
    yield (
        f"{result.form}: {found.acknowledged} acknowledged presses ({result.tries} of them pressed again), "
        f"{found.repeated} repeats, {result.slips} slips ({result.reprints} of them again, saying so), "
        f"{result.spoken} calls read out: {found.lost} lost, {found.duplicate_numbers} duplicate numbers, "
        f"{found.double_calls} double calls, {len(result.wrongs)} wrongs of any kind"
    )
    refused = ", ".join(f"{code} {count}" for code, count in result.refused.most_common())
    yield f"  refused by name: {refused or 'nothing'}"
    yield f"  verify: {result.verified}"
    yield from (f"  WRONG {wrong}" for wrong in result.wrongs[:20])


def is_late(aftermath: Aftermath) -> bool:
    """Tell whether a screen was current later than promised."""
    bound = REDIS_SECONDS if aftermath.target == "redis" else SCREENS_SECONDS
    return max(aftermath.screens) > bound
