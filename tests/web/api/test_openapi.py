"""GET /openapi.json, and /api/docs for people."""

import json
import re
from typing import Any

import pytest

from tests.support.api import Api

METHODS = {"GET", "POST"}


@pytest.fixture
def document(api: Api) -> Any:
    answer = api.stranger.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json


def test_it_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"] == "Lượt"


def test_it_lists_every_route_of_the_api_and_nothing_else(api: Api, document: Any) -> None:
    routes = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in api.app.url_map.iter_rules()
        for method in (rule.methods or set()) & METHODS
        if rule.rule.startswith("/api/v1/") and rule.endpoint != "openapi.spec"
    }
    listed = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert listed == routes


def test_every_change_tells_its_body_and_its_key(document: Any) -> None:
    for path, methods in document["paths"].items():
        if "post" not in methods:
            continue
        schema = methods["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert schema["$ref"].startswith("#/components/schemas/"), path
        assert "Idempotency-Key" in [p["name"] for p in methods["post"]["parameters"] if p["in"] == "header"], path


def test_a_body_that_may_be_empty_may_be_missing(document: Any) -> None:
    required = {
        path.removeprefix("/api/v1"): methods["post"]["requestBody"]["required"]
        for path, methods in document["paths"].items()
        if "post" in methods
    }
    assert required["/counters/{counter}/next"] is False
    assert required["/tickets/{ticket}/hold"] is True


def test_every_request_may_be_refused_in_the_one_shape(document: Any) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            content = operation["responses"]["default"]["content"]["application/json"]
            assert content["schema"] == {"$ref": "#/components/schemas/Error"}, path


def test_everything_it_refers_to_is_in_it(document: Any) -> None:
    for reference in set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document))):
        assert reference.startswith("#/components/schemas/")
        assert reference.rpartition("/")[2] in document["components"]["schemas"]


def test_it_says_who_may_ask(document: Any) -> None:
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert document["security"] == [{"token": []}]
    assert document["paths"]["/api/v1/sessions"]["post"]["security"] == []


def test_it_does_not_keep_what_one_caller_says_of_where_the_server_is(api: Api) -> None:
    api.stranger.get("/api/v1/openapi.json", headers={"Host": "elsewhere.example"})
    assert "elsewhere.example" not in api.stranger.get("/api/v1/openapi.json").text


def test_people_read_the_same_at_api_docs_without_the_internet(api: Api, document: Any) -> None:
    page = api.stranger.get("/api/docs")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert "://" not in page.text
