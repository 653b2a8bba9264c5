"""POST /centres/{centre}/priority."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice, revision

PRIORITY = f"{CENTRE}/priority"


def test_kiosks_offer_priority_no_more_and_again(api: Api) -> None:
    api.hall.open(1)
    assert api["dieuphoi"].post(PRIORITY, {"offered": False}).json == {"offered": False}
    asked = {"field": "A", "priority": True}
    assert refusal(api.kiosk.post(f"{CENTRE}/tickets", asked)) == (409, "priority_not_offered")
    assert api["huongdan"].post(f"{CENTRE}/tickets", asked).status_code == 201
    api["quantri"].post(PRIORITY, {"offered": True})
    assert api.kiosk.post(f"{CENTRE}/tickets", asked).json["priority"] is True


def test_a_repeated_press_changes_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], PRIORITY, {"offered": False})


def test_who_saw_an_older_state_is_refused(api: Api) -> None:
    seen = revision(api)
    api["quantri"].post(PRIORITY, {"offered": False, "seen": seen})
    assert refusal(api["dieuphoi"].post(PRIORITY, {"offered": True, "seen": seen})) == (409, "changed_meanwhile")


def test_what_cannot_be_asked_is_refused(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(PRIORITY, {})) == (422, "bad_input")
    assert refusal(api["dieuphoi"].post(PRIORITY, {"offered": "no"})) == (422, "bad_input")
    assert refusal(api["huongdan"].post(PRIORITY, {"offered": False})) == (403, "not_allowed")
    assert refusal(api.stranger.post(PRIORITY, {"offered": False})) == (401, "not_signed_in")
