"""Every refusal the hall knows, by name, with what to say to the person who meets it.

A refusal is not a fault: the caller asked for something the hall's rules or the state of things do not allow.
How a kind of refusal becomes an HTTP status is the web's business, not this module's.
"""

from enum import StrEnum
from typing import Any, ClassVar


class Kind(StrEnum):
    """What sort of no this is."""

    UNKNOWN_CALLER = "unknown_caller"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    INVALID = "invalid"
    TOO_MANY = "too_many"
    UNAVAILABLE = "unavailable"


class Refusal(Exception):
    """A no with a name (`code`), a sentence in two languages and the data both were made from."""

    code: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.CONFLICT
    vi: ClassVar[str] = "Không thực hiện được."
    en: ClassVar[str] = "This cannot be done."

    def __init__(self, **data: Any) -> None:
        super().__init__(self.code)
        self.data = data

    def message(self, language: str) -> str:
        """Return the sentence in `language` ("en", anything else is Vietnamese)."""
        template = self.en if language == "en" else self.vi
        return template.format_map(self.data)

    def __str__(self) -> str:
        return f"{self.code}: {self.en.format_map(self.data)}"


class NotSignedIn(Refusal):
    code, kind = "not_signed_in", Kind.UNKNOWN_CALLER
    vi, en = "Xin đăng nhập.", "Please sign in."


class WrongPassword(Refusal):
    code, kind = "wrong_password", Kind.UNKNOWN_CALLER
    vi, en = "Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or password is wrong."


class BadCsrf(Refusal):
    code, kind = "bad_csrf", Kind.NOT_ALLOWED
    vi, en = "Trang đã cũ, xin tải lại.", "The page is out of date, please reload it."


class NotAllowed(Refusal):
    code, kind = "not_allowed", Kind.NOT_ALLOWED
    vi, en = "Ông/bà không có quyền làm việc này.", "You are not allowed to do this."


class NotFound(Refusal):
    code, kind = "not_found", Kind.NOT_FOUND
    vi, en = "Không tìm thấy.", "Not found."


class UnknownCentre(NotFound):
    code = "unknown_centre"
    vi, en = "Không có Trung tâm này.", "There is no such centre."


class UnknownTicket(NotFound):
    code = "unknown_ticket"
    vi, en = "Không có phiếu này.", "There is no such ticket."


class UnknownCounter(NotFound):
    code = "unknown_counter"
    vi, en = "Không có quầy này.", "There is no such counter."


class UnknownField(Refusal):
    code, kind = "unknown_field", Kind.INVALID
    vi, en = "Không có lĩnh vực “{field}”.", "There is no field “{field}”."


class UnknownClerk(Refusal):
    code, kind = "unknown_clerk", Kind.INVALID
    vi, en = "Không có cán bộ này trong số liệu.", "No turn was served by such a person."


class UnknownProcedure(Refusal):
    code, kind = "unknown_procedure", Kind.INVALID
    vi, en = "Không có thủ tục “{procedure}”.", "There is no procedure “{procedure}”."


class ProcedureRetired(Refusal):
    code = "procedure_retired"
    vi = "Thủ tục {procedure} đã hết hiệu lực từ {since}."
    en = "Procedure {procedure} is no longer in force since {since}."


class UnknownPriority(Refusal):
    code, kind = "unknown_priority_class", Kind.INVALID
    vi, en = "Không có diện ưu tiên “{name}”.", "There is no priority class “{name}”."


class BadInput(Refusal):
    code, kind = "bad_input", Kind.INVALID
    vi, en = "Dữ liệu gửi đến không đúng: {detail}", "The request is not valid: {detail}"


class TooManyTurns(Refusal):
    code, kind = "too_many_turns", Kind.INVALID
    vi = "Danh sách có {total} lượt, một tệp chứa không quá {most} lượt. Xin chọn ít ngày hơn."
    en = "The list has {total} turns and a file holds at most {most}. Please choose fewer days."


class KeyReused(Refusal):
    code, kind = "key_reused", Kind.INVALID
    vi = "Khóa {key} đã dùng cho một yêu cầu khác."
    en = "The idempotency key {key} was used for another request."


