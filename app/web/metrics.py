"""What Prometheus asks for: the workers' counts, and how the halls stand in the database."""

import ipaddress

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge

from app import metrics
from app.clock import real_now
from app.context import here
from app.domain.errors import NotFound
from app.store import pulse
from app.web.permissions import public

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@public
def tell() -> Response:
    """The counts of all workers, for the addresses that [metrics] names; everybody else finds nothing here."""
    if not _may_read(request.remote_addr or ""):
        raise NotFound()
    return Response(metrics.told(_halls()), content_type=CONTENT_TYPE_LATEST)


def _may_read(address: str) -> bool:
    try:
        asker = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asker in ipaddress.ip_network(one, strict=False) for one in here().settings.metrics.readers)


def _halls() -> CollectorRegistry:
    """Return how the halls stand: looked up when asked, so that it is true even of centres nobody here has changed."""
    database, registry = here().database, CollectorRegistry()
    hall_now, now = database.clock.now(), real_now()
    people = Gauge("luot_waiting", "People who wait", ["centre"], registry=registry)
    longest = Gauge("luot_longest_wait_seconds", "The longest wait of those who wait", ["centre"], registry=registry)
    slips = Gauge("luot_slips_due", "Slips still to be printed", registry=registry)
    oldest = Gauge("luot_oldest_slip_seconds", "How long the oldest of them has waited", registry=registry)
    calls = Gauge("luot_calls_to_speak", "Calls of the last five minutes still to be read out", registry=registry)
    in_use = Gauge("luot_database_connections", "Connections that the worker asked has in use", registry=registry)
    in_use.set(database.engine.pool.checkedout())  # type: ignore[attr-defined]
    with database.read() as connection:
        for row in pulse.waiting(connection):
            people.labels(row.slug).set(int(row.people))
        for row in pulse.oldest_waiting(connection, hall_now):
            longest.labels(row.slug).set((hall_now - row.since).total_seconds())
        due = pulse.slips(connection)
        slips.set(due.many)
        oldest.set((now - due.since).total_seconds() if due.since else 0)
        calls.set(pulse.calls(connection, hall_now))
    return registry
