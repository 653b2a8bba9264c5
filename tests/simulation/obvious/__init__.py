"""The hall as one would write it on a blackboard: lists, loops and sorting, and none of the program's own code.

Nothing here is fast, nothing is stored, and what is derived is derived again each time it is asked for.
"""

from tests.simulation.obvious.asked import Asked, Refused
from tests.simulation.obvious.does import answer, by_itself
from tests.simulation.obvious.hall import Hall

__all__ = ["Asked", "Hall", "Refused", "answer", "by_itself"]
