"""What a JSON Schema allows, for Hypothesis: whole documents, and valid documents with a few places changed.

hypothesis-jsonschema (0.23) knows neither prefixItems, unevaluatedProperties nor references that lead back to
themselves, and stops at every one of our schemas. This knows the keywords that they use, and nothing more.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

__all__ = ["changed_documents", "whole_documents"]

Draw = Callable[[st.SearchStrategy[Any]], Any]
Path = tuple[str | int, ...]

DEEPEST = 5
# Strings that mean something to us, offered wherever their place allows them.
MEANINGFUL = (
    "bologna",
    "applications",
    "2020",
    "2020-03",
    "2020-03-09",
    "2020-02-30",
    "2020-03-09T10:00",
    "2020-03-29T02:30",
    "2020-10/2020-11",
    "2020-01-31T12:00:00Z",
    "Europe/Paris",
    "CET",
    "fr",
    "C1",
    "deadline",
    "workshops.example.org",
    "https://example.org/",
)
anything: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({})
)


def whole_documents(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Make documents from a schema and nothing else."""
    validator = Draft202012Validator(schema)

    @st.composite
    def made(draw: Draw) -> Any:
        document = _Maker(draw, validator).value(schema, 0)
        assume(validator.is_valid(document))
        return document

    return made()


def changed_documents(schema: dict[str, Any], documents: list[Any]) -> st.SearchStrategy[Any]:
    """Change valid documents in up to three places, to something else that the schema allows there."""
    validator = Draft202012Validator(schema)

    @st.composite
    def changed(draw: Draw) -> Any:
        document = copy.deepcopy(draw(st.sampled_from(documents)))
        for _ in range(draw(st.integers(1, 3))):
            path, wanted = draw(st.sampled_from(list(_sites(document, schema, validator))))
            at = document
            for step in path[:-1]:
                at = at[step]
            before = copy.deepcopy(document)
            new = _Maker(draw, validator).value(wanted, DEEPEST - 2)
            at[path[-1]] = new
            if not validator.is_valid(document):
                document = before
        return document

    return changed()


