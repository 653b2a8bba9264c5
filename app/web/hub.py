"""The hub of the sample centre: every screen with one click, and what runs.

It signs people in without a password, so it exists only for sample data, only while config.toml says
demonstration, and only for a direct request from this machine; for anybody else `/` is the sign-in.
"""

import ipaddress
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from app.clock import real_now
from app.context import here
from app.domain.errors import NotAllowed, NotFound
from app.services import access
from app.store.models import Centre, Counter, Device, Membership, Staff, Ticket
from app.web import running
from app.web.identity import set_own_session
from app.web.permissions import public
from app.web.sign_in import require_same_origin

blueprint = Blueprint("hub", __name__)
FORWARDED: Final = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "Via",
)
LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1"})
COUNTER: Final = 3

SCREENS: Final = (
    ("kiosk", "Máy lấy số", "Cảm ứng: chọn lĩnh vực, LẤY SỐ, nhận phiếu", "/kiosk"),
    ("display", "Màn hình sảnh", "Số đang gọi, giọng đọc, số người chờ", "/display"),
    ("counter", f"Quầy số {COUNTER}", "Cán bộ quầy gọi và phục vụ bằng phím Enter", "/counter"),
    ("supervisor", "Điều phối", "Thời gian chờ trực tiếp, cảnh báo, báo cáo", "/supervisor"),
    ("admin", "Quản trị hệ thống", "Nhóm lĩnh vực, quầy, giờ làm việc, ưu tiên", "/admin"),
    (
        "counter-display",
        "Bảng hiển thị tại quầy",
        f"Số đang được mời đến Quầy số {COUNTER}",
        f"/display?counter={COUNTER}",
    ),
    ("reception", "Bàn hướng dẫn", "Lấy số giúp, tìm phiếu, nghe gọi hỗ trợ", "/reception"),
    ("phone", "Điện thoại của ông/bà", "Trang mở từ mã QR trên phiếu gần nhất", "/t/…"),
)
DESKS: Final = {"reception": "reception", "supervisor": "supervisor", "admin": "administrator"}


def open_here() -> int | None:
    """Return the sample centre's id when this request may use the hub, else None."""
    if not here().settings.server.demonstration or not _direct():
        return None
    with here().database.read() as connection:
        found = connection.execute(select(Centre.id).where(Centre.sample).order_by(Centre.id).limit(1)).scalar()
    return int(found) if found is not None else None


def require_open() -> int:
    """Return the sample centre's id. Raises NotFound: to everybody else the hub does not exist."""
    centre_id = open_here()
    if centre_id is None:
        raise NotFound()
    return centre_id


@blueprint.get("/")
@public
def hub() -> str | Answer:
    """The hub, or the sign-in."""
    centre_id = open_here()
    if centre_id is None:
        return redirect("/login")
    with here().database.look(centre_id) as hall:
        centre = {"kind": hall.kind, "name": hall.name, "sample": hall.sample, "slug": hall.slug}
        centre |= running.size(hall)
    state = running.state(centre_id)
    return render_template(
        "hub.html",
        centre=centre,
        address=request.host,
        screens=_screens(),
        language="vi",
        boot={"state": state},
        module="/static/hub/main.js",
        **state,
    )


@blueprint.get("/hub/state.json")
@public
def state() -> Response:
    """What runs, and the last slips."""
    return jsonify(running.state(require_open()))


@blueprint.get("/hub/slips/<name>")
@public
def slip(name: str) -> Response:
    """A slip of the virtual paper."""
    require_open()
    if not name.endswith(".png"):
        raise NotFound()
    return send_from_directory(here().settings.var_dir / "paper", name, max_age=3600)


@blueprint.post("/hub/open/<screen>")
@public
def open_screen(screen: str) -> Answer:
    """Open a screen, signed in as whoever uses it."""
    centre_id = require_open()
    require_same_origin()
    if screen == "phone":
        return redirect(_last_link(centre_id), code=303)
    found = next((address for key, _, _, address in SCREENS if key == screen), None)
    if found is None:
        raise NotFound()
    response = make_response(redirect(found, code=303))
    set_own_session(response, _token(centre_id, screen), found.partition("?")[0])
    return response


def _token(centre_id: int, screen: str) -> str:
    """Return a token of the sample staff member or device behind a screen."""
    now = real_now()
    with here().database.write() as connection:
        if screen == "counter":
            query = select(Counter.clerk_id).where(Counter.centre_id == centre_id, Counter.number == COUNTER)
            staff_id = connection.execute(query).scalar() or _staff(connection, centre_id, "clerk", COUNTER - 1)
            return access.start_session(connection, staff_id, now).token
        if screen in DESKS:
            return access.start_session(connection, _staff(connection, centre_id, DESKS[screen], 0), now).token
        kind = "kiosk" if screen == "kiosk" else "display"
        query = select(Device.id).where(Device.centre_id == centre_id, Device.kind == kind)
        device_id = connection.execute(query.order_by(Device.id).limit(1)).scalar()
        if device_id is None:
            raise NotFound()
        # Beside the device's own token: opening the screen here must not sign out a real one.
        return access.device_token(connection, device_id, now, alone=False, lasts=timedelta(days=1))


def _staff(connection: Any, centre_id: int, role: str, index: int) -> int:
    query = select(Staff.id).join(Membership, Membership.staff_id == Staff.id)
    mine = (Membership.centre_id == centre_id, Membership.role == role)
    found = list(connection.execute(query.where(*mine).order_by(Staff.id)).scalars())
    if not found:
        raise NotAllowed()
    return int(found[min(index, len(found) - 1)])


def _last_link(centre_id: int) -> str:
    with here().database.read() as connection:
        query = select(Ticket.token).where(Ticket.centre_id == centre_id).order_by(Ticket.id.desc()).limit(1)
        token = connection.execute(query).scalar()
    return f"/t/{token}" if token else "/kiosk"


def _screens() -> list[dict[str, Any]]:
    return [
        {
            "key": index,
            "name": key,
            "title": title,
            "line": line,
            "path": path,
            "drawing": key,
            "action": f"/hub/open/{key}",
        }
        for index, (key, title, line, path) in enumerate(SCREENS, start=1)
    ]


def _direct() -> bool:
    """Tell whether a browser on this machine asks, with nothing in between and under this machine's own name.

    Behind a proxy everybody looks local; and a foreign name that resolves here is a foreign page's trick.
    """
    try:
        local = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    host = urlsplit(f"//{request.host}").hostname
    return local and host in LOOPBACK_NAMES and not any(name in request.headers for name in FORWARDED)
