"""Summaries, rankings and tallies in words: what a committee reads before it decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from metroworkshops.domain.edition import Edition
from metroworkshops.domain.preference import Preference
from metroworkshops.domain.quota import Quota
from metroworkshops.domain.ranked import Ranked, RankedPart
from metroworkshops.domain.ranking import APPLIED_AT, Ranking
from metroworkshops.domain.screening import Outcome
from metroworkshops.domain.summary import RuleCounts, Summary
from metroworkshops.domain.tally import QuotaCount, Tally

from .catalogue import Catalogue, catalogue_for
from .criteria import rule
from .lists import commas, one_line
from .messages import MESSAGES
from .names import outcome, text_in, truth
from .numbers import number

__all__ = ["quota_lines", "ranking", "ranking_lines", "summary", "tally"]

_ENDINGS: Final = ("met", "not-met", "standing", "not-given")
"""Reasons that all topics have, by the ending of their codes."""


def summary(value: Summary, language: str | Catalogue, *, edition: Edition | None = None) -> str:
    """Put a summary into words, for a committee: the outcomes, each criterion, and what keeps outcomes open.

    Args:
        value: What `summarise` gave.
        language: A BCP 47 tag, or a catalogue.
        edition: The edition, whose tables and groups put its criteria into words. None: they are said as they are.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import Applicant, LanguageSkill, Speaks, screen_all, summarise
    >>> edition = Edition("workshops.example.org", "2020", eligibility=Speaks("fr"))
    >>> cohort = [Applicant("a-1"), Applicant("a-2", languages=[LanguageSkill("fr")])]
    >>> print(summary(summarise(screen_all(cohort, edition)), "en"))
    Applications to edition “2020”: 2
      - eligible: 1
      - not eligible: 0
      - undecided: 1
    <BLANKLINE>
    speaks French, any level
      - Yes — met: 1
      - Unknown — not given: 1
    <BLANKLINE>
    What keeps outcomes open
      - speaks French, any level — not given [for the applicant to provide]: 1
    """
    catalogue = catalogue_for(language)
    if value.rule is None:
        return catalogue.say("summary-nobody")
    lines = [catalogue.say("summary-title", edition=value.edition, count=number(value.total, language))]
    lines += _outcomes(value.eligible, value.not_eligible, value.undecided, language)
    if value.unreadable:
        lines.append(_item(catalogue.say("summary-unreadable", count=number(value.unreadable, language))))
    missing: list[str] = []
    for leaf in value.leaves:
        said = rule(leaf.rule, language, edition=edition)
        if leaf.reasons:
            lines += ["", said, *map(_item, _reasons(leaf, language))]
        missing += map(_item, _missing(leaf, said, language))
    if missing:
        lines += ["", catalogue.say("summary-missing"), *missing]
    return "\n".join(lines)


def _item(text: str) -> str:
    return f"  - {one_line(text)}"


def _outcomes(eligible: int, not_eligible: int, undecided: int, language: str | Catalogue) -> list[str]:
    counts = {Outcome.ELIGIBLE: eligible, Outcome.NOT_ELIGIBLE: not_eligible, Outcome.UNDECIDED: undecided}
    return [_item(_labelled(outcome(one, language), number(n, language), language)) for one, n in counts.items()]


def _labelled(label: str, value: str, language: str | Catalogue) -> str:
    return catalogue_for(language).say("label-and-value", label=label, value=value)


def _reasons(leaf: RuleCounts, language: str | Catalogue) -> Iterator[str]:
    for one in leaf.reasons:
        said: dict[str, Any] = {"truth": truth(one.truth, language), "reason": _reason(one.reason, language)}
        yield catalogue_for(language).say("summary-reason", **said, count=number(one.count, language))


def _missing(leaf: RuleCounts, said: str, language: str | Catalogue) -> Iterator[str]:
    catalogue = catalogue_for(language)
    for one in leaf.missing:
        found: dict[str, Any] = {
            "rule": said,
            "reason": _reason(one.reason, language),
            "count": number(one.count, language),
        }
        if one.whose is None:
            yield catalogue.say("summary-missing-line", **found)
        else:
            yield catalogue.say("summary-missing-whose", **found, whose=catalogue.say(f"whose-{one.whose.value}"))


def _reason(code: str, language: str | Catalogue) -> str:
    """Name a reason in short; one of a host's own rules by its code."""
    endings = [code, *sorted((one for one in _ENDINGS if code.endswith(f"-{one}")), key=len, reverse=True)]
    for one in endings:
        if f"because-{one}" in MESSAGES:
            return catalogue_for(language).say(f"because-{one}")
    return code


def ranking(value: Iterable[Ranked], language: str | Catalogue, *, edition: Edition) -> str:
    """Put a ranking into words: each applicant with their points and what these add up from.

    Numbers are rounded to hundredths for the reader; the order is that of the exact ones.

    Args:
        value: What `rank` gave, or a part of it.
        language: A BCP 47 tag, or a catalogue.
        edition: The edition, which names its preferences and criteria.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import Applicant, Preference, Ranking, WorksIn, rank, screen_all
    >>> local = Preference("local", WorksIn("local government"), points=2, title="local government")
    >>> edition = Edition("workshops.example.org", "2020", ranking=Ranking([local]))
    >>> cohort = [Applicant("a-1"), Applicant("a-2", sectors=["local government"])]
    >>> print(ranking(rank(screen_all(cohort, edition)), "en", edition=edition))
    1. a-2 — points: 2 (undecided)
      - local government: 2 of 2 (Yes)
    2. a-1 — points: 0, possibly up to 2 (undecided)
      - local government: 0 of 2 (Unknown)
    """
    titles = {} if edition.ranking is None else _titles(edition.ranking, language, edition)
    catalogue = catalogue_for(language)
    lines: list[str] = []
    for one in value:
        said: dict[str, Any] = {"rank": one.rank, "applicant": one.applicant, "outcome": outcome(one.outcome, language)}
        said |= {"total": number(one.total, language)}
        if one.possible == one.total:
            lines.append(one_line(catalogue.say("ranked", **said)))
        else:
            lines.append(one_line(catalogue.say("ranked-open", **said, possible=number(one.possible, language))))
        lines += [_item(_part(part, titles.get(part.id, part.id), language)) for part in one.parts]
    return "\n".join(lines)


