"""Applicants: the facts they gave, and how each is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, ClassVar, Final

from attrs import field, frozen

from .country import country_code, optional_country_code
from .education import EducationLevel, optional_education_level
from .errors import InvalidDate, InvalidValue, shown
from .group import terms
from .level import Level, Standing, as_standing, optional_level, optional_standing
from .limit import Limit
from .state import Mode, optional_mode
from .text import Text, language_tag, optional_text
from .value import (
    HOLE,
    PERSONAL,
    Invariant,
    Value,
    flag,
    identifier,
    optional_instant,
    optional_readable,
    readable,
    tuple_of,
)
from .when import When, as_when

__all__ = ["FACTS", "Applicant", "Commitment", "Evidence", "Extension", "LanguageSkill", "Statement"]

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@frozen(repr=False)
class LanguageSkill(Value):
    """A language that somebody speaks.

    Args:
        language: A BCP 47 tag.
        level: A CEFR level; None when none was given.
        standing: How it is known.

    >>> LanguageSkill("fr", "C1")
    LanguageSkill(language='fr', level=Level.C1)
    """

    language: str = field(converter=language_tag)
    level: Level | None = field(default=None, converter=optional_level)
    standing: Standing = field(kw_only=True, default=Standing.DECLARED, converter=as_standing)


def _until(given: Limit | When | str | date) -> Limit:
    return given if isinstance(given, Limit) else Limit.on(given)


def _place_ids(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(map(identifier, tuple_of(str, given, "'bologna'")))


@frozen(repr=False)
class Commitment(Value):
    """A promise to attend one session, as it stood when the promise was made.

    Args:
        session: The id of the session.
        to: The dates that were promised.
        places: The ids of the places that were promised; None when they were not part of the promise.
        mode: How people were to meet; None when it was not part of the promise.
        attends: False when the applicant said that they will not come.
    """

    session: str = field(converter=identifier)
    to: When = field(converter=as_when)
    places: tuple[str, ...] | None = field(kw_only=True, default=None, converter=_place_ids)
    mode: Mode | None = field(kw_only=True, default=None, converter=optional_mode)
    attends: bool = field(kw_only=True, default=True, converter=flag)


@frozen(repr=False)
class Extension(Value):
    """A later limit that was granted to one applicant alone: a fact about them, not of the published call.

    Args:
        deadline: The id of the deadline.
        until: The limit granted; a day or an hour is read where no zone is stated as with any limit.
        granted_by: Who granted it, by role: "programme officer".
        reason: Why.
    """

    deadline: str = field(converter=identifier)
    until: Limit = field(converter=_until)
    granted_by: str = field(kw_only=True, converter=readable)
    reason: Text | None = field(kw_only=True, default=None, converter=optional_text)


def _extensions(given: Iterable[Extension]) -> tuple[Extension, ...]:
    extensions = tuple_of(Extension, given, "Extension('applications', Limit.on('2020-02-07'), granted_by='officer')")
    seen: set[str] = set()
    for index, extension in enumerate(extensions):
        if extension.deadline in seen:
            raise InvalidValue(
                f"each deadline must be extended once, got {extension.deadline!r} again",
                extension,
                f"[{index}].deadline",
            )
        seen.add(extension.deadline)
    return extensions


@frozen(repr=False)
class Statement(Value):
    """Something that an applicant stated: an employer's letter, a travel document, a membership, a prior course.

    Args:
        name: What is stated, in the words of the form or of the rule.
        holds: Whether it is so.
        standing: How it is known: declared, evidenced by a document, or assessed by someone who checked.

    >>> Statement("employer's letter", standing="evidenced")
    Statement(name="employer's letter", standing=Standing.EVIDENCED)
    """

    name: str = field(converter=readable)
    holds: bool = field(default=True, converter=flag)
    standing: Standing = field(kw_only=True, default=Standing.DECLARED, converter=as_standing)


def _statements(given: Iterable[Statement] | None) -> tuple[Statement, ...] | None:
    if given is None:
        return None
    statements = tuple_of(Statement, given, "Statement('travel document')")
    terms([statement.name for statement in statements])
    return statements


def _fact(given: str) -> str:
    if given not in FACTS:
        raise InvalidValue(f"'fact' must be one of {', '.join(map(repr, FACTS))}, got {shown(given)}", given)
    return given


def _own_standing(fact: str, standing: Standing | None) -> Iterator[InvalidValue]:
    if standing is not None and fact in ("languages", "statements", "commitments", "applied_at", "extensions"):
        yield InvalidValue(
            f"'standing' must be left out for {fact!r}, of which each tells its own or needs none; "
            f"got {standing.value!r}",
            standing,
            "standing",
        )


@frozen(repr=False)
class Evidence(Value):
    """How a fact about an applicant is known, and where it came from.

    Args:
        fact: The name of the field of `Applicant`.
        standing: How it is known. None: declared. Languages and statements tell theirs one by one.
        source: Where it came from: "form, row 17, column Naissance", "passport seen on 3 February".

    >>> Evidence("birth_date", standing="evidenced", source="passport")
    Evidence(fact='birth_date', standing=Standing.EVIDENCED, source='passport')
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("fact", "standing"), _own_standing),)

    fact: str = field(converter=_fact)
    standing: Standing | None = field(kw_only=True, default=None, converter=optional_standing)
    source: str | None = field(kw_only=True, default=None, converter=optional_readable)


