"""Breakages of the store: its lock, its snapshots, what it remembers, its constraints."""

from tests.mutations.patches import (
    ARRANGED,
    ARRANGEMENT,
    COUNTED,
    DATABASE,
    ENGINE,
    LINE,
    ON_POSTGRES,
    ON_SQLITE,
    WORK,
    Patch,
    broken,
    unconstrained,
)

# The centre's row as it will be when it is counted up, but neither counted up nor locked.
_PEEK = """
_PEEK = Kept(select((Centre.revision + 1).label("revision"), Centre.arrangement).where(_THIS))


class Database:"""

_LOCK = (
    broken(
        "the centre's row is locked last, not first",
        ON_POSTGRES,
        Patch(DATABASE, "class Database:", _PEEK),
        Patch(DATABASE, "self._begun(_TAKE,", "self._begun(_PEEK,"),
        Patch(
            DATABASE,
            "            yield work\n",
            "            yield work\n"
            "            self._begun(_TAKE, transaction.connection, centre_id, (), Foreseen())\n",
        ),
    ),
    broken(
        "the centre's row is read, not locked",
        "tests/store/test_change.py -k revision",
        Patch(DATABASE, "self._begun(_TAKE,", "self._begun(_LOOK,"),
    ),
    broken(
        "no line within a process",
        "tests/interleavings/test_one_process.py -k place",
        Patch(LINE, "self._lock.acquire(seconds) or self._first(deadline)", "self._first(deadline)"),
    ),
    broken(
        "BEGIN, not BEGIN IMMEDIATE",
        ON_SQLITE,
        Patch(ENGINE, '"BEGIN IMMEDIATE" if immediate else "BEGIN"', '"BEGIN"'),
    ),
    broken(
        "a file locked by another process is not asked for again",
        ON_SQLITE,
        Patch(DATABASE, "if not locked(fault) or time.monotonic() > deadline:", "if fault:"),
    ),
    broken(
        "a file is opened without patience",
        "tests/store/test_engine.py",
        Patch(ENGINE, '            f"busy_timeout = {BUSY_TIMEOUT_MS}",\n', ""),
        Patch(
            ENGINE,
            '            "foreign_keys = ON",\n',
            '            "foreign_keys = ON",\n            "busy_timeout = 50",\n',
        ),
    ),
    broken(
        "SQLite does not wait for the disk",
        "tests/store/test_change.py -k power_cut",
        Patch(ENGINE, "synchronous = FULL", "synchronous = NORMAL"),
    ),
)

_SNAPSHOT = (
    broken(
        "SQLite reads outside one snapshot",
        f"{ON_SQLITE} -k looks",
        Patch(
            ENGINE,
            '        drive(connection, "BEGIN IMMEDIATE" if immediate else "BEGIN")',
            '        if immediate:\n            drive(connection, "BEGIN IMMEDIATE")',
        ),
    ),
    broken(
        "PostgreSQL reads outside one snapshot",
        f"{ON_POSTGRES} -k looks",
        Patch(DATABASE, 'isolation_level="REPEATABLE READ"', 'isolation_level="READ COMMITTED"'),
    ),
    broken(
        "a snapshot is labelled with an older revision",
        f"{ON_SQLITE} -k looks",
        Patch(
            DATABASE,
            "            row = self._begun(_LOOK, connection, centre_id, usual, known, ending=bool(usual))\n",
            "            with self.read() as before:\n"
            "                row = self._begun(_LOOK, before, centre_id, (), known)\n",
        ),
    ),
    broken(
        "a snapshot is labelled with a newer revision",
        f"{ON_POSTGRES} -k looks",
        Patch(
            DATABASE,
            "            row = self._begun(_LOOK, connection, centre_id, usual, known, ending=bool(usual))\n",
            "            self._begun(_LOOK, connection, centre_id, (), known)\n"
            "            with self.read() as after:\n"
            "                row = self._begun(_LOOK, after, centre_id, (), known)\n",
        ),
    ),
)

_ARRANGED = (
    broken(
        "what a hall is made of is remembered for ever",
        f"{ARRANGED} -k another_process",
        Patch(ARRANGEMENT, "if known is None or known[0] < count:", "if known is None:"),
        Patch(ARRANGEMENT, "known[1] if known[0] == count else {}", "known[1]"),
    ),
    broken(
        "a look begun before a change gives its hall to those after it",
        f"{ARRANGED} -k before_the_newest",
        Patch(ARRANGEMENT, "known[1] if known[0] == count else {}", "known[1]"),
    ),
    broken(
        "a change remembers what it has not committed",
        f"{ARRANGED} -k refused",
        Patch(WORK, "            self.arranged.readings = None\n", ""),
    ),
    broken(
        "nobody counts changed holidays",
        f"{ARRANGED} -k every_table",
        Patch(COUNTED, '    "holidays": "",\n', ""),
    ),
)

_FORESEEN = (
    broken(
        "an answer that was foreseen is given after something was written",
        "tests/store/test_foreseen.py -k written",
        Patch("app/store/foreseen.py", "if table not in key[0].tables}", "}"),
    ),
    broken(
        "what nobody foresaw is told of another revision",
        "tests/store/test_foreseen.py -k revision",
        Patch(DATABASE, "            raise Moved()\n", "            pass\n"),
    ),
    broken(
        "a step of a ticket that is not as it was read is committed",
        "tests/store/test_later.py -k as_it_was_read",
        Patch("app/store/tickets.py", "where(_THIS, _STILL)", "where(_THIS)"),
    ),
    broken(
        "whoever asks is taken for who they were",
        "tests/web/test_proof.py -k no_longer",
        Patch("app/services/callers.py", "            raise Unproven()\n", "            pass\n"),
    ),
    broken(
        "what never came to its commit is committed by whoever comes next",
        "tests/store/test_message.py -k never",
        Patch("app/store/running.py", "        driver.leave(())\n", "        pass\n"),
    ),
)

_CONSTRAINTS = (
    unconstrained(
        "that a number is given once a day",
        "given_twice",
        "        sa.UniqueConstraint(\n"
        '            "centre_id", "day", "prefix", "number", name=op.f("uq_tickets_centre_id_day_prefix_number")\n'
        "        ),\n",
    ),
    unconstrained(
        "that a counter has one open ticket",
        "two_open_tickets",
        '        ["counter_id"],\n        unique=True,\n        sqlite_where',
        '        ["counter_id"],\n        unique=False,\n        sqlite_where',
    ),
    unconstrained(
        "that a clerk has one open counter",
        "holds_two_counters",
        '        sa.UniqueConstraint("clerk_id", name=op.f("uq_counters_clerk_id")),\n',
    ),
    unconstrained(
        "that an open counter has a clerk",
        "without_a_clerk",
        "        sa.CheckConstraint(\"(state = 'closed') = (clerk_id IS NULL)\", "
        'name=op.f("ck_counters_closed_without_clerk")),\n',
    ),
    unconstrained(
        "that fewer than nobody never wait",
        "never_wait",
        '        sa.CheckConstraint("waiting >= 0", name=op.f("ck_fields_waiting")),\n',
    ),
)

STORE = (*_LOCK, *_SNAPSHOT, *_ARRANGED, *_FORESEEN, *_CONSTRAINTS)
