"""Criteria in words: what a rule asks for, and the pieces of evidence that explanations are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from metroworkshops.domain.condition import PreparedCondition
from metroworkshops.domain.conditions import AppliedInTime, Attends, Declares, FromCountry, MembersMeet, OfAge, Speaks
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.education import EducationLevel
from metroworkshops.domain.finding import Detail, Details, Finding
from metroworkshops.domain.level import Level, Standing
from metroworkshops.domain.rule import AnyOf, AtLeast, Not, Rule, leaves_of, parts_of
from metroworkshops.domain.text import Text
from metroworkshops.domain.when import When

from .catalogue import Catalogue, catalogue_for
from .dates import when
from .lists import both, commas, either, one_line
from .messages import MESSAGES
from .names import language_name, text_in
from .numbers import number
from .places import country_name

__all__ = ["asked", "needed", "rule", "seen", "sessions", "topic"]

_BOUNDS: Final = ("at_least", "over", "at_most", "under")
_ANYWHERE: Final = Edition(programme="example.org", id="any")
"""Where no edition is given: one that reads no words, and has no groups."""


def rule(value: Rule, language: str | Catalogue, *, edition: Edition | None = None) -> str:
    """Put a criterion into words, on one line.

    A host's own kind says itself, by a method ``describe(language)`` that gives text; without one it is named.

    Args:
        value: The rule.
        language: A BCP 47 tag, or a catalogue.
        edition: The edition, whose tables and groups it uses.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import OfAge
    >>> rule(OfAge(at_least=18, under=40, on="submission"), "en")
    'age on the day of the application: at least 18, under 40'
    """
    where = _ANYWHERE if edition is None else edition
    details = [_needed(leaf, where) for leaf in leaves_of(value)]
    return one_line(_said(value, iter(details), language, edition))


def asked(value: Rule, findings: Iterable[Finding], language: str | Catalogue) -> str:
    """Put a criterion into words by what its findings, one for each leaf, say is needed.

    They know the tables and the groups of the edition; with no findings, it is put as `rule` does without an edition.
    """
    details = [finding.needed or _needed(finding.rule, _ANYWHERE) for finding in findings]
    return one_line(_said(value, iter(details), language, None)) if details else rule(value, language)


def _needed(leaf: Rule, edition: Edition) -> Details:
    return leaf.needed(edition) if isinstance(leaf, PreparedCondition) else ()


def _said(value: Rule, details: Iterator[Details], language: str | Catalogue, edition: Edition | None) -> str:
    catalogue = catalogue_for(language)
    parts = [_said(part, details, language, edition) for part in parts_of(value)]
    if isinstance(value, Not):
        return catalogue.say("rule-not", rule=parts[0])
    if parts:
        listed = either if isinstance(value, AnyOf) else both
        rules = listed([f"({part})" for part in parts], language)
        return catalogue.say(f"rule-{value.KIND}", rules=rules, count=value.n if isinstance(value, AtLeast) else 0)
    own = next(details)
    if isinstance(value, Speaks):
        name, said = language_name(value.language, language), needed(value, own, language)
        return catalogue.say("rule-speaks", language=name, needed=said)
    if isinstance(value, AppliedInTime):
        if value.deadline is None:
            return catalogue.say("rule-applied in time")
        return catalogue.say("rule-applied in time-named", deadline=value.deadline)
    if isinstance(value, Attends):
        return catalogue.say("rule-attends", sessions=sessions(own, language) or both(value.sessions, language))
    if isinstance(value, MembersMeet):
        inner = rule(value.of, language, edition=edition)
        return catalogue.say("rule-members meet", needed=needed(value, own, language), rule=inner)
    if isinstance(value, Declares):
        return catalogue.say("rule-declares", name=value.name, needed=needed(value, own, language))
    if isinstance(value, PreparedCondition) and value.KIND != "attends every session":
        return catalogue.say("rule-found", topic=topic(value, own, language), needed=needed(value, own, language))
    describe = getattr(value, "describe", None)
    if callable(describe):
        return str(describe(catalogue.language))
    code = f"rule-{value.KIND}"
    if code not in MESSAGES:
        return value.KIND
    return catalogue.say("nothing-asked") if "{" in str(MESSAGES[code]) else catalogue.say(code)


def topic(value: Rule, details: Details, language: str | Catalogue) -> str:
    """Name what a condition is about."""
    catalogue = catalogue_for(language)
    if isinstance(value, FromCountry):
        return catalogue.say(f"topic-{value.by.value}")
    if isinstance(value, OfAge):
        return catalogue.say("topic-age", day=_age_day(dict(details), language))
    return catalogue.say(f"topic-{value.KIND}")


def _age_day(details: dict[str, Detail], language: str | Catalogue) -> str:
    on, day = details.get("on"), details.get("day")
    if isinstance(on, When):
        return _spanned(on, language)
    if isinstance(day, When):
        return catalogue_for(language).say(f"age-on-{on}-day", day=_spanned(day, language))
    return catalogue_for(language).say(f"age-on-{on}")


def _spanned(day: When, language: str | Catalogue) -> str:
    """Say between which days a day lies: "one of these" of a month would be read out day by day."""
    first, last = day.earliest, day.latest
    return when(f"{first}" if first == last else f"{first}/{last}", language)


def needed(value: Rule, details: Details, language: str | Catalogue) -> str:
    """Put what is needed into words."""
    catalogue = catalogue_for(language)
    named = dict(details)
    if isinstance(value, MembersMeet):
        count = named.get("at_least")
        return (
            catalogue.say("members-needed-all")
            if count is None
            else catalogue.say("members-needed", count=_number(count, language))
        )
    if isinstance(value, Speaks):
        said = _level_needed(named, language)
    elif isinstance(level := named.get("education"), EducationLevel):
        said = catalogue.say("education-needed", level=catalogue.say(f"education-{level.value}"))
    elif bounds := [(name, one) for name, one in details if name in _BOUNDS]:
        said = commas([catalogue.say(f"bound-{name}", count=_number(one, language)) for name, one in bounds], language)
    elif "statement" in named:
        said = ""
    else:
        said = either([_term(name, one, language) for name, one in details if name in ("term", "country")], language)
    standing = named.get("standing")
    if isinstance(value, PreparedCondition) and standing is None:
        standing = getattr(value, "standing", None)
    if isinstance(standing, Standing) and (standing is not Standing.DECLARED or not said):
        shown = catalogue.say(f"standing-{standing.value}")
        return commas([said, shown], language) if said else shown
    return said


def _level_needed(named: dict[str, Detail], language: str | Catalogue) -> str:
    level, words = named.get("level"), named.get("words")
    if isinstance(level, Level):
        code = "level" if words is None else "level-words"
        return catalogue_for(language).say(code, level=level, words=words)
    if isinstance(words, str):
        return catalogue_for(language).say("level-unread", words=words)
    return catalogue_for(language).say("level-any")


def seen(details: Details, language: str | Catalogue) -> str:
    """Put what was seen into words."""
    catalogue = catalogue_for(language)
    named = dict(details)
    if isinstance(level := named.get("level"), Level):
        return catalogue.say("level", level=level)
    if isinstance(education := named.get("education"), EducationLevel):
        return catalogue.say(f"education-{education.value}")
    if "youngest" in named:
        return catalogue.say(
            "years-between",
            youngest=_number(named["youngest"], language),
            oldest=_number(named.get("oldest", 0), language),
        )
    for name in ("age", "years", "members"):
        if name in named:
            return _number(named[name], language)
    listed = named.get("terms", named.get("countries", ()))
    kind = "country" if "countries" in named else "term"
    return (
        both([_term(kind, one, language) for one in listed], language)
        if isinstance(listed, tuple) and listed
        else (catalogue.say("nothing-seen"))
    )


def _term(name: str, term: Detail, language: str | Catalogue) -> str:
    if isinstance(term, Text):
        return text_in(term, language)
    return country_name(str(term), language) if name == "country" else str(term)


def _number(given: Detail, language: str | Catalogue) -> str:
    return number(given, language) if isinstance(given, int | float) else str(given)


def sessions(details: Details, language: str | Catalogue) -> str:
    """Put the sessions that are needed into words, and how many of them when not all."""
    groups = [titles for name, titles in details if name == "sessions" and isinstance(titles, tuple)]
    named = [either([text_in(one, language) for one in group if isinstance(one, Text)], language) for group in groups]
    # "Tunis or Oran and Agadir" could be read in two ways.
    apart = [f"({one})" if len(group) > 1 < len(groups) else one for one, group in zip(named, groups, strict=True)]
    said = both(apart, language)
    at_least = dict(details).get("at_least")
    return said if at_least is None else catalogue_for(language).say("attendance-some", count=at_least, sessions=said)
