"""Habits of the routes: each says who may use it, looking changes nothing, the contract names them all."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from werkzeug.routing import Rule

from app.clock import real_now
from app.domain.roles import PERMISSIONS, Permission, Role
from app.services import access
from app.settings.load import ROOT
from app.store.models import Centre
from tests.support.api import Api, Caller, refusal

CALLERS = {
    Role.CLERK: "quay1",
    Role.RECEPTION: "huongdan",
    Role.SUPERVISOR: "dieuphoi",
    Role.ADMINISTRATOR: "quantri",
    Role.READER: "lanhdao",
    Role.KIOSK: "Máy lấy số 1",
    Role.DISPLAY: "Màn hình sảnh 1",
    Role.PRINTER: "Máy in 1",
}
OPEN_API = {"openapi.spec", "sessions.sign_in"}


@pytest.fixture
def office(api: Api) -> Api:
    """The small hall with one of everything a path can name: A001 is called, its slip waits, a kiosk asks for help."""
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    api.hall.called(1)
    api.kiosk.post("/api/v1/centres/thu/help-calls")
    return api


def rules(api: Api) -> list[Rule]:
    return sorted(api.app.url_map.iter_rules(), key=lambda rule: rule.rule)


def api_requests(api: Api) -> Iterator[tuple[str, str, Any]]:
    """Give method, path and view of every request of the API that needs somebody."""
    for rule in rules(api):
        if rule.rule.startswith("/api/v1/") and rule.endpoint not in OPEN_API:
            for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
                yield method, path_of(api, rule), api.app.view_functions[rule.endpoint]


def path_of(api: Api, rule: Rule) -> str:
    """Return a path of a rule that names something that is there."""
    named = {
        "centre": "thu",
        "ticket": str(api.hall.ticket("A001").id),
        "counter": str(api.hall.counter_ids[1]),
        "call": "1",
        "job": "1",
        "help_call": "1",
        "field": "A",
        "code": "elderly",
        "day": "2027-01-01",
        "token": api.hall.ticket("A001").token,
        "screen": "kiosk",
        "name": "none.png",
        "path": "lit-html/lit-html.js" if rule.rule.startswith("/npm/") else "main.js",
        "filename": "shared/tokens.css",
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: named[found[1]], rule.rule)


def ask(caller: Caller, method: str, path: str) -> Any:
    """Ask with a body that nothing takes: whoever gets past the door hears 422 and has changed nothing."""
    return caller.get(path) if method == "GET" else caller.post(path, {"nobody takes this": True})


def test_every_route_says_what_it_needs(api: Api) -> None:
    silent = [
        rule.rule
        for rule in rules(api)
        if not isinstance(getattr(api.app.view_functions[rule.endpoint], "permission", None), Permission)
    ]
    assert silent == []


def test_a_stranger_gets_nowhere_in_the_api(office: Api) -> None:
    asked = list(api_requests(office))
    assert len(asked) > 30
    for method, path, _view in asked:
        assert refusal(ask(office.stranger, method, path)) == (401, "not_signed_in"), f"{method} {path}"


@pytest.mark.parametrize("role", [*CALLERS, Role.HOLDER])
def test_each_role_gets_exactly_where_its_permissions_lead(office: Api, role: Role) -> None:
    caller = _holder(office) if role is Role.HOLDER else office[CALLERS[role]]
    for method, path, view in api_requests(office):
        answer = ask(caller, method, path)
        let_in = bool(view.enough & PERMISSIONS[role])
        if let_in:
            assert answer.status_code in (200, 422, 503), f"{role} {method} {path}: {answer.text}"
        else:
            assert refusal(answer) == (403, "not_allowed"), f"{role} {method} {path}"


def test_somebody_of_another_centre_gets_nowhere_in_this_one(office: Api) -> None:
    names = {"slug": "khac", "kind": "Trung tâm", "kind_en": "Centre", "name": "khác", "name_en": "Other"}
    with office.hall.database.write() as connection:
        connection.execute(insert(Centre).values(**names, timezone="Asia/Ho_Chi_Minh", sample=True, settings={}))
        staff_id = access.add_staff(connection, "khac", "nguoikhac", "Người khác", Role.ADMINISTRATOR, "x")
        token = access.start_session(connection, staff_id, real_now()).token
    other = Caller(office.app.test_client(), token)
    assert other.get("/api/v1/centres/khac").status_code == 200
    for method, path, _view in api_requests(office):
        assert refusal(ask(other, method, path)) == (403, "not_allowed"), f"{method} {path}"


def test_looking_changes_nothing(office: Api) -> None:
    callers = [*(office[name] for name in CALLERS.values()), _holder(office), office.stranger]
    paths = [path_of(office, rule) for rule in rules(office) if "GET" in (rule.methods or set())]
    audiences = ("display", "counter&counter=1", "kiosk", "reception", "supervisor", "ticket", "admin")
    paths += [f"/api/v1/centres/thu/snapshot?for={audience}" for audience in audiences]
    reports = ("waits", "turns")
    paths += [f"/api/v1/centres/thu/reports/{r}?format={kind}" for r in reports for kind in ("json", "csv", "xlsx")]
    paths += ["/api/v1/centres/thu/tickets?number=1"]
    before = _everything(office)
    for path in paths:
        for caller in callers:
            caller.get(path)
    assert _everything(office) == before


def test_no_route_changes_by_any_method_but_post(api: Api) -> None:
    methods = set().union(*(rule.methods or set() for rule in rules(api)))
    assert methods == {"GET", "HEAD", "OPTIONS", "POST"}


# docs/contract.md


def told() -> set[tuple[str, str]]:
    """Return the requests the contract's table names, parts of a path that vary as {}."""
    text = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    table = text.partition("## Requests")[2].partition("\n## ")[0]
    asked = [
        line.strip("|").replace("\\|", "/").split("|")[0].strip() for line in table.splitlines() if line.startswith("|")
    ]
    found: set[tuple[str, str]] = set()
    method, stem = "", ""
    for cell in asked[2:]:
        first, *more = cell.split(" · ")
        if not first.startswith("…"):
            method, _, path = first.partition(" ")
            stem = path.partition("?")[0].rpartition("/")[0]
            found.add((method, _plain(path)))
        found |= {
            (method, _plain(f"{stem}/{last}")) for last in ([first[2:], *more] if first.startswith("…") else more)
        }
    return found


