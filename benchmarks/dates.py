"""Dates: what `When.parse` costs beside the standard library, edtf, edtf-validate, pendulum and dateutil.

Usage: python benchmarks/dates.py [--quick]

Where two read a text, both give the same first and last day of it; this is compared before anything is timed, and
edtf-validate only says that a text is right. Peers are measured where they are installed:
python -m pip install --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from itertools import cycle, islice, repeat
from typing import Any

import pendulum
from measuring import OURS, Work, by_size, installed, main, measure, peaks

from metroworkshops import When

Bounds = tuple[date | None, date | None]
Reader = Callable[[str], object]

# --- What each reads: a text into its first and last day, for comparison ----------------

DAY = timedelta(days=1)
FIRST, LAST = date(1200, 1, 1), date(2300, 1, 1)

# A form by its name, and how the text of one that begins on a day is written.
FORMS: Mapping[str, Callable[[date], str]] = {
    "a day": lambda day: f"{day}",
    "a month": lambda day: f"{day:%Y-%m}",
    "a year": lambda day: f"{day:%Y}",
    "days on end": lambda day: f"{day}/{day + 4 * DAY}",
    "months on end": lambda day: f"{day:%Y-%m}/{day + 40 * DAY:%Y-%m}",
    "separate days": lambda day: f"{{{day},{day + 7 * DAY}}}",
    "one of two months": lambda day: f"[{day:%Y-%m},{day + 40 * DAY:%Y-%m}]",
    "a season": lambda day: f"{day:%Y}-{25 + day.day % 3}",
    "a quarter": lambda day: f"{day:%Y}-{33 + day.day % 4}",
    "about a month": lambda day: f"{day:%Y-%m}~",
    "about these days": lambda day: f"{day}~/{day + 10 * DAY}~",
    "no end": lambda day: f"{day}/..",
    "clock times": lambda day: f"{day}T14:30/{day + DAY}T18:00",
}
NAMES = tuple(FORMS)
DAYS, MONTH, INTERVALS = NAMES[0], NAMES[1], NAMES[3]


class Peer:
    """One way to read dates.

    Attributes:
        forms: Those that it reads as we do.
        read: Reads one text.
        bounds: Reads a text into its first and last day; None where it only checks.
    """

    def __init__(self, forms: Sequence[str], read: Reader, bounds: Callable[[str], Bounds] | None) -> None:
        self.forms = forms
        self.read = read
        self.bounds = bounds


def library() -> Peer:
    """Read with the library."""

    def bounds(text: str) -> Bounds:
        found = When.parse(text)
        return found.earliest, found.latest

    return Peer(NAMES, When.parse, bounds)


def standard_library() -> Peer:
    """Read a day, and days on end cut at the stroke."""

    def read(text: str) -> list[date]:
        return [date.fromisoformat(part) for part in text.split("/")]

    return Peer([DAYS, INTERVALS], read, lambda text: (read(text)[0], read(text)[-1]))


def with_pendulum() -> Peer:
    """Read with pendulum: a month is to it the first of the month, so that these stay out."""
    read = partial(pendulum.parse, exact=True)

    def bounds(text: str) -> Bounds:
        found: Any = read(text)
        first, last = (found.start, found.end) if isinstance(found, pendulum.Interval) else (found, found)
        return date(first.year, first.month, first.day), date(last.year, last.month, last.day)

    return Peer([DAYS, INTERVALS, "clock times"], read, bounds)


def with_dateutil() -> Peer:
    """Read with the reader of ISO 8601 in dateutil, which knows no intervals."""
    read = import_module("dateutil.parser").isoparse
    return Peer([DAYS], read, lambda text: (read(text).date(),) * 2)


def with_edtf() -> Peer:
    """Read with edtf. It has no clock times without a zone, and gives an unknown end and a winter other days."""
    read = import_module("edtf").parse_edtf
    infinite = float("inf")

    def bounds(text: str) -> Bounds:
        found = read(text)
        first, last = found.lower_strict(), found.upper_strict()
        return date(*first[:3]), None if last == infinite else date(*last[:3])

    return Peer([form for form in NAMES if form != "clock times"], read, bounds)


def with_edtf_validate() -> Peer:
    """Check with edtf-validate."""
    return Peer(
        [form for form in NAMES if form != "clock times"], import_module("edtf_validate.valid_edtf").is_valid, None
    )


LIBRARY = f"{OURS}, When.parse"


def peers() -> dict[str, Peer]:
    """Give all that are installed, ours first but for the standard library."""
    others = {"dateutil": with_dateutil, "edtf-validate": with_edtf_validate, "edtf": with_edtf}
    return {
        "date.fromisoformat": standard_library(),
        LIBRARY: library(),
        "pendulum.parse": with_pendulum(),
        **dict(installed(others)),
    }


def texts(form: str, apart: int = 1) -> Iterator[str]:
    """Write texts of one form, of days so many days apart."""
    return (FORMS[form](FIRST + number * DAY) for number in range(0, (LAST - FIRST).days, apart))


def lists(given: Iterator[str], count: int) -> Iterator[list[str]]:
    """Cut texts into lists of so many."""
    while True:
        yield list(islice(given, count))


def repeated(form: str, count: int) -> list[str]:
    """Give so many texts, of which a hundred are different, as in the applications to one call."""
    few = list(islice(texts(form), 100))
    return [few[number % 100] for number in range(count)]


def agree(candidates: Mapping[str, Peer]) -> int:
    """Compare what all read in texts of each form; count the texts.

    Raises:
        ValueError: Two differ, or a text is not taken.
    """
    expected = library().bounds
    assert expected is not None
    compared = 0
    for name, peer in candidates.items():
        for form in peer.forms:
            for text in islice(texts(form, 401), 20):
                wrong = peer.bounds(text) != expected(text) if peer.bounds else not peer.read(text)
                if wrong:
                    raise ValueError(f"{name} reads {text!r} otherwise than the library")
                compared += 1
    return compared


# --- Measuring -----------------------------------------------------------------------


def reading(peer: Peer) -> Callable[[Sequence[str]], int]:
    """Give what reads all of some texts, and counts them."""
    return lambda given: len([peer.read(text) for text in given])


def each_form(candidates: Mapping[str, Peer], *, quick: bool) -> Iterator[Work]:
    """Measure each form with all that read it, ours first; each text is read once."""
    ours = candidates[LIBRARY]
    count, rounds = (10, 3) if quick else (20, 7)
    for number, form in enumerate(FORMS):
        able = {name: peer for name, peer in candidates.items() if form in peer.forms and peer is not ours}
        runs = {LIBRARY: reading(ours), **{name: reading(peer) for name, peer in able.items()}}
        given = lists(texts(form, 401), count)  # more than a year apart, so that years differ too
        results = measure(runs, given, rounds=rounds, together=False)
        title = f"`{FORMS[form](date(2026, 3, 9))}`, {form}"
        yield Work(f"dates/form-{number:02}", title, "text", {count: results}, ours=LIBRARY if form == MONTH else None)


def keeping(read: Reader) -> Callable[[str], Callable[[], object]]:
    """Give what reads so many days on end, and keeps all."""
    return lambda size: partial(list, map(read, list(islice(texts(INTERVALS), int(size)))))


def held() -> Mapping[str, Callable[[str], Callable[[], object]]]:
    """Give what the memory of is measured."""
    readers: dict[str, Reader] = {
        "date.fromisoformat": standard_library().read,
        LIBRARY: When.parse,
        "pendulum.parse": with_pendulum().read,
    }
    return {name: keeping(read) for name, read in readers.items()}


def works(quick: bool) -> Iterator[Work]:
    """Compare, then measure."""
    candidates = peers()
    print(f"Equal: {agree(candidates):,} texts read")
    sizes = (100, 1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    fresh = {form: cycle(texts(form)) for form in (DAYS, INTERVALS)}  # no text comes again soon: we keep the last few
    for key, title, form, inputs in (
        ("days", "Read days, each once", DAYS, lambda size: lists(fresh[DAYS], size)),
        ("intervals", "Read days on end, each once", INTERVALS, lambda size: lists(fresh[INTERVALS], size)),
        (
            "repeated",
            "Read days on end, a hundred of them again and again",
            INTERVALS,
            lambda size: repeat(repeated(INTERVALS, size)),
        ),
    ):
        # edtf needs some 8 ms for a day: what it costs stands with the forms.
        runs = {name: reading(peer) for name, peer in candidates.items() if form in peer.forms and name != "edtf"}
        results = by_size(runs, inputs, sizes, quick=quick)
        memory = peaks("dates", {size: str(size) for size in sizes}, held()) if key == "intervals" else {}
        yield Work(f"dates/{key}", title, "text", results, memory, ours=LIBRARY if key == "days" else None)
    yield from each_form(candidates, quick=quick)


if __name__ == "__main__":
    main(works, __doc__)
