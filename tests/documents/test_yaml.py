"""YAML, as people write it: what stands there is what is read, and nothing in a file can do harm."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

import metroworkshops as mw
from metroworkshops import documents
from metroworkshops.documents.by_hand import LARGEST
from metroworkshops.documents.document import to_document
from metroworkshops.documents.yaml_form import parse_yaml, pretty_yaml

from .test_round_trip import STRATEGIES

EDITION = mw.metropolitan_workshops().edition("2020")
BY_HAND = """\
# The call of 2020, as it was published.
format: metroworkshops
version: 1
kind: edition
programme: workshops.example.org
id: 2020
title: {en: 2020, no: Verksted 12:30}   # a language, and no refusal
capacity: 25
more_sessions: true
sessions:
  - id: oslo
    title: Oslo
    when: 2020-03-09
    places: [oslo]
  - {id: 010, title: Yes, when: 2020-03, wording: "March 2020"}
  - id: "3"
    title: Null and void
    when: 2020
    wording: >
      somewhere
      in 2020
call:
  deadlines:
    - id: 1
      limit: 2020-01-31T12:00
      zone: +01:00
languages: [fr, no]
cities:
  - id: oslo
    name: Oslo
    country: NO
    time_zone: Europe/Oslo
    coordinates: [59.91, 10]
