"""A centre file with a mistake in it: the complaint names file, line and key, and what would be right."""

import pytest

from app.data.centre_file import SAMPLE, CentreFileError, load, parse

TEXT = SAMPLE.read_text(encoding="utf-8")
WEEKDAY = 'monday = ["07:30-11:30", "13:00-17:00"]'

MISTAKES = {
    "a key nobody knows": (
        'prefix = "A"',
        'colour = "red"\nprefix = "A"',
        "fields#2.colour",
        "known here: prefix",
    ),
    "a section nobody knows": ("[voice]", "[voise]", "voise", "known here: hours"),
    "a missing key": ('prefix = "A"', "", "fields#2", '"prefix" is missing'),
    "a misspelt key": ('prefix = "A"', 'prefx = "A"', "fields#2", 'is "prefx" meant'),
    "a prefix given twice": ('prefix = "A"', 'prefix = "R"', "fields#2.prefix", '"R" is given twice'),
    "a prefix in small letters": ('prefix = "A"', 'prefix = "a"', "fields#2.prefix", "0 to 2 of A–Z and 0–9"),
    "a prefix of three signs": ('prefix = "A"', 'prefix = "ABC"', "fields#2.prefix", "0 to 2 of A–Z and 0–9"),
    "a prefix with a Vietnamese letter": ('prefix = "A"', 'prefix = "Đ"', "fields#2.prefix", "0 to 2 of A–Z"),
    "prefixes whose numbers are alike": (
        'prefix = "A"',
        'prefix = "R1"',
        "fields#2.prefix",
        '"R1042" could be',
    ),
    "text where a number belongs": ("repeat = 2", 'repeat = "2"', "voice.repeat", "is not a whole number"),
    "true where a number belongs": ("repeat = 2", "repeat = true", "voice.repeat", "is not a whole number"),
    "a number out of bounds": ("repeat = 2", "repeat = 99", "voice.repeat", "99 is not between 1 and 5"),
    "a number where text belongs": (
        'prefix = "A"',
        "prefix = 3",
        "fields#2.prefix",
        "3 is not text in quotes",
    ),
    "an empty name": ('name_vi = "Hộ tịch"', 'name_vi = " "', "fields#2.name_vi", "the text is empty"),
    "a name in two lines": ('"Hộ tịch"\nname_en', '"Hộ\\ntịch"\nname_en', "fields#2.name_vi", "a line break"),
    "a sector in two fields": (
        '"Hộ tịch", "Nuôi',
        '"Chứng thực", "Nuôi',
        "fields#3.sectors#1",
        'in field "A"',
    ),
    "two fields for other sectors": (
        'prefix = "Y"',
        'other_sectors = true\nprefix = "Y"',
        "fields#12.other_sectors",
        "only one field",
    ),
    "a counter number given twice": (
        "number = 2,",
        "number = 1,",
        "hall.counters#2.number",
        "1 is given twice",
    ),
    "a counter for an unknown field": (
        "number = 17, serves = {X = 0",
        "number = 17, serves = {Z = 0",
        "hall.counters#17.serves.Z",
        'no field has the prefix "Z"; those here are "R", "A"',
    ),
    "a negative lag": (
        "number = 1, serves = {R = 0, Y = 5}",
        "number = 1, serves = {R = 0, Y = -5}",
        "hall.counters#1.serves.Y",
        "-5 is not between 0 and 240",
    ),
    "hours that overlap": (
        WEEKDAY,
        'monday = ["07:30-13:30", "13:00-17:00"]',
        "hours.monday",
        "07:30-13:30 and 13:00-17:00 overlap",
    ),
    "hours across midnight": (WEEKDAY, 'monday = ["22:00-02:00"]', "hours.monday#1", "not cross midnight"),
    "hours of no length": (WEEKDAY, 'monday = ["08:00-08:00"]', "hours.monday#1", "closes before it opens"),
    "a time no clock shows": (WEEKDAY, 'monday = ["07:30-11:70"]', "hours.monday#1", "no clock shows"),
    "a time in another form": (WEEKDAY, 'monday = ["7h30-11h30"]', "hours.monday#1", 'like "07:30-11:30"'),
    "hours after the day's end": (WEEKDAY, 'monday = ["22:00-23:30"]', "hours.monday", "day ends at 23:00"),
    "hours in which no number is given": (
        "cut_off_minutes = 10",
        "cut_off_minutes = 240",
        "hours.monday",
        "not longer than cut_off_minutes = 240",
    ),
    "a bad time for the day's end": ('"23:00"', '"25:00"', "hours.day_ends_at", "not a time of day"),
    "a date in quotes": (
        "date = 2026-01-01",
        'date = "2026-01-01"',
        "hours.holidays#1.date",
        "without quotes",
    ),
    "a date with a time": (
        "date = 2026-01-01",
        "date = 2026-01-01T07:00:00",
        "hours.holidays#1.date",
        "alone",
    ),
    "a holiday given twice": ("date = 2026-05-01", "date = 2026-01-01", "hours.holidays#3.date", "already"),
    "an unknown time zone": ("Asia/Ho_Chi_Minh", "Asia/Saigonn", "timezone", "not a known time zone"),
    "a time zone out of its folder": (
        "Asia/Ho_Chi_Minh",
        "../etc/passwd",
        "timezone",
        "not a known time zone",
    ),
    "a folder for a time zone": ("Asia/Ho_Chi_Minh", "Asia", "timezone", "not a known time zone"),
    "a slug with marks": ('"phuong-mau"', '"phường-mẫu"', "slug", "is not a slug"),
    "a slug of one letter": ('"phuong-mau"', '"p"', "slug", "is not a slug"),
    "a username given twice": ('"quay2"', '"quay1"', "hall.staff#2.username", '"quay1" is given twice'),
    "a username with a space": ('"quay2"', '"quay 2"', "hall.staff#2.username", "is not a username"),
    "a role that no person has": (
        'role = "reader"',
        'role = "kiosk"',
        "hall.staff#23.role",
        'one of "clerk"',
    ),
    "a permission nobody knows": (
        '"Cán bộ quầy 2", role = "clerk"',
        '"Cán bộ quầy 2", role = "clerk", extra = ["fly"]',
        "hall.staff#2.extra#1",
        '"fly" is not one of',
    ),
    "a password": (
        '"Cán bộ quầy 2", role = "clerk"',
        '"Cán bộ quầy 2", role = "clerk", password = "1"',
        "hall.staff#2.password",
        "unknown key",
    ),
    "a kiosk with an unknown printer": (
        'printer = "Máy in 1"',
        'printer = "Máy in 9"',
        "hall.devices#1.printer",
        'the printers here are "Máy in 1"',
    ),
    "a device name given twice": (
        '"Máy lấy số 2"',
        '"Máy lấy số 1"',
        "hall.devices#2.name",
        "is given twice",
    ),
    "a kiosk that speaks": (
        '"Máy lấy số 2"',
        '"Máy lấy số 2", speaks = true',
        "hall.devices#2.speaks",
        "known here: kind, name, printer",
    ),
    "a screen at a counter that is not there": (
        "counter = 3",
        "counter = 33",
        "hall.devices#4.counter",
        "not between 1 and 20",
    ),
    "paper of no usual width": (
        "width_dots = 576",
        "width_dots = 500",
        "hall.devices#5.width_dots",
        "384, 576",
    ),
    "a language the voice lacks": ('["vi"]', '["vi", "fr"]', "voice.languages#2", '"fr" is not one of "vi"'),
    "a silent voice": ('["vi"]', "[]", "voice.languages", "needs a language"),
    "a headline nobody knows": ('"open_hours"', '"lunch"', "report.headline", '"elapsed", "open_hours"'),
    "a reason's code given twice": ('code = "fee"', 'code = "form"', "reasons.hold#3.code", "is given twice"),
    "a row that is no table": (
        '{code = "fee", text = "nộp phí, lệ phí"}',
        "7",
        "reasons.hold#3",
        "not a table",
    ),
    "a list that is none": (WEEKDAY, 'monday = "07:30-11:30"', "hours.monday", "is not a list"),
}


