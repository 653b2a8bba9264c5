"""Which sockets of this process see which snapshot."""

from collections import defaultdict
from dataclasses import dataclass, field

from app.services.snapshots import Scope


@dataclass
class Audiences:
    """The sockets by centre and scope. `fresh` ones have not had their first snapshot yet."""

    members: dict[int, dict[Scope, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    fresh: set[int] = field(default_factory=set)
    _places: dict[str, tuple[int, Scope]] = field(default_factory=dict)

    def join(self, sid: str, centre_id: int, scope: Scope) -> None:
        """Let a socket see a scope of a centre."""
        self._places[sid] = (centre_id, scope)
        self.members[centre_id][scope].add(sid)
        self.fresh.add(centre_id)

    def leave(self, sid: str) -> tuple[int, Scope] | None:
        """Forget a socket and return where it was; leaving twice does no harm."""
        place = self._places.pop(sid, None)
        if place is None:
            return None
        centre_id, scope = place
        self.members[centre_id][scope].discard(sid)
        if not self.members[centre_id][scope]:
            del self.members[centre_id][scope]
        if not self.members[centre_id]:
            del self.members[centre_id]
        return place

    def centres(self) -> list[int]:
        """Return the centres somebody here watches."""
        return list(self.members)

    def scopes(self, centre_id: int) -> list[Scope]:
        """Return the scopes of a centre somebody here watches."""
        return list(self.members.get(centre_id, ()))

    def __len__(self) -> int:
        return len(self._places)


def room(centre_id: int, scope: Scope) -> str:
    """Return the Socket.IO room of a scope."""
    return f"{centre_id}/{scope.audience}/{scope.id or ''}/{int(scope.silent)}"
