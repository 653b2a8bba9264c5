"""POST /tickets/{id}/no-show."""

from tests.support.api import Api, refusal
from tests.web.scenes import called, held, pressed_twice, serving, waiting


def test_who_did_not_come_is_recorded_and_the_counter_is_free(api: Api) -> None:
    answer = api.clerk(1).post(f"{called(api)}/no-show")
    assert (answer.status_code, answer.json["ticket"]["state"]) == (200, "no_show")
    assert api.hall.counter_snapshot(1)["ticket"] is None


def test_who_never_came_back_from_hold_is_absent_too(api: Api) -> None:
    assert api.clerk(1).post(f"{held(api)}/no-show").json["ticket"]["state"] == "no_show"


def test_an_absence_is_accepted_early_for_the_request_confirms_it_and_the_story_says_how_early(api: Api) -> None:
    path = called(api)
    api.hall.wait(seconds=20)
    assert api.clerk(1).post(f"{path}/no-show").status_code == 200
    story = api["dieuphoi"].get(path).json["story"]
    assert [step["text"] for step in story[-2:]] == [
        "Xác nhận vắng mặt sớm: đã gọi 1 lần, 20 giây sau khi gọi.",
        "Vắng mặt tại Quầy số 1.",
    ]


def test_a_repeated_press_records_once(api: Api) -> None:
    assert pressed_twice(api, api.clerk(1), f"{called(api)}/no-show")["ticket"]["state"] == "no_show"


def test_another_counters_clerk_may_not(api: Api) -> None:
    path = called(api)
    api.hall.open(2)
    assert refusal(api.clerk(2).post(f"{path}/no-show")) == (403, "not_your_ticket")


def test_reception_and_a_stranger_may_not(api: Api) -> None:
    path = called(api)
    assert refusal(api["huongdan"].post(f"{path}/no-show")) == (403, "not_allowed")
    assert refusal(api.stranger.post(f"{path}/no-show")) == (401, "not_signed_in")


def test_an_unknown_ticket_is_refused_by_name(api: Api) -> None:
    assert refusal(api.clerk(1).post("/api/v1/tickets/999/no-show")) == (404, "unknown_ticket")


def test_nobody_is_absent_who_was_not_called(api: Api) -> None:
    assert refusal(api["dieuphoi"].post(f"{waiting(api)}/no-show")) == (409, "wrong_state")


def test_nobody_is_absent_who_stands_at_the_counter(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{serving(api)}/no-show")) == (409, "wrong_state")


def test_there_is_nothing_to_say_with_it(api: Api) -> None:
    assert refusal(api.clerk(1).post(f"{called(api)}/no-show", {"why": "?"})) == (422, "bad_input")
