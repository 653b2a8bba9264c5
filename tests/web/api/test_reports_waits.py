"""GET /centres/{centre}/reports/waits."""

import csv
import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import update

from app.store.models import Staff
from tests.support.api import Api, refusal
from tests.web.scenes import CENTRE, DISPLAY

WAITS = f"{CENTRE}/reports/waits"
FIGURES = {
    *("turns", "within", "within_share", "mean_ms", "median_ms", "p90_ms", "max_ms", "elapsed"),
    *("way_mean_ms", "service_mean_ms", "waited_again_mean_ms", "no_shows", "no_show_stay_mean_ms", "early_no_shows"),
    *("cancelled", "cancelled_stay_mean_ms", "expired", "expired_stay_mean_ms"),
    *("within_with_no_shows_share", "out_of_order", "spans_outage", "dossiers"),
}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def office(api: Api) -> Api:
    """A001 waited 8 minutes and 15 seconds, B001 twenty minutes; A002 did not come."""
    hall = api.hall.open(1, 2)
    hall.take("A")
    hall.take("B")
    hall.wait(minutes=8, seconds=15)
    assert hall.serve(1) == "A001"
    hall.at("09:20")
    assert hall.serve(2) == "B001"
    hall.queue("A002")
    assert hall.called(1) == "A002"
    hall.no_show("A002")
    return api


def report(api: Api, **query: str) -> Any:
    answer = api["lanhdao"].get(WAITS, query_string=query)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_report_has_all_the_contract_says(office: Api) -> None:
    told = report(office)
    assert set(told) == {
        *("centre", "from", "to", "by", "headline", "target_minutes", "generated_at", "total", "groups"),
        *("distribution", "behind", "definitions"),
    }
    assert (told["centre"], told["from"], told["to"], told["by"]) == ("thu", "2026-11-23", "2026-11-23", "field")
    assert (told["headline"], told["target_minutes"]) == ("open_hours", 15)
    assert set(told["total"]) == FIGURES
    assert set(told["total"]["elapsed"]) == {"mean_ms", "median_ms", "p90_ms", "max_ms", "within"}
    assert [minute["minute"] for minute in told["distribution"]] == list(range(41))
    assert {note["term"] for note in told["definitions"]} >= {"Thời gian chờ", "Trung vị"}


def test_its_figures_are_those_of_the_served_and_the_absent_stand_beside(office: Api) -> None:
    total = report(office)["total"]
    assert (total["turns"], total["within"], total["within_share"]) == (2, 1, 0.5)
    assert (total["mean_ms"], total["median_ms"], total["max_ms"]) == (847_500, 495_000, 1_200_000)
    assert (total["no_shows"], total["way_mean_ms"], total["service_mean_ms"]) == (1, 30_000, 300_000)


def test_it_is_divided_by_field_in_the_order_of_the_centre(office: Api) -> None:
    groups = [(group["prefix"], group["label"], group["figures"]["turns"]) for group in report(office)["groups"]]
    assert groups == [("A", "Hộ tịch", 1), ("B", "Chứng thực", 1)]


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        ("counter", ["Quầy số 1", "Quầy số 2"]),
        ("clerk", ["Cán bộ quầy 1", "Cán bộ quầy 2"]),
        ("hour", ["09:00"]),
        ("day", ["23/11/2026"]),
    ],
)
def test_it_is_divided_as_asked(office: Api, by: str, labels: list[str]) -> None:
    assert [group["label"] for group in report(office, by=by)["groups"]] == labels


def test_a_day_on_which_nobody_came_has_no_figures(office: Api) -> None:
    told = report(office, **{"from": "2026-11-22", "to": "2026-11-22"})
    assert (told["groups"], told["total"]["turns"], told["total"]["mean_ms"]) == ([], 0, None)


def test_an_empty_report_can_be_downloaded_too(api: Api) -> None:
    for kind in ("csv", "xlsx"):
        assert api["lanhdao"].get(f"{WAITS}?format={kind}").status_code == 200


# Files


