"""What just fits: the bounds that errors and docstrings name are taken themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

import metroworkshops as mw

AT = datetime(2020, 1, 1, tzinfo=UTC)
ID = "workshops.example.org"
FRENCH = mw.Speaks("fr")
LIMIT = mw.Deadline.on("2020-01-31", zone="UTC")

BOUNDS: dict[str, tuple[Callable[[], object], object]] = {
    "id of 200 characters": (lambda: mw.Session("x" * 200, "S").id, "x" * 200),
    "programme of 200 characters": (lambda: mw.Programme("x:" + "y" * 198, "P").id, "x:" + "y" * 198),
    "web address in capitals": (lambda: mw.Partner("p", "P", url="HTTP://X").url, "HTTP://X"),
    "web address in a web address": (
        lambda: mw.Partner("p", "P", url="https://example.org/?from=ftp://a").url,
        "https://example.org/?from=ftp://a",
    ),
    "length of 3660 days": (lambda: mw.Length(3660).least, 3660),
    "offset of 3660 days": (lambda: mw.Offset(3660).days, 3660),
    "offset of 3660 days before": (lambda: mw.Offset(-3660).days, -3660),
    "capacity of nearly 2**31": (lambda: mw.Edition(ID, "2020", capacity=2**31 - 1).capacity, 2**31 - 1),
    "quota of all places": (
        lambda: mw.Edition(ID, "2020", capacity=5, quotas=[mw.Quota("q", FRENCH, at_least=5)]).quotas[0].at_least,
        5,
    ),
    "no points": (lambda: mw.Score("a", "c", points=Fraction(0), by="reader").points, 0),
    "a million points": (lambda: mw.Score("a", "c", points=Decimal(1_000_000), by="reader").points, 1_000_000),
    "points of six decimals": (lambda: mw.Score("a", "c", points=0.123456, by="reader").points, 0.123456),
    "part of a total, out of nothing": (
        lambda: mw.RankedPart("p", 0, possible=0, out_of=0, truth="yes").out_of,
        0,
    ),
    "entry of the highest sequence": (
        lambda: mw.Entry("u", mw.Session("s", "S"), sequence=2**31 - 1, published=AT, modified=AT).sequence,
        2**31 - 1,
    ),
    "cancelled entries kept for no day": (lambda: mw.Publication(ID, AT, keep_days=0).keep_days, 0),
    "cancelled entries kept for a century": (lambda: mw.Publication(ID, AT, keep_days=36500).keep_days, 36500),
    "reminder on the day": (lambda: LIMIT.reminders([0])[0].days, 0),
    "reminder ten years before": (lambda: LIMIT.reminders([timedelta(days=3650)])[0].days, 3650),
    "first day": (lambda: mw.When.parse("0001-01-01").earliest, date(1, 1, 1)),
    "last day": (lambda: mw.When.parse("9999-12-31").latest, date(9999, 12, 31)),
    "part of the first month": (lambda: str(mw.When.part_of_month("early", 1, 1)), "0001-01-01~/0001-01-10~"),
    "part of the last month": (lambda: str(mw.When.part_of_month("late", 9999, 12)), "9999-12-21~/9999-12-31~"),
    "rules nested 32 deep": (lambda: nested(32).depth, 32),
}


def nested(deep: int) -> mw.EligibilityRule:
    rule: mw.EligibilityRule = FRENCH
    for _ in range(deep):
        rule = mw.AllOf(rule)
    return rule


@pytest.mark.parametrize(("make", "kept"), BOUNDS.values(), ids=BOUNDS)
def test_a_bound_is_taken_itself(make: Callable[[], object], kept: object) -> None:
    assert make() == kept


def test_a_whole_number_of_points_is_kept_as_one() -> None:
    part = mw.RankedPart("p", Fraction(4, 2), possible=Fraction(2), out_of=2, truth="yes")
    assert repr(part) == "RankedPart(id='p', points=2, possible=2, out_of=2, truth=Truth.YES)"
