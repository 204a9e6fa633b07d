"""The grammar of dates, judged by edtf-validate: we read what it takes for EDTF, save where this file says why not.

Each difference names the clause, of the Library of Congress, "Extended Date/Time Format (EDTF) Specification" of 4
February 2019 (LoC): the profile of ISO 8601-2:2019 that edtf-validate (2.0.0, November 2026) implements. python-edtf
(5.0.2) is no second judge: it has the same faults, takes intervals that run backwards, and strips what it reads.
"""

from __future__ import annotations

import re
import string
import warnings
from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops import InvalidDate, When
from metroworkshops.testing import whens

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it calls pyparsing by the names of version 2
    from edtf_validate.valid_edtf import (  # type: ignore[import-untyped]
        conformsLevel0,
        conformsLevel1,
        conformsLevel2,
        is_valid,
    )

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "edtf.md"


def ours(text: str) -> bool:
    try:
        When.parse(text)
    except InvalidDate:
        return False
    return True


def theirs(text: str) -> bool:
    """Ask edtf-validate; what it raises on, it does not take for EDTF either."""
    try:
        return bool(is_valid(text))
    except (LookupError, TypeError, ValueError):
        return False


@dataclass(frozen=True)
class Difference:
    """One reason why one reads a text that the other refuses: which, by what clause, and which texts it concerns."""

    clause: str
    we_read_it: bool
    concerns: Callable[[str], object]
    examples: tuple[str, ...]


def ends(text: str) -> list[When]:
    """Give the ends of an interval, or the elements of a list, when we read each of them by itself."""
    parts = [part.strip(" ") for part in re.split(r"[/,]", text.strip("[]{}"))]
    parts = [f"{{{part}}}" if ".." in part else part for part in parts]
    return [When.parse(part) for part in parts] if len(parts) > 1 and all(map(ours, parts)) else []


def is_nested(text: str) -> bool:
    """Tell whether an interval has an end that may come before its start: 2020/2020-06, 2020-24/2021-01."""
    found = ends(text) if "/" in text else []
    return len(found) == 2 and str(found[1].latest) < str(found[0].latest)


def repeats(text: str) -> bool:
    """Tell whether a list names a date twice, or a set days that another of its dates has as well."""
    found = sorted(ends(text), key=lambda when: when.sort_key) if text[:1] in ("[", "{") else []
    shared = any(later.earliest <= one.latest for one, later in pairwise(found) if later.earliest and one.latest)
    return len(set(map(str, found))) < len(found) or (text[0] == "{" and shared)


def runs_backwards(text: str) -> bool:
    return any(begin > end for begin, end in re.findall(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text))


def is_no_leap_day(text: str) -> bool:
    return any(not isleap(int(year)) for year in re.findall(r"(\d{4})-02-29", text))


