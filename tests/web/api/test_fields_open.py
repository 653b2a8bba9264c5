"""POST /centres/{centre}/fields/{field}/open."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice, revision

OPEN = f"{CENTRE}/fields/B/open"


def test_a_closed_field_opens_again(api: Api) -> None:
    api.hall.open(2)
    api["dieuphoi"].post(f"{CENTRE}/fields/B/close", {"reason": "mất điện"})
    assert api["quantri"].post(OPEN).json["field"]["closed"] is None
    assert api.kiosk.post(f"{CENTRE}/tickets", {"field": "B"}).status_code == 201


def test_a_field_may_be_named_by_its_id(api: Api) -> None:
    (field,) = [f["id"] for f in api.kiosk.get(CENTRE).json["fields"] if f["prefix"] == "B"]
    assert api["dieuphoi"].post(f"{CENTRE}/fields/{field}/open").json["field"]["prefix"] == "B"


def test_a_repeated_press_opens_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], OPEN)


def test_who_saw_an_older_state_is_refused(api: Api) -> None:
    seen = revision(api)
    api["quantri"].post(f"{CENTRE}/fields/B/close", {"reason": "mất điện"})
    assert refusal(api["dieuphoi"].post(OPEN, {"seen": seen})) == (409, "changed_meanwhile")


def test_what_cannot_be_asked_is_refused(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(f"{CENTRE}/fields/Q/open")) == (422, "unknown_field")
    assert refusal(api["dieuphoi"].post(OPEN, {"reason": "x"})) == (422, "bad_input")
    assert refusal(api.clerk(1).post(OPEN)) == (403, "not_allowed")
    assert refusal(api.stranger.post(OPEN)) == (401, "not_signed_in")
