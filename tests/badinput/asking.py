"""Schemathesis against a running hall: every operation of the OpenAPI document, asked by everybody in turn.

It runs in a process of its own, configured by a file; whatever it finds it prints with the request that shows it.
"""

import json
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.clock import Clock
from tests.badinput.scene import Scene
from tests.support.server import ROOT
from tests.support.workers import Workers

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "one_error_shape",
)
# What is asked last, since nobody gets any further after it.
END = "/api/v1/centres/{centre}/day/end"
# Where no voice runs, this says so with 503, as the contract has it.
SPEECH = "/api/v1/calls/{call}/speech.wav"
# What parts of a body name.
NAMED_IN_BODIES = {"field": "field", "move_to": "field", "ticket": "ticket", "counter": "counter", "class": "code"}


@dataclass(frozen=True)
class Plan:
    """How much is asked. The same seed makes the same requests, of a hall that is at the same point."""

    examples: int
    seed: int
    phases: tuple[str, ...] = ("examples", "coverage", "fuzzing")


def ask(server: Workers, plan: Plan, folder: Path) -> list[str]:
    """Ask everything, and at last for the end of the day; return what Schemathesis printed of each run that failed."""
    scene = Scene(server.hall, Clock.from_environment(server.environment))
    scene.fill()
    document, config = folder / "openapi.json", folder / "schemathesis.toml"
    document.write_text(json.dumps(_with_real_names(_document(server), scene.there())), encoding="utf-8")
    config.write_text(_config(server, plan), encoding="utf-8")
    runs = [_run(server, config, document, plan, only) for only in (["--exclude-path", END], ["--include-path", END])]
    return [said for failed, said in runs if failed]


def _document(server: Workers) -> Any:
    with urllib.request.urlopen(f"{server.url}/api/v1/openapi.json", timeout=30) as answer:
        return json.load(answer)


def _with_real_names(document: Any, there: dict[str, list[str]]) -> Any:
    """Say in the document what a path may name, and a body, or nearly everything would be asked no further than 404.

    What breaks the document on purpose breaks this too, so wrong names are asked as well.
    """
    for schema in document["components"]["schemas"].values():
        for name, part in schema.get("properties", {}).items():
            if name in NAMED_IN_BODIES:
                part["examples"] = there[NAMED_IN_BODIES[name]][:1]
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    parameter["schema"]["enum"] = there[parameter["name"]]
    return document


def _config(server: Workers, plan: Plan) -> str:
    return f"""
seed = {plan.seed}
base-url = "{server.url}"
hooks = "tests.badinput.hooks"
continue-on-failure = true
warnings = false
[generation]
max-examples = {plan.examples}
allow-x00 = true
database = "none"
[[operations]]
include-path = "{SPEECH}"
[operations.checks.not_a_server_error]
expected-statuses = ["2xx", "4xx", "503"]
"""


def _run(server: Workers, config: Path, document: Path, plan: Plan, only: list[str]) -> tuple[bool, str]:
    command = [sys.executable, "-P", "-m", "schemathesis.cli", "--config-file", str(config), "run", str(document)]
    command += [*only, "--no-color", "--checks", ",".join(CHECKS), "--phases", ",".join(plan.phases)]
    told = {**server.environment, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=config.parent, env=told, capture_output=True, text=True, check=False)
    return done.returncode != 0, done.stdout + done.stderr
