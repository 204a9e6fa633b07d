"""Deadlines: what `Deadline.passed` and `Deadline.closes_at` cost beside zoneinfo done right by hand.

Usage: python benchmarks/deadlines.py

The first candidate of each table is the hand-written one, and ratios are to it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import islice, repeat
from zoneinfo import ZoneInfo

from measuring import measure, table

from metroworkshops import Deadline, Truth

ROUNDS = 41
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


def first_time(title: str, zone: str | None, days: Iterator[date]) -> None:
    """Measure a day that was not asked about before: a deadline is made of it, and asked once."""
    count = 4

    def by_hand(days: Sequence[date]) -> list[Truth]:
        return [answers_by_hand(closes_by_hand(day, zone), [datetime.combine(day, time(12), UTC)])[0] for day in days]

    def library(days: Sequence[date]) -> list[Truth]:
        return [Deadline.on(day, zone=zone).passed(datetime.combine(day, time(12), UTC)) for day in days]

    rounds = [list(islice(days, count)) for _ in range(ROUNDS)]
    print(
        table(
            f"{title}, made and asked, a new day each time",
            measure({"by hand": by_hand, "Deadline": library}, rounds),
            pieces=count,
        )
    )
    again = repeat(rounds[-1], ROUNDS)
    print(
        table(
            f"{title}, made and asked, a day known already",
            measure({"by hand": by_hand, "Deadline": library}, again),
            pieces=count,
        )
    )


def asked_again(title: str, day: date, zone: str | None, deadline: Deadline, count: int) -> None:
    """Measure one deadline that is asked many times."""
    bounds = closes_by_hand(day, zone)

    def library(instants: Sequence[datetime]) -> list[Truth]:
        return [deadline.passed(at) for at in instants]

    def bounds_first(instants: Sequence[datetime]) -> list[Truth]:
        return answers_by_hand(deadline.current.ends_between(), instants)

    candidates: dict[str, Callable[[Sequence[datetime]], object]] = {
        "by hand, the bounds kept": partial(answers_by_hand, bounds),
        "current.ends_between() once, then compare": bounds_first,
        "passed": library,
    }
    results = measure(candidates, repeat(instants_around(day, count), ROUNDS))
    print(table(f"{title}, `passed` of {count:,} instants", results, pieces=count))


def closing_instant(title: str, day: date, zone: str, deadline: Deadline) -> None:
    """Measure the closing instant on the clock of the zone."""
    count = 200
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
        "closes_at": library,
    }
    print(table(f"{title}, `closes_at`", measure(candidates, repeat(count, ROUNDS)), pieces=count))


def main() -> None:
    """Compare, then measure."""
    print(f"CPython {sys.version.split()[0]}; medians of {ROUNDS - 1} rounds, candidates in turn")
    compared = agree_on_days(["Europe/Paris", "Asia/Beirut", "America/St_Johns", "Africa/Cairo", None])
    print(f"Equal bounds on {compared:,} days in zones\n")
    winter, spring = date(2020, 1, 31), date(2025, 3, 29)
    announced = datetime(2020, 1, 30, tzinfo=UTC)
    paris = Deadline.on(winter, zone="Europe/Paris")
    beirut = Deadline.on(spring, zone="Asia/Beirut")
    extended = Deadline.on("2020-01-20", zone="Europe/Paris").extended_to(winter, announced=announced)

    first_time("Europe/Paris", "Europe/Paris", ordinary_days())
    first_time("Asia/Beirut, eves of skipped midnights", "Asia/Beirut", days_cut_short("Asia/Beirut"))
    first_time("No zone stated", None, ordinary_days())
    asked_again("Europe/Paris, 2020-01-31", winter, "Europe/Paris", paris, 1_000)
    asked_again("Asia/Beirut, 2025-03-29", spring, "Asia/Beirut", beirut, 1_000)
    asked_again("No zone stated, 2020-01-31", winter, None, Deadline.on(winter), 1_000)
    asked_again("Europe/Paris, extended once to 2020-01-31", winter, "Europe/Paris", extended, 1_000)
    closing_instant("Europe/Paris, 2020-01-31", winter, "Europe/Paris", paris)
    closing_instant("Asia/Beirut, 2025-03-29", spring, "Asia/Beirut", beirut)
    asked_again("One deadline in Europe/Paris", winter, "Europe/Paris", paris, 100_000)


if __name__ == "__main__":
    main()
