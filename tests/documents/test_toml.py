"""TOML, as people write it: days and times of its own are read as texts, and every fault has its line."""

from __future__ import annotations

import json
import os
import sys
import time
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import documents
from metroworkshops.documents.by_hand import LARGEST
from metroworkshops.documents.document import to_document
from metroworkshops.documents.faults import json_path
from metroworkshops.documents.toml_form import parse_toml, pretty_toml

from .test_round_trip import STRATEGIES

EDITION = mw.metropolitan_workshops().edition("2020")
BY_HAND = """\
# The call of 2020, as it was published.
format = "metroworkshops"
version = 1
kind = "edition"
programme = 'workshops.example.org'
id = "2020"
capacity = 25
more_sessions = true
languages = [
    "fr", # the language of the sessions
    "no",
]
title = { en = "2020", "no" = "Verksted = [12:30]" }

[call]
deadlines = [{ id = "1", limit = 2020-01-31, zone = "+01:00" }]

[[sessions]]
id = "oslo"
title.fr = "Oslo"
when = 2020-03-09
places = ["oslo"]

[[sessions]]
id = "hours"
title = "Hours"
when = 2020-03-09T14:30:00
time_zone = "Europe/Oslo"
wording = \"\"\"
two
"lines\"\"\"\"

[sessions.length]
least = 1

[[cities]]
id = "oslo"
name = "Oslo"
country = "NO"
time_zone = "Europe/Oslo"
coordinates = [59.91, 10]
"""


def faults(text: str | bytes, kind: Any = mw.Edition) -> list[tuple[int | None, int | None, str, str]]:
    with pytest.raises(mw.DocumentError) as caught:
        documents.loads(text, kind, form="toml")
    return [(fault.line, fault.column, fault.path, fault.message) for fault in caught.value.faults]


def test_what_people_write_is_read() -> None:
    edition = documents.loads(BY_HAND, mw.Edition, form="toml")
    assert (edition.id, edition.capacity, edition.more_sessions, edition.languages) == ("2020", 25, True, ("fr", "no"))
    assert edition.title == mw.Text({"en": "2020", "no": "Verksted = [12:30]"})
    assert [str(session.when) for session in edition.sessions] == ["2020-03-09", "2020-03-09T14:30"]
    assert edition.sessions[1].wording == 'two\n"lines"'
    assert edition.call is not None
    assert str(edition.call.deadlines[0].limit.when) == "2020-01-31"


@pytest.mark.parametrize(
    "instant", ["2020-01-31T12:00:00+01:00", "2020-01-31 11:00:00z", "2020-01-31T11:00:00.000000Z"]
)
def test_days_and_instants_of_toml_are_read_as_their_texts(instant: str) -> None:
    text = f'format = "metroworkshops"\nversion = 1\nkind = "applicant"\nid = "a"\napplied_at = {instant}\n'
    applicant = documents.loads(f"{text}birth_date = 1985-06-30\n", mw.Applicant, form="toml")
    assert applicant.birth_date == date(1985, 6, 30)
    assert applicant.applied_at == datetime(2020, 1, 31, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "path", "message"),
    [
        ('id = "2020"', "id = 2020", "$.id", 'must be text such as "2020", got 2020'),
        ("capacity = 25", 'capacity = "25"', "$.capacity", 'a whole number such as 25, got "25"'),
        ("capacity = 25", "capacity = 25.0", "$.capacity", "got 25.0"),
        ("capacity = 25", "capacity = 2020-03-09", "$.capacity", 'got "2020-03-09"'),
        ("when = 2020-03-09\n", "when = 2020\n", "$.sessions[0].when", 'a date in EDTF such as "2020-03"'),
        ("when = 2020-03-09\n", "when = 14:30:00\n", "$.sessions[0].when", "a date in EDTF"),
        ("= 2020-03-09T14:30:00", "= 2020-03-09T14:30:00Z", "$.sessions[1].when", "a date in EDTF"),
        ("[59.91, 10]", "[nan, 10]", "$.cities[0].coordinates[0]", "must be a finite number, got nan"),
        ("[59.91, 10]", "[59.91, -inf]", "$.cities[0].coordinates[1]", "must be a finite number, got -inf"),
        ("= 2020-03-09T14:30:00", "= 2020-03-09T14:30:00.1234567", "$.sessions[1].when", "to the microsecond at most"),
        ("least = 1", "least = true", "$.sessions[1].length.least", "a whole number"),
        ('"no" = ', '"n o" = ', '$.title["n o"]', "BCP 47"),
        ("title.fr", "title.french", "$.sessions[0].title.french", "BCP 47"),
        ('zone = "+01:00"', 'zone = "CET"', "$.call.deadlines[0].zone", "IANA time zone"),
        ('"no",\n', "7,\n", "$.languages[1]", "got 7"),
    ],
)
def test_a_fault_is_told_with_its_line(before: str, after: str, path: str, message: str) -> None:
    assert BY_HAND.count(before) == 1
    text = BY_HAND.replace(before, after)
    line = text[: text.index(after)].count("\n") + 1
    ((found, _, place, said),) = faults(text)
    assert (found, place) == (line, path)
    assert message in said


