"""What the voice refuses, by name and HTTP status."""

from typing import Any, ClassVar


class VoiceError(Exception):
    """A refusal: `code` names it, `status` is HTTP's, the message is for whoever runs the hall."""

    code: ClassVar[str] = "voice_failed"
    status: ClassVar[int] = 503

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        self.data = data

    def body(self) -> dict[str, Any]:
        """Return the contract's error shape."""
        return {"error": {"code": self.code, "message": str(self), "data": self.data}}


class BadInput(VoiceError):
    code, status = "bad_input", 422


class BadRequest(VoiceError):
    """What the HTTP library could not read; it chooses the status."""

    code, status = "bad_request", 400


class TooLarge(VoiceError):
    code, status = "too_large", 413


class LengthRequired(VoiceError):
    code, status = "length_required", 411


class NotFound(VoiceError):
    code, status = "not_found", 404


class MethodNotAllowed(VoiceError):
    code, status = "method_not_allowed", 405


class VoiceAbsent(VoiceError):
    code = "voice_absent"


class VoiceBusy(VoiceError):
    code = "voice_busy"


class VoiceLate(VoiceError):
    code = "voice_late"


class VoiceFailed(VoiceError):
    code = "voice_failed"