def _resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return found


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Join two schemas that hold at once."""
    joined = {**one, **other}
    if "properties" in one and "properties" in other:
        joined["properties"] = dict(one["properties"])
        for name, wanted in other["properties"].items():
            mine = joined["properties"].get(name, True)
            joined["properties"][name] = mine if wanted is True else wanted if mine is True else _both(mine, wanted)
    if "required" in one and "required" in other:
        joined["required"] = [*one["required"], *other["required"]]
    return joined


_Choose = Callable[[list[dict[str, Any]]], "dict[str, Any] | None"]


def _flat(schema: dict[str, Any], root: dict[str, Any], choose: _Choose) -> dict[str, Any]:
    """Follow references and choose among alternatives, until keywords of one value are left."""
    found = {key: value for key, value in schema.items() if key not in ("$ref", "oneOf", "anyOf", "allOf")}
    if "$ref" in schema:
        found = _both(found, _flat(_resolved(schema, root), root, choose))
    conditions = [_both(one["if"], one["then"]) for one in schema.get("allOf", []) if "if" in one]
    for options in (schema.get("oneOf", []), schema.get("anyOf", []), conditions):
        chosen = choose(options) if options else None
        if chosen is not None:
            found = _both(found, _flat(chosen, root, choose))
    return found


def _sites(document: Any, root: dict[str, Any], validator: Any) -> Iterator[tuple[Path, Any]]:
    """List every place of a document, also those of keys that are left out, with what is allowed there."""

    def walk(value: Any, schema: Any, path: Path) -> Iterator[tuple[Path, Any]]:
        if path and path[-1] not in ("format", "version", "kind") and schema is not True:
            yield path, schema
        if schema is True:
            return
        flat = _flat(
            schema,
            root,
            lambda options: next(
                (one for one in options if _may_be(one, value) and validator.evolve(schema=one).is_valid(value)), None
            ),
        )
        if isinstance(value, dict):
            for name, wanted in flat.get("properties", {}).items():
                if name in value:
                    yield from walk(value[name], wanted, (*path, name))
                elif wanted is not True:
                    yield (*path, name), wanted
        elif isinstance(value, list) and isinstance(flat.get("items"), dict):
            for index, one in enumerate(value):
                yield from walk(one, flat["items"], (*path, index))

    yield from walk(document, root, ())


def _may_be(schema: dict[str, Any], value: Any) -> bool:
    """Tell at once that a rule, or a piece of evidence, is of another kind."""
    constants = {
        name: one["const"] for name, one in schema.get("properties", {}).items() if one is not True and "const" in one
    }
    return not isinstance(value, dict) or all(value.get(name) == constant for name, constant in constants.items())


class _Maker:
    """Makes values of a schema, with the draws of Hypothesis."""

    def __init__(self, draw: Draw, validator: Any) -> None:
        self.draw = draw
        self.root = validator.schema

    def value(self, schema: Any, depth: int) -> Any:
        if schema is True:
            return self.draw(anything)
        flat = _flat(schema, self.root, lambda options: self.draw(st.sampled_from(options)))
        if "const" in flat:
            return flat["const"]
        if "enum" in flat:
            return self.draw(st.sampled_from(flat["enum"]))
        make: dict[str, Callable[[dict[str, Any], int], Any]] = {
            "object": self._object,
            "array": self._array,
            "string": self._string,
            "integer": lambda flat, _: self.draw(_integers(flat)),
            "number": lambda flat, _: self.draw(_numbers(flat)),
            "boolean": lambda *_: self.draw(st.booleans()),
        }
        return make[flat["type"]](flat, depth)

    def _object(self, flat: dict[str, Any], depth: int) -> dict[str, Any]:
        properties = flat.get("properties", {})
        required = dict.fromkeys(flat.get("required", []))
        optional = [name for name in properties if name not in required]
        few = 0 if depth >= DEEPEST else 4
        also = self.draw(st.lists(st.sampled_from(optional), max_size=few, unique=True)) if optional and few else []
        found = {name: self.value(properties[name], depth + 1) for name in (*required, *also)}
        for pattern, wanted in flat.get("patternProperties", {}).items():
            tags = st.sampled_from(("en", "fr", "ar-TN")) | st.from_regex(pattern, fullmatch=True)
            for tag in self.draw(st.lists(tags, min_size=1, max_size=2, unique=True)):
                found[tag.rstrip("\n")] = self.value(wanted, depth + 1)
        if isinstance(flat.get("additionalProperties"), dict):
            for name in self.draw(st.lists(st.text(min_size=1, max_size=3), max_size=2, unique=True)):
                found[name] = self.value(flat["additionalProperties"], depth + 1)
        return found

    def _array(self, flat: dict[str, Any], depth: int) -> list[Any]:
        if "prefixItems" in flat:
            return [self.value(one, depth + 1) for one in flat["prefixItems"]]
        least = flat.get("minItems", 0)
        count = self.draw(st.integers(least, max(least, 0 if depth >= DEEPEST else 2)))
        found = [self.value(flat["items"], depth + 1) for _ in range(count)]
        return list({json.dumps(one): one for one in found}.values()) if flat.get("uniqueItems") else found

    def _string(self, flat: dict[str, Any], _: int) -> str:
        # A "$" of JSON Schema (ECMA-262) is the end; that of Python also comes before a last line break.
        pattern = re.sub(r"\$$", r"\\Z", flat.get("pattern", ""))
        offered = (*flat.get("examples", ()), *MEANINGFUL)
        fits = [one for one in offered if isinstance(one, str) and re.search(pattern, one)]
        made = st.from_regex(pattern) if pattern else st.text(max_size=12)
        shortest, longest = flat.get("minLength", 0), flat.get("maxLength", 10_000)
        made = made.filter(lambda text: shortest <= len(text) <= longest)
        text: str = self.draw((st.sampled_from(fits) | made) if fits else made)
        return text


def _integers(flat: dict[str, Any]) -> st.SearchStrategy[float]:
    least = flat.get("minimum", 0)
    # To JSON Schema 3.0 is an integer too.
    return (
        st.integers(flat.get("minimum"), flat.get("maximum"))
        | st.integers(least, least + 3)
        | st.just(float(least + 3))
    )


def _numbers(flat: dict[str, Any]) -> st.SearchStrategy[float]:
    least = flat.get("minimum", flat.get("exclusiveMinimum"))
    return st.floats(
        least,
        flat.get("maximum"),
        allow_nan=False,
        allow_infinity=False,
        exclude_min="exclusiveMinimum" in flat,
    ) | st.integers(1, 40)
