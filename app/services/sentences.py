"""One Vietnamese sentence for each step of a ticket, as a director could read and dispute it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.ticket import Action
from app.store import people
from app.store.types import AnyRow


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: counters by number, fields by name."""

    counters: Mapping[int, int]
    fields: Mapping[int, str]

    def counter(self, counter_id: int | None) -> str:
        number = self.counters.get(counter_id) if counter_id is not None else None
        return f"Quầy số {number}" if number is not None else "Quầy"

    def field(self, field_id: int) -> str:
        return self.fields.get(field_id, "khác")


Sentence = Callable[[AnyRow, Names], str]
OUTCOMES: Final = {"received": "tiếp nhận", "returned": "trả kết quả", "guided": "hướng dẫn"}


def of_event(row: AnyRow, names: Names, zone: ZoneInfo) -> tuple[str, str | None]:
    """Return the sentence of a step, and the line below it, if any."""
    return SENTENCES[Action(row.action)](row, names), _detail(row, zone)


def _detail(row: AnyRow, zone: ZoneInfo) -> str | None:
    if row.action == Action.CALL:
        return f"Lý do: {row.reason}."
    if "given_at" in row.data:
        given = datetime.fromisoformat(row.data["given_at"]).astimezone(zone)
        return f"Phát trên giấy lúc {given:%H:%M}; từ lúc ghi vào hệ thống mới gọi được."
    if row.action in (Action.PRIORITY, Action.CANCEL) and row.reason:
        return f"Lý do: {row.reason}."
    return None


def _issue(row: AnyRow, names: Names) -> str:
    if "given_at" in row.data:
        return f"Ghi số giấy {row.data['number']} vào hệ thống, lĩnh vực {names.field(row.field_id)}."
    return f"Lấy số {row.data['number']} tại {row.actor_name}, lĩnh vực {names.field(row.field_id)}."


def _confirm_absence(row: AnyRow, names: Names) -> str:
    """How early it was: the person may say that nobody called long enough."""
    since = {"spoken": "đọc", "called": "gọi"}.get(row.data["since"] or "")
    heard = f"{row.data['seconds']} giây sau khi {since}" if since else "chưa đọc"
    return f"Xác nhận vắng mặt sớm: đã gọi {row.data['calls']} lần, {heard}."


def _hand_over(row: AnyRow, names: Names) -> str:
    return f"{row.actor_name} tiếp quản {names.counter(row.counter_id)} từ {row.data['from']}."


def _finish(row: AnyRow, names: Names) -> str:
    dossiers, outcome = row.data.get("dossiers"), OUTCOMES.get(row.data.get("outcome", ""))
    said = [f"{dossiers} hồ sơ" if dossiers is not None else "", outcome or ""]
    details = ", ".join(filter(None, said))
    return f"Xong. {details[0].upper()}{details[1:]}." if details else "Xong."


def _transfer(row: AnyRow, names: Names) -> str:
    if row.data.get("kind") == "field_closed":
        return f"Lĩnh vực ngừng tiếp nhận ({row.reason}): chuyển đến lĩnh vực {names.field(row.field_id)}."
    kind = "Làm thêm thủ tục" if row.action == Action.FURTHER else "Chọn nhầm"
    where = f"lĩnh vực {names.field(row.field_id)}"
    if row.counter_id is not None:
        where = f"{names.counter(row.counter_id)}, {where}"
    return f"{kind}: chuyển đến {where}."


def _resume(row: AnyRow, names: Names) -> str:
    where = names.counter(row.counter_id) if row.counter_id else f"lĩnh vực {names.field(row.field_id)}"
    return f"Tiếp tục: chờ {where}, giữ nguyên thứ tự."


def _behind(row: AnyRow, otherwise: str) -> str:
    """Where somebody who is back stands: as before, with nobody to stand behind or freed by the supervisor."""
    if not row.data["after"]["put_back"]:
        return otherwise
    return "chờ sau những người kế tiếp" if row.action == Action.RETURN else "sau những người kế tiếp"


def _cancel(row: AnyRow, names: Names) -> str:
    by_phone = row.actor == people.holder_key(row.ticket_id)
    return "Công dân hủy số, qua điện thoại." if by_phone else "Hủy số."


def _expire(row: AnyRow, names: Names) -> str:
    if "carried_to" not in row.data:
        return "Hết giờ, chưa được phục vụ."
    if "day" not in row.data:  # as it was written at first
        return "Chuyển sang ngày làm việc tiếp theo."
    day = date.fromisoformat(row.data["day"])
    return f"Chuyển sang ngày làm việc tiếp theo: số {row.data['number']}, ngày {day:%d/%m/%Y}."


def _undo(row: AnyRow, names: Names) -> str:
    return f"Hoàn tác: {STEPS[Action(row.data['action'])]}."


STEPS: Final[Mapping[Action, str]] = {
    Action.START: "Bắt đầu",
    Action.FINISH: "Xong",
    Action.NO_SHOW: "Vắng mặt",
    Action.PUT_BACK: "Trả về hàng chờ",
    Action.HOLD: "Tạm chờ",
    Action.TRANSFER: "Chuyển",
    Action.FURTHER: "Làm thêm thủ tục",
    Action.CANCEL: "Hủy số",
}
SENTENCES: Final[Mapping[Action, Sentence]] = {
    Action.ISSUE: _issue,
    Action.ENTER_AGAIN: lambda row, names: f"Ghi lại số giấy {row.data['number']}.",
    Action.CALL: lambda row, names: f"{names.counter(row.counter_id)} gọi.",
    Action.RECALL: lambda row, names: f"{names.counter(row.counter_id)} gọi lại.",
    Action.START: lambda row, names: f"Bắt đầu phục vụ tại {names.counter(row.counter_id)}.",
    Action.FINISH: _finish,
    Action.CONFIRM_ABSENCE: _confirm_absence,
    Action.NO_SHOW: lambda row, names: f"Vắng mặt tại {names.counter(row.counter_id)}.",
    Action.RETURN: lambda row, names: f"Đã quay lại, {_behind(row, 'chờ đến lượt')}.",
    Action.PUT_BACK: lambda row, names: f"Trả về hàng chờ, {_behind(row, 'giữ nguyên thứ tự')}.",
    Action.HOLD: lambda row, names: f"Tạm chờ: {row.reason}.",
    Action.RESUME: _resume,
    Action.TRANSFER: _transfer,
    Action.FURTHER: _transfer,
    Action.DROP_COUNTER: lambda row, names: "Quầy được chỉ định đã nghỉ: chờ theo lĩnh vực, giữ nguyên thứ tự.",
    Action.CANCEL: _cancel,
    Action.EXPIRE: _expire,
    Action.HAND_OVER: _hand_over,
    Action.PRIORITY: lambda row, names: "Xếp diện ưu tiên." if row.priority else "Thôi diện ưu tiên.",
    Action.ASSIST: lambda row, names: "Cần hỗ trợ." if row.data["after"]["assist"] else "Thôi dấu Cần hỗ trợ.",
    Action.REPRINT: lambda row, names: "In lại phiếu.",
    Action.UNDO: _undo,
}
