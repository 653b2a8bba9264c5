"""A copy of the tree, to be broken."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.mutations.patches import Patch

ROOT = Path(__file__).resolve().parents[2]
_LEFT = shutil.ignore_patterns(".*", "node_modules", "var", "__pycache__", "*.db")


class Unfit(Exception):
    """The words a patch is to replace are not in the tree exactly once."""


@contextmanager
def copy() -> Iterator[Path]:
    """Copy the tree into a folder that goes again."""
    with tempfile.TemporaryDirectory(prefix="luot-broken-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=_LEFT)
        yield tree


def apply(patches: Iterable[Patch], tree: Path) -> None:
    """Break a copy. Raises Unfit."""
    for patch in patches:
        file = tree / patch.file
        text = file.read_text(encoding="utf-8")
        if text.count(patch.old) != 1:
            raise Unfit(f"{patch.file} has these words {text.count(patch.old)} times, not once:\n{patch.old}")
        file.write_text(text.replace(patch.old, patch.new), encoding="utf-8")
