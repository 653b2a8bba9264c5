"""POST /centres/{centre}/priority-classes/{code}."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, pressed_twice, revision, waiting

ELDERLY = f"{CENTRE}/priority-classes/elderly"


def test_a_class_switched_off_is_granted_no_more(api: Api) -> None:
    ticket = waiting(api)
    assert api["dieuphoi"].post(ELDERLY, {"active": False}).json == {"code": "elderly", "active": False}
    assert api.kiosk.get(CENTRE).json["priority_classes"] == []
    granted = api["huongdan"].post(f"{ticket}/priority", {"class": "elderly", "reason": "trên 80 tuổi"})
    assert refusal(granted) == (422, "unknown_priority_class")


def test_who_has_it_keeps_it(api: Api) -> None:
    ticket = waiting(api)
    api["huongdan"].post(f"{ticket}/priority", {"class": "elderly", "reason": "trên 80 tuổi"})
    due = api["dieuphoi"].get(ticket).json["due_at"]
    api["dieuphoi"].post(ELDERLY, {"active": False})
    told = api["dieuphoi"].get(ticket).json
    assert (told["priority"], told["due_at"]) == (True, due)


def test_a_repeated_press_changes_once(api: Api) -> None:
    pressed_twice(api, api["dieuphoi"], ELDERLY, {"active": False})


def test_who_saw_an_older_state_is_refused(api: Api) -> None:
    seen = revision(api)
    api["quantri"].post(ELDERLY, {"active": False})
    assert refusal(api["dieuphoi"].post(ELDERLY, {"active": True, "seen": seen})) == (409, "changed_meanwhile")


def test_what_cannot_be_asked_is_refused(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(f"{CENTRE}/priority-classes/vip", {"active": True})) == (
        422,
        "unknown_priority_class",
    )
    assert refusal(api["dieuphoi"].post(ELDERLY, {})) == (422, "bad_input")
    assert refusal(api.clerk(1).post(ELDERLY, {"active": False})) == (403, "not_allowed")
    assert refusal(api.stranger.post(ELDERLY, {"active": False})) == (401, "not_signed_in")
