"""The breakages: what is broken, how, and which tests are meant to find it."""

from dataclasses import dataclass

WORK, ENGINE, PERFORM = "app/store/work.py", "app/store/engine.py", "app/services/perform.py"
DATABASE, LINE, IN_LINE = "app/store/database.py", "app/store/line.py", "tests/store/test_line.py"
ARRANGEMENT, ARRANGED = "app/store/arrangement.py", "tests/store/test_arrangement.py"
COUNTED = "migrations/versions/0004_what_a_hall_is_made_of.py"
FIRST_FORM = "migrations/versions/0001_the_first_form_of_the_database.py"
ON_SQLITE = "tests/interleavings/test_on_sqlite.py"
ON_POSTGRES = "tests/interleavings/test_on_postgresql.py"


# The centre's row as it will be when it is counted up, but neither counted up nor locked.
_PEEK = """
_PEEK = Kept(select((Centre.revision + 1).label("revision"), Centre.arrangement).where(_THIS))


class Database:"""


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


def _break(name: str, tests: str, *patches: Patch) -> Breakage:
    return Breakage(name, tuple(tests.split(" ", 2)), patches)


def _constraint(name: str, test: str, old: str, new: str = "") -> Breakage:
    tests = f"tests/store/test_constraints.py -k {test}"
    return _break(f"without the constraint {name}", tests, Patch(FIRST_FORM, old, new))


