"""The catalogue that ships: procedures, sectors and everyday words."""

import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.data.catalogue import (
    HERE,
    default_prefix,
    load_procedures,
    load_sectors,
    load_synonyms,
)
from app.data.centre_file import RURAL, SAMPLE, load

TILES_OF_A_WARD = "RABHKLMSTUXY"


def test_every_code_is_a_national_code_and_stands_once():
    codes = [procedure.code for procedure in load_procedures()]
    assert len(codes) == 356
    assert all(re.fullmatch(r"\d\.\d{6}", code) for code in codes)
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_names_are_clean_enough_to_be_searched_and_compared():
    for procedure in load_procedures():
        for text in (procedure.name, procedure.sector):
            assert text == " ".join(unicodedata.normalize("NFC", text).split())
        assert procedure.source


@pytest.mark.parametrize(
    ("code", "name", "prefix"),
    [
        ("1.001193", "đăng ký khai sinh", "A"),
        ("2.000815", "Chứng thực bản sao", "B"),
        ("1.012783", "Cấp đổi Giấy chứng nhận quyền sử dụng đất", "H"),
        ("1.013225", "Cấp giấy phép xây dựng mới", "K"),
        ("1.001612", "thành lập hộ kinh doanh", "L"),
        ("1.001939", "thẻ BHYT", "M"),
        ("1.001776", "trợ cấp xã hội hàng tháng", "S"),
        ("1.004222", "Đăng ký thường trú", "T"),
        ("2.002481", "Chuyển trường", "U"),
        ("2.002409", "khiếu nại", "X"),
    ],
)
def test_an_everyday_procedure_is_found_at_the_tile_people_expect(code, name, prefix):
    [procedure] = [p for p in load_procedures() if p.code == code]
    assert name in procedure.name
    assert default_prefix(procedure.sector) == prefix


def test_dates_in_force_are_read_where_the_file_gives_them(tmp_path: Path):
    file = tmp_path / "procedures.csv"
    file.write_text(
        "code,name,sector,level,active_from,active_to,source\n1.000001,Thử,Hộ tịch,Cấp xã,2025-07-01,,đây\n",
        encoding="utf-8",
    )
    [procedure] = load_procedures(file)
    assert (procedure.active_from, procedure.active_to) == (date(2025, 7, 1), None)


def test_the_68_national_sectors_each_have_a_tile_of_the_ward():
    sectors = load_sectors()
    assert len(sectors) == 68
    assert set(sectors.values()) <= set(TILES_OF_A_WARD)
    assert {p.sector for p in load_procedures()} <= set(sectors)


def test_no_sector_is_listed_under_two_tiles():
    text = (HERE / "sectors.toml").read_text(encoding="utf-8")
    listed = re.findall(r'"([^"]+)"', "".join(line for line in text.splitlines(True) if line[0] != "#"))
    assert len(listed) == len(set(listed))


def test_a_sector_nobody_has_heard_of_goes_to_the_tile_for_others():
    assert default_prefix("Vũ trụ") == "X"
    assert load(SAMPLE).field_for("Vũ trụ").prefix == "X"
    assert load(RURAL).field_for("Vũ trụ").prefix == "X"


def test_the_ward_takes_each_sector_at_its_default_tile():
    ward = load(SAMPLE)
    assert {sector: ward.field_for(sector).prefix for sector in load_sectors()} == load_sectors()


@pytest.mark.parametrize("path", [SAMPLE, RURAL], ids=lambda path: path.stem)
def test_every_procedure_that_ships_reaches_a_tile(path):
    centre = load(path)
    assert [p.code for p in load_procedures() if centre.field_for(p.sector) is None] == []


@pytest.mark.parametrize("path", [SAMPLE, RURAL], ids=lambda path: path.stem)
def test_a_centre_names_only_sectors_that_exist(path):
    named = {sector for field in load(path).fields for sector in field.sectors}
    assert named - set(load_sectors()) == set()


def test_every_everyday_word_leads_to_a_procedure():
    names = [procedure.name.casefold() for procedure in load_procedures()]
    synonyms = load_synonyms()
    astray = [
        (word, phrase)
        for word, phrases in synonyms.items()
        for phrase in phrases
        if not any(phrase.casefold() in name for name in names)
    ]
    assert len(synonyms) >= 40
    assert astray == []
    assert all(synonyms.values())


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("sổ đỏ", "1.012783"),
        ("sổ hồng", "1.013978"),
        ("khai sinh", "1.001193"),
        ("độc thân", "1.004873"),
        ("CCCD", "1.014061"),
        ("hộ khẩu", "1.004222"),
        ("giấy phép xây dựng", "1.013225"),
        ("bảo hiểm y tế", "1.001939"),
        ("công chứng", "2.000815"),
        ("cà vẹt", "1.013079"),
    ],
)
def test_what_people_say_finds_the_procedure_they_mean(word, code):
    [procedure] = [p for p in load_procedures() if p.code == code]
    name = procedure.name.casefold()
    assert any(phrase.casefold() in name for phrase in load_synonyms()[word])
