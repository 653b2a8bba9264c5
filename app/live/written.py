"""Snapshots as they go over the wire, written out once for everybody who sees them."""

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from socketio import packet

_write = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class Written(dict[str, Any]):
    """A snapshot with its JSON, and a mark that is the same for snapshots that say the same at whatever moment."""

    text: str
    mark: bytes

    @classmethod
    def of(cls, snapshot: Mapping[str, Any]) -> "Written":
        """Write a snapshot out."""
        made = cls(snapshot)
        now = {name: value for name, value in snapshot.items() if name == "now"}
        lasting = _write({name: value for name, value in snapshot.items() if name != "now"})
        made.mark = hashlib.blake2b(lasting.encode(), digest_size=16).digest()
        made.text = f"{_write(now)[:-1]},{lasting[1:]}" if now else lasting
        return made


class Packet(packet.Packet):  # type: ignore[misc]
    """Socket.IO's packet, which takes what is written already as it is, and has no binary parts to look for."""

    uses_binary_events = False

    def encode(self) -> Any:
        event, *said = self.data if isinstance(self.data, list) else [None]
        if self.packet_type == packet.EVENT and len(said) == 1 and isinstance(said[0], Written):
            return f"{self.packet_type}[{_write(event)},{said[0].text}]"
        return super().encode()
