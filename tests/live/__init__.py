"""Screens kept current: real servers, real sockets, real processes."""