def _titles(value: Ranking, language: str | Catalogue, edition: Edition) -> dict[str, str]:
    return {one.id: _preferred(one, language, edition) for one in value.preferences} | {
        one.id: text_in(one.title, language) for one in value.criteria
    }


def _preferred(value: Preference | Quota, language: str | Catalogue, edition: Edition) -> str:
    return text_in(value.title, language) if value.title else rule(value.rule, language, edition=edition)


def _part(value: RankedPart, title: str, language: str | Catalogue) -> str:
    catalogue = catalogue_for(language)
    if value.scores:
        note = commas([_labelled(one.by, number(one.points, language), language) for one in value.scores], language)
    else:
        note = "" if value.truth is None else truth(value.truth, language)
    points = catalogue.say(
        "ranked-part", title=title, points=number(value.points, language), most=number(value.out_of, language)
    )
    return f"{points} ({note})" if note else points


def tally(value: Tally, language: str | Catalogue, *, edition: Edition) -> str:
    """Put a tally into words: the outcomes against the places, and each quota.

    Args:
        value: What `tally` gave.
        language: A BCP 47 tag, or a catalogue.
        edition: The edition, whose tables and groups put the rules of its quotas into words.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import Applicant, WorksIn, screen_all
    >>> from metroworkshops.screening import tally as counted
    >>> local = Quota("local", WorksIn("local government"), title="local government", at_most=1)
    >>> edition = Edition("workshops.example.org", "2020", quotas=[local], capacity=1)
    >>> cohort = [Applicant("a-1"), Applicant("a-2", sectors=["local government"])]
    >>> print(tally(counted(screen_all(cohort, edition)), "en", edition=edition))
    Applications counted: 2
      - eligible: 0
      - not eligible: 0
      - undecided: 2
      - over the capacity of 1: 0, or 1 if all the undecided are eligible
      - local government (at most 1): 1, possibly up to 2. Within these bounds? Unknown
    """
    catalogue = catalogue_for(language)
    lines = [catalogue.say("tally-title", count=number(value.total, language))]
    lines += _outcomes(value.eligible, value.not_eligible, value.undecided, language)
    if value.capacity is not None:
        said: dict[str, Any] = {"places": number(value.capacity, language), "over": number(value.over or 0, language)}
        said |= {"possible": number(value.over_possible or 0, language)}
        code = "tally-over" if value.over == value.over_possible else "tally-over-open"
        lines.append(_item(catalogue.say(code, **said)))
    lines += [_item(_quota(one, language, edition)) for one in value.quotas]
    return "\n".join(lines)


def _quota(value: QuotaCount, language: str | Catalogue, edition: Edition) -> str:
    said: dict[str, Any] = {
        "title": _preferred(value.quota, language, edition),
        "bounds": _bounds(value.quota, language),
    }
    said |= {"met": number(value.met, language), "possible": number(value.possible, language)}
    code = "tally-quota-open" if value.unknown else "tally-quota"
    return catalogue_for(language).say(code, **said, truth=truth(value.is_within, language))


def _bounds(value: Quota, language: str | Catalogue) -> str:
    bounds = {"at_least": value.at_least, "at_most": value.at_most}
    catalogue = catalogue_for(language)
    stated = [(name, one) for name, one in bounds.items() if one is not None]
    return commas([catalogue.say(f"bound-{name}", count=number(one, language)) for name, one in stated], language)


def ranking_lines(value: Ranking, language: str | Catalogue, edition: Edition) -> list[str]:
    """Say how an edition ranks, for its overview: one line for each preference and criterion, and one for ties."""
    catalogue = catalogue_for(language)
    titles = _titles(value, language, edition)
    lines = []
    for one in value.preferences:
        said = titles[one.id]
        if one.title:
            said = f"{said} ({rule(one.rule, language, edition=edition)})"
        lines.append(catalogue.say("overview-preference", id=one.id, title=said, points=number(one.points, language)))
    for criterion in value.criteria:
        out_of, weight = number(criterion.out_of, language), number(criterion.weight, language)
        named: dict[str, Any] = {"id": criterion.id, "title": titles[criterion.id]}
        lines.append(catalogue.say("overview-scored", **named, most=out_of, weight=weight))
    if value.ties:
        named_ties = [catalogue.say("tie-applied") if tie == APPLIED_AT else titles[tie] for tie in value.ties]
        lines.append(catalogue.say("overview-ties", ties=commas(named_ties, language)))
    return lines


def quota_lines(edition: Edition, language: str | Catalogue) -> list[str]:
    """Say the quotas of an edition, for its overview, one line each."""
    lines = []
    for one in edition.quotas:
        said = _preferred(one, language, edition)
        if one.title:
            said = f"{said} ({rule(one.rule, language, edition=edition)})"
        bounds = _bounds(one, language)
        lines.append(catalogue_for(language).say("overview-quota", id=one.id, title=said, bounds=bounds))
    return lines
