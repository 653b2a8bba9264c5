"""All breakages: what is broken, how, and which tests are meant to find it."""

from tests.mutations.in_the_hall import HALL
from tests.mutations.in_the_store import STORE

BREAKAGES = {each.name: each for each in (*STORE, *HALL)}