def _plain(path: str) -> str:
    return re.sub(r"\{\w+\}|<(?:\w+:)?\w+>", "{}", path.partition("?")[0].replace("/…", "").replace("//", "/"))


def test_the_contract_names_exactly_the_requests_there_are(api: Api) -> None:
    there = {
        (method, _plain(rule.rule))
        for rule in rules(api)
        for method in (rule.methods or set()) & {"GET", "POST"}
        if (rule.rule.startswith("/api/v1/") and rule.endpoint != "openapi.spec")
        or rule.rule in ("/healthz", "/metrics")
    }
    assert told() == there


def test_reading_the_contract_finds_what_stands_in_one_cell_together() -> None:
    assert {
        ("POST", "/api/v1/sessions"),
        ("GET", "/api/v1/centres/{}/tickets"),
        ("POST", "/api/v1/tickets/{}/no-show"),
        ("POST", "/api/v1/tickets/{}/transfer"),
        ("POST", "/api/v1/counters/{}/release"),
        ("GET", "/healthz"),
    } <= told()


def _holder(api: Api) -> Caller:
    return Caller(api.app.test_client(), api.hall.ticket("A001").token)


def _everything(api: Api) -> list[str]:
    """Return the whole database as text."""
    path = Path(str(api.hall.database.engine.url.database))
    for name in (*CALLERS.values(), "Máy lấy số 2"):
        api[name]
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())
