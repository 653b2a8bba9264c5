"""A plug-in of the supervisor library, loaded by its configuration: how this hall is kept running and shown.

It keeps the pauses between tries short (a hall never gives up on its printer), counts restarts, copies every
program's output to the terminal, and answers `hall.processes` over the library's own socket.
"""

import signal
from typing import Any

from supervisor import events
from supervisor.states import ProcessStates, getProcessStateDescription

from app import clock
from app.supervise.console import Console

# Seconds; the library by itself waits a second longer after every failure, without end.
LONGEST_PAUSE = 10
# How soon Ctrl-C is seen; the library by itself looks once a second.
SIGNAL_SECONDS = 0.2


class Hall:
    """The methods callers reach as `hall.…`, and what the library tells us of its processes."""

    def __init__(self, supervisord: Any) -> None:
        self._supervisord = supervisord
        self._starts: dict[str, int] = {}
        self._failures: dict[str, str] = {}
        self._console = Console()
        events.subscribe(events.SupervisorRunningEvent, self._running)
        events.subscribe(events.ProcessStateEvent, self._changed)
        events.subscribe(events.ProcessLogEvent, self._said)
        events.subscribe(events.ProcessCommunicationEvent, self._serving)

    def processes(self) -> list[dict[str, Any]]:
        """Every program: its name, state, starts and restarts, and what went wrong last, if anything.

        Times are real, in seconds since 1970; `retry_in` is in seconds, -1 when nothing is waited for.
        """
        return [self._described(process) for process in self._members()]

    def _members(self) -> list[Any]:
        return list(self._supervisord.process_groups["hall"].processes.values())

    def _described(self, process: Any) -> dict[str, Any]:
        name, waits = process.config.name, process.state == ProcessStates.BACKOFF
        return {
            "name": name,
            "state": getProcessStateDescription(process.state),
            "started": float(process.laststart),
            "stopped": float(process.laststop),
            "restarts": max(self._starts.get(name, 0) - 1, 0),
            "retry_in": max(process.delay - clock.real_now().timestamp(), 0.0) if waits else -1.0,
            "detail": self._failures.get(name, ""),
        }

    def _running(self, _event: Any) -> None:
        """A closed terminal ends the hall like Ctrl-C; the library would start everything anew."""
        options = self._supervisord.options
        signal.signal(signal.SIGHUP, lambda *_: options.signal_receiver.receive(signal.SIGTERM, None))
        poll = options.poller.poll
        options.poller.poll = lambda timeout: poll(min(timeout, SIGNAL_SECONDS))

    def _serving(self, _event: Any) -> None:
        """The server answers: now the programs that wait for it start, without having slowed it down."""
        for process in self._members():
            if not process.laststart:
                process.spawn()

    def _changed(self, event: Any) -> None:
        process, name = event.process, event.process.config.name
        if isinstance(event, events.ProcessStateStartingEvent):
            self._starts[name] = self._starts.get(name, 0) + 1
            self._console.forget(name)
        elif isinstance(event, events.ProcessStateBackoffEvent):
            _shorten_pause(process)
            self._fail(name, f"ended soon after its start; tried again in {process.backoff} s")
        elif isinstance(event, events.ProcessStateExitedEvent):
            self._fail(name, f"ended by itself ({process.spawnerr or 'without an error'}); starting it again")

    def _fail(self, name: str, what: str) -> None:
        self._failures[name] = self._console.last_line(name) or what
        self._console.say("run", f"{name} {what}")

    def _said(self, event: Any) -> None:
        self._console.feed(event.process.config.name, event.data)


def _shorten_pause(process: Any) -> None:
    """Also keeps the count below the library's limit of tries."""
    excess = max(process.backoff - LONGEST_PAUSE, 0)
    process.backoff -= excess
    process.delay -= excess


def make(supervisord: Any, **_config: Any) -> Hall:
    """What the configuration names as the plug-in's factory."""
    return Hall(supervisord)