def test_every_fault_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    text = BY_HAND.replace("capacity = 25", "capacity = 'many'").replace("title.fr", "  titel.fr")
    path.write_text(text.replace('country = "NO"', 'country = "Norway"'), encoding="utf-8")
    with pytest.raises(mw.DocumentError) as caught:
        documents.load(path, mw.Edition)
    assert {fault.path: (fault.line, fault.column) for fault in caught.value.faults} == {
        "$.capacity": (7, 1),
        "$.sessions[0].title": (18, 1),  # where it should have been: in the table that starts here
        "$.sessions[0].titel": (20, 3),
        "$.cities[0].country": (39, 1),
    }
    assert '\n  line 7, column 1: $.capacity: must be a whole number such as 25, got "many"\n' in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = 1\nwhen = 2020-03\n", 2, 'stand in quotes such as "2020-03"'),
        ("country = NO\n", 1, "must be TOML: Invalid value (text, and dates other than whole days, stand in quotes"),
        ("when = 2020-13-01", 1, "must be TOML"),
        ("a = 'b", 1, "must be TOML"),
        ("a = [1,\n", 2, "must be TOML: Invalid value"),
        ("a", 1, "must be TOML: Expected '='"),
        ("a = {b = 1", 1, "must be TOML"),
        ("= 1", 1, "must be TOML"),
        ('a = "\\ud800"', 1, "must be TOML"),
        ('a = "\x00"', 1, "must be TOML"),
        ("a = 010", 1, "must be TOML"),
        ("a = 1\r\nb = \r\n", 2, "must be TOML: Invalid value"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, line: int | None, message: str) -> None:
    ((found, column, path, said),) = faults(text)
    assert (found, path) == (line, "$")
    assert message in said
    assert column is None if line is None else isinstance(column, int)


QUOTES = '(text, and dates other than whole days, stand in quotes such as "2020-03")'
TOO_DEEP = "must not be nested more than 100 levels deep, got more"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = 'b'\ncountry = NO\nc = 1", [(2, 11, "$", f"must be TOML: Invalid value {QUOTES}")]),
        ("a = 1\n[b\n", [(2, 3, "$", "must be TOML: Expected ']' at the end of a table declaration")]),
        ("a = [1,\n", [(2, 1, "$", "must be TOML: Invalid value")]),
        ("a = 1\n'a b' = 1\n'a b' = 2", [(3, 1, '$["a b"]', 'every key must be given once, got "a b" again')]),
        (
            "x = [\n1979-05-27T00:32:00.9999999-07:00,\n 00:00:00.1234567 ]",
            [
                (2, 1, "$.x[0]", 'must be to the microsecond at most, got "1979-05-27T00:32:00.9999999-07:00"'),
                (3, 2, "$.x[1]", 'must be to the microsecond at most, got "00:00:00.1234567"'),
            ],
        ),
        (
            "[[a]]\n[[a.b]]\n[[a.b]]\nx = nan\n[a.c]\nx = nan\n[[a]]\n[a.c]\nx = inf",
            [
                (4, 1, "$.a[0].b[1].x", "must be a finite number, got nan"),
                (6, 1, "$.a[0].c.x", "must be a finite number, got nan"),
                (9, 1, "$.a[1].c.x", "must be a finite number, got inf"),
            ],
        ),
        # A hundred lists in an object, and a hundred and one: the place is that of what is refused first.
        ("x = " + "[" * 100 + "]" * 100, [(1, 7, "$.x[0][0]", TOO_DEEP)]),
        ("x = " + "[" * 101 + "]" * 101, [(1, 105, "$.x[0][0]", TOO_DEEP)]),
        ("x = 1\n" + "a." * 2000 + "a = 1", [(2, 1, "$.a.a.a", TOO_DEEP)]),
        ("x = 1\n[" + "a." * 2000 + "a]", [(2, 1, "$.a.a.a", TOO_DEEP)]),
    ],
)
def test_a_fault_of_the_form_is_told_in_full(text: str, told: list[tuple[int, int, str, str]]) -> None:
    assert faults(text) == told


