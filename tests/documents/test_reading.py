"""What makes reading quick changes nothing: not what is read, not what is refused, and not what is told of it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metroworkshops import Applicant, DocumentError, LanguageSkill, Statement, Text, documents
from metroworkshops.documents import Limits, document, reading
from metroworkshops.documents.document import RULES, from_document
from metroworkshops.documents.reading import make_reader
from metroworkshops.documents.text_form import canonical, parse
from metroworkshops.testing import applicants

HEADER = '{"format": "metroworkshops", "version": 1, "kind": "applicant", "id": "a", %s}'
CITY = {"id": "a", "name": "A", "country": "IT", "time_zone": "Europe/Rome"}
# It has read, and shares, whatever the other examples of this run left in it.
USED = make_reader(RULES)

scalars = st.none() | st.booleans() | st.integers(-1, 2) | st.sampled_from((0.0, 1.0, "", "fr", "C1", "2020-03", "x y"))
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner))


def places(data: Any) -> list[tuple[Any, Any]]:
    """List every place in plain JSON values, as what holds it and its key there."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else []
    return [(data, key) for key in keys] + [place for key in keys for place in places(data[key])]


def outcome(data: Any, reader: Any) -> object:
    try:
        return from_document(copy.deepcopy(data), Applicant, reader=reader)
    except DocumentError as e:
        return e.faults


@given(applicants(), st.data())
def test_a_reader_that_read_much_reads_as_a_new_one_does(applicant: Applicant, data: st.DataObject) -> None:
    document = json.loads(documents.dumps(applicant))
    for _ in range(data.draw(st.integers(0, 2))):
        holder, key = data.draw(st.sampled_from(places(document)))
        holder[key] = data.draw(values)
        if not places(document):
            break
    assert outcome(document, USED) == outcome(document, make_reader(RULES))


def languages(text: str) -> tuple[LanguageSkill, ...]:
    return documents.loads(HEADER % text, Applicant).languages or ()


def test_equal_parts_of_applicants_are_one_object() -> None:
    text = '"languages": [{"language": "fr", "level": "C1"}, {"language": "fr", "level": "C1"}]'
    assert len({id(one) for one in (*languages(text), *languages(text))}) == 1


def test_only_so_many_parts_are_kept() -> None:
    def papers(many: int) -> tuple[Statement, ...]:
        names = ", ".join(f'{{"name": "paper {number}"}}' for number in range(many))
        return documents.loads(HEADER % f'"statements": [{names}]', Applicant).statements or ()

    (first,) = papers(1)
    assert [one.name for one in papers(5000)] == [f"paper {number}" for number in range(5000)]
    (again,) = papers(1)
    assert again == first
    assert again is not first


def test_long_parts_are_not_kept() -> None:
    # RFC 5646 section 2.2.6 lets an extension have as many subtags as it likes.
    text = f'"languages": [{{"language": "fr-a{"-abcdefgh" * 200}"}}]'
    first, second = languages(text), languages(text)
    assert first == second
    assert first[0] is not second[0]


@pytest.mark.parametrize("number", ["1", "1.0"])
def test_a_number_is_not_taken_for_the_truth_that_it_equals(number: str) -> None:
    text = HEADER % '"statements": [{"name": "letter", "holds": %s}]'
    assert documents.loads(text % "true", Applicant)
    with pytest.raises(DocumentError, match=r"\$\.statements\[0\]\.holds: must be true or false"):
        documents.loads(text % number, Applicant)


def test_the_original_of_a_text_may_be_left_out_and_not_be_null() -> None:
    city = {"format": "metroworkshops", "version": 1, "kind": "city", "id": "c", "country": "IT"}
    city |= {"time_zone": "Europe/Rome", "name": {"en": "Florence", "it": "Firenze", "original": None}}
    with pytest.raises(DocumentError, match=r"\$\.name\.original: must be a language tag"):
        documents.loads(json.dumps(city))