# What edtf-validate has otherwise than the specification.
FAULTS = {
    "a grouping within a year stands only by itself": Difference(
        'LoC level 2, "Sub-year groupings": they extend the seasons of level 1, which stand in intervals; '
        '"Qualification" (level 1) is of any date. ISO 8601-2:2019, 4.8',
        True,
        re.compile(r"-(2[5-9]|3[0-6]|4[01])([?~%]|/|,|\]|\}|$)").search,
        ("2024-25/2024-26", "2023-10/2024-25", "2024-33~", "2024-40/..", "[2024-33,2024-34]"),
    ),
    "no season stands in a list": Difference(
        'LoC level 2, "Set representation", 7: different elements may have different precisions',
        True,
        re.compile(r"^[\[{].*-2[1-4]\b").search,
        ("[2024-21,2024-22]", "{2024-03,2024-22}"),
    ),
    "no list has one element": Difference(
        'LoC level 2, "Set representation": no least number of members is stated',
        True,
        re.compile(r"^[\[{][^,.]+[\]}]$").search,
        ("[2020-03]", "{2020-03-09}"),
    ),
    "29 February is in every year, unless in an interval": Difference(
        'LoC level 0, "Date", is a calendar date of ISO 8601-1:2019, 5.2.2',
        False,
        is_no_leap_day,
        ("2021-02-29", "1900-02-29~", "{2021-02-28,2021-02-29}"),
    ),
    "a clock time stands beside a month or a year": Difference(
        'LoC level 0, "Date and Time": a complete representation of the date',
        False,
        re.compile(r"^\d{4}(-\d\d)?T").search,
        ("2020T10:00:00", "2020-03T10:00:00"),
    ),
    "a run goes backwards": Difference(
        'LoC level 2, "Set representation", 5: all the values between the two, of which there are none',
        False,
        runs_backwards,
        ("{2022-02-05..2022-02-03}",),
    ),
    "white space other than spaces stands at many places": Difference(
        "no clause has any",
        False,
        re.compile(r"[\t\n\r]").search,
        ("2020-03-09\n", "2020-\t21"),
    ),
}
# What we read beyond EDTF, and what of EDTF we do not read. docs/reference/edtf.md says the same to users.
MORE = {
    "a clock time needs no seconds": Difference(
        'LoC level 0, "Date and Time": a complete representation, 23:20:30; reduced precision is of ISO 8601-1 alone',
        True,
        re.compile(r"T\d\d:\d\d(?!:)").search,
        ("2023-05-04T14:30",),
    ),
    "clock times stand in intervals and in lists, and have marks": Difference(
        'LoC level 0, "Time Interval": time of day is excluded; levels 1 and 2 qualify and list dates',
        True,
        re.compile(r"T.*[/,~?%\]}]|[/,\[{.].*T").search,
        ("2023-05-04T14:30:00/2023-05-05T18:00:00", "2023-05-04T14:30:00~", "{2023-05-04T10:00:00,2023-05-05}"),
    ),
    "spaces stand around the elements of a list": Difference(
        'LoC level 2, "Set representation", 4: no spaces',
        True,
        re.compile(r"^[\[{].* ").search,
        ("{2022-02-03, 2022-02-10}", "[ 2020-03,2020-04 ]"),
    ),
}
LESS = {
    "a shift from UTC": Difference(
        'LoC level 0, "Date and Time": clock times here are those of the place',
        False,
        re.compile(r"T[\d:]+(Z|[+-]\d)").search,
        ("1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30"),
    ),
    "24:00:00": Difference(
        "ISO 8601-1:2019, 5.3, has no such hour (its amendment of 2022 has it again)",
        False,
        re.compile(r"T24:00:00").search,
        ("2020-03-09T24:00:00",),
    ),
    "a year before 0001": Difference(
        'LoC level 0, "Date" (0000), and level 1, "Negative calendar year"',
        False,
        re.compile(r"(^|[/,\[{.])[?~%]?(0000|-\d)").search,
        ("0000", "-1985", "0000-01/2020", "[-1985,2020]"),
    ),
    "a year beyond 9999, or the season that ends in it": Difference(
        'LoC level 1, "Letter-prefixed calendar year"; level 2, "Exponential year"',
        False,
        re.compile(r"Y|9999-(24|28|30)").search,
        ("Y170000002", "Y-17E7", "9999-24"),
    ),
    "significant digits": Difference('LoC level 2, "Significant digits"', False, re.compile("S").search, ("1950S2",)),
    "an unspecified digit, save in XXXX by itself": Difference(
        'LoC level 1, "Unspecified digit(s) from the right"; level 2, "Unspecified Digit"',
        False,
        re.compile("X").search,
        ("201X", "2004-XX", "1985-04-XX", "XXXX-12-XX", "XXXX/2020"),
    ),
    "a mark on a part of a date, or before it": Difference(
        'LoC level 2, "Qualification": group and individual qualification',
        False,
        re.compile(r"[?~%][-\d]").search,
        ("2004-06~-11", "?2004-06-~11", "2004-06-~01/2004-06-~20"),
    ),
    "quadrimesters": Difference(
        'LoC level 2, "Sub-year groupings", 37 to 39', False, re.compile(r"-3[789]\b").search, ("2001-37",)
    ),
    "a list that is open at an end": Difference(
        'LoC level 2, "Set representation", 6: "on or before", "on or after"',
        False,
        re.compile(r"[\[{,]\.\.|\.\.[,\]}]").search,
        ("[..1760-12-03]", "[1760-12-01..]", "{..1984,2020}"),
    ),
    "a run of months or years": Difference(
        'LoC level 2, "Set representation", 5',
        False,
        re.compile(r"[\[{,]\d{4}(-\d\d)?\.\.").search,
        ("[1667,1668,1670..1672]", "{2020-03..2020-05}"),
    ),
    "an interval of which neither end is given": Difference(
        'LoC level 1, "Extended Interval (L1)"; nothing known is XXXX',
        False,
        re.compile(r"^(\.\.)?/(\.\.)?$").search,
        ("../..", "/.."),
    ),
    "an interval whose end may come before its start": Difference(
        'LoC level 0, "Time Interval", has no such example, and does not exclude it',
        False,
        is_nested,
        ("2020/2020-06", "2020-03/2020-03-15", "2024-24/2025-01"),
    ),
    "a date given twice": Difference(
        'LoC level 2, "Set representation", does not exclude it', False, repeats, ("[2020,2020]", "{2020,2020-03}")
    ),
}
DIFFERENCES = FAULTS | MORE | LESS


