"""Moments of a day in the small hall from which many tests begin, and pressing the same key twice."""

from typing import Any

from tests.support.api import Api, Caller

CENTRE = "/api/v1/centres/thu"
DISPLAY = "Màn hình sảnh 1"
PRINTER = "Máy in 1"


def waiting(api: Api) -> str:
    """Counter 1 is open and A001 waits; return the ticket's path."""
    api.hall.open(1)
    api.hall.queue("A001")
    return api.ticket("A001")


def called(api: Api) -> str:
    """A001 is called to counter 1; return the ticket's path."""
    path = waiting(api)
    assert api.hall.called(1) == "A001"
    return path


def serving(api: Api) -> str:
    """A001 is being served at counter 1; return the ticket's path."""
    path = called(api)
    api.hall.start("A001")
    return path


def held(api: Api) -> str:
    """A001 makes a copy while counter 1 is free; return the ticket's path."""
    path = serving(api)
    api.hall.hold("A001")
    return path


def absent(api: Api) -> str:
    """A001 did not come; return the ticket's path."""
    path = called(api)
    api.hall.no_show("A001")
    return path


def revision(api: Api) -> int:
    """Return how many changes the centre has seen."""
    with api.hall.look() as hall:
        return hall.revision


def pressed_twice(api: Api, caller: Caller, path: str, body: Any = None) -> Any:
    """Send one press twice under its key; the second gives the first answer and changes nothing. Return it."""
    first = caller.post(path, body, key="press-0001")
    assert first.status_code in (200, 201), first.json
    before = revision(api)
    again = caller.post(path, body, key="press-0001")
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert revision(api) == before
    return first.json
