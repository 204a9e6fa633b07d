"""Tallying: those who apply, counted against the places and the quotas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.ranked import Ranked
from metroworkshops.domain.screening import Outcome, Screening
from metroworkshops.domain.tally import QuotaCount, Tally
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import tuple_of

from .asking import asking

__all__ = ["tally"]


def tally(screenings: Iterable[Screening], *, among: Iterable[Ranked] | None = None) -> Tally:
    """Count applicants against the places and the quotas of their edition. It changes no outcome and refuses nobody.

    Everybody who is given is counted, whatever the outcome: give those who may be admitted. They are counted as they
    come, in any order, with as much memory for any number.

    Args:
        screenings: Those to count, all of one edition. Of nobody, the tally is ``Tally()``.
        among: Count only those of them who are in this part of what `rank` gave, such as its first 25. None: all.

    Raises:
        InvalidValue: One of them is no screening, or of another edition than the first; or somebody of *among* is not
            there.

    >>> from metroworkshops import Applicant, Edition, Quota, WorksIn, screen_all
    >>> local = Quota("local", WorksIn("local government"), at_least=2)
    >>> edition = Edition("workshops.example.org", "2020", quotas=[local], capacity=25)
    >>> cohort = [Applicant("a-1"), Applicant("a-2", sectors=["local government"]), Applicant("a-3", sectors=[])]
    >>> found = tally(screen_all(cohort, edition))
    >>> found.undecided, found.over_possible
    (3, 0)
    >>> [(one.quota.id, one.met, one.possible, one.is_within) for one in found.quotas]
    [('local', 1, 2, Truth.UNKNOWN)]
    """
    chosen = None if among is None else {one.applicant for one in tuple_of(Ranked, among, "rank(screenings)[0]")}
    left = set() if chosen is None else set(chosen)
    edition = None
    asked = []
    answers: list[Counter[Truth]] = []
    outcomes: Counter[Outcome] = Counter()
    for screening in _checked(screenings):
        if edition is None:
            edition = screening.edition
            asked = [asking(quota.rule, edition) for quota in edition.quotas]
            answers = [Counter() for _ in edition.quotas]
        elif screening.edition is not edition and screening.edition != edition:
            raise InvalidValue(
                f"all must be of one edition, that of the first, {edition.id!r}; got one of {screening.edition.id!r} "
                "that differs",
                screening,
            )
        if chosen is not None and screening.applicant.id not in chosen:
            continue
        left.discard(screening.applicant.id)
        outcomes[screening.outcome] += 1
        for ask, counted in zip(asked, answers, strict=True):
            counted[ask(screening.applicant)] += 1
    if left:
        raise InvalidValue(
            f"'among' must hold applicants who are among the screenings, got others: {', '.join(sorted(left))}",
            tuple(sorted(left)),
            "among",
        )
    return Tally(
        capacity=None if edition is None else edition.capacity,
        eligible=outcomes[Outcome.ELIGIBLE],
        undecided=outcomes[Outcome.UNDECIDED],
        not_eligible=outcomes[Outcome.NOT_ELIGIBLE],
        quotas=[]
        if edition is None
        else [
            QuotaCount(quota, counted[Truth.YES], unknown=counted[Truth.UNKNOWN])
            for quota, counted in zip(edition.quotas, answers, strict=True)
        ],
    )


def _checked(screenings: Iterable[Screening]) -> Iterator[Screening]:
    for screening in screenings:
        if not isinstance(screening, Screening):
            raise InvalidValue(
                f"must be a Screening such as screen(applicant, edition) gives, got {shown(screening)}", screening
            )
        yield screening
