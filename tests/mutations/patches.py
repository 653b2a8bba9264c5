"""What a breakage is, and the files that most of them break."""

from dataclasses import dataclass

WORK, ENGINE, PERFORM = "app/store/work.py", "app/store/engine.py", "app/services/perform.py"
DATABASE, LINE, IN_LINE = "app/store/database.py", "app/store/line.py", "tests/store/test_line.py"
ARRANGEMENT, ARRANGED = "app/store/arrangement.py", "tests/store/test_arrangement.py"
COUNTED = "migrations/versions/0004_what_a_hall_is_made_of.py"
FIRST_FORM = "migrations/versions/0001_the_first_form_of_the_database.py"
ON_SQLITE = "tests/interleavings/test_on_sqlite.py"
ON_POSTGRES = "tests/interleavings/test_on_postgresql.py"


@dataclass(frozen=True)
class Patch:
    """Words of one file, to be found there exactly once, and what stands there instead."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Breakage:
    """What is broken, and the arguments of pytest for the tests meant to find it."""

    name: str
    tests: tuple[str, ...]
    patches: tuple[Patch, ...]


def broken(name: str, tests: str, *patches: Patch) -> Breakage:
    """Return a breakage; the tests are given as on a command line."""
    return Breakage(name, tuple(tests.split(" ", 2)), patches)


def unconstrained(name: str, test: str, old: str, new: str = "") -> Breakage:
    """Return the breakage that leaves a constraint out; `test` names what finds it."""
    tests = f"tests/store/test_constraints.py -k {test}"
    return broken(f"without the constraint {name}", tests, Patch(FIRST_FORM, old, new))
