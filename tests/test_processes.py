"""Everything public goes to another process and back, and is answered there as here."""

from __future__ import annotations

import copy
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import testing

from .answers import questions

ANSWERS = Path(__file__).with_name("answers.py")
EDITION = mw.metropolitan_workshops().edition("2020")
ROOMS = (mw, mw.calendars, mw.documents, mw.pictures, mw.screening, mw.tables, mw.words)


def answered(how: str, **environment: str) -> dict[str, list[str]]:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ANSWERS), how],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def here() -> dict[str, list[str]]:
    return answered("one")


METHODS = [
    pytest.param(method, marks=pytest.mark.slow if method == "forkserver" else ())
    for method in multiprocessing.get_all_start_methods()
]


@pytest.mark.parametrize("method", METHODS)
def test_children_give_the_answers_of_their_parent(method: str, here: dict[str, list[str]]) -> None:
    assert answered(method) == here


def test_the_machines_zone_language_and_seed_change_no_answer(here: dict[str, list[str]]) -> None:
    elsewhere = {"TZ": "Pacific/Apia", "LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar", "PYTHONHASHSEED": "2020"}
    assert answered("one", **elsewhere) == here


def again(value: Any) -> Iterator[Any]:
    for protocol in (2, pickle.HIGHEST_PROTOCOL):
        yield pickle.loads(pickle.dumps(value, protocol))
    yield copy.copy(value)
    yield copy.deepcopy(value)


@st.composite
def scores(draw: st.DrawFn) -> tuple[mw.Score, ...]:
    people = [mw.Applicant("a-1"), mw.Applicant("a-2")]
    return draw(testing.scores(draw(testing.rankings()), people))


# What is of the standard library is not ours to prove.
PLAIN = {"identifiers", "instants", "language_tags", "plain_texts"}
STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    name: scores() if name == "scores" else getattr(testing, name)() for name in testing.__all__ if name not in PLAIN
}


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_value_is_sent_and_copied_as_an_equal_one(name: str) -> None:
    @settings(max_examples=max(1, settings().max_examples // 6))
    @given(STRATEGIES[name])
    def holds(value: Any) -> None:
        for sent in again(value):
            assert type(sent) is type(value)
            assert sent == value
            assert (hash(sent), repr(sent)) == (hash(value), repr(value))

    holds()


def test_every_answer_is_sent_and_copied_as_an_equal_one() -> None:
    for name, ask in questions(["en"], []).items():
        value = ask()
        if not name.startswith("to_calendar"):  # icalendar's
            assert all(sent == value for sent in again(value)), name


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__.rpartition(".")[2])
def test_every_class_and_function_is_sent_by_its_name(room: Any) -> None:
    for name in room.__all__:
        thing = getattr(room, name)
        if room is not mw or name not in mw._ROOMS:
            assert pickle.loads(pickle.dumps(thing)) is thing, name


def po(tmp_path: Path) -> mw.words.Catalogue:
    """A catalogue that a host brings."""
    shipped = Path(mw.words.__file__).parent / "catalogues" / "fr.po"
    path = tmp_path / "own.po"
    path.write_bytes(shipped.read_bytes())
    return mw.words.Catalogue.load(path)


def test_what_else_a_host_holds_is_sent_too(tmp_path: Path) -> None:
    catalogue, pseudonyms = po(tmp_path), mw.tables.Pseudonyms(b"for tests alone: no secret at all")
    held = [
        catalogue,
        pseudonyms,
        mw.calendars.CalendarOptions(deadline_alarms=[timedelta(days=7)], name="Ateliers"),
        mw.documents.Limits(size=1000),
        mw.pictures.timeline(EDITION, "fr"),
    ]
    for value in held:
        for sent in again(value):
            assert sent == value
    assert all(sent.of("a-1") == pseudonyms.of("a-1") for sent in again(pseudonyms))
    assert all(mw.words.edition(EDITION, sent) == mw.words.edition(EDITION, "fr") for sent in again(catalogue))


def raised(act: Callable[[], object]) -> mw.MetroworkshopsError:
    with pytest.raises(mw.MetroworkshopsError) as caught:
        act()
    return caught.value


ERRORS = {
    "InvalidValue": lambda: mw.Session("s", "S", dates_confirmed="yes"),  # type: ignore[arg-type]
    "InvalidValue, several": lambda: mw.Session(
        "s", "S", when="2020-03-09T10:00", parts=[mw.Part("a", "A"), mw.Part("a", "B")]
    ),
    "InvalidDate": lambda: mw.When.parse("2020-13"),
    "NotFound": lambda: EDITION.session("rome-2020"),
    "NotFound, a language": lambda: mw.words.when("2020-03", "xx"),
    "UndeterminedDeadline": lambda: mw.Deadline.on("2020-01-31").closes_at(),
    "DocumentError": lambda: mw.documents.loads('{"kind": "edition", "sessions": [{"when": "2020-13"}], "x": 1}'),
    "DocumentError, with lines": lambda: mw.documents.loads("kind: edition\nx: 1\n", form="yaml"),
}


@pytest.mark.parametrize("act", ERRORS.values(), ids=ERRORS)
def test_errors_are_sent_whole(act: Callable[[], object]) -> None:
    error = raised(act)
    for sent in again(error):
        assert type(sent) is type(error)
        assert str(sent) == str(error)
        assert {name: _plain(value) for name, value in vars(sent).items()} == {
            name: _plain(value) for name, value in vars(error).items()
        }


def _plain(value: Any) -> object:
    """Compare the errors that an error sums up by what they say."""
    return [str(one) for one in value] if isinstance(value, tuple) else value


def test_there_is_an_error_of_each_kind_among_them() -> None:
    kinds: list[type[mw.MetroworkshopsError]] = [mw.MetroworkshopsError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert {type(raised(act)) for act in ERRORS.values()} == set(kinds[1:])
    assert raised(ERRORS["DocumentError, with lines"]).faults[0].line is not None  # type: ignore[attr-defined]
