"""Priority is ruled while the hall runs: a class is switched off, machines offer it no more."""

import pytest

from app.domain.errors import ChangedMeanwhile, PriorityNotOffered, UnknownPriority
from app.services import priority_rules
from tests.services.acts import RECEPTION, SUPERVISOR, events, priority, revision
from tests.support.hall import Hall, at_once


def switch(hall: Hall, active: bool, code: str = "elderly", by: str = SUPERVISOR, **said: int) -> None:
    hall.act(by, priority_rules.switch_class, code, active=active, **said)


def offer(hall: Hall, offered: bool, by: str = SUPERVISOR, **said: int) -> None:
    hall.act(by, priority_rules.offer_priority, offered=offered, **said)


def test_a_class_switched_off_is_granted_to_nobody_and_whoever_has_it_keeps_it(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001", "A002", "A003")
    priority(hall, "A003")
    switch(hall, False)
    with pytest.raises(UnknownPriority):
        priority(hall, "A002")
    assert hall.called(1) == "A003"
    assert hall.put_back("A003").priority


def test_switched_on_it_is_granted_again(hall: Hall) -> None:
    hall.open(1)
    hall.queue("A001")
    switch(hall, False)
    switch(hall, True)
    assert priority(hall, "A001").priority


def test_the_centre_tells_its_clients_only_of_classes_in_force(hall: Hall) -> None:
    switch(hall, False)
    assert [(row["code"], row["active"]) for row in hall.snapshot("admin")["classes"]] == [("elderly", False)]


def test_a_machine_that_offers_no_priority_gives_none_and_reception_still_does(hall: Hall) -> None:
    hall.open(1)
    offer(hall, False)
    assert hall.snapshot("kiosk")["priority"]["offered"] is False
    with pytest.raises(PriorityNotOffered):
        hall.take("A", priority=True)
    assert hall.take("A").shown == "A001"
    assert hall.take("A", by=RECEPTION, priority=True).priority
    offer(hall, True)
    assert hall.take("A", priority=True).priority


def test_the_other_rules_stay_as_they_are(hall: Hall) -> None:
    with hall.look() as look:
        before = look.settings
    offer(hall, False)
    with hall.look() as look:
        assert look.settings == {**before, "priority_offered": False}


def test_an_unknown_class_is_refused(hall: Hall) -> None:
    with pytest.raises(UnknownPriority):
        switch(hall, False, "vip")


def test_saying_what_stands_is_no_event(hall: Hall) -> None:
    switch(hall, True)
    offer(hall, True)
    assert events(hall) == []
    switch(hall, False)
    offer(hall, False)
    told = [(event.action, event.data["before"], event.data["after"]) for event in events(hall)]
    assert told == [
        ("priority_offered", {"offered": True}, {"offered": False}),
        ("priority_class", {"active": True}, {"active": False}),
    ]


def test_two_at_once_do_not_undo_each_other_unseen(hall: Hall) -> None:
    seen = revision(hall)

    def press(by: str) -> str:
        try:
            offer(hall, False, by, seen=seen)
        except ChangedMeanwhile as refused:
            return refused.code
        return "done"

    told = at_once(lambda: press(SUPERVISOR), lambda: press("quantri"))
    assert sorted(told) == ["changed_meanwhile", "done"]
    switch(hall, False, seen=revision(hall))
    with pytest.raises(ChangedMeanwhile):
        switch(hall, True, by="quantri", seen=seen)
