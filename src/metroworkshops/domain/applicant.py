"""Applicants: the facts they gave, and how each is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from attrs import field, frozen

from .errors import InvalidDate, InvalidValue, shown
from .level import Level, Standing, as_standing, optional_level
from .limit import Limit
from .state import Mode, optional_mode
from .text import Text, language_tag, optional_text
from .value import (
    PERSONAL,
    Value,
    flag,
    identifier,
    optional_instant,
    optional_readable,
    readable,
    tuple_of,
)
from .when import When, as_when

__all__ = ["Applicant", "Commitment", "Extension", "LanguageSkill"]

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
    if isinstance(given, str):
        try:
            return date.fromisoformat(given) if _DAY.fullmatch(given) else _refuse_birth_date(given)
        except ValueError:
            return _refuse_birth_date(given)
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    return _refuse_birth_date(given)


def _refuse_birth_date(given: object) -> date:
    raise InvalidDate(f"'birth_date' must be a day such as '1985-06-30', got {shown(given)}", given)


def _email(given: str | None) -> str | None:
    email = optional_readable(given)
    if email is not None and (email.count("@") != 1 or not email.isprintable() or " " in email or email[0] == "@"):
        raise InvalidValue(f"'email' must be an e-mail address such as 'a@example.org', got {shown(given)}", given)
    return email


@frozen(repr=False)
class Applicant(Value):
    """Who applies, and the facts they gave.

    None means that a fact was not given; a list that is given is the whole list.
    `repr` hides the name, the e-mail address and the birth date. No rule reads the name or the address, and no
    calendar or explanation shows them.

    Args:
        id: A pseudonym, such as a number of the form.
        name: As the applicant writes it.
        email: Where they can be reached.
        birth_date: A day.
        languages: All the languages they speak.
        commitments: All the sessions that they said something about.
        applied_at: When the application came in.
        extensions: Later limits that were granted to them alone.

    Raises:
        InvalidValue: A bare string for a list, a session committed to twice, an instant without a zone.

    >>> Applicant(id="a-017", name="Amina B.", languages=[LanguageSkill("fr", "C1")])
    Applicant(id='a-017', name=<hidden>, languages=(LanguageSkill(language='fr', level=Level.C1),))
    """

    id: str = field(converter=identifier)
    name: str | None = field(default=None, converter=optional_readable, metadata=PERSONAL)
    email: str | None = field(kw_only=True, default=None, converter=_email, metadata=PERSONAL)
    birth_date: date | None = field(kw_only=True, default=None, converter=_birth_date, metadata=PERSONAL)
    languages: tuple[LanguageSkill, ...] | None = field(kw_only=True, default=None, converter=_skills)
    commitments: tuple[Commitment, ...] | None = field(kw_only=True, default=None, converter=_commitments)
    applied_at: datetime | None = field(kw_only=True, default=None, converter=optional_instant)
    extensions: tuple[Extension, ...] = field(kw_only=True, default=(), converter=_extensions)
