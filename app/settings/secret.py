"""The one secret the server makes for itself."""

import os
import secrets
import tempfile
from pathlib import Path

from app.settings.load import SettingsError


def secret_key(var_dir: Path) -> str:
    """The key that signs cookies: made on first need in `var/secret_key`, which only its owner can read.

    Raises SettingsError when the file holds no key.
    """
    path = var_dir / "secret_key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise SettingsError(f"{path}: holds no key; remove it and a new one is made (everyone signs in again)")
    return key


def _write_once(path: Path, text: str) -> None:
    """Create a file only its owner can read, whole or not at all; the first of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        os.unlink(draft)
