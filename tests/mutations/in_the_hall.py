"""Breakages of what the hall says and keeps: news to screens, repeated requests, the log."""

from tests.mutations.patches import DATABASE, IN_LINE, LINE, ON_POSTGRES, PERFORM, Patch, broken

_NEWS = (
    broken(
        "screens are told before the commit",
        "tests/store/test_change.py -k listeners",
        Patch(
            DATABASE,
            "        for listener in self._listeners:\n            listener(centre_id, work.revision)\n",
            "            for listener in self._listeners:\n                listener(centre_id, work.revision)\n",
        ),
    ),
    broken(
        "no look each second whether something is not sent yet",
        "tests/interleavings/test_broadcast.py",
        Patch(
            "app/live/broadcast.py",
            "return turned | {row.id for row in rows if row.id in mine and row.revision > self._sent.get(row.id, -1)}",
            "return turned & {row.id for row in rows}",
        ),
    ),
    broken(
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

_REPEATS = (
    broken(
        "the answer to a request is not remembered",
        "tests/services/test_perform.py",
        Patch(
            PERFORM,
            "            if request.key is not None:\n"
            "                idempotency.remember(work, request.key, request.fingerprint, result, real_now())\n",
            "",
        ),
    ),
    broken(
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
    broken(
        "whether it was answered is looked up before the lock",
        f"{ON_POSTGRES} -k key",
        Patch(
            PERFORM,
            "        asked = [*_foreseen(request), *foreseen]\n"
            "        with database.change(centre_id, request.actor, foreseen=asked) as work:\n"
            "            if request.proof is not None:\n"
            "                request.proof.show(work, real_now())\n"
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
    broken(
        "a refused change is committed",
        "tests/store/test_change.py -k refused",
        Patch(LINE, "                self._lost = fault\n            else:", "                pass\n            else:"),
    ),
    broken(
        "a change refused among others is committed with them",
        f"{IN_LINE} -k alone",
        Patch(LINE, "                self._undo()\n", "                pass\n"),
    ),
    broken(
        "whoever shares a commit is told before it",
        f"{IN_LINE} -k before",
        Patch(LINE, "            transaction.wait()\n", ""),
    ),
    broken(
        "what the change before has arranged is remembered, committed or not",
        f"{IN_LINE} -k arranged",
        Patch(DATABASE, "writing.counts.setdefault(centre_id, row.arrangement) != row.arrangement", "False"),
    ),
)

_LOG = (
    broken(
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
        broken(
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
    broken(
        "a step that does not keep the count of who waits",
        "tests/services/test_put_back.py",
        Patch("app/services/steps.py", "        fields.count(work, after.field_id, +1)\n", "        pass\n"),
    ),
)

HALL = (*_NEWS, *_REPEATS, *_LOG)
