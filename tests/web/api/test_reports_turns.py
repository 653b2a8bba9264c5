"""GET /centres/{centre}/reports/turns."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app.store.models import Turn
from tests.services import written_day
from tests.services.acts import end_day, rule
from tests.services.test_a_random_day import People
from tests.support.api import Api, refusal
from tests.support.hall import MONDAY
from tests.web.scenes import CENTRE, DISPLAY

WAITS, TURNS = f"{CENTRE}/reports/waits", f"{CENTRE}/reports/turns"
DIVISIONS = ("field", "counter", "hour", "day", "clerk")
Query = dict[str, str]
Figures = dict[str, Any]


@pytest.fixture
def office(api: Api) -> Api:
    written_day.play(api.hall)
    return api


def listed(api: Api, **query: str) -> Any:
    answer = api["lanhdao"].get(TURNS, query_string=query)
    assert answer.status_code == 200, answer.json
    return answer.json


# Every figure opens what it was made of


@pytest.fixture
def two_days(api: Api) -> Api:
    """A written day, and one on which everybody does whatever they are let do; for some the server was away."""
    written_day.play(api.hall)
    People(api.hall.at("08:00", MONDAY + timedelta(days=1)).open(1, 2, 3), seed=5).play(90)
    end_day(api.hall.at("22:00"))
    with api.hall.database.write() as connection:
        some = select(Turn.ticket_id).where(Turn.ticket_id % 7 == 0)
        connection.execute(update(Turn).where(Turn.ticket_id.in_(some)).values(spans_outage=True))
    return api


# How many turns the list behind a figure must hold, counted from the figures themselves.
COUNTS: dict[str, Callable[[Figures], int]] = {
    "turns": lambda figures: figures["turns"],
    "within": lambda figures: figures["within"],
    "late": lambda figures: figures["turns"] - figures["within"],
    "no_shows": lambda figures: figures["no_shows"],
    "no_show_stay_mean_ms": lambda figures: figures["no_shows"],
    "early_no_shows": lambda figures: figures["early_no_shows"],
    "cancelled": lambda figures: figures["cancelled"],
    "cancelled_stay_mean_ms": lambda figures: figures["cancelled"],
    "expired": lambda figures: figures["expired"],
    "expired_stay_mean_ms": lambda figures: figures["expired"],
    "within_with_no_shows_share": lambda figures: figures["turns"] + figures["no_shows"],
    "out_of_order": lambda figures: figures["out_of_order"],
    "spans_outage": lambda figures: figures["spans_outage"],
}


class Reader:
    """Somebody who presses every figure of a report and counts what opens."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._days = {"from": "2026-11-23", "to": "2026-11-24"}
        self._seen: dict[str, Any] = {}
        self.pressed: set[str] = set()

    def report(self, by: str) -> Any:
        return self._api["lanhdao"].get(WAITS, query_string=self._days | {"by": by}).json

    def press(self, *queries: Query) -> Any:
        """Return the list that the queries open together."""
        query = self._days | {name: value for query in queries for name, value in query.items()}
        key = str(sorted(query.items()))
        if key not in self._seen:
            self._seen[key] = listed(self._api, **query)
        return self._seen[key]

    def figures(self, behind: dict[str, Query], where: Query, figures: Figures) -> None:
        for figure, query in behind.items():
            found = self.press(query, where)
            count = COUNTS.get(figure, COUNTS["turns"])(figures)
            if figure == "waited_again_mean_ms":
                count = sum(turn["waited_again_ms"] > 0 for turn in found["turns"])
            assert found["total"] == count, (where, figure)
            assert found["figures"].get(figure) == figures.get(figure), (where, figure)
            self.pressed |= {figure} if count else set()

    def cells(self, behind: dict[str, Query], group: Any) -> None:
        for hour, cell in group["hours"].items():
            found = self.press(behind["mean_ms"], group["where"], {"hour": hour})
            assert (found["total"], found["figures"]["mean_ms"]) == (cell["turns"], cell["mean_ms"])

    def bars(self, behind: dict[str, Query], distribution: Any) -> None:
        for bar in distribution:
            assert self.press(behind["turns"], {"minute": str(bar["minute"])})["total"] == bar["turns"]


def test_every_figure_and_every_cell_opens_the_turns_it_was_made_of(two_days: Api) -> None:
    for open_hours, divisions in ((True, DIVISIONS), (False, ("field",))):
        rule(two_days.hall, headline_open_hours=open_hours)
        reader = Reader(two_days)
        for by in divisions:
            report = reader.report(by)
            assert len(report["groups"]) > 1
            reader.figures(report["behind"], {}, report["total"])
            for group in report["groups"]:
                reader.figures(report["behind"], group["where"], group["figures"])
                reader.cells(report["behind"], group)
            reader.bars(report["behind"], report["distribution"])
        # Days on which something never happened would prove nothing of it.
        assert reader.pressed == set(report["behind"])


