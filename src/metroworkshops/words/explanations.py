"""Explanations in words: why somebody meets the criteria, or does not, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, Literal

from attrs import frozen

from metroworkshops.domain.conditions import MembersMeet
from metroworkshops.domain.decision import Decision
from metroworkshops.domain.finding import Detail, Finding
from metroworkshops.domain.level import Level, Standing
from metroworkshops.domain.limit import Limit
from metroworkshops.domain.rule import AllOf, AnyOf, AtLeast, EligibilityRule, Not, Rule, evaluated, parts_of
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.text import Text
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.waiver import Waiver

from .catalogue import Catalogue, catalogue_for
from .criteria import asked, needed, rule, seen, sessions, topic
from .dates import instant
from .deadlines import limit, limit_in_doubt
from .lists import both, either, one_line
from .messages import MESSAGES
from .names import language_name, text_in, truth
from .phrases import dated, said
from .sources import fault, source

__all__ = ["Reader", "explain", "finding_line"]

Reader = Literal["applicant", "committee"]
"""To whom an explanation speaks."""


def explain(screening: Screening | Decision, language: str | Catalogue, *, reader: Reader = "committee") -> str:
    """Explain a screening: one line for each criterion, with what was seen and what was needed.

    A criterion that is not settled says whose it is to settle; an exclusion says whether it excludes; one of several
    ways says so, and one that does not matter any more too. What was found of the members of a team stands indented
    below. Nothing personal is in it beyond the facts that the criteria looked at.

    A host's own kind of rule says itself, by a method ``explain(finding, language)`` that gives text; without one its
    name and the code of its reason are shown.

    Args:
        screening: What `screen` gave, or a decision; its waivers are told at the end.
        language: A BCP 47 tag, or a catalogue.
        reader: The committee, which is also told where facts came from; or the applicant, who is spoken to.

    Raises:
        NotFound: There are no messages in the language.

    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops, screen
    >>> edition = metropolitan_workshops().edition("2020")
    >>> screening = screen(Applicant("a-1", languages=[LanguageSkill("fr", "B2")]), edition)
    >>> print(explain(screening, "en").splitlines()[0])
    No — French: level B2, declared; needed: level C1 (“excellent command” as this edition reads it)
    >>> print(explain(screening, "en", reader="applicant").splitlines()[0])
    No — French: you told us level B2; the call asks for level C1 (“excellent command” as this edition reads it)
    """
    findings = screening.findings
    if len(findings) == 1 and findings[0].rule == screening.rule:
        contexts = [_Context()]
    else:
        contexts = list(_contexts(screening.rule, iter(findings)))
    open_ = screening.missing
    lines: list[str] = []
    for finding, context in zip(findings, contexts, strict=True):
        lines += _lines(finding, context, language, reader, is_open=finding in open_)
    if isinstance(screening, Decision):
        lines += [_waiver(one, language) for one in screening.waivers]
    return "\n".join(lines)


def _waiver(value: Waiver, language: str | Catalogue) -> str:
    told: dict[str, Any] = {
        "by": value.by,
        "at": dated(instant(value.at, language)),
        "reason": text_in(value.reason, language),
    }
    if value.rule is None:
        return one_line(said("waiver", language, **told))
    return one_line(said("waiver-of", language, rule=rule(value.rule, language), **told))


def finding_line(finding: Finding, language: str | Catalogue, *, reader: Reader = "committee") -> str:
    """Put one finding into words by itself: its answer, and why."""
    reason = _reason(finding, language, reader)
    return one_line(catalogue_for(language).say("explain-line", truth=truth(finding.truth, language), reason=reason))


@frozen
class _Context:
    """Where a leaf stands among the rules.

    Attributes:
        excludes: Whether it stands under a negation, and must not hold.
        alternative: Whether it is one of several ways. Under a negation, that none of several may hold is no choice,
            and that not all of them may is one.
        moot: Whether another way is met, so that it does not matter.
    """

    excludes: bool = False
    alternative: bool = False
    moot: bool = False


def _contexts(value: Rule, findings: Iterator[Finding]) -> Iterator[_Context]:
    """Tell where each leaf stands, in order."""
    answered = _answered(value, findings)

    def walk(one: _Answered, excludes: bool, alternative: bool, moot: bool) -> Iterator[_Context]:
        if not one.parts:
            yield _Context(excludes, alternative, moot)
        several = isinstance(one.rule, AtLeast | (AllOf if excludes else AnyOf)) and len(one.parts) > 1
        wanted = Truth.of(not excludes)
        for part in one.parts:
            beaten = several and one.truth is wanted and part.truth is not wanted
            yield from walk(part, excludes ^ isinstance(one.rule, Not), alternative or several, moot or beaten)

    return walk(answered, excludes=False, alternative=False, moot=False)


@frozen
class _Answered:
    rule: Rule
    truth: Truth
    parts: tuple[_Answered, ...] = ()


def _answered(value: Rule, findings: Iterator[Finding]) -> _Answered:
    if not isinstance(value, EligibilityRule) or not parts_of(value):
        return _Answered(value, next(findings).truth)
    parts = tuple(_answered(part, findings) for part in value.parts)
    return _Answered(value, value.combine([part.truth for part in parts]), parts)


def _lines(
    finding: Finding, context: _Context, language: str | Catalogue, reader: Reader, *, is_open: bool
) -> Iterator[str]:
    catalogue = catalogue_for(language)
    answer = ~finding.truth if context.excludes else finding.truth
    if context.excludes:
        excluded = asked(finding.rule, [finding], language)
        reason = catalogue.say(f"excluded-{finding.truth.value}", rule=excluded)
    else:
        reason = _reason(finding, language, reader)
    if is_open and finding.whose is not None:
        whose = catalogue.say(f"{_to(reader)}whose-{finding.whose.value}")
        line = catalogue.say("explain-line-open", truth=truth(answer, language), reason=reason, whose=whose)
    else:
        line = catalogue.say("explain-line", truth=truth(answer, language), reason=reason)
    for caution in finding.cautions:
        line = catalogue.say("explain-caution", line=line, caution=catalogue.say(f"caution-{caution}"))
    if context.moot or (answer is Truth.UNKNOWN and not is_open):
        line = catalogue.say("explain-moot", line=line)
    elif context.alternative:
        line = catalogue.say("explain-alternative", line=line)
    if finding.came_from and reader == "committee":
        sources = [source(one, language) for one in finding.came_from]
        line = catalogue.say("explain-source", line=line, sources=both(sources, language))
    yield one_line(line)
    for member in finding.members:
        inside, open_ = [_Context()] * len(member.findings), tuple(range(len(member.findings)))
        if isinstance(finding.rule, MembersMeet):
            inside = list(_contexts(finding.rule.of, iter(member.findings)))
            _, open_ = evaluated(finding.rule.of, iter([one.truth for one in member.findings]))
        for index, (one, where) in enumerate(zip(member.findings, inside, strict=True)):
            for inner in _lines(one, where, language, reader, is_open=index in open_):
                yield "    " + one_line(catalogue.say("explain-member", member=member.member, line=inner.strip()))


def _to(reader: Reader) -> str:
    return "you-" if reader == "applicant" else ""


_FOUND: Final = {
    "met": "found-seen",
    "not-met": "found-seen",
    "standing": "found-standing",
    "not-given": "found-not-given",
}
"""Which message serves reasons that all topics have, by the ending of their codes."""


def _code(finding: Finding, reader: Reader) -> str | None:
    """Find the message for a reason; None for a host's own."""
    reason = finding.reason
    if reason == "attendance-met" and finding.rule.KIND == "attends":
        reason = "attendance-met-some"
    if reason == "members-not-given" and isinstance(finding.rule, MembersMeet):
        reason = "members-meet-not-given"
    if reason == "age-standing" and not finding.seen:
        reason = "age-standing-undated"
    on_record = reader == "applicant" and finding.standing not in (None, Standing.DECLARED)
    if on_record and reason in ("language-met", "language-below"):
        return "you-found-on-record"
    if reason not in MESSAGES:
        endings = [code for ending, code in _FOUND.items() if reason.endswith(f"-{ending}")]
        if not endings or f"topic-{_topic_key(finding.rule)}" not in MESSAGES:
            return None
        reason = max(endings, key=len)
        if reason == "found-seen" and on_record:
            return "you-found-on-record"
    return f"{_to(reader)}{reason}"


