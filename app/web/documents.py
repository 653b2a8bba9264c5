"""The contract for programs, `/api/v1/openapi.json`, and the same for people at `/api/docs`.

The document is made from the routes and their bodies; here it learns what no route says by itself: the one error
shape, who may ask, the key of a change. The page is drawn on the server, because a hall has no Internet.
"""

from typing import Any, Final, cast

from apiflask import APIFlask
from flask import Blueprint, current_app, render_template

from app.web import sheets
from app.web.permissions import public

blueprint = Blueprint("documents", __name__)
CREATING: Final = ("/sessions", "/tickets", "/serve", "/help-calls")
_TABLE: Final = ("application/json", *sheets.TYPES.values())
KINDS: Final = {"/speech.wav": ("audio/wav",), "/reports/waits": _TABLE, "/reports/turns": _TABLE}
_ERROR: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "data"],
            "properties": {
                "code": {"type": "string", "examples": ["counter_busy"]},
                "message": {"type": "string", "description": "A sentence in the caller's language."},
                "data": {"type": "object"},
            },
        }
    },
}
_REFUSED: Final = {
    "description": (
        "Refused: 401 unknown caller, 403 not allowed, 404 none, 409 by state, 413 too large, 415 not JSON, "
        "422 bad input, 429 too many, 503 not now."
    ),
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
}
_KEY: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[\\x21-\\x7e]+$"},
    "description": "A fresh one for each press; the same key with the same request gives the first result again.",
}


def complete(spec: dict[str, Any]) -> dict[str, Any]:
    """Add to the document what its routes do not say by themselves."""
    components = spec.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPError", "ValidationError", "ValidationErrorDetail"):
        schemas.pop(unused, None)
    schemas["Error"] = _ERROR
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    spec["security"] = [{"token": []}]
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation, schemas)
    spec["paths"]["/api/v1/sessions"]["post"]["security"] = []
    return spec


def _complete(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    kinds = next((kinds for end, kinds in KINDS.items() if path.endswith(end)), ("application/json",))
    done = {"description": "Done", "content": {kind: {"schema": {}} for kind in kinds}}
    creating = method == "post" and path.endswith(CREATING)
    operation["responses"] = {"201" if creating else "200": done, "default": _REFUSED}
    if method == "post":
        # A missing body is an empty object, so it may be missing wherever an empty one would do.
        operation["requestBody"]["required"] = bool(schemas[_body(operation)].get("required"))
        operation.setdefault("parameters", []).append(_KEY)


@blueprint.get("/api/docs")
@public
def page() -> str:
    """The document for people to read."""
    spec = cast(dict[str, Any], cast(APIFlask, current_app).spec)
    return render_template("documents.html", nouns=_nouns(spec), schemas=spec["components"]["schemas"])


def _nouns(spec: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the requests by noun, in the order of the document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in sorted(spec["paths"].items()):
        for method, operation in methods.items():
            request = {"method": method.upper(), "path": path, **_told(operation)}
            found.setdefault(operation["tags"][0], []).append(request)
    return found


def _told(operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": operation.get("summary", ""),
        "body": _body(operation),
        "query": [told for told in operation.get("parameters", []) if told["in"] == "query"],
        "status": next(iter(operation["responses"])),
    }


def _body(operation: dict[str, Any]) -> str:
    """Return the name of the schema of what a request says, or nothing."""
    said = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return str(said.get("$ref", "")).rpartition("/")[2]


def configure(app: APIFlask) -> None:
    """Serve the document and its page."""
    app.spec_processor(complete)  # type: ignore[arg-type]
    app.register_blueprint(blueprint)
    public(app.view_functions["openapi.spec"])
