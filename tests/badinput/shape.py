"""The one shape of every refusal, as docs/contract.md promises it."""

from typing import Any

# What the contract names, and what HTTP itself refuses: no such method, not JSON, not HTTP.
REFUSALS = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503})


def misshapen(status: int, kind: str, body: Any) -> str | None:
    """Return what is wrong with an answer that refuses, if anything is."""
    if status not in REFUSALS:
        return f"{status} is no refusal of the contract"
    if kind.partition(";")[0] != "application/json":
        return f"a refusal of Content-Type {kind!r}"
    if not isinstance(body, dict) or set(body) != {"error"}:
        return f"a refusal that has not the one shape: {body!r}"
    error = body["error"]
    if not isinstance(error, dict) or set(error) != {"code", "message", "data"}:
        return f"an error that has not the one shape: {error!r}"
    if not (isinstance(error["code"], str) and isinstance(error["message"], str) and isinstance(error["data"], dict)):
        return f"an error whose parts are of other types: {error!r}"
    return None if error["code"] and error["message"] else f"an error without its words: {error!r}"
