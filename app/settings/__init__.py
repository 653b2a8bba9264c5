"""How the server runs: config.toml and the environment, read once into frozen dataclasses."""

from app.settings.load import SettingsError, load
from app.settings.secret import secret_key
from app.settings.tables import Settings

__all__ = ["Settings", "SettingsError", "load", "secret_key"]
