"""The centre files that ship, and that a centre written out is the centre that was read."""

import dataclasses
import unicodedata
from datetime import date, time

import pytest

from app.data.centre_file import (
    RURAL,
    SAMPLE,
    Bilingual,
    CentreFile,
    Counter,
    Display,
    Kiosk,
    Printer,
    dump,
    load,
    parse,
)
from app.domain.hours import Session
from app.domain.roles import Role
from app.domain.rules import Rules

MORNING, AFTERNOON = Session(time(7, 30), time(11, 30)), Session(time(13), time(17))


@pytest.fixture(scope="module")
def ward() -> CentreFile:
    return load(SAMPLE)


@pytest.fixture(scope="module")
def commune() -> CentreFile:
    return load(RURAL)


def test_the_sample_ward_says_that_it_is_a_sample(ward):
    assert (ward.slug, ward.sample, ward.timezone) == ("phuong-mau", True, "Asia/Ho_Chi_Minh")
    assert ward.kind.vi == "Trung tâm Phục vụ hành chính công"
    assert ward.name.vi == "phường Mẫu"


def test_the_ward_has_the_twelve_tiles_in_their_order(ward):
    assert "".join(field.prefix for field in ward.fields) == "RABHKLMSTUXY"
    assert {field.wait_target_minutes for field in ward.fields} == {15}
    assert [field.prefix for field in ward.fields if field.service_target_minutes == 5] == ["R"]
    assert {field.service_target_minutes for field in ward.fields[1:]} == {30}


def test_the_ward_opens_on_weekdays_and_on_saturday_morning(ward):
    assert ward.week == ((MORNING, AFTERNOON),) * 5 + ((MORNING,), ())
    assert date(2026, 9, 2) in {holiday.day for holiday in ward.holidays}


def test_every_field_of_the_ward_has_a_counter_of_its_own(ward):
    assert [counter.number for counter in ward.counters] == list(range(1, 21))
    own = {prefix for counter in ward.counters for prefix, lag in counter.serves.items() if lag == 0}
    assert own == {field.prefix for field in ward.fields}
    assert ward.counters[3] == Counter(4, "Quầy số 4", {"H": 0, "K": 8})


def test_each_counter_of_the_ward_has_a_clerk_and_every_role_is_there(ward):
    clerks = {member.username for member in ward.staff if member.role is Role.CLERK}
    assert clerks == {f"quay{number}" for number in range(1, 21)}
    others = {member.username: member.role for member in ward.staff if member.username not in clerks}
    assert others == {
        "huongdan": Role.RECEPTION,
        "dieuphoi": Role.SUPERVISOR,
        "lanhdao": Role.READER,
        "quantri": Role.ADMINISTRATOR,
    }


def test_one_screen_of_the_ward_speaks_and_one_kiosk_prints(ward):
    assert [d.name for d in ward.devices if isinstance(d, Display) and d.speaks] == ["Màn hình sảnh 1"]
    kiosks = [d for d in ward.devices if isinstance(d, Kiosk)]
    assert [kiosk.printer for kiosk in kiosks] == ["Máy in 1", None]
    assert Printer("Máy in 1", 576) in ward.devices


@pytest.mark.parametrize("path", [SAMPLE, RURAL], ids=lambda path: path.stem)
def test_no_centre_file_carries_a_password(path):
    said = path.read_text(encoding="utf-8").casefold()
    assert "password =" not in said
    assert "mật khẩu" not in said


def test_the_two_samples_can_stand_side_by_side_in_one_database(ward, commune):
    assert ward.slug != commune.slug
    assert {m.username for m in ward.staff} & {m.username for m in commune.staff} == set()


def test_in_the_commune_everyone_but_the_police_helps_with_other_fields(commune):
    assert len(commune.counters) == 5
    assert len(commune.fields) == 8
    helpers = [counter.number for counter in commune.counters if any(counter.serves.values())]
    assert helpers == [1, 2, 3, 4]
    assert commune.field_for("Thủy lợi").prefix == "K"


def test_the_commune_takes_the_defaults_for_what_it_leaves_out(commune):
    assert commune.rules.undo_seconds == Rules().undo_seconds
    assert {c.allowance_minutes for c in commune.priority_classes} == {-30}


@pytest.mark.parametrize("path", [SAMPLE, RURAL], ids=lambda path: path.stem)
def test_a_centre_written_out_reads_back_as_the_same_centre(path):
    centre = load(path)
    assert parse(dump(centre)) == centre


def test_every_rule_of_a_centre_survives_its_file(ward):
    rules = Rules(
        early_minutes=20,
        cut_off_minutes=25,
        stop_when_full=False,
        priority_allowance_minutes=5,
        priority_offered=False,
        keep_priority_class=True,
        put_back_behind=1,
        spare_from=1901,
        undo_seconds=9,
        no_show_calls=3,
        no_show_seconds=45,
        no_show_priority_seconds=90,
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
        priority_note={"vi": 'Ưu tiên "theo quy chế"', "en": "Back\\slash"},
        slot_text={"vi": "khe bên phải", "en": "on the right"},
        messages=({"vi": "Xin giữ trật tự", "en": "Quiet, please"},),
        pause_reasons=({"code": "lunch", "text": "ăn trưa"},),
        hold_reasons=({"code": "photo", "text": "chụp ảnh"},),
    )
    for rule in dataclasses.fields(Rules):
        assert getattr(rules, rule.name) != getattr(Rules(), rule.name), f"{rule.name} is not tried here"
    centre = dataclasses.replace(ward, rules=rules)
    assert parse(dump(centre)) == centre


def test_a_hall_without_letters_on_its_numbers_survives_its_file(ward):
    centre = dataclasses.replace(
        ward,
        fields=(dataclasses.replace(ward.fields[0], prefix="", examples=Bilingual("", "")),),
        counters=(Counter(1, 'Quầy "nhanh"', {"": 0}), Counter(7, "Quầy số 7", {})),
        devices=(Display("Bảng 7", False, 7),),
        staff=(dataclasses.replace(ward.staff[0], extra=("issue", "call_out_of_order")),),
        holidays=(),
        priority_classes=(),
    )
    assert parse(dump(centre)) == centre


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path, ward):
    file = tmp_path / "hall.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SAMPLE.read_bytes().replace(b"\n", b"\r\n"))
    assert load(file) == ward


def test_letters_typed_in_pieces_name_the_same_sector(ward):
    assert parse(unicodedata.normalize("NFD", SAMPLE.read_text(encoding="utf-8"))) == ward


def test_sessions_may_be_written_in_any_order():
    text = SAMPLE.read_text(encoding="utf-8")
    swapped = text.replace('["07:30-11:30", "13:00-17:00"]', '["13:00-17:00", "07:30-11:30"]')
    assert swapped != text
    assert parse(swapped) == parse(text)