def test_every_figure_of_a_report_tells_what_is_behind_it(office: Api) -> None:
    report = office["lanhdao"].get(WAITS).json
    assert set(report["behind"]) == set(report["total"]) | {"late"}


# The list


def test_a_list_has_all_the_contract_says(office: Api) -> None:
    told = listed(office)
    assert set(told) == {
        *("centre", "from", "to", "filters", "sort", "headline", "target_minutes", "generated_at"),
        *("total", "page", "pages", "per_page", "figures", "turns", "definitions"),
    }
    assert (told["sort"], told["total"], told["page"], told["pages"]) == ("wait", 7, 1, 1)
    assert set(told["filters"]) == {
        *("field", "counter", "clerk", "outcome", "hour", "minute", "late"),
        *("waited_again", "early", "out_of_order", "spans_outage"),
    }


def test_what_is_asked_for_narrows_it_and_an_empty_word_does_not(office: Api) -> None:
    assert [turn["number"] for turn in listed(office, field="B", outcome="done,cancelled")["turns"]] == ["B002", "B003"]
    assert listed(office, field="", counter="", hour="", outcome="", late="", page="")["total"] == 7


def test_each_turn_leads_to_its_story(office: Api) -> None:
    for turn in listed(office)["turns"]:
        told = office["lanhdao"].get(f"/api/v1/tickets/{turn['ticket']}").json
        assert told["number"] == turn["number"]


@pytest.mark.parametrize(
    ("query", "status", "code", "named"),
    [
        ({"field": "Z"}, 422, "unknown_field", "Z"),
        ({"counter": "77"}, 404, "unknown_counter", ""),
        ({"clerk": "77"}, 422, "unknown_clerk", ""),
        ({"hour": "24"}, 422, "bad_input", "hour"),
        ({"hour": "x"}, 422, "bad_input", "hour"),
        ({"outcome": "gone"}, 422, "bad_input", "outcome"),
        ({"outcome": "done,"}, 422, "bad_input", "outcome"),
        ({"outcome": "waiting"}, 422, "bad_input", "outcome"),
        ({"minute": "41"}, 422, "bad_input", "minute"),
        ({"late": "perhaps"}, 422, "bad_input", "late"),
        ({"sort": "name"}, 422, "bad_input", "sort"),
        ({"page": "0"}, 422, "bad_input", "page"),
        ({"format": "pdf"}, 422, "bad_input", "format"),
        ({"from": "yesterday"}, 422, "bad_input", "from"),
        ({"from": "2026-11-24", "to": "2026-11-23"}, 422, "bad_input", "from"),
        # A misspelt filter must never list everybody.
        ({"feild": "A"}, 422, "bad_input", "feild"),
    ],
)
def test_a_bad_filter_is_refused_by_its_name(office: Api, query: Query, status: int, code: str, named: str) -> None:
    answer = office["lanhdao"].get(TURNS, query_string=query)
    assert refusal(answer) == (status, code)
    assert named in answer.json["error"]["message"]


def test_only_who_reads_reports_sees_it(office: Api) -> None:
    for caller in ("quay1", "huongdan", DISPLAY):
        assert refusal(office[caller].get(TURNS)) == (403, "not_allowed")
    assert refusal(office.stranger.get(TURNS)) == (401, "not_signed_in")


# Files


def test_a_csv_holds_every_turn_with_times_of_the_clock_on_the_wall(office: Api) -> None:
    answer = office["lanhdao"].get(TURNS, query_string={"format": "csv", "sort": "arrived"})
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith('"luot-thu-2026-11-23-2026-11-23-cac-luot.csv"')
    headings, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    first = dict(zip(headings, rows[0], strict=True))
    assert [row[0] for row in rows] == ["A001", "A002", "B001", "A003", "B002", "B003", "A004"]
    assert {name: first[name] for name in ("Ngày", "Lĩnh vực", "Lấy số", "Gọi", "Bắt đầu", "Kết thúc")} == {
        "Ngày": "23/11/2026",
        "Lĩnh vực": "A Hộ tịch",
        "Lấy số": "09:00:00",
        "Gọi": "09:10:00",
        "Bắt đầu": "09:11:00",
        "Kết thúc": "09:16:00",
    }
    assert (first["Chờ (phút)"], first["Hồ sơ"], first["Kết quả"], first["Quầy"]) == ("10.0", "2", "Tiếp nhận", "1")


def test_a_spreadsheet_holds_the_same(office: Api) -> None:
    answer = office["lanhdao"].get(TURNS, query_string={"format": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        words = book.read("xl/worksheets/sheet1.xml").decode()
    for word in ("Số thứ tự", "B003", "Hết giờ, chưa được phục vụ", "Gọi chỉ định"):
        assert word in words
