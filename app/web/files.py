"""Files pages are made of: the kiosk's and display's folders, and the npm packages pages import."""

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, send_from_directory

from app.domain.errors import NotFound
from app.web.permissions import public

ROOT = Path(__file__).resolve().parents[2]
SERVED = frozenset({".js", ".mjs", ".css", ".svg", ".woff2", ".png", ".json"})
blueprint = Blueprint("files", __name__)


@cache
def packages() -> frozenset[str]:
    """Return the packages pages may import: the dependencies of package.json, and no others."""
    return frozenset(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"])


@blueprint.get("/npm/<path:path>")
@public
def npm(path: str) -> Response:
    """A file of an npm package that pages import."""
    parts = path.split("/")
    package = "/".join(parts[:2]) if path.startswith("@") else parts[0]
    if package not in packages():
        raise NotFound()
    return _file("node_modules", path, max_age=86_400)


@blueprint.get("/kiosk/static/<path:path>")
@public
def kiosk(path: str) -> Response:
    """A file of the kiosk's page."""
    return _file("kiosk", path)


@blueprint.get("/display/static/<path:path>")
@public
def display(path: str) -> Response:
    """A file of the display's page."""
    return _file("display", path)


def _file(folder: str, path: str, *, max_age: int = 0) -> Response:
    # A step up would stay inside the folder, and yet leave the package or the part that was named.
    if Path(path).suffix not in SERVED or ".." in path.split("/"):
        raise NotFound()
    return send_from_directory(ROOT / folder, path, max_age=max_age)


def configure(app: Flask) -> None:
    """Serve the files; the application's own static ones need no permission either."""
    app.register_blueprint(blueprint)
    public(app.view_functions["static"])
