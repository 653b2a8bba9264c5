"""PostgreSQL's driver: several statements in one message there and one back, each prepared once for a connection.

psycopg's own pipeline gives every statement to the system as soon as it is written, waits until PostgreSQL knows that a
transaction has begun, and asks once more at the end: for six statements nine messages, each of which wakes PostgreSQL.
Around every statement it makes a cursor and what adapts its values anew, for two thirds of what it costs here. And it
prepares a statement for each size of its whole numbers, and forgets all of them when a transaction is taken back.
"""

from collections.abc import Generator, Sequence
from typing import Any

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send

from app.store import brisk
from app.store.answer import Answer, Fault, Written

_IDLE = pq.TransactionStatus.IDLE
_DONE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)


class Connection(psycopg.Connection[Any]):
    """A connection that says much in one message, and waits briefly by itself, longer by the driver's own way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The statements that PostgreSQL knows by a name. It knows them until the end, whatever is taken back.
        self._names: dict[str, bytes] = {}
        self._named = 0
        self._adapting = Transformer(self)
        # What is left for the message of the commit.
        self._rest: Sequence[Written] = ()
        # What of that was at fault.
        self.refused: Written | None = None

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        return super().wait(brisk.looking(gen, self.pgconn.socket), *args, **kwargs)

    def say(self, statements: Sequence[Written], *, commit: bool = False) -> list[Answer]:
        """Have PostgreSQL do statements, in the transaction there is or a new one. Raises Fault, or psycopg's
        OperationalError where the connection is lost.
        """
        written = [(text, self._adapting.dump_sequence(v, [PyFormat.TEXT] * len(v))) for text, v in statements]
        with self.lock:
            try:
                answers: list[Answer]
                answers, fault = self.wait(self._said(written, commit))
            except BaseException:
                # Broken off in the midst: nobody knows what the next answer would belong to.
                self.close()
                raise
        if fault is not None:
            raise Fault(error_from_result(fault, self.info.encoding), min(len(answers), len(statements) - 1))
        return answers

    def leave(self, statements: Sequence[Written]) -> None:
        """Leave statements for the message of the commit, which is to follow."""
        self._rest, self.refused = statements, None

    def commit(self) -> None:
        """Commit, after what was left for it. Raises psycopg's errors."""
        rest, self._rest = self._rest, ()
        if not rest:
            super().commit()
            return
        try:
            self.say(rest, commit=True)
        except Fault as told:
            self.refused = rest[told.at]
            raise told.fault from None

    def _said(self, written: Sequence[tuple[str, Any]], commit: bool) -> Generator[Any, Any, tuple[list[Answer], Any]]:
        """Say it all, and hear it all; the first fault, if there is one, comes beside the answers before it."""
        self.pgconn.enter_pipeline_mode()
        news = [text for text in dict.fromkeys(text for text, _ in written) if text not in self._names]
        expected = self._write(written, commit)
        yield from send(self.pgconn)
        answers, fault = [], None
        for is_statement in expected:
            (result,) = yield from fetch_many(self.pgconn)
            if result.status not in _DONE:
                fault = fault or result
            elif is_statement:
                answers.append(self._answer(result))
        yield from fetch_many(self.pgconn)
        self.pgconn.exit_pipeline_mode()
        if fault is not None:
            # Which of them it has come to know is not said.
            for text in news:
                del self._names[text]
        return answers, fault

    def _write(self, written: Sequence[tuple[str, Any]], commit: bool) -> list[bool]:
        """Write a message; return of each answer it will have whether it is a statement's."""
        expected = []
        if not self.autocommit and self.pgconn.transaction_status == _IDLE:
            self.pgconn.send_query_params(self._get_tx_start_command(), None)
            expected.append(False)
        for text, values in written:
            if text not in self._names:
                # Of what type a value is PostgreSQL sees from the statement, whatever the value.
                self.pgconn.send_prepare(self._name(text), text.encode())
                expected.append(False)
            self.pgconn.send_query_prepared(self._names[text], values)
            expected.append(True)
        if commit:
            self.pgconn.send_query_params(b"COMMIT", None)
            expected.append(False)
        self.pgconn.pipeline_sync()
        return expected

    def _name(self, text: str) -> bytes:
        self._named += 1
        name = self._names[text] = b"said_%d" % self._named
        return name

    def _answer(self, result: Any) -> Answer:
        types = [result.ftype(column) for column in range(result.nfields)]
        if not types:
            return Answer([], types, result.command_tuples or 0)
        self._adapting.set_pgresult(result)
        return Answer(self._adapting.load_rows(0, result.ntuples, tuple), types, result.ntuples)
