"""One error shape for everything: `{"error": {"code", "message", "data"}}`, in the caller's language."""

from typing import Any, Final

import structlog
from apiflask import APIFlask
from apiflask.exceptions import HTTPError
from flask import Request, Response, g, jsonify, request
from pydantic import ValidationError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from app.domain.errors import BadInput, Kind, NotFound, Refusal, TooMany
from app.web import wrong_parts

STATUS: Final = {
    Kind.UNKNOWN_CALLER: 401,
    Kind.NOT_ALLOWED: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.INVALID: 422,
    Kind.TOO_MANY: 429,
    Kind.UNAVAILABLE: 503,
}
_log = structlog.get_logger()
# What HTTP itself refuses, before any use case is asked: its name, and the sentence in both languages.
_HTTP: Final = {
    404: (NotFound.code, NotFound.vi, NotFound.en),
    405: ("method_not_allowed", "Không dùng được cách này ở đây.", "This method does nothing here."),
    413: ("too_large", "Dữ liệu gửi đến quá lớn.", "The body is too large."),
    415: ("not_json", "Dữ liệu gửi đến không phải JSON.", "The body is not of Content-Type application/json."),
    429: (TooMany.code, TooMany.vi, TooMany.en),
}
_ANY_OTHER: Final = ("bad_request", "Yêu cầu không đúng.", "The request cannot be understood.")


class HallRequest(Request):
    """A request whose body, when it is missing, means "nothing to add"."""

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """Return the body as JSON. Raises BadInput, or UnsupportedMediaType for a body that says it is none."""
        if self.mimetype and not self.is_json and self.get_data(cache=True):
            raise UnsupportedMediaType()
        try:
            return super().get_json(force=force, silent=silent, cache=cache)
        except RecursionError:
            raise BadInput(detail="the body is nested too deeply", detail_vi="lồng quá nhiều lớp") from None

    def on_json_loading_failed(self, e: ValueError | None) -> Any:
        if not self.get_data(cache=True).strip():
            return {}
        raise BadInput(detail="the body is not JSON", detail_vi="không phải JSON")


def language() -> str:
    """Return the language the caller reads: "en" or, by default, "vi"."""
    return request.accept_languages.best_match(["vi", "en"], default="vi") or "vi"


def refused(refusal: Refusal) -> Response:
    """Answer a refusal. The log tells of those of staff and devices: a stranger could fill it, and so could anybody's
    phone, for which the link on a slip is enough.
    """
    if "actor" in g and g.actor.ticket_id is None:
        _log.info("refused", code=refusal.code)
    return answer(STATUS[refusal.kind], refusal.code, refusal.message(language()), refusal.data)


def answer(status: int, code: str, message: str, data: dict[str, Any]) -> Response:
    """Answer with the one error shape."""
    response = jsonify({"error": {"code": code, "message": message, "data": data}})
    response.status_code = status
    return response


def not_valid(error: HTTPError) -> Response:
    """Answer a body or query that does not have its shape, naming each wrong part."""
    if not isinstance(error.__cause__, ValidationError):
        return _plain(error.status_code)
    parts, types = wrong_parts.told(error.__cause__, language())
    named = ((f"{name}: " if name != wrong_parts.WHOLE else "") + ", ".join(texts) for name, texts in parts.items())
    detail = "; ".join(named)
    refusal = BadInput(detail=detail, detail_vi=detail)
    return answer(422, refusal.code, refusal.message(language()), {"parts": parts, "types": types})


def _plain(status: int) -> Response:
    code, vi, en = _HTTP.get(status, _ANY_OTHER)
    return answer(status, code, en if language() == "en" else vi, {})


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    response = _plain(status)
    # Allow beside 405, Retry-After beside 429: what HTTP says with a refusal stays with it.
    response.headers.extend((name, value) for name, value in error.get_headers() if name != "Content-Type")
    return response


def _unstorable(_error: DataError) -> Response:
    """A NUL in a name is no fault of the server's: PostgreSQL cannot hold it in a text."""
    return refused(BadInput(detail="a value has a sign that no text can hold", detail_vi="có ký tự không lưu được"))


def _fault(error: Exception) -> Response:
    _log.exception("fault")
    text = "Something went wrong." if language() == "en" else "Máy chủ gặp lỗi."
    return answer(500, "fault", text, {})


def configure(app: APIFlask) -> None:
    """Have every error answered in the one shape."""
    app.request_class = HallRequest
    app.error_processor(not_valid)
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
