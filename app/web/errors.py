"""One error shape for everything: `{"error": {"code", "message", "data"}}`, in the caller's language."""

from typing import Any, Final

import structlog
from apiflask.exceptions import HTTPError
from flask import Flask, Request, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from app.domain.errors import BadInput, Kind, Refusal

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
_HTTP_VI: Final = {
    400: "Yêu cầu không đúng.",
    404: "Không tìm thấy.",
    405: "Không dùng được cách này ở đây.",
    413: "Dữ liệu gửi đến quá lớn.",
    415: "Dữ liệu gửi đến không phải JSON.",
    429: "Quá nhiều lần, xin đợi một lát.",
}


class HallRequest(Request):
    """A request whose body, when it is missing, means "nothing to add"."""

    def on_json_loading_failure(self, e: ValueError | None) -> Any:
        if not self.get_data(cache=True).strip():
            return {}
        raise BadInput(detail="the body is not JSON")


def language() -> str:
    """Return the language the caller reads: "en" or, by default, "vi"."""
    return request.accept_languages.best_match(["vi", "en"], default="vi") or "vi"


def refused(refusal: Refusal) -> Response:
    """Answer a refusal."""
    return answer(STATUS[refusal.kind], refusal.code, refusal.message(language()), refusal.data)


def answer(status: int, code: str, message: str, data: dict[str, Any]) -> Response:
    """Answer with the one error shape."""
    response = jsonify({"error": {"code": code, "message": message, "data": data}})
    response.status_code = status
    return response


def not_valid(error: HTTPError) -> Response:
    """Answer a body or query that does not have its shape, naming each wrong part."""
    if error.status_code != 422:
        return answer(error.status_code, f"http_{error.status_code}", error.message or "", {})
    parts = {name: texts for place in error.detail.values() for name, texts in place.items()}
    detail = "; ".join(f"{name}: {', '.join(texts)}" for name, texts in parts.items())
    refusal = BadInput(detail=detail)
    return answer(422, refusal.code, refusal.message(language()), {"parts": parts})


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    text = error.description or "" if language() == "en" else _HTTP_VI.get(status, "Yêu cầu không đúng.")
    return answer(status, f"http_{status}", text, {})


def _fault(error: Exception) -> Response:
    _log.exception("fault", path=request.path, method=request.method)
    text = "Something went wrong." if language() == "en" else "Máy chủ gặp lỗi."
    return answer(500, "fault", text, {})


def configure(app: Flask) -> None:
    """Have every error answered in the one shape."""
    app.request_class = HallRequest
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)
