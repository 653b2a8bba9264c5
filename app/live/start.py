"""What runs beside the requests of a worker: broadcasts, notices, the end of days, the voice made ready ahead."""

import structlog
from flask import Flask
from flask_socketio import SocketIO

from app import notices
from app.clock import real_now
from app.context import Context
from app.domain.errors import Refusal
from app.live.ahead import VoiceAhead
from app.live.audiences import Audiences
from app.live.broadcast import Broadcaster
from app.live.duty import Duty
from app.live.keeping import Keeper
from app.live.pings import GRAIN_SECONDS, Pings
from app.live.sockets import LOOK_AT_TOKENS_SECONDS, Door
from app.live.written import Packet
from app.services import outages, presence
from app.store import idempotency, people
from app.store.database import Database

KEEP_DAYS_SECONDS = 20.0
# A page that hears nothing for twice as long knows that the hall is away.
PING_SECONDS = 5
TIDY_SECONDS = 3600.0
SHOW_OUT_SECONDS = 1.0
VOICE_SECONDS = 2.0
_log = structlog.get_logger()


def configure(app: Flask, context: Context) -> SocketIO:
    """Attach the sockets to the application and start this worker's background work."""
    server = SocketIO(
        app,
        async_mode=_async_mode(),
        transports=["websocket"],
        path="/socket.io",
        ping_interval=PING_SECONDS,
        ping_timeout=5,
        max_http_buffer_size=16_384,
        manage_session=False,
        serve_client=False,
        serializer=Packet,
    )
    audiences = Audiences()
    pings = Pings(PING_SECONDS)
    door = Door(app, context, server, audiences, pings)
    ahead = VoiceAhead(context, server.start_background_task, server.sleep)

    def emit(room: str, snapshot: dict[str, object]) -> None:
        server.server.emit("snapshot", snapshot, room=room)
        ahead.prepare(snapshot)

    broadcaster = Broadcaster(context.database, audiences, context.world, emit, lambda: server.sleep(0))
    door.broadcaster = broadcaster
    notices.watch(broadcaster.notice)
    context.database.on_commit(notices.look_again)
    if context.settings.redis.url:
        _use_redis(context, server)
    server.start_background_task(_every, server, outages.EVERY_SECONDS, lambda: sign(context.database), at_once=True)
    server.start_background_task(broadcaster.run)
    server.start_background_task(_every, server, presence.WRITE_EVERY_SECONDS, context.roll.write)
    server.start_background_task(_every, server, GRAIN_SECONDS, pings.round)
    server.start_background_task(_every, server, SHOW_OUT_SECONDS, door.show_out_silent)
    server.start_background_task(_every, server, LOOK_AT_TOKENS_SECONDS, door.show_out_strangers)
    server.start_background_task(_every, server, VOICE_SECONDS, context.voice.look)
    keeper = Keeper(context.database, context.settings.public_url, lambda: server.sleep(0))
    once = Duty(context.database).once
    server.start_background_task(_every, server, KEEP_DAYS_SECONDS, once(keeper.round))
    server.start_background_task(_every, server, TIDY_SECONDS, once(lambda: tidy(context.database)))
    return server


def sign(database: Database) -> None:
    """Say that this hall runs: the first thing a worker does, so that what was missed is known before it is counted."""
    outages.sign_of_life(database, real_now())


def tidy(database: Database) -> None:
    """Forget answers and tokens nobody will show again."""
    with database.write() as connection:
        idempotency.forget(connection, real_now())
        people.drop_expired(connection, real_now())


def _use_redis(context: Context, server: SocketIO) -> None:
    # A hall of one worker has no Redis, and need not carry its library.
    from app.live.redis_notices import RedisNotices

    between = RedisNotices(context.settings.redis.url)
    context.database.on_commit(between.committed)
    server.start_background_task(between.publish)
    server.start_background_task(between.hear, server.sleep)


def _every(server: SocketIO, seconds: float, task: object, *, at_once: bool = False) -> None:
    if not at_once:
        server.sleep(seconds)
    while True:
        try:
            task()  # type: ignore[operator]
        except Refusal as refusal:
            _log.warning("background work is put off", why=str(refusal))
        except Exception:
            _log.exception("background work failed")
        server.sleep(seconds)


def _async_mode() -> str:
    """gevent where the standard library is patched by it (gunicorn's worker does), else plain threads."""
    from gevent import monkey

    return "gevent" if monkey.is_module_patched("socket") else "threading"
