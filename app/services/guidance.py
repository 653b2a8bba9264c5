"""Calls for guidance from a kiosk: "Tôi chưa rõ, cần hướng dẫn"."""

from typing import Any

from sqlalchemy import insert, select, update

from app.domain.errors import NotAllowed, NotFound
from app.services.views import moment
from app.store.models import HelpCall
from app.store.work import Work


def ask_help(work: Work) -> dict[str, Any]:
    """Ask staff to come to this kiosk; asking again while nobody has answered changes nothing."""
    device_id = work.actor.device_id
    if device_id is None:
        raise NotAllowed()
    mine = (HelpCall.device_id == device_id, HelpCall.answered_at.is_(None))
    open_call = work.one(select(HelpCall.id, HelpCall.at).where(*mine).order_by(HelpCall.id).limit(1))
    if open_call is None:
        values = {"centre_id": work.centre_id, "device_id": device_id, "at": work.now}
        open_call = work.one(insert(HelpCall).values(values).returning(HelpCall.id, HelpCall.at))
    assert open_call is not None
    return {"id": str(open_call.id), "at": moment(open_call.at)}


def answer_help(work: Work, help_call_id: int) -> dict[str, Any]:
    """Say that somebody is coming. Raises NotFound; whoever answered first is the one who comes."""
    mine = (HelpCall.id == help_call_id, HelpCall.centre_id == work.centre_id)
    found = work.one(select(HelpCall.answered_by).where(*mine))
    if found is None:
        raise NotFound()
    if found.answered_by is None:
        values = {"answered_at": work.now, "answered_by": work.actor.name}
        work.execute(update(HelpCall).where(*mine).values(values))
    return {"id": str(help_call_id), "answered_by": found.answered_by or work.actor.name}
