"""The page of performance shows what the benchmarks found, and nothing that was written by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from measuring import Measured, Work
from page import KEPT, PAGE, rewritten
from results import Results, ran_on


def measured(name: str, seconds: float, ratio: float) -> Measured:
    return Measured(name, seconds, ratio, (ratio, ratio))


READING = Work(
    "reading",
    "Read lines",
    "line",
    {
        10: [measured("plain", 1e-5, 1.0), measured("slow", 1e-3, 100.0), measured("metroworkshops", 2e-5, 2.0)],
        1_000: [measured("plain", 1e-3, 1.0), measured("metroworkshops", 3e-3, 3.04)],
    },
    {"metroworkshops": {10: 0.04, 1_000: 12.3}},
    ours="metroworkshops",
    aims={"metroworkshops": 1.5},
)
ASKING = [
    Work("asking-a", "a day", "form", {4: [measured("metroworkshops", 8e-6, 1.0), measured("one", 4e-6, 0.5)]}),
    Work("asking-b", "a month", "form", {4: [measured("metroworkshops", 8e-6, 1.0), measured("two", 8e-3, 1000.0)]}),
]
RESULTS = Results(
    {
        "python": "CPython 3.11.7",
        "system": "Linux",
        "architecture": "x86_64",
        "cores": 2,
        "packages": {"attrs": "26.1.0", "pydantic": None},
    },
    True,
    [READING, *ASKING],
)
BEFORE = """Intro.

<!-- ran on -->
anything
<!-- end -->

<!-- table: reading -->
<!-- end -->
Between.

<!-- matrix: asking- -->
<!-- end -->
"""
AFTER = """Intro.

<!-- ran on -->

Seen on CPython 3.11.7, Linux, x86_64, 2 cores; attrs 26.1.0. Not installed, and so not measured: pydantic. \
A quick run, whose ratios are rough.

<!-- end -->

<!-- table: reading -->

| Read lines | 10 | 1,000 | one line | growth | memory, MiB | aim |
|---|---|---|---|---|---|---|
| plain | 1.0 | 1.0 | 1.0 us | 1.00 | | |
| slow | 100 | - | 100 us | | | |
| metroworkshops | 2.0 | 3.0 | 3.0 us | 1.50 | 0.0 / 12 | ≤ 1.5 |

<!-- end -->
Between.

<!-- matrix: asking- -->

| one form | the first takes | metroworkshops | one | two |
|---|---|---|---|---|
| a day | 2.0 us | 1.0 | 0.50 | |
| a month | 2.0 us | 1.0 | | 1000 |

<!-- end -->
"""


def test_results_are_put_in_their_places() -> None:
    assert rewritten(BEFORE, RESULTS) == AFTER


def test_what_stood_there_is_replaced() -> None:
    assert rewritten(AFTER, RESULTS) == AFTER


def test_a_work_without_a_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="has none for asking-b"):
        rewritten(BEFORE.replace("matrix: asking-", "table: asking-a"), RESULTS)


def test_a_place_without_a_work_is_an_error() -> None:
    with pytest.raises(ValueError, match="what was not measured: writing"):
        rewritten(BEFORE + "<!-- table: writing -->\n<!-- end -->\n", RESULTS)


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    RESULTS.write(tmp_path / "results.json")
    assert Results.read(tmp_path / "results.json") == RESULTS


def test_the_page_shows_the_results_that_are_kept() -> None:
    """To renew it: python benchmarks/page.py."""
    page = PAGE.read_text(encoding="utf-8")
    assert rewritten(page, Results.read(KEPT)) == page


def test_results_say_what_they_were_seen_on_and_name_no_folder() -> None:
    kept = KEPT.read_text(encoding="utf-8")
    assert Results.read(KEPT).ran_on.keys() == ran_on().keys()
    for folder in (Path.home(), Path(sys.prefix), KEPT.parents[1]):
        assert str(folder) not in kept
