"""What a process remembers, and never more than so much of it."""

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(dict[Key, Value]):
    """A dict of at most so many. For one more, whoever was met first is forgotten; of none nothing is kept."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        if key not in self and len(self) >= self._most:
            if not self._most:
                return
            self.pop(next(iter(self)), None)
        super().__setitem__(key, value)
