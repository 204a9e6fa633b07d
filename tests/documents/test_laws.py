"""Laws of the doors to documents: files, converters of hosts, schemas, and scripts of a page."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cattrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import Edition, documents, testing
from metroworkshops.documents.document import kind_name

values = st.one_of(
    testing.applicants(),
    testing.calls(),
    testing.deadlines(),
    testing.editions(),
    testing.rules(),
    testing.sessions(),
    testing.tallies(),
    testing.whens(),
)


@pytest.mark.parametrize("name", ["value.json", "value.yaml", "value.yml", "value.toml"])
def test_what_a_file_was_given_is_read_from_it(name: str) -> None:
    @given(values)
    def holds(value: Any) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            documents.dump(value, path)
            assert documents.load(path) == documents.load(str(path), type(value)) == value
            form: Any = "yaml" if path.suffix == ".yml" else path.suffix[1:]
            assert path.read_bytes() == documents.dumps(value, form=form).encode()
            assert [one.name for one in Path(folder).iterdir()] == [name]

    holds()


@given(values)
def test_a_converter_of_a_host_gives_what_it_was_given_and_writes_what_dumps_does(value: Any) -> None:
    theirs = cattrs.Converter()
    documents.configure(theirs)
    for converter in (theirs, documents.make_converter()):
        data = converter.unstructure(value)
        assert data == json.loads(documents.dumps(value))
        assert converter.structure(data, type(value)) == value
        several: Any = list[type(value)]  # type: ignore[misc]
        assert converter.structure([data, data], several) == [value, value]


@cache
def validator(kind: str) -> Any:
    return jsonschema.Draft202012Validator(documents.json_schema(kind))


@given(values)
def test_a_schema_is_the_same_by_the_class_and_by_its_name(value: Any) -> None:
    name = kind_name(type(value))
    assert documents.json_schema(type(value)) == documents.json_schema(name) == validator(name).schema
    data = json.loads(documents.dumps(value))
    assert validator(name).is_valid(data)
    assert not validator(name).is_valid({**data, "kind": "another"})


@given(testing.editions(), st.sampled_from(("en", "fr", "ar")))
def test_a_script_of_a_page_holds_what_it_was_given_and_ends_where_it_ends(edition: Edition, language: str) -> None:
    data = documents.to_schema_org(edition, language)
    script = documents.schema_org_script(data)
    match = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>', script)
    assert match is not None
    assert json.loads(match[1]) == data