class WrongState(Refusal):
    code = "wrong_state"
    vi, en = (
        "Phiếu đang ở trạng thái khác, không làm được.",
        "The ticket is {state}: {action} is not possible.",
    )

    _states: ClassVar[dict[str, str]] = {
        "waiting": "đang chờ",
        "called": "đã gọi",
        "serving": "đang phục vụ",
        "held": "đang tạm chờ",
        "done": "đã phục vụ xong",
        "no_show": "đã ghi vắng mặt",
        "cancelled": "đã hủy",
        "expired": "đã hết giờ",
        "none": "chưa có",
    }

    def message(self, language: str) -> str:
        if language == "en":
            return super().message(language)
        return f"Phiếu {self._states[self.data['state']]}, không làm được việc này."


class NothingToUndo(Refusal):
    code = "nothing_to_undo"
    vi, en = "Không có bước nào để hoàn tác.", "There is no step to undo."


class UndoTooLate(Refusal):
    code = "undo_too_late"
    vi, en = "Đã quá {seconds} giây, không hoàn tác được.", "More than {seconds} seconds have passed."


class HallClosed(Refusal):
    code = "hall_closed"
    vi, en = "Ngoài giờ tiếp nhận.", "The hall is closed."

    def message(self, language: str) -> str:
        opens = self.data.get("opens")
        if language == "en":
            return f"The hall is closed. Numbers are given again from {opens}." if opens else self.en
        return f"Ngoài giờ tiếp nhận. Lấy số lại từ {opens}." if opens else self.vi


class CutOff(Refusal):
    code = "cut_off"
    vi, en = "Đã hết lượt tiếp nhận trong buổi.", "No more numbers are given in this session."

    def message(self, language: str) -> str:
        field = self.data.get("field")
        if field is None:
            return super().message(language)
        if language == "en":
            return f"No more numbers for {field} in this session: the open counters cannot serve anybody else in time."
        return f"Lĩnh vực {field} đã hết lượt tiếp nhận trong buổi: các quầy đang mở không kịp phục vụ thêm."


class FieldClosed(Refusal):
    """`reason`: it was closed for today, and why; without one no counter serves it at present."""

    code = "field_closed"
    vi = "Lĩnh vực {field} hiện không có quầy tiếp nhận."
    en = "No counter is open for {field} at present."

    def message(self, language: str) -> str:
        field, reason = self.data["field"], self.data.get("reason")
        if reason is None:
            return super().message(language)
        if language == "en":
            return f"{field} is closed today: {reason}."
        return f"Lĩnh vực {field} hôm nay ngừng tiếp nhận: {reason}."


class FieldWouldStrand(Refusal):
    code = "field_would_strand"
    vi = "{field} còn {waiting} người đang chờ và sẽ không còn quầy nào nhận."
    en = "{waiting} people wait in {field}, and no counter would serve it any more."


class DayEnded(Refusal):
    code = "day_ended"
    vi, en = "Ngày làm việc đã kết thúc.", "The working day has ended."


class NoWorkingDay(Refusal):
    code = "no_working_day"
    vi = "Trong {days} ngày tới không có ngày làm việc nào để chuyển sang."
    en = "There is no working day within {days} days to carry anything over to."


class NotToday(Refusal):
    code = "not_today"
    vi, en = "Số {number} là của ngày {day}.", "Number {number} is from {day}."


class NumbersExhausted(Refusal):
    code = "numbers_exhausted"
    vi, en = "Đã hết số của chữ {prefix} trong ngày.", "All numbers with {prefix} are used up today."


class NumberTaken(Refusal):
    code = "number_taken"
    vi, en = "Số {number} đã được ghi hôm nay.", "Number {number} has been entered today."


class NotSpareNumber(Refusal):
    code, kind = "not_spare_number", Kind.INVALID
    vi = "Số {number} không phải là số dự phòng; số dự phòng từ {first} đến {last}."
    en = "Number {number} is not a spare one; those are {first} to {last}."


class BadTime(Refusal):
    code, kind = "bad_time", Kind.INVALID
    vi = "Giờ phát {given} không đúng: phải từ {first} đến {last}."
    en = "The number cannot have been given at {given}: only from {first} to {last}."


class CounterClosed(Refusal):
    code = "counter_closed"
    vi, en = "Quầy số {counter} chưa mở.", "Counter {counter} is not open."


class CounterPaused(Refusal):
    code = "counter_paused"
    vi, en = "Quầy số {counter} đang tạm dừng.", "Counter {counter} is paused."


class CounterBusy(Refusal):
    code = "counter_busy"
    vi, en = "Quầy số {counter} đang có số {number}.", "Counter {counter} has number {number}."


class CounterTaken(Refusal):
    code = "counter_taken"
    vi, en = "Quầy số {counter} đang do {clerk} giữ.", "Counter {counter} is held by {clerk}."


