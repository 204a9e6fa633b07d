"""Say the same in languages in the order in which they are given, in a new process, and print it all as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton

import metroworkshops as mw
from metroworkshops import words
from metroworkshops.words.months import short_month
from metroworkshops.words.numbers import number

WHENS = (
    *(f"2020-{month:02}" for month in range(1, 13)),
    *("2020-03-09", "2020-33", "2020", "2020-10/2020-11", "2019-12/2020-01", "2019/2020", "[2020-03,2020-05-04]"),
    *("2020-03-09/2020-03-13", "2020-03-30/2020-04-02", "2019-12-30/2020-01-03", "{2020-02-03,2020-02-10}"),
    *("2020-05-04T14:30/2020-05-05T18:00", "2020-05-04T09:00/2020-05-04T17:30", "2020-05-04T14:30"),
)
PLACES = (
    mw.City("bologna", "Bologna", country="IT", time_zone="Europe/Rome"),
    mw.City("beirut", "Beirut", country="LB", time_zone="Asia/Beirut"),
)
SAID: tuple[Callable[[str], object], ...] = (
    *(lambda language, when=when: words.when(when, language) for when in WHENS),
    *(lambda language, month=month: short_month(date(2020, month, 1), language) for month in range(1, 13)),
    *(lambda language, days=days: words.duration(timedelta(days, 7980), language) for days in (0, 1, 25)),
    *(lambda language, name=name: words.language_name(name, language) for name in ("fr", "ar", "pt-BR")),
    lambda language: words.place(mw.Session("s", "S", places=PLACES), language),
    lambda language: words.place(mw.Session("s", "S", places=PLACES, one_of_places=True), language),
    lambda language: number(12345.5, language),
)


def said_in(language: str, *, backwards: bool) -> Iterator[object]:
    answers: dict[int, object] = {}
    for place in range(len(SAID))[:: -1 if backwards else 1]:
        try:
            answers[place] = SAID[place](language)
        except mw.NotFound:
            answers[place] = None
    return (answers[place] for place in sorted(answers))


def ask_babel(language: str) -> None:
    """Ask what a host asks, of Babel itself."""
    for pattern in ("MMM", "MMMM", "LLL", "LLLL", "QQQQ"):
        format_date(date(2020, 3, 1), pattern, locale=language.replace("-", "_"))
    format_skeleton("yMMMM", date(2020, 3, 1), locale=language.replace("-", "_"))


if __name__ == "__main__":
    languages = json.load(sys.stdin)
    for one in languages[:10] if "babel" in sys.argv else ():
        ask_babel(one)
    found = {one: list(said_in(one, backwards="backwards" in sys.argv)) for one in languages}
    json.dump({one: found[one] for one in sorted(found)}, sys.stdout)
