"""What each screen sees: one small JSON per audience and revision, read from one snapshot of the database."""

from app.services.snapshots.common import Audience, Scope
from app.services.snapshots.make import make

__all__ = ["Audience", "Scope", "make"]
