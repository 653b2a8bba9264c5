"""The processes of one hall, out of all that run on this machine: those whose environment names its folder."""

from pathlib import Path

# In /proc/PID/stat, counted from the state, which stands after the command's name in brackets.
_STARTED = 19
PROC = Path("/proc")


def of_hall(var: Path, *, proc: Path = PROC) -> dict[int, str]:
    """Return the commands of a hall's processes by their ids, the oldest first.

    Ids are given round and round, so an id alone does not tell which of two processes is the older.
    """
    mine = f"LUOT_VAR={var}".encode()
    found = [(*told, pid) for pid in _every(proc) if (told := _told(proc / str(pid), mine))]
    return {pid: command for _, command, pid in sorted(found, key=lambda one: (one[0], one[2]))}


def pids_of(var: Path, words: str = "", *, proc: Path = PROC) -> list[int]:
    """Return the ids of a hall's processes whose command has these words, the oldest first."""
    return [pid for pid, command in of_hall(var, proc=proc).items() if words in command]


def _every(proc: Path) -> list[int]:
    return [int(folder.name) for folder in proc.iterdir() if folder.name.isdigit()]


def _told(folder: Path, mine: bytes) -> tuple[int, str] | None:
    """Return when a process started, and its command; None for one of another hall or one that is gone."""
    try:
        if mine not in (folder / "environ").read_bytes().split(b"\0"):
            return None
        started = (folder / "stat").read_text().rpartition(")")[2].split()[_STARTED]
        return int(started), (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return None
