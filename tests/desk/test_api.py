"""The API: described as it is, one error shape, pages of items, entity tags; nothing that is sent breaks it."""

import json
import re

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman.desk.api import OPERATIONS
from dragoman.desk.app import make_app
from dragoman.record import Query

from .test_work import read_plainly

BASE = "http://127.0.0.1"
GETS = [one for one in OPERATIONS if one.method == "get"]
SEPARATE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
WORDS = st.text(max_size=30) | st.sampled_from(
    ["KZ", "2029", "2029-04", "open", "people", "month", "0", "-1", "99999", "\0", "ё" * 300]
)


@pytest.fixture(scope="module")
def described(client):
    return client.get("/api/openapi.json").json()


def fill_path(operation, shown):
    """The path of an operation with a key that the record has."""
    keys = {
        "/encounters/{key}": shown.encounters()[0].id,
        "/reports/{key}": shown.documents()[0].id,
        "/people/{key}": shown.people(1)[0][0],
        "/formats/{code}": "C5+1",
    }
    return "/api" + re.sub(r"{\w+}", keys.get(operation.path, ""), operation.path)


def check_answer(described, operation, answer):
    """Raises where an answer is not what the description says of it."""
    responses = described["paths"]["/api" + operation.path][operation.method]["responses"]
    assert str(answer.status_code) in responses, (operation.path, answer.status_code, answer.text[:300])
    schema = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
    whole = {**schema, "components": described["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer.json())


@pytest.mark.parametrize("operation", GETS, ids=lambda one: one.name)
def test_answers_are_as_described(client, shown, described, operation):
    given_words = {one.name: one.example for one in operation.parameters if one.required}
    answer = client.get(fill_path(operation, shown), params=given_words)
    assert answer.status_code == 200
    check_answer(described, operation, answer)


@pytest.mark.parametrize("operation", GETS, ids=lambda one: one.name)
def test_examples_of_parameters_are_taken(client, shown, described, operation):
    for parameter in operation.parameters:
        needed = {one.name: one.example for one in operation.parameters if one.required}
        answer = client.get(fill_path(operation, shown), params={**needed, parameter.name: parameter.example})
        assert answer.status_code == 200, (parameter, answer.text)


@SEPARATE
@given(operation=st.sampled_from(GETS), data=st.data())
def test_whatever_is_asked_the_answer_is_as_described(client, shown, described, operation, data):
    names = [one.name for one in operation.parameters] or ["page"]
    asked = data.draw(st.dictionaries(st.sampled_from(names), WORDS, max_size=4))
    path = fill_path(operation, shown)
    if "{" in operation.path and data.draw(st.booleans()):
        path = (
            path.rsplit("/", 1)[0]
            + "/"
            + data.draw(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1))
        )
    check_answer(described, operation, client.get(path, params=asked))


@SEPARATE
@given(
    body=st.binary(max_size=50)
    | st.dictionaries(st.text(max_size=8), st.text(max_size=8)).map(lambda one: json.dumps(one).encode())
)
def test_whatever_is_sent_is_refused_in_one_shape(client, described, body):
    for path in ("/api/judgements", "/api/reports"):
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        assert set(answer.json()) == {"ok", "error", "where", "status"}


def test_all_errors_have_one_shape(client):
    asked = [
        ("get", "/api/none", 404), ("get", "/api/encounters/none", 404), ("get", "/api/encounters?since=x", 400),
        ("post", "/api/encounters", 405), ("delete", "/api/judgements/999", 404), ("get", "/api/search", 400),
        ("delete", "/api/judgements/99999999999999999999", 404), ("get", "/api/histogram?by=color", 400),
        ("post", "/api/judgements", 415),
    ]  # fmt: skip
    for method, path, status in asked:
        answer = client.request(method, path)
        body = answer.json()
        assert (answer.status_code, body["status"], body["ok"]) == (status, status, False), path
        assert body["error"]
        assert body["where"]


def test_what_is_not_in_the_record_cannot_be_judged_and_nothing_is_withdrawn_twice(own, record):
    claim = record.encounters()[0].reports[0].claim
    for left, right, kind in (("none", None, "confirm"), (claim, "none", "same"), ("~nobody", "~none", "person")):
        assert own.post("/api/judgements", json={"kind": kind, "left": left, "right": right}).status_code == 404
    made = own.post("/api/judgements", json={"kind": "confirm", "left": claim}).json()["id"]
    assert own.delete(f"/api/judgements/{made}").status_code == 200
    assert own.delete(f"/api/judgements/{made}").status_code == 409


def test_a_refused_method_is_told_all_that_are_taken(client):
    assert client.put("/api/judgements").headers["allow"] == "GET, POST"
    assert client.head("/api/judgements").status_code == 200


def test_pages_of_items_follow_one_another_to_the_end(client, shown):
    found, address = [], "/api/encounters?limit=5"
    while address:
        page = client.get(address).json()
        found += [one["id"] for one in page["items"]]
        assert page["total"] == shown.count(Query())
        address = page["next"]
    assert found == [one.id for one in shown.encounters()]


def test_an_unchanged_record_is_not_sent_twice(own, record):
    first = own.get("/api/encounters")
    again = own.get("/api/encounters", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    record.judge("confirm", record.encounters()[0].reports[0].claim, reviewer="somebody")
    assert own.get("/api/encounters", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_judging_over_the_api_is_kept_and_withdrawn(own, record):
    claim = record.encounters()[0].reports[0].claim
    made = own.post("/api/judgements", json={"kind": "value", "left": claim, "field": "kind", "value": "summit"})
    assert made.status_code == 201
    assert record.encounter(claim).kind == "summit"
    assert own.delete(f"/api/judgements/{made.json()['id']}").status_code == 200
    assert record.encounter(claim).kind != "summit"


def test_a_report_is_read_and_added_once(record):
    browser = TestClient(make_app(record, read_plainly), base_url=BASE)
    sent = {"text": "Текст", "published": "2029-01-01", "outlet": "Наши"}
    assert browser.post("/api/reports", json=sent).json()["outcome"] == "new"
    assert browser.post("/api/reports", json=sent).json()["outcome"] == "same"


def test_the_reading_of_a_report_is_the_public_form(client, shown):
    listed = shown.documents()[0]
    assert client.get(f"/api/reports/{listed.id}").json()["schema"] == "dragoman.reading/1"


def test_a_chart_is_a_vega_lite_specification_with_its_data(client):
    spec = client.get("/api/charts/histogram?by=month").json()
    assert spec["$schema"].endswith("vega-lite/v5.json")
    assert sum(one["encounters"] for one in spec["data"]["values"]) > 10


def test_every_operation_is_described_and_routed(described):
    paths = {(path, method) for path, methods in described["paths"].items() for method in methods}
    assert paths == {("/api" + one.path, one.method) for one in OPERATIONS}
    names = [one.name for one in OPERATIONS]
    assert len(names) == len(set(names))
