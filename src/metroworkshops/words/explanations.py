"""Explanations in words: why somebody meets the criteria, or does not, and what is missing."""

from __future__ import annotations

from datetime import datetime

from metroworkshops.domain.conditions import AppliedInTime, Speaks
from metroworkshops.domain.finding import Detail, Finding
from metroworkshops.domain.level import Level, LevelReading, Standing
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.rule import EligibilityRule, Not
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.text import Text
from metroworkshops.domain.truth import Truth

from .catalogue import Catalogue, catalogue_for
from .dates import instant
from .deadlines import limit
from .lists import both, either, one_line
from .messages import MESSAGES
from .names import language_name, text_in, truth

__all__ = ["explain", "rule"]


def explain(screening: Screening, language: str | Catalogue) -> str:
    """Explain a screening: one line for each criterion, with what was seen and what was needed.

    A criterion that is not settled says whose it is to settle. Nothing personal is in it beyond the facts that the
    criteria looked at.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops, screen
    >>> edition = metropolitan_workshops().edition("2020")
    >>> screening = screen(Applicant("a-1", languages=[LanguageSkill("fr", "B2")]), edition)
    >>> print(explain(screening, "en").splitlines()[0])
    No — French: level B2, declared; needed: level C1 (“excellent command” as this edition reads it)
    """
    return "\n".join(_line(finding, language) for finding in screening.findings)


def _line(finding: Finding, language: str | Catalogue) -> str:
    catalogue = catalogue_for(language)
    answer = truth(finding.truth, language)
    reason = _reason(finding, language)
    if finding.truth is Truth.UNKNOWN and finding.whose is not None:
        whose = catalogue.say(f"whose-{finding.whose.value}")
        return one_line(catalogue.say("explain-line-open", truth=answer, reason=reason, whose=whose))
    return one_line(catalogue.say("explain-line", truth=answer, reason=reason))


def _reason(finding: Finding, language: str | Catalogue) -> str:
    catalogue = catalogue_for(language)
    if finding.reason not in MESSAGES:
        # A host's own kind of rule, of which the catalogue knows nothing.
        return catalogue.say("other-reason", rule=finding.rule.KIND, reason=finding.reason)
    seen, needed = dict(finding.seen), dict(finding.needed)
    standing = catalogue.say(f"standing-{(finding.standing or Standing.DECLARED).value}")
    level = seen.get("level")
    return catalogue.say(
        finding.reason,
        language=language_name(str(needed.get("language", "")), language) if "language" in needed else "",
        seen=catalogue.say("level", level=level) if isinstance(level, Level) else catalogue.say("level-not-given"),
        standing=standing,
        needed=_needed(needed, language),
        sessions=_titles(needed.get("sessions"), language),
        missing=_titles(seen.get("sessions"), language),
        instant=instant(at, language) if isinstance(at := seen.get("instant"), datetime) else "",
        until=limit(until, language) if isinstance(until := seen.get("until"), Limit) else "",
        granted_by=_granted_by(seen, language),
        deadlines=either([limit(one, language) for _, one in finding.needed if isinstance(one, Limit)], language),
    )


def _granted_by(seen: dict[str, Detail], language: str | Catalogue) -> str:
    reason = seen.get("reason")
    who = str(seen.get("granted_by", ""))
    return f"{who} ({text_in(reason, language)})" if isinstance(reason, Text) else who


def _needed(needed: dict[str, Detail], language: str | Catalogue) -> str:
    catalogue = catalogue_for(language)
    level, words, standing = needed.get("level"), needed.get("words"), needed.get("standing")
    if not isinstance(level, Level):
        said = catalogue.say("level-any")
    elif isinstance(words, str):
        said = catalogue.say("level-words", level=level, words=words)
    else:
        said = catalogue.say("level", level=level)
    if isinstance(standing, Standing) and standing is not Standing.DECLARED:
        said = f"{said}, {catalogue.say(f'standing-{standing.value}')}"
    return said


def _titles(titles: Detail | None, language: str | Catalogue) -> str:
    if not isinstance(titles, tuple):
        return ""
    return both([text_in(title, language) for title in titles if isinstance(title, Text)], language)


def rule(value: EligibilityRule, language: str | Catalogue, *, levels: tuple[LevelReading, ...] = ()) -> str:
    """Put a criterion into words.

    Args:
        value: The rule.
        language: A BCP 47 tag, or a catalogue.
        levels: How the edition reads words as levels.
    """
    catalogue = catalogue_for(language)
    if isinstance(value, Speaks):
        needed: dict[str, Detail] = {}
        if isinstance(value.level, Level):
            needed["level"] = value.level
        elif value.level is not None:
            needed["words"] = value.level
            for reading in levels:
                if reading.words == value.level:
                    needed["level"] = reading.level
        said, name = _needed(needed, language), language_name(value.language, language)
        if value.standing is Standing.DECLARED:
            return catalogue.say("rule-speaks", language=name, needed=said)
        standing = catalogue.say(f"standing-{value.standing.value}")
        return catalogue.say("rule-speaks-standing", language=name, needed=said, standing=standing)
    if isinstance(value, AppliedInTime) and value.deadline is not None:
        return catalogue.say("rule-applied in time-named", deadline=value.deadline)
    parts = [rule(part, language, levels=levels) for part in value.parts]
    if isinstance(value, Not):
        return catalogue.say("rule-not", rule=parts[0])
    if parts:
        return catalogue.say(f"rule-{value.KIND}", rules=" ; ".join(f"({part})" for part in parts))
    code = f"rule-{value.KIND}"
    if code not in MESSAGES or "{" in str(MESSAGES[code]):
        return catalogue.say("nothing-asked") if not value.parts and code in MESSAGES else value.KIND
    return catalogue.say(code)
