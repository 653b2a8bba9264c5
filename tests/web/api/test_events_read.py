"""GET /centres/{centre}/events."""

from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE

EVENTS = f"{CENTRE}/events"


def test_it_tells_in_words_who_changed_what_when(api: Api) -> None:
    api["dieuphoi"].post(f"{api.counter(1)}/fields", {"fields": [{"id": "A"}, {"id": "H", "lag": 5}]})
    told = api["quantri"].get(EVENTS).json
    assert told["day"] == "2026-11-23"
    (entry,) = told["events"]
    assert {name: value for name, value in entry.items() if name != "id"} == {
        "at": "2026-11-23T02:00:00.000Z",
        "kind": "fields",
        "text": "Quầy số 1: thêm Đất đai, chậm hơn 5 phút.",
        "before": "Hộ tịch",
        "after": "Hộ tịch; Đất đai, chậm hơn 5 phút",
        "reason": None,
        "actor": "Điều phối",
    }


def test_one_asks_for_a_day_and_a_kind(api: Api) -> None:
    api.hall.open(1)
    api["dieuphoi"].post(f"{CENTRE}/priority", {"offered": False})
    kinds = [entry["kind"] for entry in api["dieuphoi"].get(f"{EVENTS}?kind=priority").json["events"]]
    assert kinds == ["priority"]
    assert api["dieuphoi"].get(f"{EVENTS}?day=2026-11-22").json == {"day": "2026-11-22", "events": []}
    assert len(api["dieuphoi"].get(f"{EVENTS}?day=2026-11-23").json["events"]) == 2


def test_what_cannot_be_asked_is_refused(api: Api) -> None:
    for asked in ("day=yesterday", "day=2026-11-31", "kind=secrets"):
        assert refusal(api["dieuphoi"].get(f"{EVENTS}?{asked}")) == (422, "bad_input")


def test_only_who_rules_the_centre_reads_it(api: Api) -> None:
    for who in ("quay1", "huongdan", "lanhdao", "Máy lấy số 1"):
        assert refusal(api[who].get(EVENTS)) == (403, "not_allowed")
    assert refusal(api.stranger.get(EVENTS)) == (401, "not_signed_in")
