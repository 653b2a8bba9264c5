"""What the hub tells: the programs of this hall and how they are, and the last slips on virtual paper."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text

from app.clock import monotonic, real_now
from app.context import here
from app.store.models import Counter, Field, PrintJob
from app.store.work import Hall
from app.supervise import status
from app.supervise.status import ProcessState, State

SLIPS: Final = 2
NAMES: Final = {"web": "Máy chủ", "paper": "Giấy ảo", "voice": "Giọng đọc"}


def size(hall: Hall) -> dict[str, int]:
    """Return how many counters and fields a centre has."""
    counters = select(func.count()).select_from(Counter).where(Counter.centre_id == hall.centre_id)
    fields = select(func.count()).select_from(Field).where(Field.centre_id == hall.centre_id, Field.active)
    return {
        "counters": int(hall.connection.execute(counters).scalar_one()),
        "fields": int(hall.connection.execute(fields).scalar_one()),
    }


def state(centre_id: int) -> dict[str, Any]:
    """Return what runs, since when, and the last slips, as the hub's page and its `state.json` show them."""
    context = here()
    with context.database.look(centre_id) as hall:
        zone = hall.zone
    found = status.processes(context.settings)
    told = [_process(process, zone, centre_id) for process in found]
    return {
        "running": [*told[:1], _database(), *told[1:]],
        "slips": [{"url": f"/hub/slips/{name}"} for name in _newest_slips()],
        "started": _started(found, zone),
    }


def _process(process: ProcessState, zone: ZoneInfo, centre_id: int) -> dict[str, Any]:
    return {
        "name": NAMES.get(process.name, "Máy in"),
        "state": process.state.value,
        "line": _line(process, zone),
        "figure": _figure(process.name, centre_id),
    }


def _line(process: ProcessState, zone: ZoneInfo) -> str:
    at = f"{process.since.astimezone(zone):%H:%M}"
    if process.state is State.DOWN:
        retry = f", thử lại sau {process.retry_in:.0f} giây" if process.retry_in is not None else ""
        return f"dừng từ {at}{retry}"
    if process.restarts:
        return f"đã khởi động lại {process.restarts} lần, lần cuối {at}"
    return f"chạy từ {at}"


def _figure(name: str, centre_id: int) -> str:
    if name == "voice":
        spoken = here().voice.health().get("spoken")
        return f"{spoken} lời" if spoken is not None else ""
    if name == "paper":
        return f"cổng {here().settings.printers.paper_port}"
    return "" if name == "web" else f"{_printed(centre_id)} phiếu"


def _printed(centre_id: int) -> int:
    query = select(func.count()).select_from(PrintJob)
    query = query.where(PrintJob.centre_id == centre_id, PrintJob.state == "printed")
    with here().database.read() as connection:
        return int(connection.execute(query).scalar_one())


def _database() -> dict[str, Any]:
    context, begun = here(), monotonic()
    with context.database.read() as connection:
        connection.execute(text("SELECT 1"))
    took = (monotonic() - begun) * 1000
    name = "SQLite" if context.database.sqlite else "PostgreSQL"
    return {"name": "Cơ sở dữ liệu", "state": "ok", "line": name, "figure": f"{took:.0f} ms"}


def _newest_slips() -> list[str]:
    folder = here().settings.var_dir / "paper"
    return sorted((path.name for path in folder.glob("*.png")), reverse=True)[:SLIPS]


def _started(found: list[ProcessState], zone: ZoneInfo) -> str:
    web = next((process.since for process in found if process.name == "web"), None)
    return "" if web is None else f"từ {web.astimezone(zone):%H:%M}, {_length(real_now() - web)}"


def _length(span: timedelta) -> str:
    hours, minutes = divmod(int(span / timedelta(minutes=1)), 60)
    return f"{hours} giờ {minutes} phút" if hours else f"{minutes} phút"