@pytest.mark.parametrize(
    ("text", "at", "path"),
    [
        ("x = " + "9" * 5000, (1, 5), "$.x"),
        ("x = 1\n[[y]]\nz = [1, -1_" + "9" * 5000 + "]", (3, 9), "$.y[0].z[1]"),
        # The first of them is told, and one that is just short enough is not.
        (f"w = +{'9' * 4300}\nx = {'9' * 4301}\ny = {'9' * 5000}", (2, 5), "$.x"),
        # What is as long, and no whole number, is not taken for it.
        (f"w = 1.{'9' * 5000}\nx = 0x{'9' * 5000}\ny = '{'9' * 5000}'\nz = +{'9' * 5000}", (4, 5), "$.z"),
    ],
)
def test_a_number_too_long_to_read_is_told_in_our_words_and_with_its_place(
    text: str, at: tuple[int, int], path: str
) -> None:
    ((line, column, found, said),) = faults(text)
    assert ((line, column), found) == (at, path)
    assert said == "must have whole numbers of at most 4,300 digits such as 25, got a longer one"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a = 1\nb = 2\na = 3\n'b' = 4\n", [(3, 1, "$.a"), (4, 1, "$.b")]),
        ("[a]\nb = 1\n[c]\n[a]\nb = 1\n", [(4, 1, "$.a"), (5, 1, "$.a.b")]),
        ("x = {a = 1, a = 2}\n[[s]]\nb.c = 1\nb.c = 2\n[[s]]\nb.c = 1", [(1, 13, "$.x.a"), (4, 1, "$.s[0].b.c")]),
    ],
)
def test_keys_given_twice_are_all_told(text: str, places: list[tuple[int, int, str]]) -> None:
    found = faults(text)
    assert [fault[:3] for fault in found] == places
    assert all("every key must be given once, got" in message for *_, message in found)


def test_other_ways_of_giving_a_key_twice_are_refused() -> None:
    for text in ("[[a]]\n[a]\n", "a = {b = 1}\n[a]\n", "a.b = 1\na.b.c = 2\n", "[a.b]\n[a]\nb.c = 1\n"):
        assert "must be TOML: Cannot" in faults(text)[0][3] or "given once" in faults(text)[0][3]


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for step, one in inner for found in all_paths(one, (*path, step)))]


@pytest.mark.parametrize("kind", STRATEGIES)
def test_every_value_comes_back_and_the_standard_library_agrees(kind: str) -> None:
    @settings(max_examples=settings().max_examples // 2)
    @given(STRATEGIES[kind])
    def holds(value: Any) -> None:
        text = documents.dumps(value, form="toml")
        back = documents.loads(text, form="toml")
        assert back == value
        assert documents.dumps(back, form="toml") == text
        assert documents.loads(text.encode(), type(value), form="toml") == value
        document = to_document(value)
        read, places = parse_toml(text, "x")
        assert tomllib.loads(text) == read == document
        assert json.dumps(read, sort_keys=True) == json.dumps(document, sort_keys=True)  # types too
        assert set(places) == set(all_paths(document))

    holds()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@settings(max_examples=6 * settings().max_examples)
@given(TEXTS, TEXTS)
@example('a"""b', "'''")
@example("a\\", "\u2028\x85\r\n")
@example("a.b", "[x]\n# y = {")
def test_any_text_comes_back_and_its_place_is_known(a: str, b: str) -> None:
    document = {"kind": a, "x": [{a: b}, b], "y": [{a: {b: [a, b]}}], "z": {a: {b: {"c": 1}}}}
    text = pretty_toml(document)
    read, places = parse_toml(text, "x")
    assert read == document
    assert set(places) == set(all_paths(document))


@st.composite
def toml_by_hand(draw: st.DrawFn) -> str:
    """Draw TOML in the many ways in which one can write it, mostly valid."""
    key = st.sampled_from(["a", "b", '"c d"', "'e'", "f-1", "2020", "a . b", 'b."c"', '""'])
    scalar = st.sampled_from(
        ['"x"', "'y'", '"""z\n"q" \\\n w"""', "'''v\n'u'''", '""""x""""', "''''x''''", "1", "-2.5e3", "1979-05-27",
         "1979-05-27 07:32:00", "07:32:00.5", "true", "0xff", "[]", "{}", '"[{=#,\\""', "'\\'", '""']
    )  # fmt: skip
    value = st.recursive(
        scalar,
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda listed: "[ " + " , # c]\n ".join(listed) + " ]")
            | st.dictionaries(key, inner, max_size=3).map(
                lambda pairs: "{ " + ", ".join(f"{name} = {one}" for name, one in pairs.items()) + " }"
            )
        ),
        max_leaves=5,
    )
    pair = st.builds(lambda name, one: f"{name} = {one}", key, value)
    header = key.map(lambda name: f" [{name}] # [x]") | key.map(lambda name: f"[[ {name} ]]")
    return "\n".join(draw(st.lists(pair | pair | header | st.just("# a = 1"), max_size=8)))


