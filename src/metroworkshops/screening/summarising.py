"""Summarising: outcomes and reasons, counted over a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.rule import Rule, evaluated, leaves_of
from metroworkshops.domain.screening import OUTCOME_OF, Outcome, Screening
from metroworkshops.domain.summary import MissingCount, ReasonCount, RuleCounts, Summary
from metroworkshops.domain.unreadable import Unreadable

if TYPE_CHECKING:
    from metroworkshops.domain.case import Row
    from metroworkshops.domain.edition import Edition
    from metroworkshops.domain.finding import Whose
    from metroworkshops.domain.truth import Truth

__all__ = ["summarise"]

_MOST_ROWS: Final = 4096
"""How many different rows are held before they are counted: a host's rules may give any number, memory stays flat."""


def summarise(screenings: Iterable[Screening]) -> Summary:
    """Count outcomes and reasons over a batch: in one pass, in any order, with as much memory for any number.

    Args:
        screenings: What `screen_all` gives, as it comes. All of one edition, under the same rules; of nobody, the
            summary is ``Summary()``.

    Raises:
        InvalidValue: One of them is no screening, or of another edition or other rules than the first.

    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops, screen_all
    >>> edition = metropolitan_workshops().edition("2020")
    >>> cohort = [Applicant("a-1"), Applicant("a-2", languages=[LanguageSkill("fr", "B1")])]
    >>> summary = summarise(screen_all(cohort, edition))
    >>> summary.total, summary.eligible, summary.not_eligible, summary.undecided
    (2, 0, 1, 1)
    >>> [(one.truth, one.reason, one.count) for one in summary.leaves[0].reasons]
    [(Truth.NO, 'language-below', 1), (Truth.UNKNOWN, 'language-not-given', 1)]
    """
    counting: _Counting | None = None
    edition: Edition | None = None
    rule: Rule | None = None
    for screening in screenings:
        if not isinstance(screening, Screening):
            raise InvalidValue(
                f"must be a Screening such as screen(applicant, edition) gives, got {shown(screening)}", screening
            )
        if counting is None:
            edition, rule = screening.edition, screening.rule
            counting = _Counting(edition, rule)
        elif screening.edition is not edition or screening.rule is not rule:
            counting.refuse_others(screening)
        counting.add(screening)
    return Summary() if counting is None else counting.summary()


class _Counting:
    """Counts rows of verdicts, which many applicants share, and what they come to at the end."""

    def __init__(self, edition: Edition, rule: Rule) -> None:
        self.edition = edition
        self.rule = rule
        self.leaves = leaves_of(rule)
        self.rows: dict[Row, int] = {}
        self.unreadable = 0
        self.outcomes: Counter[Outcome] = Counter()
        self.reasons: list[Counter[tuple[Truth, str]]] = [Counter() for _ in self.leaves]
        self.missing: list[Counter[tuple[str, Whose | None]]] = [Counter() for _ in self.leaves]

    def refuse_others(self, screening: Screening) -> None:
        edition, mine = screening.edition, self.edition
        if (edition.programme, edition.id, screening.rule) != (mine.programme, mine.id, self.rule):
            raise InvalidValue(
                "only screenings of one edition under the same rules are counted together, such as those of one "
                f"screen_all; got {mine.id!r} under {shown(self.rule)} and {edition.id!r} under "
                f"{shown(screening.rule)}",
                screening,
            )

    def add(self, screening: Screening) -> None:
        if isinstance(screening.applicant, Unreadable):
            self.unreadable += 1
            return
        rows, row = self.rows, screening.verdicts
        rows[row] = rows.get(row, 0) + 1
        if len(rows) >= _MOST_ROWS:
            self.count_rows()

    def count_rows(self) -> None:
        for row, number in self.rows.items():
            truth, open_ = evaluated(self.rule, iter([verdict.truth for verdict in row]))
            self.outcomes[OUTCOME_OF[truth]] += number
            for verdict, reasons in zip(row, self.reasons, strict=True):
                reasons[verdict.truth, verdict.reason] += number
            for index in open_:
                self.missing[index][row[index].reason, row[index].whose] += number
        self.rows.clear()

    def summary(self) -> Summary:
        self.count_rows()
        return Summary(
            self.edition.programme,
            self.edition.id,
            rule=self.rule,
            eligible=self.outcomes[Outcome.ELIGIBLE],
            not_eligible=self.outcomes[Outcome.NOT_ELIGIBLE],
            undecided=self.outcomes[Outcome.UNDECIDED] + self.unreadable,
            unreadable=self.unreadable,
            leaves=[
                RuleCounts(
                    leaf,
                    [ReasonCount(truth, reason, count=n) for (truth, reason), n in reasons.items()],
                    missing=[MissingCount(reason, whose, count=n) for (reason, whose), n in missing.items()],
                )
                for leaf, reasons, missing in zip(self.leaves, self.reasons, self.missing, strict=True)
            ],
        )
