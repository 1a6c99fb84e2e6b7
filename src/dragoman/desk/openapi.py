"""The OpenAPI description of the desk's API, made from its operations and the values' own types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from dragoman.desk.adding import MAX_TEXT
from dragoman.desk.filters import CHOICES, MAX_VALUE
from dragoman.model import Reading
from dragoman.record import values

VALUES = (
    values.MergedEncounter, values.Listed, values.FormatCount, values.Undertaking, values.Said, values.Hit, values.Tie,
    values.Judgement, values.SavedSearch, values.Added, Reading,
)  # fmt: skip
TEMPLATE = "#/components/schemas/{name}"
TEXT = {"type": "string"}
NULL_TEXT = {"type": ["string", "null"]}
NUMBER = {"type": "integer"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query, with an example."""

    name: str
    about: str
    example: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    least: int | None = None
    most: int | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API does; `name` is its function, `result` the schema of an item or of the whole answer."""

    path: str
    name: str
    about: str
    result: str
    parameters: tuple[Parameter, ...] = ()
    method: str = "get"
    body: str = ""
    paged: bool = True

    @property
    def route(self) -> str:
        """The path as Starlette has it: numbers as numbers, codes of formats with any sign."""
        return self.path.replace("{number}", "{number:int}").replace("{code}", "{code:path}")


DATE = r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?)?$"  # nothing: as a form sends it
PAGE = Parameter("page", "page, from 1", "1", least=1, most=10_000)
LIMIT = Parameter("limit", "items of a page", "50", least=1, most=200)
SIDE = Parameter("side", "code of a side; repeat it for several", "KZ", pattern=r"^([A-Za-z][A-Za-z0-9]{1,11})?$")
NAME = Parameter("person", "key of a person, or a name in any spelling", "Ерлан Аманов")
WORDS = Parameter("words", "words in any form", "транзит")
STATE = Parameter("state", "where it stands", "open", ("open", "late", "done", "dropped", "contradicted"))
DUE = Parameter("due", "due on it or earlier, EDTF", "2030", pattern=DATE)
BOUND = (
    Parameter("since", "first day, month or year", "2029-04", pattern=DATE),
    Parameter("until", "last day, month or year", "2030", pattern=DATE),
)
ENCOUNTER_FILTERS = (
    SIDE,
    NAME,
    Parameter("format", "code of a format", "C5+1"),
    *(Parameter(name, f"{name} of the encounter", choices[0], choices) for name, choices in CHOICES.items()),
    Parameter("theme", "theme of the agenda", "climate"),
    Parameter("language", "language of a report", "ru"),
    Parameter("outlet", "outlet of a report", "Orda Daily"),
    WORDS,
    *BOUND,
)


def describe_api(operations: Iterable[Operation]) -> dict[str, Any]:
    """The whole description, OpenAPI 3.1."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        paths.setdefault("/api" + operation.path, {})[operation.method] = describe_operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dragoman",
            "version": "1",
            "description": "The sourced record of diplomatic dialogue. Every list comes in pages: `items`, `total` "
            "where it is known, `next`. Every answer carries an entity tag that changes with the record.",
        },
        "paths": paths,
        "components": {"schemas": make_schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"token": []}],
    }


def describe_operation(operation: Operation) -> dict[str, Any]:
    """One operation with its parameters, body and answers."""
    item = {"$ref": TEMPLATE.format(name=operation.result)}
    page = {
        "type": "object",
        "required": ["items", "total", "next"],
        "properties": {
            "items": {"type": "array", "items": item},
            "total": {"type": ["integer", "null"]},
            "next": NULL_TEXT,
        },
    }
    good = "201" if operation.method == "post" else "200"
    errors = ["400", "401", "403", "404", "409", "413", "415", "422"]
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.about,
        "parameters": [*describe_path(operation.path), *(describe_parameter(one) for one in operation.parameters)],
        "responses": {
            good: {"description": "Done", "content": json_of(page if operation.paged else item)},
            **{
                code: {"description": "Refused", "content": json_of({"$ref": TEMPLATE.format(name="Error")})}
                for code in errors
            },
        },
    }
    if operation.method == "get":
        described["responses"]["304"] = {"description": "Not changed since the entity tag that was sent"}
    if operation.body:
        schema = {"$ref": TEMPLATE.format(name=operation.body)}
        described["requestBody"] = {"required": True, "content": json_of(schema)}
    return described