@pytest.mark.parametrize(("right", "wrong", "where", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_refused_by_name_and_place(right, wrong, where, message):
    assert right in TEXT
    with pytest.raises(CentreFileError) as refused:
        parse(TEXT.replace(right, wrong, 1), "hall.toml")
    error = refused.value
    assert error.where == where
    assert message in error.message
    assert str(error).startswith(f"hall.toml, line {error.line}, {where}: ")


@pytest.mark.parametrize(
    ("right", "wrong", "sign"),
    [
        ('prefix = "A"', 'colour = "red"\nprefix = "A"', "colour"),
        ("number = 17, serves = {X = 0", "number = 17, serves = {Z = 0", "number = 17"),
        ('"quay2"', '"quay1"', 'username = "quay1", name = "Cán bộ quầy 2"'),
        (WEEKDAY, 'monday = ["7h30-11h30"]', "monday"),
        ('code = "fee"', 'code = "form"', 'code = "form", text = "nộp phí'),
        ('prefix = "A"', "", "[[fields]]\n\nname_vi"),
    ],
)
def test_the_line_is_the_one_with_the_mistake(right, wrong, sign):
    text = TEXT.replace(right, wrong, 1)
    with pytest.raises(CentreFileError) as refused:
        parse(text)
    assert refused.value.line == text[: text.index(sign)].count("\n") + 1


def test_a_slip_of_toml_itself_is_told_with_its_line():
    with pytest.raises(CentreFileError, match=r"^hall\.toml, line 5: this is not TOML: ") as refused:
        parse(TEXT.replace("sample = true", "sample = tru", 1), "hall.toml")
    assert refused.value.line == 5


def test_a_centre_that_never_opens_is_refused():
    days = [line for line in TEXT.splitlines() if line.startswith(("mon", "tue", "wed", "thu", "fri", "sat"))]
    text = TEXT
    for line in days:
        text = text.replace(line + "\n", "", 1)
    with pytest.raises(CentreFileError, match="no day has hours; give at least one of monday"):
        parse(text)


@pytest.mark.parametrize("empty", ["", "# nothing\n"])
def test_an_empty_file_says_what_it_lacks_first(empty):
    with pytest.raises(CentreFileError, match=r'^centre\.toml: "slug" is missing'):
        parse(empty)


@pytest.mark.parametrize(
    ("start", "end", "rows"), [("counters = [", "\n]", "counters"), ("[[fields]]", "\n[hall]", "fields")]
)
def test_a_centre_without_counters_or_fields_is_refused(start, end, rows):
    before, _, rest = TEXT.partition(start)
    _, end, after = rest.partition(end)
    text = f"{before}counters = [{end}{after}" if rows == "counters" else f"fields = []\n{before}{end}{after}"
    with pytest.raises(CentreFileError, match=rf"{rows}: a centre needs at least one"):
        parse(text)


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path):
    with pytest.raises(CentreFileError, match=r"nowhere\.toml: cannot be read: "):
        load(tmp_path / "nowhere.toml")


def test_a_file_in_another_encoding_is_told_how_to_be_saved(tmp_path):
    file = tmp_path / "hall.toml"
    file.write_text(TEXT, encoding="utf-16")
    with pytest.raises(CentreFileError, match="save it as UTF-8"):
        load(file)