@settings(max_examples=8 * settings().max_examples)
@given(toml_by_hand())
def test_the_place_of_everything_in_any_toml_is_known(text: str) -> None:
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(mw.DocumentError):
            parse_toml(text, "x")
        return
    read, places = parse_toml(text, "x")
    assert set(places) == set(all_paths(expected)) == set(all_paths(read))
    lines = text.split("\n")
    assert all(1 <= column <= len(lines[line - 1]) + 1 for line, column in places.values())


PLACES = """\
X = 1
"\\u00e9" = { a = 1, b.c = [[1], [2, 3, 4]] }
many = [
  1, # one

  { d = "]" }, 7
]
e.f.g = "x"

[ h . 'i j' ]
k = 1

[[l]]
m = 1
[[l]]
  n = 2
[l.o]
p = 3
[[l.q]]
[[l.q]]
r = 4
"""


def test_each_key_table_and_element_of_a_list_has_the_place_where_it_begins() -> None:
    data, places = parse_toml(PLACES, "x")
    assert data == {
        "X": 1,
        "é": {"a": 1, "b": {"c": [[1], [2, 3, 4]]}},
        "many": [1, {"d": "]"}, 7],
        "e": {"f": {"g": "x"}},
        "h": {"i j": {"k": 1}},
        "l": [{"m": 1}, {"n": 2, "o": {"p": 3}, "q": [{}, {"r": 4}]}],
    }
    assert {json_path(path): place for path, place in places.items()} == {
        "$": (1, 1),
        "$.X": (1, 1),
        '$["é"]': (2, 1),
        '$["é"].a': (2, 14),
        '$["é"].b': (2, 21),
        '$["é"].b.c': (2, 21),
        '$["é"].b.c[0]': (2, 28),
        '$["é"].b.c[0][0]': (2, 29),
        '$["é"].b.c[1]': (2, 33),
        '$["é"].b.c[1][0]': (2, 34),
        '$["é"].b.c[1][1]': (2, 37),
        '$["é"].b.c[1][2]': (2, 40),
        "$.many": (3, 1),
        "$.many[0]": (4, 3),
        "$.many[1]": (6, 3),
        "$.many[1].d": (6, 5),
        "$.many[2]": (6, 16),
        "$.e": (8, 1),
        "$.e.f": (8, 1),
        "$.e.f.g": (8, 1),
        "$.h": (10, 1),
        '$.h["i j"]': (10, 1),
        '$.h["i j"].k': (11, 1),
        "$.l": (13, 1),
        "$.l[0]": (13, 1),
        "$.l[0].m": (14, 1),
        "$.l[1]": (15, 1),
        "$.l[1].n": (16, 3),
        "$.l[1].o": (17, 1),
        "$.l[1].o.p": (18, 1),
        "$.l[1].q": (19, 1),
        "$.l[1].q[0]": (19, 1),
        "$.l[1].q[1]": (20, 1),
        "$.l[1].q[1].r": (21, 1),
    }


def test_what_is_written_is_for_people() -> None:
    text = documents.dumps(EDITION, form="toml")
    assert text.startswith('format = "metroworkshops"\nversion = 1\nkind = "edition"\n')
    assert 'fr = "Ateliers métropolitains 2020 : du projet à l\'action"\n' in text
    assert '[[sessions]]\nid = "bologna-2020"\nwhen = "2020-03"\nplaces = ["bologna"]\n' in text