def table(api: Api, **query: str) -> list[list[str]]:
    answer = api["lanhdao"].get(WAITS, query_string={"format": "csv", **query})
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf"), "without a mark, spreadsheets take UTF-8 for something else"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_a_csv_opens_in_a_spreadsheet_with_minutes_and_shares(office: Api) -> None:
    headings, *rows = table(office)
    assert headings[:5] == [
        "Lĩnh vực",
        "Lượt đã phục vụ",
        "Chờ không quá mức (lượt)",
        "Tỷ lệ chờ không quá mức (%)",
        "Chờ trung bình (phút)",
    ]
    assert [row[:5] for row in rows] == [
        ["A Hộ tịch", "1", "1", "100.0", "8.25"],
        ["B Chứng thực", "1", "0", "0.0", "20.0"],
        ["Toàn Trung tâm", "2", "1", "50.0", "14.12"],
    ]


def test_a_file_is_named_after_the_centre_and_its_days(office: Api) -> None:
    answer = office["lanhdao"].get(f"{WAITS}?format=csv&from=2026-11-01&to=2026-11-23")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="luot-thu-2026-11-01-2026-11-23.csv"'


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x","y")', "+84 912", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_name_that_looks_like_a_formula_stays_a_name(office: Api, name: str) -> None:
    with office.hall.database.write() as connection:
        connection.execute(update(Staff).where(Staff.username == "quay1").values(name=name))
    labels = [row[0] for row in table(office, by="clerk")]
    assert f"'{name}" in labels
    book = workbook(office, by="clerk")
    assert any(str(row[0]).endswith(name.strip()) for row in book[2:4])


def workbook(api: Api, **query: str) -> list[list[Any]]:
    """Return the cells of an XLSX file's first sheet, having checked that none is a formula or a link."""
    answer = api["lanhdao"].get(WAITS, query_string={"format": "xlsx", **query})
    assert answer.status_code == 200
    assert answer.content_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert file.testzip() is None
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(f".//{SHEET}f") is None
    assert sheet.find(f".//{SHEET}hyperlink") is None
    return [[_cell(cell) for cell in row] for row in sheet.iter(f"{SHEET}row")]


def _cell(cell: ElementTree.Element) -> str | float | None:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{SHEET}t"))
    value = cell.find(f"{SHEET}v")
    return float(value.text) if value is not None and value.text else None


def test_an_xlsx_has_the_same_table_with_numbers_that_can_be_counted_with(office: Api) -> None:
    title, headings, *rows = workbook(office)
    assert title == ["Thời gian chờ, 2026-11-23 – 2026-11-23"]
    assert headings[:2] == ["Lĩnh vực", "Lượt đã phục vụ"]
    assert [row[:5] for row in rows] == [
        ["A Hộ tịch", 1.0, 1.0, 100.0, 8.25],
        ["B Chứng thực", 1.0, 0.0, 0.0, 20.0],
        ["Toàn Trung tâm", 2.0, 1.0, 50.0, 14.12],
    ]


# Who may, and what may be asked


@pytest.mark.parametrize("who", ["dieuphoi", "quantri", "lanhdao"])
def test_supervisors_and_readers_may_read_it(api: Api, who: str) -> None:
    assert api[who].get(WAITS).status_code == 200


@pytest.mark.parametrize("who", ["quay1", "huongdan", "Máy lấy số 1", DISPLAY])
def test_others_may_not(api: Api, who: str) -> None:
    assert refusal(api[who].get(WAITS)) == (403, "not_allowed")


def test_a_stranger_may_not(api: Api) -> None:
    assert refusal(api.stranger.get(WAITS)) == (401, "not_signed_in")


def test_an_unknown_centre_is_refused_by_name(api: Api) -> None:
    assert refusal(api["lanhdao"].get("/api/v1/centres/khac/reports/waits")) == (404, "unknown_centre")


@pytest.mark.parametrize(
    "query",
    [
        "by=colour",
        "format=pdf",
        "from=yesterday",
        "to=2026-02-30",
        "from=2026-11-24&to=2026-11-23",
        "from=1990-01-01&to=2026-11-23",
        "from=2026-11-23T00:00",
    ],
)
def test_a_query_without_sense_is_refused(api: Api, query: str) -> None:
    assert refusal(api["lanhdao"].get(f"{WAITS}?{query}")) == (422, "bad_input")