class ClerkElsewhere(Refusal):
    code = "clerk_elsewhere"
    vi, en = "Ông/bà đang giữ Quầy số {counter}.", "You hold counter {counter}."


class NotYourCounter(Refusal):
    code, kind = "not_your_counter", Kind.NOT_ALLOWED
    vi, en = "Ông/bà không giữ Quầy số {counter}.", "You do not hold counter {counter}."


class NotYourTicket(Refusal):
    code, kind = "not_your_ticket", Kind.NOT_ALLOWED
    vi, en = "Số {number} không ở quầy của ông/bà.", "Number {number} is not at your counter."


class NotServedHere(Refusal):
    code = "not_served_here"
    vi, en = "Quầy số {counter} không nhận lĩnh vực này.", "Counter {counter} does not serve this field."


class SameField(Refusal):
    code = "same_field"
    vi, en = "Phiếu đang ở chính nơi này.", "The ticket is already there."


class ReasonMissing(Refusal):
    code, kind = "reason_missing", Kind.INVALID
    vi, en = "Xin ghi lý do.", "Please give a reason."


class ChangedMeanwhile(Refusal):
    """What was to be changed is not what its editor saw; the data say who changed it, from what, to what."""

    code = "changed_meanwhile"
    vi = "{subject}: {by} vừa đổi trong lúc ông/bà đang sửa."
    en = "{subject}: {by} has changed it meanwhile."


class BadHours(Refusal):
    """Sessions a day cannot have: `problem` says how, `session` which, `other` with which it overlaps."""

    code, kind = "bad_hours", Kind.INVALID
    vi, en = "Buổi {session} không đúng.", "The session {session} is not valid."

    _problems: ClassVar[dict[str, tuple[str, str]]] = {
        "unreadable": ("Buổi {session}: không phải giờ trong ngày.", "{session} is not a time of the day."),
        "empty": ("Buổi {session} đóng ngay khi mở.", "{session} closes as it opens."),
        "reversed": ("Buổi {session} đóng trước khi mở.", "{session} closes before it opens."),
        "over_midnight": ("Buổi {session} kéo qua nửa đêm.", "{session} goes over midnight."),
        "overlapping": ("Buổi {session} trùng giờ với buổi {other}.", "{session} overlaps {other}."),
    }

    def message(self, language: str) -> str:
        vi, en = self._problems.get(self.data.get("problem", ""), (self.vi, self.en))
        return (en if language == "en" else vi).format_map(self.data)


class HoursPassed(Refusal):
    code = "hours_passed"
    vi = "Phần đã qua của hôm nay không đổi được, vì thời gian chờ được tính theo giờ đã mở."
    en = "What has passed of today cannot be changed: waits are counted within it."


class UnknownHoliday(NotFound):
    code = "unknown_holiday"
    vi, en = "Ngày này không phải ngày nghỉ.", "This day is not a holiday."


class NothingPlanned(NotFound):
    code = "nothing_planned"
    vi, en = "Quầy này không có thay đổi nào đã hẹn.", "Nothing is planned for this counter."


class PriorityNotOffered(Refusal):
    code = "priority_not_offered"
    vi = "Máy này hiện không cấp số ưu tiên. Xin mời ông/bà đến Bàn hướng dẫn."
    en = "This machine gives no priority numbers at present. Please ask at the guidance desk."


class PrintJobGone(Refusal):
    code = "print_job_gone"
    vi, en = "Lệnh in này không còn do máy in giữ.", "This print job is no longer held by this printer."


class NothingToPrint(Refusal):
    code = "no_printer"
    vi, en = "Không có máy in cho phiếu này.", "There is no printer for this ticket."


class VoiceAbsent(Refusal):
    code, kind = "voice_absent", Kind.UNAVAILABLE
    vi, en = "Không có giọng đọc.", "There is no voice."


class Busy(Refusal):
    code, kind = "busy", Kind.UNAVAILABLE
    vi, en = "Máy chủ đang bận, xin thử lại.", "The server is busy, please try again."


class DatabaseGone(Refusal):
    code, kind = "database_gone", Kind.UNAVAILABLE
    vi, en = "Cơ sở dữ liệu không trả lời.", "The database does not answer."


class TooMany(Refusal):
    code, kind = "too_many", Kind.TOO_MANY
    vi, en = "Quá nhiều lần, xin đợi một lát.", "Too many attempts, please wait a moment."