def test_files_are_read_and_written_by_the_end_of_their_name(tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    documents.dump(EDITION, path)
    assert path.read_bytes() == documents.dumps(EDITION, form="toml").encode()
    assert documents.load(path) == documents.load(str(path), mw.Edition) == EDITION
    assert [file.name for file in tmp_path.iterdir()] == ["edition.toml"]


def test_when_writing_fails_the_old_file_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "edition.toml"
    path.write_text("precious", encoding="utf-8")

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        documents.dump(EDITION, path)
    assert path.read_text(encoding="utf-8") == "precious"
    assert [file.name for file in tmp_path.iterdir()] == ["edition.toml"]


def test_a_key_in_quotes_with_an_escape_that_is_none_is_told_at_its_place() -> None:
    (found,) = faults('kind = "city"\n"\\q" = 1\n')
    assert found[:3] == (2, 4, "$")
    assert found[3].startswith("must be TOML: Unescaped '\\' in a string")


HOSTILE = {
    "brackets": "x = " + "[" * 900_000,
    "braces": "x = " + "{a = " * 190_000,
    "both": "x = " + "[{a = " * 160_000,
    "a key of many parts": "a." * 480_000 + "a = 1",
    "a table of many parts": "[" + "a." * 480_000 + "a]",
    "an inline key of many parts": "x = {" + "a." * 480_000 + "a = 1}",
    "a list of tables of many parts": "[[" + "a." * 480_000 + "a]]",
    "keys of nearly too many parts": "".join("a." * 98 + f"b{n} = 1\n" for n in range(4_500)),
    "a long line": "x = '" + "x" * 999_000 + "'",
    "a long key": "x" * 999_000 + " = 1",
    "quotes that do not end": 'x = """' + '\\"""' * 249_000,
    "quotes that do not end, literally": "x = '''" + "''\n" * 330_000,
    "a backslash at the end": 'x = """' + '\\"""' * 249_000 + "\\",
    "strings that do not end": '"\n' * 490_000,
    "backslashes": '"' + "\\" * 990_000,
    "empty lines": "\n" * 999_000,
    "comments": "# x\n" * 240_000,
    "one key again and again": "a = 1\n" * 160_000,
    "one table again and again": "[a]\n" * 240_000,
    "many tables": "[[a]]\n" * 160_000,
    "digits": "x = " + "9" * 900_000,
    "points": "." * 990_000,
    "equals": "=" * 990_000,
    "times": "x = " + "00:00:00." + "1" * 900_000,
    "far too long": "# " + "x" * LARGEST,
}
# Each takes a third of a second or more.
SLOWER = {
    "a backslash at the end",
    "a key of many parts",
    "a table of many parts",
    "a list of tables of many parts",
    "an inline key of many parts",
    "backslashes",
    "both",
    "comments",
    "empty lines",
    "equals",
    "keys of nearly too many parts",
    "many tables",
    "one key again and again",
    "one table again and again",
    "points",
    "quotes that do not end",
    "strings that do not end",
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in SLOWER else ()) for name in HOSTILE]
)
def test_hostile_input_is_refused_and_costs_little(name: str) -> None:
    start = time.process_time()
    found = faults(HOSTILE[name])
    spent = time.process_time() - start
    assert spent < 20, name
    assert len(found) <= 100
    assert sum(len(message) for *_, message in found) < 100_000


@settings(max_examples=8 * settings().max_examples)
@given(
    st.text(alphabet=st.sampled_from("ab=.[]{},\"'#\n\t\\ 0-:é"), max_size=60)
    | st.binary(max_size=40)
    | st.lists(st.sampled_from(BY_HAND.splitlines(keepends=True))).map("".join)
)
def test_whatever_comes_is_a_document_or_a_document_error(text: str | bytes) -> None:
    try:
        documents.loads(text, form="toml")
    except mw.DocumentError as error:
        refused = error
        assert refused.faults


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    expected = documents.loads(BY_HAND, form="toml")
    assert documents.loads(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode(), form="toml") == expected
    assert documents.loads("\ufeff" + BY_HAND, form="toml") == expected
    bad = BY_HAND.replace("capacity = 25", "capacity = 'x'").replace("\n", "\r\n").encode()
    assert [fault[:3] for fault in faults(bad)] == [(7, 1, "$.capacity")]
    assert "must be UTF-8" in faults(BY_HAND.encode("utf-16"))[0][3]
    assert "without lone surrogates" in faults("a = '\ud800'")[0][3]


def test_reading_needs_no_extra_and_writing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tomlkit", None)
    assert documents.loads(BY_HAND, mw.Edition, form="toml").id == "2020"
    with pytest.raises(ImportError, match=r"pip install metroworkshops\[toml\]"):
        documents.dumps(EDITION, form="toml")
