"""Deadlines: what `Deadline.passed` and `Deadline.closes_at` cost beside zoneinfo done right by hand.

Usage: python benchmarks/deadlines.py [--quick]

The first candidate of each table is the hand-written one, and ratios are to it. Both give the same bounds on each day
of twelve years, in four zones and without one, which is compared before anything is timed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import islice, repeat
from zoneinfo import ZoneInfo

from measuring import OURS, Work, by_size, main, measure, peaks

from metroworkshops import Deadline, Truth

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES


def closes_by_hand(day: date, zone: str | None) -> tuple[datetime, datetime]:
    """Find, in UTC, from when a day may be past and from when it certainly is."""
    if zone is None:
        midnight = datetime.combine(day + DAY, time(), UTC)
        return midnight - 14 * HOUR, midnight + 12 * HOUR
    area = ZoneInfo(zone)
    local = datetime.combine(day + DAY, time(), area)
    once, again = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if once <= again:  # an ordinary midnight, or one that comes twice: the second counts
        return again, again
    # Clocks skipped midnight: the day is over at the skip, somewhere between the two.
    while once - again > timedelta(seconds=1):
        middle = (again + (once - again) // 2).replace(microsecond=0)
        again, once = (middle, once) if middle.astimezone(area).date() <= day else (again, middle)
    return once, once


def answers_by_hand(bounds: tuple[datetime, datetime], instants: Sequence[datetime]) -> list[Truth]:
    """Answer for instants in UTC, given the two bounds."""
    earliest, latest = bounds
    return [YES if at >= latest else NO if at < earliest else UNKNOWN for at in instants]


def instants_around(day: date, count: int) -> list[datetime]:
    """Spread instants evenly over the four days around a limit."""
    start = datetime.combine(day - DAY, time(), UTC)
    return [start + 4 * DAY * n / count for n in range(count)]


def ordinary_days() -> Iterator[date]:
    """List days from 2026 on, each once."""
    return (date(2026, 1, 1) + n * DAY for n in range(36_500))


def days_cut_short(zone: str) -> Iterator[date]:
    """List the days from 1993 on whose closing midnight clocks skipped."""
    area = ZoneInfo(zone)
    for n in range(100_000):
        day = date(1993, 1, 1) + n * DAY
        local = datetime.combine(day + DAY, time(), area)
        if local.utcoffset() != local.replace(fold=1).utcoffset() and local.astimezone(UTC).astimezone(area) != local:
            yield day


def agree_on_days(zones: Sequence[str | None]) -> int:
    """Compare the bounds of both for each day of twelve years, before any is timed; count the comparisons."""
    compared = 0
    for zone in zones:
        for day in (date(2010, 1, 1) + n * DAY for n in range(12 * 365)):
            if Deadline.on(day, zone=zone).closes_between() != closes_by_hand(day, zone):
                raise ValueError(f"the hand-written bounds of {day} in {zone} differ from the library's")
            compared += 1
    return compared


LIBRARY = f"{OURS}, passed"


def asked_once(key: str, title: str, zone: str | None, days: Iterator[date], rounds: int) -> Iterator[Work]:
    """Measure a deadline that is made and asked once: of a day not asked about before, and of one that was."""
    count = 4

    def by_hand(days: Sequence[date]) -> list[Truth]:
        return [answers_by_hand(closes_by_hand(day, zone), [datetime.combine(day, time(12), UTC)])[0] for day in days]

    def library(days: Sequence[date]) -> list[Truth]:
        return [Deadline.on(day, zone=zone).passed(datetime.combine(day, time(12), UTC)) for day in days]

    candidates: dict[str, Callable[[Sequence[date]], object]] = {"by hand": by_hand, f"{OURS}, made and asked": library}
    new = [list(islice(days, count)) for _ in range(rounds)]
    yield Work(
        f"deadlines/made-{key}-new",
        f"{title}, a day not asked before",
        "deadline",
        {count: measure(candidates, new, together=False)},
    )
    known = measure(candidates, repeat(new[-1]), rounds=rounds)
    yield Work(f"deadlines/made-{key}-known", f"{title}, a day known already", "deadline", {count: known})


def candidates_of(day: date, zone: str | None, deadline: Deadline) -> dict[str, Callable[[Sequence[datetime]], object]]:
    """Give what answers for many instants: by hand with bounds found beforehand, and the library."""

    def library(instants: Sequence[datetime]) -> list[Truth]:
        return [deadline.passed(at) for at in instants]

    def bounds_first(instants: Sequence[datetime]) -> list[Truth]:
        return answers_by_hand(deadline.current.ends_between(), instants)

    return {
        "by hand, the bounds kept": partial(answers_by_hand, closes_by_hand(day, zone)),
        f"{OURS}, bounds taken once": bounds_first,
        LIBRARY: library,
    }


def closing_instant(key: str, title: str, day: date, zone: str, rounds: int) -> Work:
    """Measure the closing instant on the clock of the zone."""
    count = 200
    deadline = Deadline.on(day, zone=zone)
    kept = closes_by_hand(day, zone)[0]

    def computed(times: int) -> list[datetime]:
        return [closes_by_hand(day, zone)[0].astimezone(ZoneInfo(zone)) for _ in range(times)]

    def converted(times: int) -> list[datetime]:
        return [kept.astimezone(ZoneInfo(zone)) for _ in range(times)]

    def library(times: int) -> list[datetime]:
        return [deadline.closes_at() for _ in range(times)]

    candidates: dict[str, Callable[[int], object]] = {
        "by hand, computed each time": computed,
        "by hand, the instant kept": converted,
        f"{OURS}, closes_at": library,
    }
    return Work(f"deadlines/{key}", title, "call", {count: measure(candidates, repeat(count), rounds=rounds)})


WINTER, SPRING = date(2020, 1, 31), date(2025, 3, 29)
PARIS = candidates_of(WINTER, "Europe/Paris", Deadline.on(WINTER, zone="Europe/Paris"))


def answering(name: str) -> Callable[[str], Callable[[], object]]:
    """Give what answers for so many instants, and keeps the answers."""
    return lambda size: partial(PARIS[name], instants_around(WINTER, int(size)))


def held() -> Mapping[str, Callable[[str], Callable[[], object]]]:
    """Give what the memory of is measured."""
    return {name: answering(name) for name in PARIS}


def works(quick: bool) -> Iterator[Work]:
    """Compare, then measure."""
    zones = ("Europe/Paris", "Asia/Beirut", "America/St_Johns", "Africa/Cairo", None)
    print(f"Equal: the bounds of {agree_on_days(zones):,} days in zones")
    sizes = (100, 1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    rounds = 11 if quick else 41

    def instants(size: int) -> Iterator[list[datetime]]:
        return repeat(instants_around(WINTER, size))

    yield Work(
        "deadlines/passed",
        "Ask whether a deadline had passed, in Paris",
        "instant",
        by_size(PARIS, instants, sizes, quick=quick),
        peaks("deadlines", {size: str(size) for size in sizes}, held()),
        ours=LIBRARY,
        aims={LIBRARY: 1.5, f"{OURS}, bounds taken once": 1.5},
    )
    yield from asked_once("paris", "Made and asked once, in Paris", "Europe/Paris", ordinary_days(), rounds)
    beirut = days_cut_short("Asia/Beirut")
    yield from asked_once("beirut", "In Beirut, the eve of a skipped midnight", "Asia/Beirut", beirut, min(rounds, 9))
    yield from asked_once("nowhere", "No zone stated", None, ordinary_days(), rounds)
    extended = Deadline.on("2020-01-20", zone="Europe/Paris").extended_to(
        WINTER, announced=datetime(2020, 1, 30, tzinfo=UTC)
    )
    for key, title, day, zone, deadline in (
        ("ask-beirut", "`passed`, Beirut", SPRING, "Asia/Beirut", Deadline.on(SPRING, zone="Asia/Beirut")),
        ("ask-nowhere", "`passed`, no zone stated", WINTER, None, Deadline.on(WINTER)),
        ("ask-extended", "`passed`, extended once, Paris", WINTER, "Europe/Paris", extended),
    ):
        results = measure(candidates_of(day, zone, deadline), repeat(instants_around(day, 1_000)), rounds=rounds)
        yield Work(f"deadlines/{key}", title, "instant", {1_000: results})
    yield closing_instant("closes-paris", "`closes_at`, Paris", WINTER, "Europe/Paris", rounds)
    yield closing_instant("closes-beirut", "`closes_at`, Beirut, a skipped midnight", SPRING, "Asia/Beirut", rounds)


if __name__ == "__main__":
    main(works, __doc__)
