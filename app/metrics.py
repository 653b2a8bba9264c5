"""What a worker counts of its own work, for whoever watches over the machine (GET /metrics).

With several workers the library keeps the counts in files of the folder that PROMETHEUS_MULTIPROC_DIR names
(gunicorn.conf.py does), and any worker tells those of all. Labels are kinds, names and codes of this program: never a
person, a number or a token.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess

from app.clock import monotonic
from app.domain.errors import Kind, Refusal

REGISTRY: Final = CollectorRegistry()
_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

_CHANGES: Final = Counter(
    "luot_changes", "Changes that were asked for, by what became of them", ["kind", "outcome"], registry=REGISTRY
)
_REFUSALS: Final = Counter("luot_refusals", "Changes refused, by the refusal's code", ["code"], registry=REGISTRY)
_TOOK: Final = Histogram(
    "luot_change_seconds",
    "How long changes took, refused ones among them",
    ["kind"],
    registry=REGISTRY,
    buckets=(0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
SOCKETS: Final = Gauge(
    "luot_sockets", "Open connections of screens", ["audience"], registry=REGISTRY, multiprocess_mode="livesum"
)
SNAPSHOT_BYTES: Final = Histogram(
    "luot_snapshot_bytes",
    "How large snapshots were that were sent",
    ["audience"],
    registry=REGISTRY,
    buckets=(500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000),
)
SENT_AFTER: Final = Histogram(
    "luot_sent_after_seconds",
    "From the notice of a change to the last snapshot of it that a worker sent, but for pages of figures",
    registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)


@contextmanager
def change(kind: str, *, nothing: tuple[type[Exception], ...]) -> Iterator[None]:
    """Count one change and what became of it; one of `nothing` is raised where there was nothing to do."""
    begun, outcome = monotonic(), "done"
    try:
        yield
    except Refusal as refusal:
        outcome = "put_off" if refusal.kind is Kind.UNAVAILABLE else "refused"
        _REFUSALS.labels(refusal.code).inc()
        raise
    except Exception as fault:
        outcome = "nothing" if isinstance(fault, nothing) else "fault"
        raise
    finally:
        _CHANGES.labels(kind, outcome).inc()
        _TOOK.labels(kind).observe(monotonic() - begun)


def repeated(kind: str) -> None:
    """Count that a change was asked for once more, and answered with its first answer: it is among those done too."""
    _CHANGES.labels(kind, "repeated").inc()


def told(*more: CollectorRegistry) -> bytes:
    """Return everything as Prometheus reads it, with what other registries hold."""
    registry = REGISTRY
    if os.environ.get(_FOLDER):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return b"".join(generate_latest(each) for each in (registry, *more))
