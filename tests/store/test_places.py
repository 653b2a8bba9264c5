"""Places: asked for once, and only so many remembered."""

from app.store.places import Places


def test_a_place_is_asked_for_once() -> None:
    places, asked = Places(), list[str]()
    for _ in "ab":
        assert places.of("phuong-mau", lambda: asked.append("asked") or 7) == 7
    assert asked == ["asked"]


def test_of_more_than_so_many_those_met_first_are_forgotten() -> None:
    places = Places(2)
    for ticket in (1, 2, 3):
        places.remember(ticket, 7)
    assert [places.of(ticket, lambda: 9) for ticket in (2, 3)] == [7, 7]
    assert places.of(1, lambda: 9) == 9


def test_where_nothing_is_remembered_it_is_asked_each_time() -> None:
    places = Places(0)
    places.remember(1, 7)
    assert places.of(1, lambda: 9) == 9


def test_whoever_is_met_again_takes_nobodys_place() -> None:
    places = Places(2)
    for ticket in (1, 2, 2, 1):
        places.remember(ticket, 7)
    assert [places.of(ticket, lambda: 9) for ticket in (1, 2)] == [7, 7]
