"""A counter: closed, taken, busy, or not for this field."""

from app.domain.errors.base import Kind, NotFound, Refusal


class UnknownCounter(NotFound):
    code = "unknown_counter"
    vi, en = "Không có quầy này.", "There is no such counter."


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


class NotServedHere(Refusal):
    code = "not_served_here"
    vi, en = "Quầy số {counter} không nhận lĩnh vực này.", "Counter {counter} does not serve this field."


class NothingPlanned(NotFound):
    code = "nothing_planned"
    vi, en = "Quầy này không có thay đổi nào đã hẹn.", "Nothing is planned for this counter."
