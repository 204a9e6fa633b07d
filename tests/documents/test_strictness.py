"""Documents are read strictly: nothing coerced, nothing dropped, every fault at once and at its place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import DocumentError, documents

EDITION = json.loads(documents.dumps(mw.metropolitan_workshops().edition("2020")))
PROGRAMME = json.loads(documents.dumps(mw.metropolitan_workshops()))
Path = tuple[str | int, ...]


def changed(base: dict[str, Any], path: Path, value: object) -> str:
    data = copy.deepcopy(base)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return json.dumps(data)


def faults(text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(DocumentError) as caught:
        documents.loads(text)
    assert all(str(fault) in str(caught.value) for fault in caught.value.faults)
    return [(fault.path, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("path", "value", "place", "message"),
    [
        (("capacity",), "25", "$.capacity", 'must be a whole number such as 25, got "25"'),
        (("capacity",), 25.0, "$.capacity", "got 25.0"),
        (("capacity",), True, "$.capacity", "got true"),
        (("capacity",), 0, "$.capacity", "1 or more such as 25, got 0"),
        (("more_sessions",), "false", "$.more_sessions", 'must be true or false, got "false"'),
        (("more_sessions",), 0, "$.more_sessions", "got 0"),
        (("id",), None, "$.id", "got null (leave the key out"),
        (("id",), 2020, "$.id", 'must be text such as "2020", got 2020'),
        (("wording",), None, "$.wording", "got null"),
        (("title",), 7, "$.title", "texts by language"),
        (("title",), {"french": "x"}, "$.title.french", "BCP 47"),
        (("title",), {"fr-MA": 7}, '$.title["fr-MA"]', "must be text"),
        (("title",), {"fr": "a", "original": "en"}, "$.title.original", "must be one of the languages given"),
        (("title",), {}, "$.title", "one language or more"),
        (("languages",), "fr", "$.languages", 'must be a list such as [...], got "fr"'),
        (("languages",), ["fr", "french"], "$.languages", "BCP 47"),
        (("sessions", 0, "when"), "2020-13", "$.sessions[0].when", "no such month in '2020-13'"),
        (("sessions", 0, "when"), "next spring", "$.sessions[0].when", "must be a date in EDTF such as"),
        (("sessions", 0, "when"), 2020, "$.sessions[0].when", "got 2020"),
        (("sessions", 0, "mode"), "on line", "$.sessions[0].mode", 'did you mean "online"?'),
        (("sessions", 0, "places"), "bologna", "$.sessions[0].places", "must be a list"),
        (("sessions", 0, "places", 0), "bolonga", "$.sessions[0].places[0]", "bologna"),
        (("sessions", 1), "casablanca", "$.sessions[1]", "the id of one written earlier"),
        (("sessions", 0, "fee"), 7, "$.sessions[0].fee", "unknown key; an object here has the keys id, title, when"),
        (("sessions", 0, "tittle"), "x", "$.sessions[0].tittle", 'did you mean "title"?'),
        (("cities", 0, "time_zone"), "CET", "$.cities[0].time_zone", "did you mean 'Europe/Paris'"),
        (("cities", 0, "country"), "XX", "$.cities[0].country", "ISO 3166-1"),
        (("cities", 0, "coordinates"), [91, 0], "$.cities[0].coordinates", "latitude and longitude"),
        (("partners", 0, "roles"), "host", "$.partners[0].roles", "must be a list"),
        (("partners", 0, "organisation"), "afdd", "$.partners[0].organisation", "afd"),
        (("partners", 0, "name"), "x", "$.partners[0].name", "unknown key"),
        (("organisations", 0, "roles"), ["host"], "$.organisations[0].roles", "unknown key"),
        (("call", "deadlines", 0, "limit"), "2020-13", "$.call.deadlines[0].limit", "no such month"),
        (("call", "deadlines", 0, "zone"), "CET", "$.call.deadlines[0].zone", "IANA time zone"),
        (("call", "opens"), {"on": "2020-03-01"}, "$.call.deadlines[0]", "before the call opens"),
        (("eligibility", "of", 0, "rule"), "speakes", "$.eligibility.of[0].rule", 'did you mean "speaks"?'),
        (("eligibility", "of", 0, "level"), "C3", "$.eligibility.of[0].level", "must be a CEFR level such as 'C1'"),
        (("eligibility", "of", 0, "points"), 3, "$.eligibility.of[0].points", "unknown key"),
        (("eligibility", "off"), [], "$.eligibility.off", 'did you mean "of"?'),
        (("levels", 0, "level"), "C3", "$.levels[0].level", 'must be one of "A1"'),
        (("format",), "metroworkshop", "$.format", 'must be "metroworkshops"'),
        (("version",), 2, "$.version", "a newer metroworkshops wrote this"),
        (("version",), "1", "$.version", 'must be 1, got "1"'),
        (("kind",), "editions", "$.kind", 'must be one of "programme"'),
        (("kind",), "programme", "$.programme", "unknown key"),
    ],
)
def test_a_fault_is_told_at_its_place(path: Path, value: object, place: str, message: str) -> None:
    found = dict(faults(changed(EDITION, path, value)))
    assert place in found
    assert message in found[place]


@pytest.mark.parametrize("key", ["format", "version", "kind", "programme", "id"])
def test_a_missing_key_is_told(key: str) -> None:
    data = {name: value for name, value in EDITION.items() if name != key}
    ((path, message),) = faults(json.dumps(data))
    assert path == f"$.{key}"
    assert "nothing" in message


def test_a_city_without_a_zone_is_refused() -> None:
    data = copy.deepcopy(EDITION)
    del data["cities"][0]["time_zone"]
    assert faults(json.dumps(data)) == [("$.cities[0].time_zone", "must be given, got nothing")]


def test_what_is_listed_and_never_named_is_refused_rather_than_lost() -> None:
    data = copy.deepcopy(EDITION)
    data["cities"].append({"id": "nice", "name": "Nice", "country": "FR", "time_zone": "Europe/Paris"})
    ((path, message),) = faults(json.dumps(data))
    assert path == "$.cities[3]"
    assert "must be named somewhere" in message


def document(kind: str, **body: object) -> str:
    return json.dumps({"format": "metroworkshops", "version": 1, "kind": kind, **body})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (document("eligibility rule", rule="speaks", language="fr", level=3), ["$.level"]),
        (document("screening", applicant={"id": "a"}), ["$.edition", "$.outcome", "$.findings"]),
        (
            # The hour was skipped, and another fault stands beside it.
            document("deadline", id="a", limit="2020-03-29T02:30", zone="Europe/Paris", wording=3),
            ["$.limit", "$.wording"],
        ),
        (
            # What spans the changes is not judged without the one that cannot be read.
            document(
                "deadline",
                id="a",
                limit="2020-02-14",
                opens={"on": "2020-02-20"},
                amendments=[
                    {"kind": "extended", "limit": "2020-03-14", "announced": "soon"},
                    {"kind": "extended", "limit": "2020-01-14", "announced": "2020-01-01T00:00:00Z"},
                ],
            ),
            ["$.amendments[0].announced"],
        ),
    ],
)
def test_what_cannot_be_read_is_told_alone_and_nothing_is_blamed_for_it(text: str, told: list[str]) -> None:
    assert [path for path, _ in faults(text)] == told


def test_a_broken_session_is_reported_once_however_many_editions_name_it() -> None:
    session = {"id": "bologna", "title": "Bologna", "when": "2020-13"}
    editions = [{"id": "2019", "sessions": [session]}, {"id": "2020", "sessions": ["bologna"]}]
    text = document("programme", id="workshops.example.org", title="Workshops", editions=editions)
    assert [path for path, _ in faults(text)] == ["$.editions[0].sessions[0].when"]


def test_a_broken_city_is_reported_once_and_those_who_name_it_are_not_blamed() -> None:
    data = copy.deepcopy(PROGRAMME)
    casablanca = next(i for i, city in enumerate(data["cities"]) if city["id"] == "casablanca")
    data["cities"][casablanca]["country"] = "Morocco"
    assert [path for path, _ in faults(json.dumps(data))] == [f"$.cities[{casablanca}].country"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sessions", 0, "fee"), 7),
        (("label",), None),
        (("more_sessions",), "false"),
        (("capacity",), "7"),
        (("capacity",), 7.9),
    ],
)
def test_trap_5_nothing_is_ignored_and_nothing_is_coerced(path: Path, value: object) -> None:
    ((place, _),) = faults(changed(EDITION, path, value))
    assert place == written(path)


def test_trap_5_a_zone_comes_back_by_its_name_and_not_as_an_offset() -> None:
    when = "2020-07-01T10:00/2020-07-01T12:00"
    session = mw.Session("s", "S", when=when, time_zone="Africa/Casablanca")
    assert mw.documents.loads(mw.documents.dumps(session), mw.Session).time_zone == "Africa/Casablanca"


def test_another_kind_than_asked_for_is_refused() -> None:
    with pytest.raises(DocumentError, match=r'must be "programme", which was asked for, got "edition"'):
        documents.loads(json.dumps(EDITION), mw.Programme)
    assert isinstance(documents.loads(json.dumps(EDITION), mw.Edition), mw.Edition)
    when = documents.loads(documents.dumps(mw.When.parse("2020-03")), mw.When)
    assert str(when) == "2020-03"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "$", "must be JSON"),
        ("{", "$", "line 1, column 2"),
        ("[]", "$", "must be an object"),
        ("null", "$", "must be an object"),
        ('{"format": NaN}', "$", "has no NaN"),
        ('{"format": -Infinity}', "$", "has no -Infinity"),
        ('{"format": "metroworkshops", "format": "x"}', "$.format", "every key must be given once"),
        ('{"a": {"b": 1, "b": 2}}', "$.a.b", "given once"),
        ('{"format": "\\ud800"}', "$.format", "lone surrogates"),
        (b"\xff\xfe", "$", "must be UTF-8"),
        ("[" * 100_000, "$", "must"),
        ('{"a": ' + "1" * 5000 + "}", "$", ""),
    ],
)
def test_text_that_is_no_document_is_refused_clearly(text: str | bytes, place: str, message: str) -> None:
    (path, found), *_ = faults(text)
    assert path == place
    assert message in found


KEY = "must be text that can be encoded, got the key"
LONE = "must be text that can be encoded, without lone surrogates, got"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", [("$", "must be JSON: Expecting property name enclosed in double quotes at line 1, column 2")]),
        ('{"a": 1}\ufeff', [("$", "must be JSON: Extra data at line 1, column 9")]),
        ('{"format": NaN}', [("$", "must be JSON, which has no NaN")]),
        (b"a\xff", [("$", "must be UTF-8, got byte 255 at 1")]),
        ("[" * 100_000, [("$", "must not be nested so deeply")]),
        (
            '{"b": [{"c d": 1, "c d": "\\ud800"}, "\\udfff"], "a": 1, "a": {"\\ud800": {"\\udfff": 1}}}',
            [
                ("$.a", 'every key must be given once, got "a" again'),
                ("$.a", f"{KEY} '\\ud800'"),
                ('$.a["\\ud800"]', f"{KEY} '\\udfff'"),
                ('$.b[0]["c d"]', 'every key must be given once, got "c d" again'),
                ('$.b[0]["c d"]', f"{LONE} '\\ud800'"),
                ("$.b[1]", f"{LONE} '\\udfff'"),
            ],
        ),
        (json.dumps(["\ud800"] * 11), [(f"$[{n}]", f"{LONE} '\\ud800'") for n in range(11)]),
    ],
)
def test_a_fault_of_the_text_is_told_in_full_and_all_in_the_order_of_their_places(
    text: str | bytes, told: list[tuple[str, str]]
) -> None:
    assert faults(text) == told


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    text = json.dumps(EDITION)
    assert documents.loads(f"\ufeff{text}") == documents.loads(b"\xef\xbb\xbf" + text.encode()) == documents.loads(text)


def test_deep_nesting_is_a_fault_and_no_crash() -> None:
    rule: dict[str, Any] = {"rule": "applied in time"}
    for _ in range(300):
        rule = {"rule": "not", "of": rule}
    ((path, message),) = faults(changed(EDITION, ("eligibility",), rule))
    assert path.startswith("$.eligibility")
    assert "nested more than 100 levels" in message


def test_every_rule_that_can_be_made_can_be_written_and_read() -> None:
    deepest: mw.EligibilityRule = mw.AppliedInTime()
    for _ in range(32):
        deepest = mw.AllOf(deepest)
    edition = mw.Edition("a.example", "e", eligibility=deepest, call=mw.Call())
    programme = mw.Programme("a.example", "P", editions=[edition])
    assert documents.loads(documents.dumps(programme)) == programme
    with pytest.raises(mw.InvalidValue, match="nested more than 32 deep"):
        mw.Not(deepest)
    data = json.loads(documents.dumps(edition))
    data["eligibility"] = {"rule": "not", "of": data["eligibility"]}
    ((path, message),) = faults(json.dumps(data))
    assert path.startswith("$.eligibility")
    assert "nested more than 32 deep" in message


APPLICANT = '{"format": "metroworkshops", "version": 1, "kind": "applicant", "id": "a", %s}'


@pytest.mark.parametrize(
    "instant",
    [
        "2020-01-31",
        "2020-01-31T12:00Z",  # RFC 3339 section 5.6: seconds are part of it
        "2020-01-31T12:00:00",
        "2020-01-31t12:00:00z",
        "2020-01-31 12:00:00Z",
        "20200131T120000Z",
        "2020-W05-5T12:00:00Z",
        "2020-01-31T12Z",
        "2020-01-31T12:00:00+0100",
        "2020-01-31T12:00:00+01:00:30",
        "2020-01-31T12:00:00,5Z",
        "2020-01-31T12:00:00.1234567Z",
        "2020-01-31T24:00:00Z",
        "2020-01-31T23:59:60Z",
        "2020-02-30T12:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "２０２０-01-31T12:00:00Z",
    ],
)
def test_an_instant_is_rfc_3339_and_nothing_looser(instant: str) -> None:
    ((path, message),) = faults(APPLICANT % f'"applied_at": {json.dumps(instant)}')
    assert path == "$.applied_at"
    assert "RFC 3339" in message


@pytest.mark.parametrize("offset", ["Z", "+00:00", "-00:00"])
def test_an_instant_may_have_any_offset_and_a_fraction(offset: str) -> None:
    applicant = documents.loads(APPLICANT % f'"applied_at": "2020-01-31T12:00:00.25{offset}"', mw.Applicant)
    assert applicant.applied_at == datetime(2020, 1, 31, 12, 0, 0, 250000, tzinfo=UTC)


@pytest.mark.parametrize(
    "day", ["2020-W05-5", "20200131", "2020-1-31", "2020-02-30", "２０２０-01-31", "1985-06-30T00:00"]
)
def test_a_day_is_written_in_full(day: str) -> None:
    ((path, message),) = faults(APPLICANT % f'"birth_date": {json.dumps(day)}')
    assert path == "$.birth_date"
    assert 'must be a day such as "1985-06-30"' in message
    with pytest.raises(mw.InvalidDate):
        mw.Applicant("a", birth_date=day)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 400])
def test_a_number_that_no_float_holds_is_a_fault(number: str) -> None:
    text = changed(EDITION, ("cities", 0, "coordinates"), ["NUMBER", 0]).replace('"NUMBER"', number)
    ((path, _),) = faults(text)
    assert path.startswith("$.cities[0].coordinates")


def test_days_are_not_read_where_a_window_stands() -> None:
    text = documents.dumps(mw.When.parse("2020-03"))
    assert isinstance(documents.loads(text, mw.Window), mw.Window)
    with pytest.raises(DocumentError, match=r"\$.value: must be Days, got When.parse\('2020-03'\)"):
        documents.loads(text, mw.Days)


def test_a_place_in_full_is_read_with_its_faults() -> None:
    def fault(place: object) -> tuple[str, str]:
        return next((p, m) for p, m in faults(changed(EDITION, ("sessions", 0, "places"), [place])) if "sessions" in p)

    assert fault({"city": {"id": "bologna", "name": "B", "country": "IT", "time_zone": "CET"}})[0].endswith(
        ".places[0].city.time_zone"
    )
    assert "in full" in fault({"town": {}})[1]
    assert "in full" in fault({})[1]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert documents.loads(b"\xef\xbb\xbf" + json.dumps(EDITION).encode()) == documents.loads(json.dumps(EDITION))


def test_the_parts_of_a_rule_of_an_unknown_kind_are_still_read() -> None:
    data = copy.deepcopy(EDITION)
    data["eligibility"]["rule"] = "every"
    data["eligibility"]["of"][0]["language"] = "french"
    assert [path for path, _ in faults(json.dumps(data))] == ["$.eligibility.rule", "$.eligibility.of[0].language"]


# Planting faults: each planter knows places of one kind, what to put there, and where the fault is told. It works on
# the JSON alone and shares nothing with the library.
def leaves(data: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path


def objects(data: Any, path: Path = ()) -> Iterator[Path]:
    if isinstance(data, dict):
        yield path
        for key, value in data.items():
            yield from objects(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from objects(value, (*path, index))


HEADER = {"format", "version", "kind"}


def written(path: Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def put(data: Any, path: Path, value: object) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def is_text_by_language(data: Any, path: Path) -> bool:
    for step in path:
        data = data[step]
    return isinstance(data, dict) and bool(data) and set(data) <= {"en", "fr", "original"}


Plant = Callable[[Any], None]


def putting(path: Path, value: object) -> Plant:
    return lambda data: put(data, path, value)


def planters(data: Any) -> list[tuple[Path, Plant]]:
    """List every place at which one fault can be planted, and what plants it."""
    values = [path for path in leaves(data) if path[0] not in HEADER]
    wrong: tuple[object, ...] = (None, 7, [], {"x": 1})
    found = [(path, putting(path, bad)) for path in values for bad in wrong]
    found += [(path, putting(path, "sings")) for path in values if path[-1] == "rule"]
    keys = [(*path, "fee") for path in objects(data) if not is_text_by_language(data, path)]
    return found + [(key, putting(key, 7)) for key in keys]


PLANTERS = planters(PROGRAMME)


def independent(chosen: list[Path]) -> bool:
    """Tell whether no place is, or lies within, another; of a rule whose kind is broken nothing else can be told."""
    covered = [(path, path[:-1] if path[-1] == "rule" else path) for path in chosen]
    return all(a[: len(b)] != b for (a, _), (_, b) in permutations(covered, 2))


@settings(max_examples=6 * settings().max_examples)
@given(st.lists(st.sampled_from(PLANTERS), min_size=1, max_size=12))
def test_k_independent_faults_give_exactly_k_faults_at_their_places(chosen: list[tuple[Path, Plant]]) -> None:
    places: list[Path] = []
    data = copy.deepcopy(PROGRAMME)
    for path, plant in chosen:
        if independent([*places, path]):
            places.append(path)
            plant(data)
    assert sorted(path for path, _ in faults(json.dumps(data))) == sorted(map(written, places))


def test_sessions_that_contradict_each_other_are_told_beside_the_other_faults() -> None:
    """The rules of an edition are asked with its sessions, which may be wrong themselves."""
    other = {"city": {"id": "bologna", "name": "Modena", "country": "IT", "time_zone": "Europe/Rome"}}
    text = changed(json.loads(changed(EDITION, ("sessions", 2, "places"), [other])), ("capacity",), "many")
    found = faults(text)
    assert "$.capacity" in [path for path, _ in found]
    assert any("must be the same wherever it is named" in message for _, message in found)
