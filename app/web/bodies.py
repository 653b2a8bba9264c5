"""What requests may say, checked at the door; anything else is refused by name."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Id = Annotated[str, Field(max_length=20, pattern=r"^[0-9]+$")]
Name = Annotated[str, Field(max_length=20)]
Text = Annotated[str, Field(max_length=300)]
Dossiers = Annotated[int, Field(ge=0, le=999)]
Result = Literal["received", "returned", "guided"]


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


class Next(Body):
    finish: bool = False
    no_show: bool = False
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


class CounterFields(Body):
    model_config = ConfigDict(extra="forbid")

    fields: Annotated[list[FieldShare], Field(max_length=40)]
    until: Annotated[AwareDatetime | None, Field(strict=False)] = None


class EndDay(Body):
    carry_over: bool = False


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


class SnapshotQuery(BaseModel):
    audience: Annotated[Literal["display", "counter", "kiosk", "reception", "supervisor", "ticket"], Field(alias="for")]
    counter: Id | None = None
    ticket: Annotated[str, Field(max_length=40)] | None = None


class ReportQuery(BaseModel):
    first: Annotated[str, Field(alias="from", max_length=10)] = ""
    last: Annotated[str, Field(alias="to", max_length=10)] = ""
    by: Literal["field", "counter", "hour", "day", "clerk"] = "field"
    format: Literal["json", "csv", "xlsx"] = "json"
