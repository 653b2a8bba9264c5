"""What a request may say that no one would: refused, or kept and shown; and nobody's page breaks of it afterwards.

Each value is sent in each place of each request that takes more than a yes, on both engines, of a hall in the state in
which the request would be done.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from app.web import limits
from tests.badinput.shape import misshapen
from tests.support.api import Api, make_api
from tests.support.hall import Hall

CENTRE = "/api/v1/centres/thu"
TEXTS = [r'"a\u0000b"', r'"\ud800"', '""', f'"{"đ" * 5000}"', '"{x} %s {0}"', '"٣"']
NUMBERS = ["-1", "2147483648", "9223372036854775808", "1e400", "NaN", "1" + "0" * 5000]
DAYS = ['"0001-01-01"', '"9999-12-31"', '"2026-02-30"', '"2199-12-31"']
MOMENTS = [
    '"0001-01-01T00:00:00+14:00"',
    '"9999-12-31T23:59:59-12:00"',
    '"9999-12-31T23:59:59Z"',
    '"2199-12-30T00:00:00Z"',
]
VALUES = [*TEXTS, *NUMBERS, *DAYS, *MOMENTS, "null", "[]", "{}"]
TICKET, FREE = "/api/v1/tickets/{ticket}", "/api/v1/counters/2"
# Who asks what, all that it must say, and the places to put something else.
REQUESTS: list[tuple[str, str, dict[str, str], str]] = [
    ("Máy lấy số 1", f"{CENTRE}/tickets", {"field": '"A"'}, "field procedure channel language dossiers"),
    ("huongdan", f"{CENTRE}/paper-tickets", {"number": '"A901"', "given_at": '"08:12"'}, "number given_at"),
    ("quantri", f"{TICKET}/hold", {}, "reason"),
    ("huongdan", f"{TICKET}/transfer", {"kind": '"wrong_field"'}, "field counter"),
    ("huongdan", f"{TICKET}/priority", {"class": "null", "reason": '"x"'}, "class reason"),
    ("huongdan", f"{TICKET}/cancel", {}, "reason"),
    ("quantri", f"{FREE}/pause", {}, "reason"),
    ("quantri", f"{FREE}/fields", {"fields": '[{"id":"B"}]'}, "fields until from_day seen"),
    ("quantri", f"{FREE}/call", {"ticket": '"1"', "reason": '"x"'}, "ticket reason"),
    ("quantri", f"{FREE}/serve", {}, "field"),
    ("quantri", f"{FREE}/next", {"finish": "true"}, "dossiers outcome"),
    ("quantri", f"{CENTRE}/fields/B/close", {"reason": '"x"'}, "reason move_to seen"),
    ("quantri", f"{CENTRE}/fields/B/open", {}, "seen"),
    ("quantri", f"{CENTRE}/hours", {"weekday": "6", "sessions": '[["07:30","11:30"]]'}, "weekday sessions from seen"),
    ("quantri", f"{CENTRE}/holidays", {"day": '"2027-05-05"', "name_vi": '"x"'}, "day name_vi name_en"),
    ("quantri", f"{CENTRE}/priority-classes/elderly", {"active": "true"}, "active seen"),
    ("Máy in 1", "/api/v1/print-jobs/claim", {}, "wait_seconds"),
    ("Máy in 1", "/api/v1/print-jobs/1/settle", {"result": '"failed"'}, "error result"),
    ("Máy in 1", "/api/v1/devices/heartbeat", {}, "status"),
]
# Values that must stand inside something to be read at all.
WRAPPED = {
    "fields": ('[{{"id":{}}}]', '[{{"id":"B","lag":{}}}]', '[{{"id":"B","until":{}}}]', "[{}]"),
    "sessions": ('[[{},"11:30"]]', "[{}]"),
    "status": ('{{"state":{}}}', '{{"state":"paper_out","detail":{}}}'),
}
LOOKS = [f"{CENTRE}/snapshot?for={audience}" for audience in ("supervisor", "admin", "reception", "kiosk", "display")]
LOOKS += [f"{CENTRE}/events", f"{CENTRE}/reports/waits", f"{CENTRE}/reports/turns", f"{CENTRE}/day", CENTRE]
QUERIES = ["\x00", "٣", "9" * 30, "0001-01-01", "9999-12-31", "2026-W48-1", "1e5", "x" * 5000, "%"]
ASKED = {
    "snapshot": "for counter ticket",
    "reports/waits": "from to by format",
    "reports/turns": "from to field counter clerk hour outcome minute late sort page format",
    "events": "day kind",
    "tickets": "number day",
    "day": "day",
}


@pytest.fixture
def api(hall: Hall, tmp_path: Path) -> Api:
    """A hall in which counter 1 has called somebody, counter 2 is free, and somebody waits."""
    hall.open(1, 2)
    hall.queue("A001", "A002", "B001")
    hall.called(1)
    return make_api(hall, str(tmp_path))


@pytest.mark.parametrize(("who", "path", "base", "places"), REQUESTS, ids=[path for _, path, _, _ in REQUESTS])
def test_whatever_a_body_says_nobodys_page_breaks_of_it(
    api: Api, who: str, path: str, base: dict[str, str], places: str
) -> None:
    path = path.format(ticket=api.hall.ticket("A002").id)
    for place, value in _said(places):
        body = {name: text for name, text in base.items() if name != place} | {place: value}
        _refused_or_done(_post(api, who, path, body), f"{path} {place}: {value[:60]}")
    for look in LOOKS:
        assert api["quantri"].get(look).status_code == 200, look


@pytest.mark.parametrize("page", ASKED)
def test_whatever_a_query_says_it_is_refused_or_answered(api: Api, page: str) -> None:
    for name in ASKED[page].split():
        for value in QUERIES:
            for more in ("", "&for=counter&number=1", f"&{name}=again"):
                path = f"{CENTRE}/{page}?{name}={quote(value)}{more}"
                _refused_or_done(api["quantri"].get(path), path[:120])


HEADERS = {
    "Authorization": ["Bearer", "Bearer " + "x" * 9000, "Bearer é", "Basic Zm9v", "Basic \xff", "Digest x", "\xff"],
    "Idempotency-Key": ["x" * 10_000, "short", "a key with spaces", "không-phải-ascii", "\xff" * 20, ""],
    "Accept-Language": ["\xff", ";;;==", "en;q=1e999", "en;q=nan", "*;q=abc", ",".join(["x"] * 2000)],
    "Content-Type": ["application/json; charset=nope", "application/json; charset=utf-16", "text/plain", "\xff", "x/"],
    "Cookie": ["luot_session=\xff", "luot_session=a; luot_session=b", "=;=;=", 'luot_session="'],
    "X-CSRF-Token": ["\xff", "x" * 5000],
}


@pytest.mark.parametrize("name", HEADERS)
def test_whatever_a_header_says_it_is_refused_or_read_over(api: Api, name: str) -> None:
    token = api.kiosk.token
    for value in HEADERS[name]:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"} | {name: value}
        for send in (api.kiosk.client.get, api.kiosk.client.post):
            path = CENTRE if send == api.kiosk.client.get else f"{CENTRE}/tickets"
            answer = send(path, headers=headers, data=b'{"field":"A"}')
            _refused_or_done(answer, f"{name}: {value[:60]!r}")


BODIES = ["[" * 60_000, '{"a":' * 9000, "", "null", "1", '"x"', "[]", '{"field":"A"}x', "\ufeff{}", "{'a':1}", "\x00"]


def test_a_body_that_is_no_object_is_refused(api: Api) -> None:
    for body in [*BODIES, '{"field":"A","field":"\\u0000"}', '{"fi\\u0000eld":1}', "x" * 70_000]:
        answer = _send(api, "Máy lấy số 1", f"{CENTRE}/tickets", body.encode())
        assert answer.status_code in (413, 422), body[:60]
        _refused_or_done(answer, body[:60])


def _said(places: str) -> Iterator[tuple[str, str]]:
    """Give every place, and everything that can be said there."""
    for place in places.split():
        for value in VALUES:
            yield place, value
            for around in WRAPPED.get(place, ()):
                yield place, around.format(value)


def _post(api: Api, who: str, path: str, body: dict[str, str]) -> Any:
    return _send(api, who, path, ("{" + ",".join(f'"{name}":{text}' for name, text in body.items()) + "}").encode())


def _send(api: Api, who: str, path: str, body: bytes) -> Any:
    limits.reset(api.app)
    headers = {"Authorization": f"Bearer {api[who].token}", "Content-Type": "application/json"}
    return api[who].client.post(path, data=body, headers=headers)


def _refused_or_done(answer: Any, asked: str) -> None:
    if answer.status_code >= 400:
        told = json.loads(answer.get_data()) if answer.is_json else None
        assert misshapen(answer.status_code, answer.content_type or "", told) is None, f"{asked}: {answer.text}"
