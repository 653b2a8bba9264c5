"""What a refusal is: a no with a name, a sentence in two languages and the data both were made from.

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


class BadInput(Refusal):
    """`detail` and `detail_vi` say what is wrong, in English and in Vietnamese."""

    code, kind = "bad_input", Kind.INVALID
    vi, en = "Dữ liệu gửi đến không đúng: {detail_vi}.", "The request is not valid: {detail}."


class NotFound(Refusal):
    code, kind = "not_found", Kind.NOT_FOUND
    vi, en = "Không tìm thấy.", "Not found."


class NotAllowed(Refusal):
    code, kind = "not_allowed", Kind.NOT_ALLOWED
    vi, en = "Ông/bà không có quyền làm việc này.", "You are not allowed to do this."


class ReasonMissing(Refusal):
    code, kind = "reason_missing", Kind.INVALID
    vi, en = "Xin ghi lý do.", "Please give a reason."


class ChangedMeanwhile(Refusal):
    """What was to be changed is not what its editor saw; the data say who changed it, from what, to what."""

    code = "changed_meanwhile"
    vi = "{subject}: {by} vừa đổi trong lúc ông/bà đang sửa."
    en = "{subject}: {by} has changed it meanwhile."
