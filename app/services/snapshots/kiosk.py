"""What a kiosk shows: fields to choose from, whether its printer works, what became of its last slips."""

from typing import Any

from app.services.presence import Ear
from app.services.snapshots.common import offered, priority
from app.store import devices, print_jobs
from app.store.work import Hall


def body(hall: Hall, head: dict[str, Any], kiosk_id: int | None, ear: Ear) -> dict[str, Any]:
    """Return the kiosk's part; without a kiosk (a member of staff looks) there is no printer in it."""
    slips = print_jobs.of_kiosk(hall, kiosk_id) if kiosk_id else []
    return {
        "fields": offered(hall, head),
        "priority": priority(hall),
        "texts": {"slot": dict(hall.rules.slot_text)},
        "printer": {"state": printer_state(hall, kiosk_id, ear)},
        "slips": [{"ticket": str(row.ticket_id), "state": row.state} for row in slips],
    }


def printer_state(hall: Hall, kiosk_id: int | None, ear: Ear) -> str:
    """Return the state of a kiosk's printer: what it last said, "offline" when it is silent, "none" without one."""
    kiosk = devices.get(hall, kiosk_id) if kiosk_id else None
    printer = devices.get(hall, kiosk.printer_id) if kiosk and kiosk.printer_id else None
    if printer is None:
        return "none"
    if ear.misses(printer.seen_at):
        return "offline"
    return str(printer.status.get("state", "ready"))