def reasons(text: str) -> list[str]:
    """Name the differences that explain why one reads a text and the other does not."""
    we_read_it = ours(text)
    return [what for what, one in DIFFERENCES.items() if one.we_read_it is we_read_it and one.concerns(text)]


# A grammar of its own, a little wider than EDTF: no such months, days and hours, marks and digits anywhere.
def digits(first: int, last: int) -> SearchStrategy[str]:
    return st.integers(first, last).map("{:02}".format)


YEARS = st.one_of(st.sampled_from(["2020", "2021"]), st.sampled_from(["2020", "0001", "9999", "0000", "-1985"]))
MARKS = st.sampled_from(["", "", "", "?", "~", "%"])
MONTHS = st.builds("{}-{}".format, YEARS, digits(1, 12))
GROUPINGS = st.builds("{}-{}".format, YEARS, digits(0, 42))
DAYS = st.builds("{}-{}-{}".format, YEARS, digits(1, 12), digits(1, 28))
NEARLY_DAYS = st.builds("{}-{}-{}".format, YEARS, digits(0, 13), digits(0, 32))
CLOCKS = st.builds(
    "{}T{}:{}{}{}".format,
    st.one_of(DAYS, DAYS, MONTHS, YEARS),
    digits(0, 24),
    digits(0, 60),
    st.sampled_from(["", ":00", ":59", ":60"]),
    st.sampled_from(["", "", "Z", "+01:00", "-04"]),
)
MARKED = st.builds("{}{}".format, st.one_of(YEARS, MONTHS, GROUPINGS, DAYS), MARKS)
MARKED_INSIDE = st.builds("{}{}-{}{}-{}{}".format, MARKS, YEARS, MARKS, digits(1, 12), MARKS, digits(1, 28))
UNSPECIFIED = st.builds(
    lambda text, places: "".join(
        "X" if place in places and sign.isdigit() else sign for place, sign in enumerate(text)
    ),
    st.one_of(YEARS, MONTHS, DAYS),
    st.sets(st.integers(0, 9), max_size=4),
)
LONG_YEARS = st.sampled_from(["Y170000002", "Y-170000002", "Y17E7", "1950S2", "Y3388E2S3"])
DATES = st.one_of(YEARS, MONTHS, DAYS, NEARLY_DAYS, MARKED, CLOCKS, MARKED_INSIDE, UNSPECIFIED, LONG_YEARS)
ENDS = st.one_of(DATES, DATES, DATES, st.sampled_from(["", ".."]))
RUN_ENDS = st.one_of(DAYS, DAYS, MONTHS, YEARS, CLOCKS)
ELEMENTS = st.one_of(
    DATES, DAYS, st.builds("{}..{}".format, RUN_ENDS, RUN_ENDS), DATES.map("..{}".format), DATES.map("{}..".format)
)
LISTS = st.builds(
    lambda brackets, elements, comma: f"{brackets[0]}{comma.join(elements)}{brackets[1]}",
    st.sampled_from(["[]", "{}", "[]", "{}", "[}"]),
    st.lists(ELEMENTS, max_size=4),
    st.sampled_from([",", ",", ", "]),
)
TEXTS = st.one_of(DATES, st.builds("{}/{}".format, ENDS, ENDS), LISTS, whens().map(str))
SIGNS = "0123456789-/.,[]{}~?%XTZ:+YSE \tt*²٣"


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """Put a sign into a text, take one out, or change one: once or twice."""
    text = draw(TEXTS)
    for _ in range(draw(st.integers(1, 2))):
        at, sign, over = draw(st.integers(0, len(text))), draw(st.sampled_from(["", *SIGNS])), draw(st.booleans())
        text = text[:at] + sign + text[at + over :]
    return text


# Much to hide in: four times the examples of the profile.
@settings(max_examples=settings().max_examples * 4)
@given(TEXTS | spoiled())
@example("2020-03-09\n")
def test_we_read_what_edtf_validate_reads_or_differ_for_a_listed_reason(text: str) -> None:
    assert ours(text) == theirs(text) or reasons(text), f"{'we' if ours(text) else 'edtf-validate'} alone"


