"""Machines: the printer, the voice, the database."""

from app.domain.errors.base import Kind, Refusal


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


class CannotWrite(Refusal):
    """The disk is full or read-only: what is known can be seen, nothing can be changed."""

    code, kind = "cannot_write", Kind.UNAVAILABLE
    vi = "Máy chủ chưa ghi được dữ liệu: ổ đĩa đầy hoặc không cho ghi."
    en = "The server cannot write now: its disk is full or read-only."


class DatabaseGone(Refusal):
    code, kind = "database_gone", Kind.UNAVAILABLE
    vi, en = "Cơ sở dữ liệu không trả lời.", "The database does not answer."
