"""The published schemas: what we write validates, and what validates loads or is refused for a reason that is listed.

That everything that we write validates is tried in `test_round_trip.py`, with every kind of value there is.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import metroworkshops as mw
from metroworkshops import documents
from metroworkshops.documents.document import KINDS

from .from_schema import changed_documents, whole_documents

SHIPPED = Path(documents.__file__).parent / "schemas"
CORPUS = Path(__file__).parent / "corpus" / "1"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "documents.md"

# Why a document that validates may be refused: each class as the page has it, and the messages that belong to it.
CANNOT_SAY: dict[str, tuple[str, ...]] = {
    "Ids and names that must differ": (
        r"(given|named|counted|committed to|extended|read|have its evidence) once",
        r"must have one column",
        r"for both",
        r"an id must not be 'applied_at'",
    ),
    "Ids and names that must be there": (
        r"must be the id of one of",
        r"the id of one written earlier",
        r"must be one of the (languages given|call's|sessions of the edition|conditions)",
        r"must be among those of the publication",
        r"must be the id of a preference or criterion",
        r"must be counted from one of the sessions",
        r"the name of one of the groups|the members of the group",
        r"words that the edition's own 'levels' read",
    ),
    "What is listed and never named": (r"must be named somewhere",),
    "What must be the same wherever it stands": (
        r"must be the same (wherever|organisation)",
        r"must be equal in all its editions",
        r"an edition's programme must be",
    ),
    "Years, days and hours that do not exist": (
        r"no such (year|month|day|hour|time)",
        r"must be a day such as",
        r"must be an instant",
        r"must lie in the years",
        r"'birth_date' must be a day",
        r"does not exist|exists? twice|comes? twice|skipped",
    ),
    "The rest of the grammar of dates": (
        r"a run in a list must",
        r"an interval must",
        r"must be a date in EDTF",
        r"a date such as '2020-01-01'",
        r"EDTF",
    ),
    "Zones that the time zone database does not list": (r"must be an IANA time zone",),
    "The rest of the grammar of tags, ids and addresses": (
        r"must be a BCP 47 language tag",
        r"visible characters without spaces",
        r"must be a web address",
        r"must be an e-mail address",
        r"must be text that is not empty",
        r"a programme's id must be",
    ),
    "Numbers as they are written": (
        r"must be a whole number .*got -?[0-9.e+]+$",
        r"with at most 6 decimals",
        r"in lowest terms",
    ),
    "What comes after what": (
        r"must be in the order of announcement",
        r"a deadline that is .* must be (after|before)",
        r"must not be (before|over before)",
        r"must open before it closes",
        r"must not be after",
    ),
    "Limits that no instant follows from": (r"a limit must be", r"'exclusive' must be of a day", r"that has bounds"),
    "Rules that could never hold": (r"could never hold", r"which never holds", r"must not be nested more than"),
    "Keys that depend on one another": (
        r"must be (left out|stated) for",
        r"must be left out (unless|where)",
        r"must be (the tag of the language|the id of the session|the name of what is stated)",
        r"'of' must be",
        r"what .* means:",
        r"must be False (unless|while)",
        r"for a postponed session|a part of a postponed session",
        r"a part must lie within",
        r"'length' must fit",
        r"'choice' must be",
        r"'time_zone' must be given",
        r"a length must be in days",
        r"must not be (less|more) than",
        r"must have a new limit|must say when that was announced|a reading must give",
        r"a milestone must be on a date or counted",
        r"must have something to rank by",
        r"must be a person",
        r"must name 'programme', 'edition' and 'rule'",
    ),
    "What follows from the rest": (
        r"'findings' must be|'outcome' must be",
        r"must be what follows|must be the sum of the parts|must be the condition that stands there",
        r"'points' must be from 0 to|the scores must be (for|those of)|more than the \d+ who were counted",
        r"must be the counts of that leaf|'leaves' must have|must add up to|must not keep more open",
    ),
}
KNOWN = re.compile("|".join(pattern for patterns in CANNOT_SAY.values() for pattern in patterns), re.DOTALL)


def stored(kind: str) -> list[Any]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.json"))]
    return [document for document in found if document["kind"] == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schema_is_the_one_that_is_made(kind: str) -> None:
    """To renew the files: UPDATE_GOLDEN=1 pytest, then read the difference as those who check our documents would."""
    made = json.dumps(documents.json_schema(kind), indent=2, ensure_ascii=False) + "\n"
    path = SHIPPED / f"{kind.replace(' ', '-')}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("wrong", ["nonsense", int])
def test_a_kind_that_there_is_not_is_refused(wrong: Any) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        documents.json_schema(wrong)
    assert str(caught.value) == (f"must be a kind of document such as Edition ({', '.join(KINDS)}), got {wrong!r}")
    assert caught.value.value is wrong


def test_no_other_schema_is_shipped() -> None:
    assert {path.stem for path in SHIPPED.iterdir()} == {kind.replace(" ", "-") for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_has_a_description_and_an_example_that_loads(kind: str) -> None:
    schema = documents.json_schema(kind)
    validator = Draft202012Validator(schema)
    validator.check_schema(schema)
    assert schema["description"]
    for example in schema["examples"]:
        validator.validate(example)
        value = documents.loads(json.dumps(example))
        assert json.loads(documents.dumps(value)) == example


def loads_or_is_refused_for_a_listed_reason(document: Any, validator: Draft202012Validator) -> None:
    validator.validate(document)
    faults: tuple[mw.Fault, ...] = ()
    try:
        value = documents.loads(json.dumps(document))
    except mw.DocumentError as e:
        faults = e.faults
    else:
        validator.validate(json.loads(documents.dumps(value)))
    assert [str(fault) for fault in faults if not KNOWN.search(fault.message)] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_from_a_schema_loads_or_is_refused_for_a_listed_reason(kind: str) -> None:
    """The same examples each time: a reason that is missing from the list is looked for by hand, with more of them."""
    schema = documents.json_schema(kind)
    validator = Draft202012Validator(schema)

    @settings(
        max_examples=60,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(whole_documents(schema) | changed_documents(schema, [*schema["examples"], *stored(kind)]))
    def holds(document: Any) -> None:
        loads_or_is_refused_for_a_listed_reason(document, validator)

    holds()


def test_the_page_lists_what_a_schema_cannot_say() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition("## What the schema cannot say")[2].partition("\n## ")[0]
    assert re.findall(r"^\* \*\*(.+?)\.?\*\*", section, re.MULTILINE) == list(CANNOT_SAY)
