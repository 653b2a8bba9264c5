"""Two people editing one thing of the centre: the second hears what the first has made of it, and chooses again."""

from collections.abc import Iterable

from app.domain.errors import ChangedMeanwhile
from app.services.views import moment
from app.store import events
from app.store.work import Work


def require_unchanged(work: Work, subject: str, actions: Iterable[str], seen: int | None) -> None:
    """Refuse a change of what is not as its editor saw it at revision `seen`; None: nobody looked.

    Revisions decide, not values: what goes by itself (a loan that ends) is no other person's change. Nor is one's own:
    whoever presses again before the page has heard of the first press knows what they did.
    Raises ChangedMeanwhile, with who changed it, when, from what to what.
    """
    if seen is None:
        return
    other = events.later_than(work, seen, subject, actions, but=work.actor.key)
    if other is not None:
        versions = {"before": other.data.get("before"), "after": other.data.get("after")}
        raise ChangedMeanwhile(subject=subject, by=other.actor_name, at=moment(other.at), **versions)
