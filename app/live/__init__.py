"""Screens kept current: sockets, their rooms, and one loop that sends each its snapshot after every commit."""

from app.live.start import configure

__all__ = ["configure"]