def json_of(schema: dict[str, Any]) -> dict[str, Any]:
    """A body in JSON."""
    return {"application/json": {"schema": schema}}


def describe_path(path: str) -> list[dict[str, Any]]:
    """The parameters that stand in the path."""
    found = []
    for name in re.findall(r"{(\w+)}", path):
        schema = {"type": "integer", "minimum": 1} if name == "number" else {"type": "string", "minLength": 1}
        found.append({"name": name, "in": "path", "required": True, "schema": schema})
    return found


def describe_parameter(parameter: Parameter) -> dict[str, Any]:
    """One parameter of the query."""
    schema: dict[str, Any] = {"type": "string", "maxLength": MAX_VALUE}
    example: str | int = parameter.example
    if parameter.least is not None:
        schema = {"type": "integer", "minimum": parameter.least, "maximum": parameter.most}
        example = int(example)
    elif parameter.choices:
        schema = {"type": "string", "enum": list(parameter.choices)}
    elif parameter.pattern:
        schema = {"type": "string", "pattern": parameter.pattern}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.about,
        "schema": schema,
        "example": example,
    }


def shape(**fields: Any) -> dict[str, Any]:
    """An object with exactly known fields."""
    return {"type": "object", "required": sorted(fields), "properties": fields}


def make_schemas() -> dict[str, Any]:
    """The schemas of all values."""
    _types, found = msgspec.json.schema_components(
        VALUES, schema_hook=lambda _kind: {"description": "any value"}, ref_template=TEMPLATE
    )
    counts = {"type": "object", "additionalProperties": NUMBER}
    return {
        **found,
        "Error": shape(ok={"type": "boolean", "const": False}, error=TEXT, where=TEXT, status=NUMBER),
        "PersonCount": shape(key=TEXT, name=TEXT, encounters=NUMBER),
        "PersonShown": shape(key=TEXT, names={"type": "array", "items": TEXT}, offices={"type": "array"}),
        "FormatShown": shape(format=TEXT, members={"type": "array", "items": TEXT}, meetings={"type": "array"}),
        "Suggested": shape(kind=TEXT, key=TEXT, name=TEXT, href=TEXT),
        "Counts": counts,
        "Facets": {"type": "object", "additionalProperties": counts},
        "Chart": {"type": "object", "required": ["data", "mark", "encoding"]},
        "Change": shape(seq=NUMBER, at=TEXT, what=TEXT, key=TEXT),
        "NewJudgement": {
            **shape(kind={**TEXT, "enum": ["confirm", "reject", "same", "different", "value", "person"]}, left=TEXT),
            "additionalProperties": False,
            "properties": {
                "kind": {**TEXT, "enum": ["confirm", "reject", "same", "different", "value", "person"]},
                "left": {**TEXT, "maxLength": 500},
                **{name: {**NULL_TEXT, "maxLength": 500} for name in ("right", "field", "value", "note")},
            },
            "examples": [{"kind": "confirm", "left": "257178a27784788b80b8"}],
        },
        "NewReport": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {
                "text": {**TEXT, "pattern": r"\S", "maxLength": MAX_TEXT},
                "published": {**NULL_TEXT, "pattern": DATE},
                **dict.fromkeys(("source", "outlet", "url"), NULL_TEXT),
            },
            "examples": [{"text": "Министры двух стран встретились в Астане.", "published": "2029-06-15"}],
        },
    }