# Whatever may stand in the place of a month, a day, an hour, a minute, a second or a mark.
EDGES = [
    *(f"2020-{number:02}" for number in range(100)),
    *(f"{month}-{day:02}" for month in ("2020-02", "2021-02", "2020-04", "2020-12") for day in (0, 1, *range(28, 33))),
    *(f"2020-03-09T{hour:02}:00:00" for hour in (0, 1, 23, 24, 25, 99)),
    *(f"2020-03-09T10:{number}:00" for number in ("00", "59", "60", "99", "5")),
    *(f"2020-03-09T10:00:{number}" for number in ("00", "59", "60", "61", "5")),
    *(f"2020-03{sign}" for sign in string.punctuation),
    *(f"2020-03-09{one}{other}" for one in "?~%" for other in "?~%"),
    *(
        "",
        "2",
        "20",
        "202",
        "20200",
        "2020-3",
        "2020-3-9",
        "2020-03-9",
        "2020-03-090",
        "20200309",
        "2020-W11",
        "2020-069",
    ),
    *("2020-03-09 10:00:00", "2020-03-09t10:00:00", "2020-03-09T10", "2020-03-09T", "+2020", "٢٠٢٠", "2020–03"),
]


def test_we_agree_at_the_edges_of_each_part_of_a_date() -> None:
    assert [text for text in EDGES if ours(text) != theirs(text) and not reasons(text)] == []


@pytest.mark.parametrize("what", DIFFERENCES)
def test_each_listed_difference_is_there(what: str) -> None:
    """A fault that was mended is taken off the list; no example rests on another reason."""
    one = DIFFERENCES[what]
    for text in one.examples:
        assert (ours(text), theirs(text)) == (one.we_read_it, not one.we_read_it), text
        assert what in reasons(text), text
    assert any(reasons(text) == [what] for text in one.examples)


@pytest.mark.slow
def test_a_list_of_more_dates_than_a_year_has_days_is_left_out() -> None:
    """No draw is as long. LoC level 2, "Set representation", states no greatest number."""
    years = [f"{year}" for year in range(1500, 1867)]
    assert (ours(f"[{','.join(years[1:])}]"), ours(f"[{','.join(years)}]")) == (True, False)
    assert theirs(f"[{','.join(years)}]")
    assert "more than 366 dates" in PAGE.read_text(encoding="utf-8")


# The examples of the specification itself, but those of levels 1 and 2 that `LESS` has already.
SPECIFICATION = """
    1985-04-12 1985-04 1985 1985-04-12T23:20:30 1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02
    2004-02-01/2005 2005/2006-02 2001-21 1984? 2004-06~ 2004-06-11% 1985-04-12/.. 1985-04/.. 1985/.. ../1985-04-12
    ../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04 /1985 1984~/2004-06 1984/2004-06~ 1984~/2004~
    2001-34 [1667,1760-12] {1960,1961-12} -1985 20XX 1985-XX-XX 156X-12-25 1984-1X Y171010000S3 2004?-06-11
    2004-06-XX/2004-07-03 [1760-01,1760-02,1760-12..] {1667,1668,1670..1672}
""".split()


@pytest.mark.parametrize("text", SPECIFICATION)
def test_what_the_specification_shows_is_read_or_left_out_for_a_listed_reason(text: str) -> None:
    assert theirs(text)
    assert ours(text) or set(reasons(text)) & LESS.keys()


def levels() -> list[tuple[str, str]]:
    """Read off the page of dates the examples of each form, and the level that it states."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    return [(text, row[2]) for row in rows[1:] for text in re.findall(r"`(.+?)`", row[1])]


@pytest.mark.parametrize(("text", "level"), levels())
def test_the_page_states_the_level_at_which_edtf_validate_reads_a_form(text: str, level: str) -> None:
    assert ours(text)
    least = [at for at, conforms in enumerate((conformsLevel0, conformsLevel1, conformsLevel2)) if conforms(text)][:1]
    assert level == (str(least[0]) if least else "none")


def test_the_page_states_each_departure() -> None:
    stated = " ".join(PAGE.read_text(encoding="utf-8").split())
    shown = {text for one in (MORE | LESS).values() for text in one.examples if f"`{text}`" in stated}
    assert [what for what, one in (MORE | LESS).items() if not shown.intersection(one.examples)] == []