def test_the_original_of_a_text_is_the_first_by_the_alphabet_unless_it_is_told() -> None:
    text = '{"format": "metroworkshops", "version": 1, "kind": "text", "value": {"it": "a", "en": "b"%s}}'
    assert documents.loads(text % "", Text).original == "en"
    assert documents.loads(text % ', "original": "it"', Text).original == "it"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"sources": [7] * 9}, ["sources[0]", "sources[1]", "sources[2]", "sources[3]"]),
        ({"title": dict.fromkeys("abcdefghi", 7)}, ["title.a", "title.b", "title.c"]),
        ({"cities": [CITY] * 3, "partners": [7] * 9}, ["cities[1].id", "cities[2].id", "partners[0]"]),
        ({"cities": [CITY] * 9, "fee": 1}, ["cities[1].id", "cities[2].id", "cities[3].id"]),
    ],
)
def test_after_so_many_faults_a_list_is_read_no_further(
    body: dict[str, Any], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (document, reading):
        monkeypatch.setattr(module, "MOST_FAULTS", 3)
    edition = {"format": "metroworkshops", "version": 1, "kind": "edition", "programme": "a.example", "id": "e"}
    with pytest.raises(DocumentError) as caught:
        documents.loads(json.dumps({**edition, **body}))
    assert [fault.path for fault in caught.value.faults] == [f"$.{place}" for place in told]


def levels(data: Any) -> int:
    """Count the levels of values within values."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return 1 + max(map(levels, inner), default=-1)


def told(text: str | bytes, limits: Limits) -> str:
    try:
        documents.loads(text, Applicant, limits=limits)
    except DocumentError as e:
        return str(e)
    return ""


@pytest.mark.parametrize("fact", ["experience_years = %s", "statements = [{name = 'letter', holds = %s}]"])
def test_a_number_of_more_digits_than_python_prints_is_a_fault(fact: str) -> None:
    pytest.importorskip("tomlkit")
    number = "0x" + "f" * 6000
    document = "format = 'metroworkshops'\nversion = 1\nkind = 'applicant'\nid = 'a'\n"
    with pytest.raises(DocumentError, match="got a value that cannot be printed"):
        documents.loads(document + fact % number, Applicant, form="toml")


@example([[[["deep"]]]], 4)
@example({"a": {"b": {"c": {"d": "deep"}}}}, 4)
@given(values, st.integers(1, 8))
def test_what_is_nested_too_deeply_is_refused_however_few_brackets_a_document_has(value: Any, depth: int) -> None:
    text = HEADER % f'"name": {json.dumps(value)}'
    deep = levels(json.loads(text)) >= depth
    for form in (text, text.encode()):
        assert ("must not be nested more than" in told(form, Limits(depth=depth))) == deep


@pytest.mark.parametrize("escape", [r"\ud83d", r"\uD83D", "\ud83d"])
def test_a_lone_surrogate_is_refused_however_it_is_written(escape: str) -> None:
    with pytest.raises(DocumentError, match=r"\$\.name: must be text that can be encoded"):
        parse(f'{{"name": "{escape}"}}', "x")
    with pytest.raises(DocumentError, match=r"\$: must be text that can be encoded, got the key"):
        parse(f'{{"{escape}": 1}}', "x")


@pytest.mark.parametrize("pair", [r"\ud83d\ude00", r"\uD83D\uDE00", "\U0001f600", r"\\ud83d"])
def test_a_pair_of_surrogates_is_a_character_like_others(pair: str) -> None:
    assert parse(f'{{"name": "{pair}"}}', "x") == json.loads(f'{{"name": "{pair}"}}')


def test_a_key_given_twice_is_told_unless_the_text_is_no_json() -> None:
    with pytest.raises(DocumentError, match="every key must be given once") as caught:
        parse('{"a": {"b": 1, "b": 2}, "c": 3, "c": 4, "c": 5}', "x")
    assert [fault.path for fault in caught.value.faults] == ["$.a.b", "$.c", "$.c"]
    with pytest.raises(DocumentError, match="must be JSON"):
        parse('{"a": 1, "a": 2, ', "x")


@given(values)
def test_canonical_json_is_read_back_and_its_keys_are_in_order(value: Any) -> None:
    keys: list[list[str]] = []

    def seen(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys.append([key for key, _ in pairs])
        return dict(pairs)

    assert json.loads(canonical(value), object_pairs_hook=seen) == value
    assert all(one == sorted(one, key=lambda key: key.encode("utf-16-be")) for one in keys)
