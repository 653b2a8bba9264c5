"""What requests may say, checked at the door; anything else is refused by name."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(max_length=20, pattern=r"^[0-9]+$")]
Name = Annotated[str, Field(max_length=20)]
Text = Annotated[str, Field(max_length=300)]
Dossiers = Annotated[int, Field(ge=0, le=999)]
# Further off lie moments that cannot be told in a hall's own zone; nobody plans for them.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
Day = Annotated[date, Field(strict=False, ge=FIRST_DAY, le=LAST_DAY)]
Moment = Annotated[
    AwareDatetime,
    Field(strict=False, ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2199, 12, 31, tzinfo=UTC)),
]
# As far as a revision ever counts.
Revision = Annotated[int, Field(ge=0, le=2**63 - 1)]
Clock = Annotated[str, Field(pattern=r"^[0-9]{2}:[0-9]{2}$")]
Session = Annotated[list[Clock], Field(min_length=2, max_length=2)]
Audience = Literal["display", "counter", "kiosk", "reception", "supervisor", "ticket", "admin"]
Result = Literal["received", "returned", "guided"]
# How a turn may end, in a query that may name several.
_ENDED = "(done|no_show|cancelled|expired)"


class Body(BaseModel):
    """A JSON object of exactly these keys."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Nothing(Body):
    """An empty object."""


class SignIn(Body):
    username: Annotated[str, Field(max_length=64)]
    password: Annotated[str, Field(max_length=256)]


class NewTicket(Body):
    field: Name | None = None
    procedure: Name | None = None
    priority: bool = False
    language: Literal["vi", "en"] = "vi"
    channel: Annotated[str, Field(max_length=20)] | None = None
    assist: bool = False
    dossiers: Dossiers | None = None


class NewPaperTicket(Body):
    number: Annotated[str, Field(max_length=8)]
    given_at: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    priority: bool = False


class Finish(Body):
    dossiers: Dossiers | None = None
    outcome: Result | None = None


class Reason(Body):
    reason: Text


class MaybeReason(Body):
    reason: Text | None = None


class Transfer(Body):
    field: Name | None = None
    counter: Id | None = None
    kind: Literal["wrong_field", "further_procedure"]


class Priority(Body):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    code: Annotated[str | None, Field(alias="class", max_length=40)]
    reason: Text


class Assist(Body):
    assist: bool


class OpenCounter(Body):
    take_over: bool = False
    move: bool = False


class Next(Body):
    finish: bool = False
    no_show: bool = False
    ticket: Id | None = None
    dossiers: Dossiers | None = None
    outcome: Result | None = None


class CallTicket(Body):
    ticket: Id
    reason: Text


class Serve(Body):
    field: Name
    priority: bool = False


class FieldShare(Body):
    id: Name
    lag: Annotated[int, Field(ge=0, le=240)] = 0
    until: Moment | None = None


class Edit(Body):
    """A change of what its editor saw at a revision: refused when somebody else has changed it since."""

    seen: Revision | None = None


class CounterFields(Edit):
    model_config = ConfigDict(extra="forbid")

    fields: Annotated[list[FieldShare], Field(max_length=40)]
    until: Moment | None = None
    from_day: Day | None = None
    confirm: bool = False


class CloseField(Edit):
    reason: Text
    move_to: Name | None = None


class OfferPriority(Edit):
    offered: bool


class PriorityClass(Edit):
    active: bool


class Hours(Edit):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)

    weekday: Annotated[int, Field(ge=0, le=6)]
    sessions: Annotated[list[Session], Field(max_length=6)]
    start: Annotated[Literal["today", "tomorrow"], Field(alias="from")] = "tomorrow"


class Holiday(Body):
    day: Day
    name_vi: Annotated[str, Field(min_length=1, max_length=100)]
    name_en: Annotated[str, Field(max_length=100)] | None = None


class EndDay(Body):
    carry_over: bool = False


class OverrideStops(Body):
    on: bool


class Claim(Body):
    wait_seconds: Annotated[float, Field(ge=0, le=25)] = 0


class Settle(Body):
    result: Literal["printed", "failed"]
    error: Annotated[str, Field(max_length=2000)] | None = None


class Heartbeat(Body):
    status: Annotated[dict[str, Any], Field(max_length=20)] = {}


class FindTickets(BaseModel):
    number: Annotated[str, Field(max_length=8)]
    day: Annotated[str, Field(max_length=10)] = ""


class DayQuery(BaseModel):
    day: Annotated[str, Field(max_length=10)] = ""


class SnapshotQuery(BaseModel):
    audience: Annotated[Audience, Field(alias="for")]
    counter: Id | None = None
    ticket: Annotated[str, Field(max_length=40)] | None = None


class EventsQuery(BaseModel):
    day: Annotated[str, Field(max_length=10)] = ""
    kind: Literal["counters", "fields", "hours", "priority", "day"] | None = None


class ReportQuery(BaseModel):
    first: Annotated[str, Field(alias="from", max_length=10)] = ""
    last: Annotated[str, Field(alias="to", max_length=10)] = ""
    by: Literal["field", "counter", "hour", "day", "clerk"] = "field"
    format: Literal["json", "csv", "xlsx"] = "json"


class TurnsQuery(BaseModel):
    """What narrows a list of turns. A misspelt name would list too many and is refused; an empty value says nothing."""

    model_config = ConfigDict(extra="forbid")

    first: Annotated[str, Field(alias="from", max_length=10)] = ""
    last: Annotated[str, Field(alias="to", max_length=10)] = ""
    field: Name = ""
    counter: Name = ""
    clerk: Name = ""
    hour: Annotated[int, Field(ge=0, le=23)] | None = None
    outcome: Annotated[str, Field(pattern=rf"^{_ENDED}(,{_ENDED})*$")] | None = None
    minute: Annotated[int, Field(ge=0, le=40)] | None = None
    late: bool | None = None
    waited_again: bool | None = None
    early: bool | None = None
    out_of_order: bool | None = None
    spans_outage: bool | None = None
    sort: Literal["wait", "arrived"] = "wait"
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    format: Literal["json", "csv", "xlsx"] = "json"

    @model_validator(mode="before")
    @classmethod
    def _said(cls, query: dict[str, str]) -> dict[str, str]:
        return {name: value for name, value in query.items() if value != ""}