def _evidence(given: Iterable[Evidence]) -> tuple[Evidence, ...]:
    evidence = tuple_of(Evidence, given, "Evidence('birth_date', standing='evidenced')")
    seen: set[str] = set()
    for index, one in enumerate(evidence):
        if one.fact in seen:
            raise InvalidValue(f"each fact must have its evidence once, got {one.fact!r} again", one, f"[{index}].fact")
        seen.add(one.fact)
    return evidence


def _optional_terms(given: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else terms(given)


def _optional_countries(given: Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    codes = tuple_of(str, given, "'MA'")
    for index, code in enumerate(codes):
        if country_code(code) in codes[:index]:
            raise InvalidValue(f"each country must be given once, got {code!r} again", code, f"[{index}]")
    return codes


def _optional_years(given: float | None) -> float | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= 100:
        raise InvalidValue(f"'experience_years' must be a number from 0 to 100 such as 5, got {shown(given)}", given)
    return int(given) if given == int(given) else given


def _members(given: Iterable[Applicant] | None) -> tuple[Applicant, ...] | None:
    return None if given is None else tuple_of(Applicant, given, "Applicant('a-017')")


def _members_differ(members: Sequence[Any] | None) -> Iterator[InvalidValue]:
    seen: set[str] = set()
    for index, one in enumerate(members or ()):
        if one is HOLE:
            continue
        if one.id in seen:
            yield InvalidValue(
                f"every id in 'members' must be given once, got {one.id!r} again", one.id, f"members[{index}].id"
            )
        seen.add(one.id)
        if one.members is not None:
            yield InvalidValue("a member of a team must be a person, got a team", one.id, f"members[{index}].members")


def _skills(given: Iterable[LanguageSkill] | None) -> tuple[LanguageSkill, ...] | None:
    return None if given is None else tuple_of(LanguageSkill, given, "LanguageSkill('fr', 'C1')")


def _commitments(given: Iterable[Commitment] | None) -> tuple[Commitment, ...] | None:
    if given is None:
        return None
    commitments = tuple_of(Commitment, given, "Commitment('bologna-2020', to='2020-03')")
    seen: set[str] = set()
    for index, commitment in enumerate(commitments):
        if commitment.session in seen:
            raise InvalidValue(
                f"each session must be committed to once, got {commitment.session!r} again",
                commitment,
                f"[{index}].session",
            )
        seen.add(commitment.session)
    return commitments


def _birth_date(given: date | str | None) -> date | None:
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    if isinstance(given, str) and _DAY.fullmatch(given):
        with suppress(ValueError):
            return date.fromisoformat(given)
    raise InvalidDate(f"'birth_date' must be a day such as '1985-06-30', got {shown(given)}", given)


def _email(given: str | None) -> str | None:
    email = optional_readable(given)
    if email is not None and (email.count("@") != 1 or not email.isprintable() or " " in email or email[0] == "@"):
        raise InvalidValue(f"'email' must be an e-mail address such as 'a@example.org', got {shown(given)}", given)
    return email


FACTS: Final = (
    "birth_date",
    "languages",
    "commitments",
    "applied_at",
    "extensions",
    "roles",
    "sectors",
    "nationalities",
    "residence",
    "works_in_countries",
    "experience_years",
    "education",
    "statements",
    "members",
)
"""The fields of an applicant that rules look at."""


@frozen(repr=False)
class Applicant(Value):
    """Who applies - a person, an organisation, or a team with members - and the facts they gave.

    None means that a fact was not given; a list that is given is the whole list.
    `repr` hides the name, the e-mail address and the birth date. No rule reads the name or the address, and no
    calendar or explanation shows them, nor the birth date.

    Args:
        id: A pseudonym, such as a number of the form.
        name: As the applicant writes it.
        email: Where they can be reached.
        birth_date: A day.
        languages: All the languages they speak.
        commitments: All the sessions that they said something about.
        applied_at: When the application came in.
        extensions: Later limits that were granted to them alone.
        roles: All that they work as, in an open vocabulary.
        sectors: All the sectors that they work in, in an open vocabulary.
        nationalities: All of them, as ISO 3166-1 codes (and XK).
        residence: The country they live in.
        works_in_countries: All the countries that they work in.
        experience_years: Years of professional experience, 0 or more; halves and the like are possible.
        education: The highest level that they completed.
        statements: All that they stated: letters, documents, memberships, prior courses.
        members: Of a team: all of its members, each an applicant of their own with an id.
        evidence: How facts are known and where they came from. Without it a fact is declared.

    Raises:
        InvalidValue: A bare string for a list, a session committed to twice, an instant without a zone, a country that
            is none, a team within a team.

    >>> Applicant(id="a-017", name="Amina B.", languages=[LanguageSkill("fr", "C1")])
    Applicant(id='a-017', name=<hidden>, languages=(LanguageSkill(language='fr', level=Level.C1),))
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (Invariant(("members",), _members_differ),)

    id: str = field(converter=identifier)
    name: str | None = field(default=None, converter=optional_readable, metadata=PERSONAL)
    email: str | None = field(kw_only=True, default=None, converter=_email, metadata=PERSONAL)
    birth_date: date | None = field(kw_only=True, default=None, converter=_birth_date, metadata=PERSONAL)
    languages: tuple[LanguageSkill, ...] | None = field(kw_only=True, default=None, converter=_skills)
    commitments: tuple[Commitment, ...] | None = field(kw_only=True, default=None, converter=_commitments)
    applied_at: datetime | None = field(kw_only=True, default=None, converter=optional_instant)
    extensions: tuple[Extension, ...] = field(kw_only=True, default=(), converter=_extensions)
    roles: tuple[str, ...] | None = field(kw_only=True, default=None, converter=_optional_terms)
    sectors: tuple[str, ...] | None = field(kw_only=True, default=None, converter=_optional_terms)
    nationalities: tuple[str, ...] | None = field(kw_only=True, default=None, converter=_optional_countries)
    residence: str | None = field(kw_only=True, default=None, converter=optional_country_code)
    works_in_countries: tuple[str, ...] | None = field(kw_only=True, default=None, converter=_optional_countries)
    experience_years: float | None = field(kw_only=True, default=None, converter=_optional_years)
    education: EducationLevel | None = field(kw_only=True, default=None, converter=optional_education_level)
    statements: tuple[Statement, ...] | None = field(kw_only=True, default=None, converter=_statements)
    members: tuple[Applicant, ...] | None = field(kw_only=True, default=None, converter=_members)
    evidence: tuple[Evidence, ...] = field(kw_only=True, default=(), converter=_evidence)

    def standing_of(self, fact: str) -> Standing:
        """Tell how a fact is known: declared, unless there is evidence."""
        for one in self.evidence:
            if one.fact == fact:
                return one.standing or Standing.DECLARED
        return Standing.DECLARED

    def sources_of(self, facts: Iterable[str]) -> tuple[str, ...]:
        """List where facts came from, as far as that is on record."""
        if not self.evidence:
            return ()
        sources = {one.fact: one.source for one in self.evidence}
        return tuple(source for fact in facts if (source := sources.get(fact)) is not None)
