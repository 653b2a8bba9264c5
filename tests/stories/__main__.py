"""`python -m tests.stories`: plays the written day on SQLite and prints it; 1 at the first line that does not hold."""

import sys
import tempfile
from pathlib import Path

from tests.stories import script
from tests.stories.day import Day
from tests.stories.play import Wrong, play
from tests.stories.report import Report, Write
from tests.stories.script import Unreadable
from tests.stories.sentences import HALL
from tests.support import databases


def tell(url: str, var: str, write: Write, folder: Path = script.DAYS) -> int:
    """Play the days of a folder on a database with the stories' hall in it; return the exit code."""
    day, report = Day(url, var), Report(write)
    try:
        play(day, script.chapters(folder), report)
        report.end(day)
        return 0
    except (Wrong, Unreadable) as wrong:
        write(f"\nKHÔNG ĐÚNG {wrong}")
        return 1
    finally:
        day.close()


def main() -> int:
    """Play the day in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="luot-stories-") as folder:
        url = f"sqlite:///{folder}/luot.db"
        databases.prepare(url, HALL)
        return tell(url, folder, print)


if __name__ == "__main__":
    sys.exit(main())