def _topic_key(value: Rule) -> str:
    return {"of age": "age", "from country": "nationality"}.get(value.KIND, value.KIND)


def _reason(finding: Finding, language: str | Catalogue, reader: Reader) -> str:
    catalogue = catalogue_for(language)
    explained: Callable[[Finding, str], str] | None = getattr(finding.rule, "explain", None)
    if callable(explained) and finding.reason != "rule-failed":
        return str(explained(finding, catalogue.language))
    code = _code(finding, reader)
    if code is None:
        return catalogue.say("other-reason", rule=finding.rule.KIND, reason=finding.reason)
    return said(code, language, **_values(finding, code, language))


def _values(finding: Finding, code: str, language: str | Catalogue) -> dict[str, Any]:
    """Collect what a message may fill in."""
    catalogue = catalogue_for(language)
    shown, wanted = dict(finding.seen), dict(finding.needed)
    faults = shown.get("faults")
    of: Rule = finding.rule
    about: tuple[Finding, ...] = (finding,)
    if isinstance(finding.rule, MembersMeet):
        of, about = finding.rule.of, next((member.findings for member in finding.members), ())
    named = limit_in_doubt if finding.reason == "time-undetermined" else limit
    values: dict[str, Any] = {
        "standing": catalogue.say(f"standing-{(finding.standing or Standing.DECLARED).value}"),
        "needed": needed(finding.rule, finding.needed, language),
        "sessions": sessions(finding.needed, language),
        "missing": sessions(finding.seen, language),
        "instant": dated(instant(at, language)) if isinstance(at := shown.get("instant"), datetime) else "",
        "until": limit(until, language) if isinstance(until := shown.get("until"), Limit) else "",
        "granted_by": _granted_by(shown, language),
        "deadlines": either([named(one, language) for _, one in finding.needed if isinstance(one, Limit)], language),
        "faults": "; ".join(fault(str(one), language) for one in faults) if isinstance(faults, tuple) else "",
        "name": shown_name if isinstance(shown_name := wanted.get("statement"), str) else "",
        "rule": asked(of, about, language) if "{rule}" in str(MESSAGES[code]) else "",
        **{name: shown.get(name, 0) for name in ("meeting", "open", "members")},
    }
    if "language" in wanted:
        values["language"] = values["topic"] = language_name(str(wanted["language"]), language)
        has_level = isinstance(shown.get("level"), Level)
        values["seen"] = seen(finding.seen, language) if has_level else catalogue.say("level-not-given")
    elif "{topic}" in str(MESSAGES[code]):
        values |= {"topic": topic(finding.rule, finding.needed, language), "seen": seen(finding.seen, language)}
    return values


def _granted_by(shown: dict[str, Detail], language: str | Catalogue) -> str:
    reason = shown.get("reason")
    who = str(shown.get("granted_by", ""))
    return f"{who} ({text_in(reason, language)})" if isinstance(reason, Text) else who
