"""The settings that rule a hall."""

import json
from datetime import timedelta

from app.domain.rules import Rules, from_json, to_json

UNUSUAL = Rules(
    early_minutes=0,
    cut_off_minutes=30,
    stop_when_full=False,
    priority_allowance_minutes=-90,
    priority_offered=False,
    keep_priority_class=True,
    put_back_behind=5,
    spare_from=1901,
    undo_seconds=7,
    no_show_calls=3,
    no_show_seconds=45,
    no_show_priority_seconds=240,
    unanswered_minutes=4,
    left_called_minutes=12,
    overlong_times=2,
    left_open_minutes=45,
    headline_open_hours=False,
    outcomes=False,
    voice_repeat=1,
    voice_languages=("vi", "en"),
    day_ends_at="21:30",
    day_end_carries=True,
    priority_note={"vi": "theo quy chế", "en": "under the rules"},
    slot_text={"vi": "a", "en": "b"},
    messages=({"vi": "Chào", "en": "Hello"},),
    pause_reasons=({"code": "break", "text": "nghỉ giải lao"},),
    hold_reasons=({"code": "copy", "text": "sao chụp"}, {"code": "fee", "text": "nộp phí"}),
)


def test_rules_come_back_from_the_database_as_they_went_in() -> None:
    assert from_json(json.loads(json.dumps(to_json(UNUSUAL)))) == UNUSUAL


def test_every_setting_of_the_round_trip_is_unusual() -> None:
    usual = Rules()
    assert all(getattr(UNUSUAL, name) != getattr(usual, name) for name in Rules.__slots__)


def test_what_is_not_stored_has_its_default_and_what_is_not_a_rule_is_left_alone() -> None:
    assert from_json({"kind_en": "Centre", "undo_seconds": 5}) == Rules(undo_seconds=5)


def test_minutes_and_seconds_are_spans() -> None:
    assert (UNUSUAL.early, UNUSUAL.cut_off) == (timedelta(0), timedelta(minutes=30))
    assert UNUSUAL.priority_allowance == timedelta(minutes=-90)


def test_who_needs_time_is_waited_for_longer() -> None:
    assert UNUSUAL.patience(needs_time=False) == timedelta(seconds=45)
    assert UNUSUAL.patience(needs_time=True) == timedelta(seconds=240)
