"""A worker as gunicorn's gevent one, in a process of its own: one caller reads a long report, another asks again and
again how the hall is, and something small wants its turn all the time. Prints how many turns the report has, how many
answers the other had before it was there, and how often the small thing had its turn.

Run by `test_long_report.py`: what gevent patches, it patches for good.
"""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

import gevent  # noqa: E402

from tests.support.api import make_api  # noqa: E402
from tests.support.hall import Hall  # noqa: E402

LONG = "from=2026-01-01&to=2026-11-23"


def main(url: str, var: str, report: str) -> None:
    """Ask both at once."""
    api = make_api(Hall(url), var)
    reader, kiosk = api["dieuphoi"], api.kiosk
    # What is made at the first question is made before.
    kiosk.get("/healthz")
    long = gevent.spawn(reader.get, f"/api/v1/centres/thu/reports/{report}{LONG}")
    small = gevent.spawn(turns_while, long)
    answers = 0
    while not long.ready():
        gevent.sleep(0)
        answers += kiosk.get("/healthz").status_code == 200 and not long.ready()
    told = long.get().json
    print(told["total"]["turns"] if "by" in told else told["total"], answers, small.get())


def turns_while(other: gevent.Greenlet) -> int:
    """Count the turns one has while another works."""
    turns = 0
    while not other.ready():
        turns += 1
        gevent.sleep(0)
    return turns


main(*sys.argv[1:])