"""


def faults(text: str | bytes, kind: Any = mw.Edition) -> list[tuple[int | None, int | None, str, str]]:
    with pytest.raises(mw.DocumentError) as caught:
        documents.loads(text, kind, form="yaml")
    return [(fault.line, fault.column, fault.path, fault.message) for fault in caught.value.faults]


def test_what_people_write_is_read_as_it_stands() -> None:
    edition = documents.loads(BY_HAND, mw.Edition, form="yaml")
    assert (edition.id, edition.capacity, edition.more_sessions) == ("2020", 25, True)
    assert [str(session.when) for session in edition.sessions] == ["2020-03-09", "2020-03", "2020"]
    assert [session.id for session in edition.sessions] == ["oslo", "010", "3"]
    assert [str(session.title) for session in edition.sessions] == ["Oslo", "Yes", "Null and void"]
    assert edition.title == mw.Text({"en": "2020", "no": "Verksted 12:30"})
    assert edition.languages == ("fr", "no")
    city = edition.sessions[0].places[0]
    assert isinstance(city, mw.City)
    assert (city.country, city.coordinates) == ("NO", (59.91, 10.0))
    assert edition.call is not None
    assert edition.call.deadlines[0].limit.zones == ("+01:00",)
    assert edition.sessions[2].wording == "somewhere in 2020\n"


def test_days_and_instants_without_quotes_are_read() -> None:
    text = "format: metroworkshops\nversion: 1\nkind: applicant\nid: 007\nbirth_date: 1985-06-30\n"
    applicant = documents.loads(f"{text}applied_at: 2020-01-31T12:00:00+01:00\n", mw.Applicant, form="yaml")
    assert applicant.id == "007"
    assert applicant.birth_date == date(1985, 6, 30)
    assert applicant.applied_at == datetime(2020, 1, 31, 11, tzinfo=UTC)


CITY = "format: metroworkshops\nversion: 1\nkind: city\nid: oslo\nname: Oslo\ncountry: NO\ntime_zone: Europe/Oslo\n"
SESSION = "format: metroworkshops\nversion: 1\nkind: session\nid: s\ntitle: S\n"


@pytest.mark.parametrize(
    "text",
    "NO no Yes off 12:30 190:20:30 010 0o17 0x1F 0b11 1_000 1e3 1.0 .5 +5 -0 .inf .NaN 2020-03-09 2020-03 true = << "
    "2020-01-31T12:00:00Z Null y".split(),
)
def test_where_a_text_is_wanted_whatever_stands_there_is_the_text(text: str) -> None:
    city = documents.loads(CITY.replace("name: Oslo", f"name: {text}"), mw.City, form="yaml")
    assert str(city.name) == text


@pytest.mark.parametrize(
    ("written", "got"),
    [
        ("dates_confirmed: yes", '"yes"'),
        ("dates_confirmed: True", '"True"'),
        ("dates_confirmed: 'true'", '"true"'),
        ("dates_confirmed: 1", '"1"'),
        ("dates_confirmed: null", "null (leave the key out"),
        ("dates_confirmed:", "null (leave the key out"),
        ("dates_confirmed: ~", "null (leave the key out"),
        ("title: null", "null (leave the key out"),
        ("title: [a]", '["a"]'),
        ("length: {least: '2'}", '"2"'),
        ("length: {least: 02}", '"02"'),
        ("length: {least: 2.0}", "2.0"),
        ("length: {least: 0x2}", '"0x2"'),
        ("length: {least: +2}", '"+2"'),
        ("length: {least: 2_0}", '"2_0"'),
        ("length: {least: .inf}", '".inf"'),
        ("length: {least: true}", '"true"'),
        ("length: {least: " + "9" * 5000 + "}", '"999'),
    ],
)
def test_where_another_thing_is_wanted_nothing_is_guessed(written: str, got: str) -> None:
    text = SESSION.replace("title: S\n", "") + written if written.startswith("title") else f"{SESSION}{written}"
    (line, _, path, message), *_ = faults(text, mw.Session)
    assert path.startswith(f"$.{written.partition(':')[0]}")
    assert f"got {got}" in message
    assert line == len(text.splitlines())


@pytest.mark.parametrize("kind", STRATEGIES)
def test_every_value_comes_back_and_other_readers_agree(kind: str) -> None:
    @settings(max_examples=settings().max_examples // 2)
    @given(STRATEGIES[kind])
    def holds(value: Any) -> None:
        text = documents.dumps(value, form="yaml")
        back = documents.loads(text, form="yaml")
        assert back == value
        assert documents.dumps(back, form="yaml") == text
        assert documents.loads(text.encode(), type(value), form="yaml") == value
        document = to_document(value)
        read, places = parse_yaml(text, "x")
        assert json.dumps(read) == json.dumps(document)  # types and the order of keys too
        assert set(places) == set(all_paths(document))
        # Two judges: YAML 1.1 as PyYAML has it, and YAML 1.2 as ruamel.yaml has it.
        assert yaml.safe_load(text) == document
        assert YAML(typ="safe", pure=True).load(text) == document
        assert documents.loads(json.dumps(yaml.safe_load(text))) == value

    holds()


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for step, one in inner for found in all_paths(one, (*path, step)))]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=8 * settings().max_examples)
@given(
    TEXTS, TEXTS, st.sampled_from(["NO", "no", "y", "12:30", "1e3", "0o17", "=", "<<", "2020-03-09", "- a", "~", ""])
)
@example("\ta\n b ", "a\nb\n", "null")
@example(" a\n\n b\n\n", "\u2028", "#")
@example("\x85", "a: b", "? ")
@example("a\n# b\n", "\r\n", "---")
def test_any_text_is_written_so_that_no_reader_takes_it_for_something_else(a: str, b: str, c: str) -> None:
    document = {"kind": a, c: {"x": [a, b, c, [c]], "y": {a: b}}, "é": [{"a": c, "b": b}]}
    text = pretty_yaml(document)
    assert yaml.safe_load(text) == document
    read, _ = parse_yaml(text, "x")
    assert read == document


def test_what_is_written_is_for_people() -> None:
    text = documents.dumps(EDITION, form="yaml")
    assert text.startswith("format: metroworkshops\nversion: 1\nkind: edition\n")
    assert "    fr: 'Ateliers métropolitains 2020 : du projet à l''action'\n" in text.replace("  fr", "    fr")
    assert "    when: 2020-03\n    places:\n      - bologna\n" in text
    assert "      limit: '2020-01-31'\n" in text
    assert not re.search(r"[&*]id[0-9]|!!|[{}]", text)
    city = mw.City("oslo", "Oslo", country="NO", time_zone="Europe/Oslo")
    assert "country: 'NO'\n" in documents.dumps(city, form="yaml")
    session = mw.Session("s", "S", wording="one\ntwo\n")
    assert "wording: |\n  one\n  two\n" in documents.dumps(session, form="yaml")


@pytest.mark.parametrize("name", ["edition.yaml", "edition.yml", "EDITION.YAML"])
def test_files_are_read_and_written_by_the_end_of_their_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    documents.dump(EDITION, path)
    assert path.read_bytes() == documents.dumps(EDITION, form="yaml").encode()
    assert documents.load(path) == EDITION
    assert documents.load(str(path), mw.Edition) == EDITION
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_when_writing_fails_the_old_file_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "edition.yaml"
    path.write_text("precious", encoding="utf-8")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        documents.dump(EDITION, path)
    assert path.read_text(encoding="utf-8") == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["edition.yaml"]


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "edition.yaml"
    text = BY_HAND.replace("capacity: 25", "capacity: many").replace("when: 2020-03-09", "when: 2020-13-09")
    text = text.replace("    title: Oslo\n", "    titel: Oslo\n").replace("country: NO", "country: Norway")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(mw.DocumentError, match="cannot read Edition") as caught:
        documents.load(path, mw.Edition)
    found = {fault.path: (fault.line, fault.column) for fault in caught.value.faults}
    assert found == {
        "$.capacity": (8, 1),
        "$.sessions[0].title": (11, 5),  # where it should have been: in the object that starts here
        "$.sessions[0].titel": (12, 5),
        "$.sessions[0].when": (13, 5),
        "$.cities[0].country": (31, 5),
    }
    assert '\n  line 8, column 1: $.capacity: must be a whole number such as 25, got "many"\n' in str(caught.value)


def test_faults_of_the_form_are_told_all_at_once() -> None:
    text = 'a: 1\na: 2\nb: &x [1]\nc: {d: *x, d: !!python/name:os.system }\n"e f": !mine 3\n'
    assert [(line, column, path) for line, column, path, _ in faults(text)] == [
        (2, 1, "$.a"),
        (3, 4, "$.b"),
        (4, 8, "$.c.d"),
        (4, 12, "$.c.d"),
        (4, 15, "$.c.d"),
        (5, 8, '$["e f"]'),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: b: c", 1, 5, "must be YAML: mapping values are not allowed here"),
        ("a: 1\nb: [1, 2\n", 3, 1, "must be YAML: while parsing a flow sequence"),
        ("a:\n\tb: 1", 2, 1, "indent with spaces"),
        ("a: 'b", 1, 6, "must be YAML"),
        ("a: 1\n b: 2", 2, 3, "must be YAML"),
        ("a: \x00", 1, 4, "the character U+0000 is not allowed"),
        ("a: 1\nb: x\u2028y", 2, 5, "must be written as an escape in double quotes, got the character U+2028"),
        ("a: 1\n---\na: 2", 2, 1, "must be one document, got a second"),
        ("? [a]\n: 1", 1, 3, "a key must be text"),
        ("{{a: 1}: 2}", 1, 2, "a key must be text"),
        ('a: "\\ud800"', 1, 4, "without lone surrogates"),
        ('"\\ud800": 1', 1, 1, "must be text that can be encoded"),
        ('a: "\\UFFFFFFFF"', 1, 7, "must be YAML"),
        ("%YAML 2.0\n---\na: 1", 1, 1, "must be YAML: found incompatible YAML document"),
        ("a: @b", 1, 4, "must be YAML"),
        ("a: !x!y b", 1, 4, "must be YAML"),
        ("", 1, 1, "got nothing"),
        ("# a\n", 1, 1, "got nothing"),
        ("- a", 1, 1, "must be an object"),
        ("a", 1, 1, "must be an object"),
        ("a: !!set {b, c}", 1, 4, "must have no tag"),
        ("a: !!binary aGVsbG8=", 1, 4, "must have no tag"),
        ("a: !!timestamp 2020-03-09", 1, 4, "must have no tag"),
        ("a: !!map b", 1, 4, "must have no tag"),
        ("a: ! b", 1, 4, "must have no tag"),
    ],
)
def test_what_is_no_such_yaml_is_refused_with_its_line(text: str, line: int, column: int, message: str) -> None:
    (found, at, _, said), *_ = faults(text)
    assert message in said
    assert (found, at) == (line, column)


ANCHOR = "must be written out: anchors and aliases are not read, got"
TAB = "must be YAML: while scanning for the next token, found character '\\t' that cannot start any token"
TAG = "must have no tag, or one that fits of !!str, !!int, ..., got"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [(1, 1, "$", "must be a document, got nothing")]),
        ("a: 1\n---\n- 1\n", [(2, 1, "$", "must be one document, got a second")]),
        (
            "a:\n  {b: 1}: 2",
            [(2, 3, "$.a", "a key must be text such as title, got a list or an object")],
        ),
        ("a: b: c", [(1, 5, "$", "must be YAML: mapping values are not allowed here")]),
        ("a: 'b", [(1, 6, "$", "must be YAML: while scanning a quoted scalar, found unexpected end of stream")]),
        ("a:\n\tb: 1", [(2, 1, "$", f"{TAB}: indent with spaces")]),
        ("a: x\x85", [(1, 5, "$", "must be written as an escape in double quotes, got the character U+0085")]),
        ('x: {"a b": 1, a b: 2}', [(1, 15, '$.x["a b"]', 'every key must be given once, got "a b" again')]),
        ('x: {"\\ud800": 1}', [(1, 5, "$.x", "must be text that can be encoded, got the key '\\ud800'")]),
        (
            'a: [x, "\\udfff"]',
            [(1, 8, "$.a[1]", "must be text that can be encoded, without lone surrogates, got '\\udfff'")],
        ),
        ("&y a: [*x]", [(1, 1, "$.a", f"{ANCHOR} &y"), (1, 8, "$.a[0]", f"{ANCHOR} *x")]),
        ("*x : 1", [(1, 1, '$["*x"]', f"{ANCHOR} *x")]),
        (f"a: &{'x' * 79} 1", [(1, 4, "$.a", f"{ANCHOR} &{'x' * 79}")]),
        (f"a: &{'x' * 80} 1", [(1, 4, "$.a", f"{ANCHOR} &{'x' * 76}...")]),
        ("a: !!set {b, c}", [(1, 4, "$.a", f"{TAG} !!set")]),
        ("a: !!seq {b: 1}", [(1, 4, "$.a", f"{TAG} !!seq")]),
        ("a: !!map [1]", [(1, 4, "$.a", f"{TAG} !!map")]),
        ("a: !<tag:yaml.org,2002:tag:yaml.org,2002:x> 1", [(1, 4, "$.a", f"{TAG} !!tag:yaml.org,2002:x")]),
        # As deep as any document may be; what is too deep ends the reading where it stands.
        (
            "- " * 100 + "a",
            [(1, 1, "$", f"must be an object with the keys format, version, kind, got {'[' * 77}...")],
        ),
        ("- " * 101 + "a", [(1, 201, "$[0][0][0]", "must not be nested more than 100 levels deep, got more")]),
        ("[" + "&a a, " * 101 + "]", [(1, 2 + 6 * n, f"$[{n}]", f"{ANCHOR} &a") for n in range(100)]),
    ],
)
def test_a_fault_of_the_form_is_told_in_full(text: str, told: list[tuple[int, int, str, str]]) -> None:
    assert faults(text) == told


def test_lists_and_objects_may_have_the_tags_that_they_have_in_any_case() -> None:
    assert parse_yaml("!!map {a: !!seq [!!map {}]}", "x")[0] == {"a": [{}]}


def test_of_what_is_written_without_quotes_the_kind_of_a_document_says_what_it_is() -> None:
    decision = json.loads(
        documents.dumps(mw.decide(mw.screen(mw.Applicant("a"), EDITION), at=datetime(2020, 1, 1, tzinfo=UTC)))
    )
    del decision["findings"][1:]
    seen = (
        "[{name: a, kind: number, value: 7}, {name: b, kind: string, value: 7}, {name: c, kind: strings, value: [7]}]"
    )
    text = json.dumps(decision).replace('"truth"', f'"seen": {seen}, "truth"')
    read, _ = parse_yaml(text, "x")
    assert [one["value"] for one in read["findings"][0]["seen"]] == [7, "7", ["7"]]
    header = "{format: metroworkshops, version: 1, kind: %s, "
    city, _ = parse_yaml(header % "city" + "coordinates: [59, 1.5, 7], country: 7, xs: 7}", "x")
    assert (city["coordinates"], city["country"], city["xs"]) == ([59, 1.5, "7"], "7", "7")
    call, _ = parse_yaml(header % "deadline" + "limit: 7, fold: 1, grace_minutes: 1.0}", "x")
    assert (call["limit"], call["fold"], call["grace_minutes"]) == ("7", 1, 1.0)
    session, _ = parse_yaml(
        header % "session" + "dates_confirmed: false, place_confirmed: true, title: true, id: ~}", "x"
    )
    assert (session["dates_confirmed"], session["place_confirmed"]) == (False, True)
    assert (session["title"], session["id"]) == ("true", None)
    rule, _ = parse_yaml(
        header % "eligibility rule" + "rule: all of, of: [{rule: of age, on: 7, at_least: 18.5}, {rule: attends, "
        "sessions: [7], at_least: 1}]}",
        "x",
    )
    assert rule["of"] == [
        {"rule": "of age", "on": "7", "at_least": 18.5},
        {"rule": "attends", "sessions": ["7"], "at_least": 1},
    ]


def test_what_is_written_is_these_lines() -> None:
    document = {
        "z": "plain",
        "a": ["yes", "y", "0o7", " led\nby a space", "\nby a line", "X\ntwo", "a\nb\n", "\x85", {"b": []}, "é"],
        "long": "word " * 40 + "end",
    }
    assert pretty_yaml(document) == (
        "z: plain\n"
        "a:\n"
        "  - 'yes'\n"
        "  - 'y'\n"
        "  - '0o7'\n"
        '  - " led\\nby a space"\n'
        '  - "\\nby a line"\n'
        "  - |-\n"
        "    X\n"
        "    two\n"
        "  - |\n"
        "    a\n"
        "    b\n"
        '  - "\\N"\n'
        "  - b: []\n"
        "  - é\n"
        f"long: {'word ' * 40}end\n"
    )


def test_the_tags_of_plain_values_say_what_quotes_say() -> None:
    text = CITY.replace("Oslo\ncountry", "!!str 25\ncountry") + "coordinates: !!seq [!!float 59.9, !!int 10]\n"
    city = documents.loads("%TAG !y! tag:yaml.org,2002:\n---\n" + text.replace("!!int", "!y!int"), form="yaml")
    assert isinstance(city, mw.City)
    assert (str(city.name), city.coordinates) == ("25", (59.9, 10.0))
    assert "whole number" in faults(f"{SESSION}length: {{least: !!str 2}}", mw.Session)[0][3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: !!python/object/apply:os.system ['touch PWNED']", "!!python/object/apply:os.system"),
        ("!!python/object/new:subprocess.Popen [[touch, PWNED]]", "!!python/object/new:subprocess.Popen"),
        ("a: !!python/name:os.system", "!!python/name:os.system"),
        ("a: !include /etc/passwd", "!include"),
        ("<<: !include /etc/passwd\n", "!include"),
        ("a: !<tag:example.org,2020:x> 1", "tag:example.org,2020:x"),
        ("a: !" + "x" * 10_000 + " 1", "!xxx"),
    ],
)
def test_no_code_runs_and_no_other_file_is_opened(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (_, _, _, said), *_ = faults(text)
    assert "must have no tag" in said
    assert message in said
    assert len(said) < 200
    assert not list(tmp_path.iterdir())


def laughs() -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


HOSTILE = {
    "billion laughs": laughs(),
    "billion laughs by merging": "a: &a {x: 1}\n" + "b: {<<: [" + "*a, " * 1000 + "*a]}",
    "an alias of itself": "a: &a [*a]",
    "a key that is an alias": "&a a: 1\n*a : 2",
    "as many anchors as fit": "a: [" + "&a a, " * 160_000 + "]",
    "as many aliases as fit": "a: [" + "*a, " * 240_000 + "]",
    "brackets": "[" * 900_000,
    "braces": "{" * 900_000,
    "both": "{a: [" * 190_000,
    "dashes": "- " * 490_000,
    "question marks": "? " * 490_000,
    "deeper and deeper": "\n".join(" " * n + "a:" for n in range(1_400)),
    "a long line": "a: " + "x" * 999_000,
    "a long line of words": "a: " + "x " * 499_000,
    "a long line in quotes": 'a: "' + "x" * 999_000 + '"',
    "a quote that does not end": 'a: "' + "\\x41" * 240_000,
    "a long key": "x" * 999_000 + ": 1",
    "a long indentation": " " * 999_000 + "a: 1",
    "empty lines": "\n" * 999_000,
    "comments": "# x\n" * 240_000,
    "documents": "---\n" * 240_000,
    "tags": "a: [" + "!x a, " * 160_000 + "]",
    "one key again and again": "a: 1\n" * 190_000,
    "digits": "version: " + "9" * 900_000,
    "far too long": "a: " + "x" * LARGEST,
}


# Each takes a third of a second or more.
SLOWER = {"a long line of words", "a quote that does not end", "comments", "empty lines"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in SLOWER else ()) for name in HOSTILE]
)
def test_hostile_input_is_refused_and_costs_little(name: str) -> None:
    start = time.process_time()
    found = faults(HOSTILE[name])
    spent = time.process_time() - start
    assert spent < 20, name  # most take a few hundredths; slow machines under load have their time
    assert len(found) <= 100
    assert sum(len(message) for *_, message in found) < 100_000


@settings(max_examples=8 * settings().max_examples)
@given(
    st.text(alphabet=st.sampled_from("ab: -?[]{},&*!|>'\"%@`#\n\t~0.\u2028é\\x"), max_size=60)
    | st.binary(max_size=40)
    | st.lists(st.sampled_from(BY_HAND.splitlines(keepends=True))).map("".join)
)
def test_whatever_comes_is_a_document_or_a_document_error(text: str | bytes) -> None:
    try:
        documents.loads(text, form="yaml")
    except mw.DocumentError as error:
        refused = error
        assert refused.faults


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    expected = documents.loads(BY_HAND, form="yaml")
    assert documents.loads(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode(), form="yaml") == expected
    assert documents.loads("\ufeff" + BY_HAND, form="yaml") == expected
    bad = BY_HAND.replace("capacity: 25", "capacity: x").replace("\n", "\r\n").encode()
    assert [fault[:3] for fault in faults(bad)] == [(8, 1, "$.capacity")]
    for data in (BY_HAND.encode("utf-16"), b"a: \xe9"):
        assert "must be UTF-8" in faults(data)[0][3]


def test_json_is_read_as_yaml_too() -> None:
    assert documents.loads(documents.dumps(EDITION), mw.Edition, form="yaml") == EDITION


def test_a_document_of_an_unknown_kind_is_refused_by_its_header_alone() -> None:
    assert [fault[:3] for fault in faults(BY_HAND.replace("kind: edition", "kind: editions"))] == [(4, 1, "$.kind")]
    assert [fault[2] for fault in faults(BY_HAND.replace("version: 1", "version: 2"))] == ["$.version"]
    assert [fault[2] for fault in faults(BY_HAND.replace("version: 1", "version: '1'"))] == ["$.version"]


def test_parts_of_a_rule_of_an_unknown_kind_are_still_read() -> None:
    header = "format: metroworkshops\nversion: 1\nkind: eligibility rule\n"
    text = header + "rule: %s\nof: [{rule: of age, on: deadline, at_least: 3}]"
    good = documents.loads(text % "all of", mw.EligibilityRule, form="yaml")
    assert good == mw.AllOf(mw.OfAge(on="deadline", at_least=3))
    assert [fault[2] for fault in faults(text % "every", mw.EligibilityRule)] == ["$.rule"]


def test_what_is_too_long_to_be_read_again_is_not_written(tmp_path: Path) -> None:
    long = mw.Text("x" * LARGEST)
    with pytest.raises(mw.InvalidValue, match=r"must not be longer than 1000000 characters .*: write it as JSON"):
        documents.dump(long, tmp_path / "text.yaml")
    assert not list(tmp_path.iterdir())
    documents.dump(long, tmp_path / "text.json")
    assert documents.load(tmp_path / "text.json") == long


def test_without_pyyaml_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    path = tmp_path / "edition.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    with pytest.raises(ImportError, match=r"pip install metroworkshops\[yaml\]"):
        documents.load(path)
    with pytest.raises(ImportError, match=r"pip install metroworkshops\[yaml\]"):
        documents.dumps(EDITION, form="yaml")


def test_a_form_that_there_is_not_is_refused(tmp_path: Path) -> None:
    form: Any = "xml"
    with pytest.raises(mw.InvalidValue, match="'form' must be one of json, yaml, toml, got 'xml'"):
        documents.dumps(EDITION, form=form)
    with pytest.raises(mw.InvalidValue, match="'form' must be one of json, yaml, toml, got 'xml'"):
        documents.loads("", form=form)
    with pytest.raises(mw.InvalidValue, match=r"must end in \.json such as 'edition\.json', or in \.yaml"):
        documents.load(tmp_path / "edition.yamll")
