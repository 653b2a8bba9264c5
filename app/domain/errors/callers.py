"""Who asks: unknown, without proof, too often, or twice under one key."""

from app.domain.errors.base import Kind, NotFound, Refusal


class NotSignedIn(Refusal):
    code, kind = "not_signed_in", Kind.UNKNOWN_CALLER
    vi, en = "Xin đăng nhập.", "Please sign in."


class WrongPassword(Refusal):
    code, kind = "wrong_password", Kind.UNKNOWN_CALLER
    vi, en = "Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or password is wrong."


class BadCsrf(Refusal):
    code, kind = "bad_csrf", Kind.NOT_ALLOWED
    vi, en = "Trang đã cũ, xin tải lại.", "The page is out of date, please reload it."


class KeyReused(Refusal):
    code, kind = "key_reused", Kind.INVALID
    vi = "Khóa {key} đã dùng cho một yêu cầu khác."
    en = "The idempotency key {key} was used for another request."


class TooMany(Refusal):
    code, kind = "too_many", Kind.TOO_MANY
    vi, en = "Quá nhiều lần, xin đợi một lát.", "Too many attempts, please wait a moment."


class UnknownCentre(NotFound):
    code = "unknown_centre"
    vi, en = "Không có Trung tâm này.", "There is no such centre."


class UnknownClerk(Refusal):
    code, kind = "unknown_clerk", Kind.INVALID
    vi, en = "Không có cán bộ này trong số liệu.", "No turn was served by such a person."
