"""A ticket and its number: not there, in another state, of another day, not one's own."""

from typing import ClassVar

from app.domain.errors.base import Kind, NotFound, Refusal


class UnknownTicket(NotFound):
    code = "unknown_ticket"
    vi, en = "Không có phiếu này.", "There is no such ticket."


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


class NotToday(Refusal):
    code = "not_today"
    vi, en = "Số {number} là của ngày {day}.", "Number {number} is from {day}."


class NotYourTicket(Refusal):
    code, kind = "not_your_ticket", Kind.NOT_ALLOWED
    vi, en = "Số {number} không ở quầy của ông/bà.", "Number {number} is not at your counter."


class SameField(Refusal):
    code = "same_field"
    vi, en = "Phiếu đang ở chính nơi này.", "The ticket is already there."


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


class UnknownPriority(Refusal):
    code, kind = "unknown_priority_class", Kind.INVALID
    vi, en = "Không có diện ưu tiên “{name}”.", "There is no priority class “{name}”."


class PriorityNotOffered(Refusal):
    code = "priority_not_offered"
    vi = "Máy này hiện không cấp số ưu tiên. Xin mời ông/bà đến Bàn hướng dẫn."
    en = "This machine gives no priority numbers at present. Please ask at the guidance desk."


class TooManyTurns(Refusal):
    code, kind = "too_many_turns", Kind.INVALID
    vi = "Danh sách có {total} lượt, một tệp chứa không quá {most} lượt. Xin chọn ít ngày hơn."
    en = "The list has {total} turns and a file holds at most {most}. Please choose fewer days."
