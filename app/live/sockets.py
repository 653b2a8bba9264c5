"""The door for screens: who connects, which snapshot they may see, and how strangers are shown out.

`connect` is the only client event that does anything. It refuses only a bad token; any other failure closes the
transport, after which the browser tries again by itself.
"""

from collections import Counter
from typing import Any

import structlog
from flask import Flask, request
from flask_socketio import ConnectionRefusedError, SocketIO
from socketio.packet import CONNECT, DISCONNECT

from app import metrics
from app.clock import monotonic, real_now
from app.context import Context
from app.domain.errors import NotAllowed, NotFound, Refusal
from app.domain.roles import Actor
from app.live.audiences import Audiences, room
from app.live.broadcast import Broadcaster
from app.live.listening import kind_of, listen_carefully
from app.live.pings import Pings
from app.services import access
from app.services.snapshots import Audience, Scope
from app.services.snapshots.scopes import require_scope
from app.store import people

SILENT_SECONDS = 5.0
LOOK_AT_TOKENS_SECONDS = 2.0
# So many sockets each time: all of a hall's, and of a worker for a country each of them every quarter of a minute.
LOOKED_AT = 500
_log = structlog.get_logger()


class Door:
    """Lets sockets in and out, and keeps count of them by address."""

    def __init__(self, app: Flask, context: Context, server: SocketIO, audiences: Audiences, pings: Pings) -> None:
        self._app = app
        self._context = context
        self._server = server
        self._audiences = audiences
        self._addresses: dict[str, str] = {}
        self._from: Counter[str] = Counter()
        self._first_seen: dict[str, float] = {}
        # By which token each socket came in, but those of phones: a ticket's link is not taken back.
        self._came_by: dict[str, str] = {}
        self._to_look_at: list[str] = []
        self.broadcaster: Broadcaster | None = None
        listen_carefully(server, pings)
        self._take = server.server.eio.handlers["message"]
        server.server.eio.on("message", self.hear)
        server.on_event("connect", self.connect)
        server.on_event("disconnect", self.disconnect)

    def hear(self, eio_sid: str, message: Any) -> None:
        """Take what a screen has to say: that it comes, that it goes. Other events do nothing, and what is no packet
        ends the connection; the log has no word of either, or a stranger would fill it.
        """
        kind = kind_of(message)
        if kind is None:
            self._close(eio_sid)
        elif kind in (CONNECT, DISCONNECT):
            self._take(eio_sid, message)

    def connect(self, auth: Any = None) -> None:
        """Let a socket see what its token allows. A refusal tells the client to give up: only for bad tokens."""
        sid, address = request.sid, request.remote_addr or ""  # type: ignore[attr-defined]
        if self._from[address] >= self._context.settings.limits.sockets_per_address:
            raise ConnectionRefusedError("too_many")
        try:
            said = auth if isinstance(auth, dict) else {}
            centre_id, scope = self._place(said)
        except (NotAllowed, NotFound) as refusal:
            raise ConnectionRefusedError(refusal.code) from None
        except Refusal:
            # The database is away, say: closing the transport lets the client come back by itself.
            self._server.server.eio.disconnect(self._server.server.manager.eio_sid_from_sid(sid, "/"))
            return
        self._addresses[sid] = address
        self._from[address] += 1
        if scope.audience is not Audience.TICKET:
            self._came_by[sid] = access.digest(str(said["token"]))
        self._server.server.enter_room(sid, room(centre_id, scope))
        self._audiences.join(sid, centre_id, scope)
        metrics.SOCKETS.labels(scope.audience).inc()
        if self.broadcaster:
            self.broadcaster.greet()

    def disconnect(self, *_reason: Any) -> None:
        """Forget a socket."""
        sid = request.sid  # type: ignore[attr-defined]
        if (address := self._addresses.pop(sid, None)) is not None:
            self._from[address] -= 1
            if not self._from[address]:
                del self._from[address]
        self._came_by.pop(sid, None)
        place = self._audiences.leave(sid)
        if place:
            metrics.SOCKETS.labels(place[1].audience).dec()
        if place and self.broadcaster:
            self.broadcaster.left(*place)

    def show_out_silent(self) -> None:
        """Close transports that have not said who they are within five seconds."""
        eio, manager = self._server.server.eio, self._server.server.manager
        known = {manager.eio_sid_from_sid(sid, "/") for sid in list(self._addresses)}
        open_now = set(eio.sockets)
        self._first_seen = {sid: self._first_seen.get(sid, monotonic()) for sid in open_now - known}
        for sid, since in list(self._first_seen.items()):
            if monotonic() - since > SILENT_SECONDS:
                self._close(sid)

    def _close(self, eio_sid: str) -> None:
        """Close a transport, in the background: one that takes nothing in would keep whoever closes it waiting."""
        self._server.start_background_task(self._server.server.eio.disconnect, eio_sid)

    def show_out_strangers(self) -> None:
        """Close the sockets of whoever has signed out, lost their token or was switched off since they came in.

        Their clients come back once by themselves, and are refused like any stranger.
        """
        came_by = self._next_to_look_at()
        if not came_by:
            return
        with self._context.database.read() as connection:
            holding = people.tokens_that_hold(connection, set(came_by.values()), real_now())
        for sid in [sid for sid, digest in came_by.items() if digest not in holding]:
            self._server.server.disconnect(sid)

    def _next_to_look_at(self) -> dict[str, str]:
        """Return the sockets whose turn it is, with their tokens: of thousands a part, or presses would wait."""
        if not self._to_look_at:
            self._to_look_at = list(self._came_by)
        some, self._to_look_at = self._to_look_at[:LOOKED_AT], self._to_look_at[LOOKED_AT:]
        return {sid: self._came_by[sid] for sid in some if sid in self._came_by}

    def _place(self, auth: dict[str, Any]) -> tuple[int, Scope]:
        token, audience = _word(auth, "token"), _word(auth, "for")
        with self._context.database.read() as connection:
            actor = access.authenticate(connection, token, real_now())
            actor = actor or people.actor_of_link(connection, _word(auth, "ticket"))
        if actor is None:
            raise NotAllowed()
        return self._scope(actor, audience, auth)

    def _scope(self, actor: Actor, audience: str, auth: dict[str, Any]) -> tuple[int, Scope]:
        if not actor.roles:
            raise NotAllowed()
        centre_id = self._centre(actor, auth)
        counter = _word(auth, "counter") or None
        with self._context.database.look(centre_id) as hall:
            try:
                return centre_id, require_scope(hall, actor, audience, counter, None)
            except ValueError:
                raise NotAllowed() from None

    def _centre(self, actor: Actor, auth: dict[str, Any]) -> int:
        """A caller of several centres says which; everybody else has one."""
        slug = _word(auth, "centre")
        if not slug or len(actor.roles) == 1:
            return next(iter(actor.roles))
        with self._context.database.read() as connection:
            return people.centre_named(connection, slug)


def _word(auth: dict[str, Any], name: str) -> str:
    """Return what is said under a name, if anything could be called that: no database need look for the rest."""
    said = auth.get(name)
    word = str(said) if isinstance(said, str | int) else ""
    return word if word.isprintable() else ""