_LOCK = (
    _break(
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
    _break(
        "the centre's row is read, not locked",
        "tests/store/test_change.py -k revision",
        Patch(DATABASE, "self._begun(_TAKE,", "self._begun(_LOOK,"),
    ),
    _break(
        "no line within a process",
        "tests/interleavings/test_one_process.py -k place",
        Patch(LINE, "self._lock.acquire(seconds) or self._first(deadline)", "self._first(deadline)"),
    ),
    _break(
        "BEGIN, not BEGIN IMMEDIATE",
        ON_SQLITE,
        Patch(ENGINE, '"BEGIN IMMEDIATE" if immediate else "BEGIN"', '"BEGIN"'),
    ),
    _break(
        "a file locked by another process is not asked for again",
        ON_SQLITE,
        Patch(DATABASE, "if not locked(fault) or time.monotonic() > deadline:", "if fault:"),
    ),
    _break(
        "a file is opened without patience",
        "tests/store/test_engine.py",
        Patch(ENGINE, '            f"busy_timeout = {BUSY_TIMEOUT_MS}",\n', ""),
        Patch(
            ENGINE,
            '            "foreign_keys = ON",\n',
            '            "foreign_keys = ON",\n            "busy_timeout = 50",\n',
        ),
    ),
    _break(
        "SQLite does not wait for the disk",
        "tests/store/test_change.py -k power_cut",
        Patch(ENGINE, "synchronous = FULL", "synchronous = NORMAL"),
    ),
)

_SNAPSHOT = (
    _break(
        "SQLite reads outside one snapshot",
        f"{ON_SQLITE} -k looks",
        Patch(
            ENGINE,
            '        drive(connection, "BEGIN IMMEDIATE" if immediate else "BEGIN")',
            '        if immediate:\n            drive(connection, "BEGIN IMMEDIATE")',
        ),
    ),
    _break(
        "PostgreSQL reads outside one snapshot",
        f"{ON_POSTGRES} -k looks",
        Patch(DATABASE, 'isolation_level="REPEATABLE READ"', 'isolation_level="READ COMMITTED"'),
    ),
    _break(
        "a snapshot is labelled with an older revision",
        f"{ON_SQLITE} -k looks",
        Patch(
            DATABASE,
            "            row = self._begun(_LOOK, connection, centre_id, habit.usual if habit else (), known)\n",
            "            with self.read() as before:\n"
            "                row = self._begun(_LOOK, before, centre_id, (), known)\n",
        ),
    ),
    _break(
        "a snapshot is labelled with a newer revision",
        f"{ON_POSTGRES} -k looks",
        Patch(
            DATABASE,
            "            row = self._begun(_LOOK, connection, centre_id, habit.usual if habit else (), known)\n",
            "            self._begun(_LOOK, connection, centre_id, (), known)\n"
            "            with self.read() as after:\n"
            "                row = self._begun(_LOOK, after, centre_id, (), known)\n",
        ),
    ),
)

_ARRANGED = (
    _break(
        "what a hall is made of is remembered for ever",
        f"{ARRANGED} -k another_process",
        Patch(ARRANGEMENT, "if known is None or known[0] < count:", "if known is None:"),
        Patch(ARRANGEMENT, "known[1] if known[0] == count else {}", "known[1]"),
    ),
    _break(
        "a look begun before a change gives its hall to those after it",
        f"{ARRANGED} -k before_the_newest",
        Patch(ARRANGEMENT, "known[1] if known[0] == count else {}", "known[1]"),
    ),
    _break(
        "a change remembers what it has not committed",
        f"{ARRANGED} -k refused",
        Patch(WORK, "            self.arranged.readings = None\n", ""),
    ),
    _break(
        "nobody counts changed holidays",
        f"{ARRANGED} -k every_table",
        Patch(COUNTED, '    "holidays": "",\n', ""),
    ),
)

_NEWS = (
    _break(
        "screens are told before the commit",
        "tests/store/test_change.py -k listeners",
        Patch(
            DATABASE,
            "        for listener in self._listeners:\n            listener(centre_id, work.revision)\n",
            "            for listener in self._listeners:\n                listener(centre_id, work.revision)\n",
        ),
    ),
    _break(
        "no look each second whether something is not sent yet",
        "tests/interleavings/test_broadcast.py",
        Patch(
            "app/live/broadcast.py",
            "return turned | {row.id for row in rows if row.id in mine and row.revision > self._sent.get(row.id, -1)}",
            "return turned & {row.id for row in rows}",
        ),
    ),
    _break(
        "the newest revision is taken for the one that was sent",
        "tests/interleavings/test_broadcast.py -k middle",
        Patch(
            "app/live/broadcast.py",
            "            self._sent[centre_id] = hall.revision\n",
            "            with self._database.look(centre_id) as hall:\n"
            "                self._sent[centre_id] = hall.revision\n",
        ),
    ),
)

_FORESEEN = (
    _break(
        "an answer that was foreseen is given after something was written",
        "tests/store/test_foreseen.py -k written",
        Patch("app/store/foreseen.py", "        self._answers.clear()\n", "        pass\n"),
    ),
    _break(
        "what another transaction has left for later is committed by whoever comes next",
        f"{IN_LINE} -k later",
        Patch(LINE, "            transaction.before_next()\n", "            pass\n"),
    ),
)

_CONSTRAINTS = (
    _constraint(
        "that a number is given once a day",
        "given_twice",
        "        sa.UniqueConstraint(\n"
        '            "centre_id", "day", "prefix", "number", name=op.f("uq_tickets_centre_id_day_prefix_number")\n'
        "        ),\n",
    ),
    _constraint(
        "that a counter has one open ticket",
        "two_open_tickets",
        '        ["counter_id"],\n        unique=True,\n        sqlite_where',
        '        ["counter_id"],\n        unique=False,\n        sqlite_where',
    ),
    _constraint(
        "that a clerk has one open counter",
        "holds_two_counters",
        '        sa.UniqueConstraint("clerk_id", name=op.f("uq_counters_clerk_id")),\n',
    ),
    _constraint(
        "that an open counter has a clerk",
        "without_a_clerk",
        "        sa.CheckConstraint(\"(state = 'closed') = (clerk_id IS NULL)\", "
        'name=op.f("ck_counters_closed_without_clerk")),\n',
    ),
    _constraint(
        "that fewer than nobody never wait",
        "never_wait",
        '        sa.CheckConstraint("waiting >= 0", name=op.f("ck_fields_waiting")),\n',
    ),
)

_REPEATS = (
    _break(
        "the answer to a request is not remembered",
        "tests/services/test_perform.py",
        Patch(
            PERFORM,
            "            if request.key is not None:\n"
            "                idempotency.remember(work, request.key, request.fingerprint, result, real_now())\n",
            "",
        ),
    ),
    _break(
        "the answer is remembered after the commit",
        "tests/services/test_dying.py",
        Patch(
            PERFORM,
            "            if request.key is not None:\n"
            "                idempotency.remember(work, request.key, request.fingerprint, result, real_now())\n"
            "            return result\n",
            "        if request.key is not None:\n"
            "            with database.change(centre_id, request.actor) as work:\n"
            "                idempotency.remember(work, request.key, request.fingerprint, result, real_now())\n"
            "        return result\n",
        ),
    ),
    _break(
        "whether it was answered is looked up before the lock",
        f"{ON_POSTGRES} -k key",
        Patch(
            PERFORM,
            "        with database.change(centre_id, request.actor, foreseen=_foreseen(request)) as work:\n"
            "            if request.key is not None:\n"
            "                known = idempotency.answered(work, request.key, request.fingerprint)\n"
            "                if known is not None:\n"
            "                    raise _Repeated(known)\n",
            "        if request.key is not None:\n"
            "            with database.look(centre_id) as hall:\n"
            "                known = idempotency.answered(\n"
            "                    Work(**hall.__dict__, actor=request.actor), request.key, request.fingerprint\n"
            "                )\n"
            "            if known is not None:\n"
            "                raise _Repeated(known)\n"
            "        with database.change(centre_id, request.actor) as work:\n",
        ),
    ),
    _break(
        "a refused change is committed",
        "tests/store/test_change.py -k refused",
        Patch(LINE, "                self._lost = fault\n            else:", "                pass\n            else:"),
    ),
    _break(
        "a change refused among others is committed with them",
        f"{IN_LINE} -k alone",
        Patch(LINE, "                self._undo()\n", "                pass\n"),
    ),
    _break(
        "whoever shares a commit is told before it",
        f"{IN_LINE} -k before",
        Patch(LINE, "            transaction.wait()\n", ""),
    ),
    _break(
        "what the change before has arranged is remembered, committed or not",
        f"{IN_LINE} -k arranged",
        Patch(DATABASE, "writing.counts.setdefault(centre_id, row.arrangement) != row.arrangement", "False"),
    ),
)

_LOG = (
    _break(
        "a number is the greatest plus one",
        "tests/services/test_enter_paper.py -k machines",
        Patch(
            "app/store/tickets.py",
            '    mine = {"centre_id": work.centre_id, "day": day, "prefix": prefix}\n',
            "    greatest = work.value(\n"
            "        select(func.max(Ticket.number)).where(\n"
            "            Ticket.centre_id == work.centre_id, Ticket.day == day, Ticket.prefix == prefix\n"
            "        )\n"
            "    )\n"
            "    return range((greatest or 0) + 1, (greatest or 0) + 1 + count)\n"
            '    mine = {"centre_id": work.centre_id, "day": day, "prefix": prefix}\n',
        ),
    ),
    *(
        _break(
            f"{what} without its event",
            tests,
            Patch(
                "app/services/steps.py",
                "    events.record(work, action,",
                f"    if action is not Action.{action}:\n        events.record(work, action,",
            ),
        )
        for what, action, tests in (
            ("an undo", "UNDO", "tests/services/test_undo.py"),
            ("a recall", "RECALL", "tests/services/test_recall.py"),
            ("a ticket put back", "PUT_BACK", "tests/services/test_put_back.py"),
        )
    ),
    _break(
        "a step that does not keep the count of who waits",
        "tests/services/test_put_back.py",
        Patch("app/services/steps.py", "        fields.count(work, after.field_id, +1)\n", "        pass\n"),
    ),
)

_ALL = (*_LOCK, *_SNAPSHOT, *_ARRANGED, *_NEWS, *_FORESEEN, *_CONSTRAINTS, *_REPEATS, *_LOG)
BREAKAGES = {each.name: each for each in _ALL}
