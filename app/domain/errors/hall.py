"""The hall and its day: hours, fields, procedures, holidays."""

from typing import ClassVar

from app.domain.errors.base import Kind, NotFound, Refusal


class HallClosed(Refusal):
    """`opens`: when numbers are given again; `day_off`: none today, `holiday_vi` and `holiday_en` being its name."""

    code = "hall_closed"
    vi, en = "Ngoài giờ tiếp nhận.", "The hall is closed."

    def message(self, language: str) -> str:
        opens, day_off = self.data.get("opens"), self.data.get("day_off")
        name = self.data.get("holiday_en" if language == "en" else "holiday_vi")
        named = f" ({name})" if name else ""
        if language == "en":
            why = f"The Centre is closed today{named}." if day_off else self.en
            return f"{why} Numbers are given again from {opens}." if opens else why
        why = f"Hôm nay Trung tâm nghỉ{named}." if day_off else self.vi
        return f"{why} Lấy số lại từ {opens}." if opens else why


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


class DayEnded(Refusal):
    code = "day_ended"
    vi, en = "Ngày làm việc đã kết thúc.", "The working day has ended."


class NoWorkingDay(Refusal):
    code = "no_working_day"
    vi = "Trong {days} ngày tới không có ngày làm việc nào để chuyển sang."
    en = "There is no working day within {days} days to carry anything over to."


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


class UnknownField(Refusal):
    code, kind = "unknown_field", Kind.INVALID
    vi, en = "Không có lĩnh vực “{field}”.", "There is no field “{field}”."


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


class UnknownProcedure(Refusal):
    code, kind = "unknown_procedure", Kind.INVALID
    vi, en = "Không có thủ tục “{procedure}”.", "There is no procedure “{procedure}”."


class ProcedureRetired(Refusal):
    code = "procedure_retired"
    vi = "Thủ tục {procedure} đã hết hiệu lực từ {since}."
    en = "Procedure {procedure} is no longer in force since {since}."
