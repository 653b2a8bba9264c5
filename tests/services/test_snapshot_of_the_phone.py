"""What the phone of a ticket sees, as `docs/contract.md` tells it, no more and no less."""

from typing import Any

from tests.services.shapes import keys, own, rows
from tests.support.hall import Hall

TICKET = {
    "id",
    "number",
    "state",
    "day",
    "over",
    "field",
    "priority",
    "assist",
    "people_ahead",
    "target_minutes",
    "counter",
    "calls",
    "called_at",
    "arrived_at",
    "ended_at",
    "reason",
    "moved",
    "undo_until",
    "carried_to",
}


def test_the_phone_of_who_waits(full_hall: Hall) -> None:
    told = full_hall.snapshot("ticket", full_hall.ticket("A006").id)
    assert own(told) == {"ticket", "calls"}
    assert keys(told["ticket"]) == TICKET
    assert (told["ticket"]["people_ahead"], told["ticket"]["counter"], told["ticket"]["ended_at"]) == (0, None, None)
    assert rows(told["calls"]) == {"number", "counter", "called_at"}
    assert keys(told["calls"][0]["counter"]) == {"number"}
    assert [call["number"] for call in told["calls"]] == ["A004", "A004", "A003"]


def test_the_phone_of_who_is_called_served_and_gone(full_hall: Hall) -> None:
    def told(number: str) -> dict[str, Any]:
        ticket: dict[str, Any] = full_hall.snapshot("ticket", full_hall.ticket(number).id)["ticket"]
        return ticket

    called, served, gone = told("A004"), told("A003"), told("A001")
    assert (called["counter"], called["people_ahead"]) == ({"number": 1, "open": True}, None)
    assert called["called_at"] is not None
    assert (served["counter"], served["called_at"]) == ({"number": 2, "open": True}, None)
    assert (gone["counter"], gone["state"]) == (None, "done")
    assert gone["ended_at"] is not None
