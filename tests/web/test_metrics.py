"""GET /metrics: what Prometheus reads of a hall's work."""

import re
from datetime import timedelta

import pytest

from app import metrics
from tests.support.api import Api

CENTRE = "/api/v1/centres/thu"


def figure(text: str, name: str, **labels: str) -> float | None:
    """Return one figure, or None where there is none."""
    inside = ",".join(f'{label}="{value}"' for label, value in labels.items())
    found = re.search(rf"^{re.escape(name + (f'{{{inside}}}' if inside else ''))} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


def read(api: Api, *, address: str = "127.0.0.1") -> str:
    answer = api.stranger.get("/metrics", environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    return answer.text


@pytest.fixture(autouse=True)
def from_nothing() -> None:
    """The counts of a process go on through all tests; each begins with none."""
    for each in (metrics._CHANGES, metrics._REFUSALS, metrics._TOOK):
        each.clear()


def test_changes_are_counted_by_what_became_of_them(api: Api) -> None:
    api.hall.open(1)
    for key in ("first-press", "first-press", "second-press"):
        assert api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"}, key=key).status_code == 201
    assert api.kiosk.post(f"{CENTRE}/tickets", {"field": "Z"}).status_code == 422
    text = read(api)
    kind = "centres.issue"
    assert figure(text, "luot_changes_total", kind=kind, outcome="done") == 3
    assert figure(text, "luot_changes_total", kind=kind, outcome="repeated") == 1
    assert figure(text, "luot_changes_total", kind=kind, outcome="refused") == 1
    assert figure(text, "luot_refusals_total", code="unknown_field") == 1
    assert figure(text, "luot_change_seconds_count", kind=kind) == 4


def test_what_is_put_off_and_a_fault_of_our_own_are_told_apart(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.domain.errors import Busy

    for fault in (Busy(), ZeroDivisionError()):

        def fail(*_asked: object, fault: Exception = fault, **_more: object) -> None:
            raise fault

        monkeypatch.setattr("app.services.issuing.give", fail)
        api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"})
    text = read(api)
    assert figure(text, "luot_changes_total", kind="centres.issue", outcome="put_off") == 1
    assert figure(text, "luot_changes_total", kind="centres.issue", outcome="fault") == 1


def test_a_printer_with_nothing_to_print_is_no_fault(api: Api) -> None:
    api["Máy in 1"].post("/api/v1/print-jobs/claim", key="nothing-to-print")
    text = read(api)
    assert figure(text, "luot_changes_total", kind="print_jobs.claim", outcome="nothing") == 1
    assert figure(text, "luot_changes_total", kind="print_jobs.claim", outcome="fault") is None


def test_who_waits_and_how_long_is_looked_up_when_asked(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001", "A002")
    api.hall.wait(seconds=90)
    text = read(api)
    assert figure(text, "luot_waiting", centre="thu") == 2
    assert figure(text, "luot_longest_wait_seconds", centre="thu") == pytest.approx(90, abs=61)
    assert figure(text, "luot_slips_due") == 2
    assert (figure(text, "luot_oldest_slip_seconds") or -1) >= 0
    assert figure(text, "luot_calls_to_speak") == 0
    api.hall.next(1)
    text = read(api)
    assert figure(text, "luot_waiting", centre="thu") == 1
    assert figure(text, "luot_calls_to_speak") == 1


def test_a_call_nobody_read_out_in_time_is_not_waited_for(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001")
    api.hall.next(1)
    api.hall.wait(seconds=int(timedelta(minutes=6).total_seconds()))
    assert figure(read(api), "luot_calls_to_speak") == 0


@pytest.mark.parametrize("address", ["10.0.0.5", "", "no address"])
def test_a_stranger_of_the_halls_network_finds_nothing(api: Api, address: str) -> None:
    answer = api.stranger.get("/metrics", environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 404


def test_nobody_is_named(api: Api) -> None:
    api.hall.open(1)
    api.hall.queue("A001")
    api.kiosk.post(f"{CENTRE}/tickets", {"field": "A"})
    text = read(api)
    assert api.hall.ticket("A001").token not in text
    assert "A001" not in text
    assert "quay1" not in text
