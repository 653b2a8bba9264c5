"""What is wrong with each part of a request, in the caller's language: what finds it speaks English."""

import re
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_TEXT: Final = ("phải là chữ", "must be text")
_WHOLE: Final = ("phải là số nguyên", "must be a whole number")
_NUMBER: Final = ("phải là số", "must be a number")
_YES_NO: Final = ("phải là true hoặc false", "must be true or false")
_OBJECT: Final = ("phải là một nhóm giá trị có tên", "must be an object")
_DATE: Final = ("phải là ngày, như 2026-11-23", "must be a date like 2026-11-23")
_MOMENT: Final = ("phải là ngày giờ, như 2026-11-23T11:00:00+07:00", "must be a time like 2026-11-23T11:00:00+07:00")
# By the library's name of the error. `{…}` is what the library says of the bound that was passed.
_WORDS: Final = {
    "missing": ("còn thiếu", "is missing"),
    "extra_forbidden": ("không dùng ở đây", "is not known here"),
    "string_type": _TEXT,
    "string_unicode": ("có ký tự không đọc được", "has signs that cannot be read"),
    "string_too_short": ("cần ít nhất {min_length} ký tự", "needs at least {min_length} characters"),
    "string_too_long": ("dài quá {max_length} ký tự", "has more than {max_length} characters"),
    "string_pattern_mismatch": ("không đúng dạng", "does not have the right form"),
    "literal_error": ("chỉ nhận một trong: {choices}", "must be one of: {choices}"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": ("là số quá lớn", "is too large a number"),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than_equal": ("không được nhỏ hơn {ge}", "must not be less than {ge}"),
    "less_than_equal": ("không được lớn hơn {le}", "must not be more than {le}"),
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "list_type": ("phải là danh sách", "must be a list"),
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "too_short": ("cần ít nhất {min_length} mục", "needs at least {min_length} items"),
    "too_long": ("có quá {max_length} mục", "has more than {max_length} items"),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "timezone_aware": ("phải ghi múi giờ, như +07:00", "must say its zone, like +07:00"),
}
_ANY_OTHER: Final = ("không đúng", "is not valid")
# The whole body, when it is no object at all.
WHOLE: Final = "_schema"


def known(kind: str) -> bool:
    """Tell whether an error has words of its own."""
    return kind in _WORDS


def told(error: ValidationError, language: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return for each wrong part what is wrong with it: in words, and by the names of the errors."""
    words: dict[str, list[str]] = {}
    kinds: dict[str, list[str]] = {}
    for found in error.errors(include_url=False, include_input=False):
        part = ".".join(map(str, found["loc"])) or WHOLE
        words.setdefault(part, []).append(_sentence(found, language))
        kinds.setdefault(part, []).append(found["type"])
    return words, kinds


def _sentence(found: ErrorDetails, language: str) -> str:
    vi, en = _WORDS.get(found["type"], _ANY_OTHER)
    about: dict[str, Any] = dict(found.get("ctx", {}))
    if "expected" in about:
        about["choices"] = ", ".join(re.findall(r"'([^']*)'", str(about["expected"])))
    return (en if language == "en" else vi).format_map(about)
