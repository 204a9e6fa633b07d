"""Ranking: applicants in the order of their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import InvalidValue, named, refuse, shown
from metroworkshops.domain.points import exact, simplest
from metroworkshops.domain.ranked import Ranked, RankedPart
from metroworkshops.domain.ranking import APPLIED_AT, Ranking
from metroworkshops.domain.score import Score
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import tuple_of

from .asking import asking

__all__ = ["rank"]

_Scores = dict[tuple[str, str], list[Score]]
"""The scores given, by applicant and criterion."""


def rank(screenings: Iterable[Screening], scores: Iterable[Score] = ()) -> tuple[Ranked, ...]:
    """Put applicants in the order of their points, as the `Ranking` of their edition says.

    Everybody who is given is ranked, whatever the outcome: to rank the eligible alone, give them alone. Points that are
    certain decide: a preference of which it is unknown whether it is met, and a criterion that nobody gave a score for,
    add 0 for now and stand in `Ranked.possible`. Several scores for one criterion are averaged. All of it is exact:
    nothing is rounded.

    Who has as many points is put in order by what the ranking states for ties; who is equal in that too shares a rank,
    and is listed in the order of the ids. The order in which they are given plays no part.

    Args:
        screenings: Those to rank, all of one edition, each applicant once. They are all held in memory.
        scores: What people gave them.

    Returns:
        As many as were given, the first first. Of nobody, none.

    Raises:
        InvalidValue: The edition states no ranking, or an applicant is given twice; or a score is out of range, or for
            a criterion or an applicant that is not there. All scores that are wrong are told at once.

    >>> from metroworkshops import Applicant, Edition, Preference, Ranking, WorksIn, screen_all
    >>> local = Preference("local", WorksIn("local government"), points=2)
    >>> edition = Edition("workshops.example.org", "2020", ranking=Ranking([local]))
    >>> cohort = [Applicant("a-1"), Applicant("a-2", sectors=["local government"]), Applicant("a-3", sectors=[])]
    >>> [(one.rank, one.applicant, one.total, one.possible) for one in rank(screen_all(cohort, edition))]
    [(1, 'a-2', 2, 2), (2, 'a-1', 0, 2), (2, 'a-3', 0, 0)]
    """
    given = tuple_of(Screening, screenings, "screen(applicant, edition)")
    found = tuple_of(Score, scores, "Score('a-017', 'motivation', points=4, by='first reader')")
    ids = [screening.applicant.id for screening in given]
    problems = list(_unknown_applicants(found, ids))
    if not given:
        refuse("a ranking", problems)
        return ()
    edition = given[0].edition
    ranking = edition.ranking
    if ranking is None:
        raise InvalidValue(
            f"the edition must state how it ranks such as ranking=Ranking([Preference(...)]), got {edition.id!r}, "
            "which states nothing",
            edition,
        )
    refuse("a ranking", [*_problems_of(given, edition), *problems, *_problems_of_scores(found, ranking)])
    by_criterion: _Scores = defaultdict(list)
    for score in found:
        by_criterion[score.applicant, score.criterion].append(score)
    return _in_order(given, ranking, _parts(given, ranking, edition, by_criterion))


def _problems_of(screenings: Sequence[Screening], edition: Edition) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    for index, screening in enumerate(screenings):
        if screening.edition is not edition and screening.edition != edition:
            yield InvalidValue(
                f"all must be of one edition, that of the first, {edition.id!r}; got one of {screening.edition.id!r} "
                "that differs",
                screening,
                f"screenings[{index}]",
            )
        who = screening.applicant.id
        if who in seen:
            yield InvalidValue(f"each applicant must be given once, got {who!r} again", who, f"screenings[{index}]")
        seen.add(who)


def _unknown_applicants(scores: Sequence[Score], ids: Sequence[str]) -> Iterator[InvalidValue]:
    known = set(ids)
    for index, score in enumerate(scores):
        if score.applicant not in known:
            yield InvalidValue(
                f"a score must be of one of the applicants who are ranked, got {score.applicant!r}",
                score.applicant,
                f"scores[{index}].applicant",
            )


def _problems_of_scores(scores: Sequence[Score], ranking: Ranking) -> Iterator[InvalidValue]:
    criteria = {criterion.id: criterion for criterion in ranking.criteria}
    there = named(map(repr, criteria)) or "none"
    for index, score in enumerate(scores):
        criterion = criteria.get(score.criterion)
        if criterion is None:
            yield InvalidValue(
                f"a score must be for one of the criteria of the ranking ({there}), got {score.criterion!r}",
                score.criterion,
                f"scores[{index}].criterion",
            )
        elif score.points > criterion.out_of:
            yield InvalidValue(
                f"a score for {criterion.id!r} must be from 0 to {criterion.out_of}, got {shown(score.points)}",
                score.points,
                f"scores[{index}].points",
            )


def _parts(
    screenings: Sequence[Screening], ranking: Ranking, edition: Edition, scores: _Scores
) -> Iterator[tuple[RankedPart, ...]]:
    """Work out what adds up for each applicant; parts that are alike are one object."""
    asked = [(preference, asking(preference.rule, edition)) for preference in ranking.preferences]
    most = {one.id: one.most for one in ranking.criteria}
    unscored = {
        name: RankedPart(name, 0, possible=points, out_of=points, truth=Truth.UNKNOWN) for name, points in most.items()
    }
    known: dict[tuple[str, Truth], RankedPart] = {}
    for screening in screenings:
        parts = []
        for preference, ask in asked:
            truth = ask(screening.applicant)
            part = known.get((preference.id, truth))
            if part is None:
                out_of = exact(preference.points)
                certain = out_of if truth is Truth.YES else 0
                possible = 0 if truth is Truth.NO else out_of
                part = RankedPart(preference.id, certain, possible=possible, out_of=out_of, truth=truth)
                known[preference.id, truth] = part
            parts.append(part)
        for criterion in ranking.criteria:
            given = scores.get((screening.applicant.id, criterion.id))
            if given is None:
                parts.append(unscored[criterion.id])
                continue
            added = sum([exact(score.points) for score in given]) * exact(criterion.weight)
            mean = simplest(Fraction(added, len(given)))
            parts.append(RankedPart(criterion.id, mean, possible=mean, out_of=most[criterion.id], scores=given))
        yield tuple(parts)


def _in_order(
    screenings: Sequence[Screening], ranking: Ranking, parts: Iterable[tuple[RankedPart, ...]]
) -> tuple[Ranked, ...]:
    keyed = []
    for screening, own in zip(screenings, parts, strict=True):
        total = simplest(sum([part.points for part in own]))
        by_id = {part.id: part.points for part in own}
        key = (-total, *(_tie(name, by_id, screening) for name in ranking.ties))
        keyed.append((key, screening.applicant.id, screening, total, own))
    keyed.sort(key=lambda one: one[:2])
    ranked: list[Ranked] = []
    previous = None
    for place, (key, who, screening, total, own) in enumerate(keyed, start=1):
        shared = key == previous
        previous = key
        ranked.append(
            Ranked(
                ranked[-1].rank if shared else place,
                who,
                outcome=screening.outcome,
                total=total,
                possible=sum([part.possible for part in own]),
                parts=own,
            )
        )
    return tuple(ranked)


def _tie(name: str, points: dict[str, int | Fraction], screening: Screening) -> tuple[bool, datetime | Fraction | int]:
    """Give what puts one before another in a tie: the lower comes first."""
    if name != APPLIED_AT:
        return False, -points[name]
    applicant = screening.applicant
    at = applicant.applied_at if isinstance(applicant, Applicant) else None
    return (True, 0) if at is None else (False, at)
