"""A cohort as it comes in: most people give most facts, some give none, a few contradict themselves.

Drawn with plain random numbers from a seed, so that every run screens the same people.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from metroworkshops import (
    Applicant,
    Commitment,
    Edition,
    EducationLevel,
    Evidence,
    Extension,
    Fault,
    FromCountry,
    LanguageSkill,
    Level,
    Limit,
    Standing,
    Statement,
    Unreadable,
)

__all__ = ["cohort"]

T = TypeVar("T")

NAMES = ("Amina Bensalah", "Giulia Ferri", "Karim Haddad", "Élodie Roux", "Arben Hoxha", "Nour Chami", "Yannis Pappas")
ROLES = ("urban planner", "Urban  Planner", "architect", "landscape architect", "mayor", "élu local", "journalist")
SECTORS = ("local government", "public transport", "university", "consultancy")
COUNTRIES = ("MA", "TN", "DZ", "EG", "FR", "IT", "ES", "GR", "LB", "AL", "XK", "RS", "HR", "CA")
STATEMENTS = (
    "employer's letter",
    "Travel  document",
    "took part before",
    "exception",
    "school of journalism",
    "scholarship of another organisation",
    "project held by the applicant",
)
EVIDENCED = ("birth_date", "roles", "sectors", "nationalities", "residence", "works_in_countries", "experience_years")
FORM = "application form"


def _countries_named(edition: Edition) -> list[str]:
    """List the countries that the criteria name, alone or in a group."""
    groups = {group.name: group.members for group in edition.groups}
    asked = [leaf for leaf in edition.case.leaves if isinstance(leaf, FromCountry)]
    return [code for leaf in asked for one in leaf.of for code in groups.get(one, (one,))]


class _Person:
    """One person, drawn fact by fact."""

    def __init__(self, random: Random, edition: Edition) -> None:
        self.random = random
        self.edition = edition
        # Some answer everything, some little: facts are missing together.
        self.gaps = random.choice((0.0, 0.0, 0.03, 0.08, 0.3))
        self.named = _countries_named(edition)

    def maybe(self, value: T) -> T | None:
        """Leave a fact out, as often as this person does."""
        return None if self.random.random() < self.gaps else value

    def standing(self) -> Standing:
        return self.random.choices(list(Standing), (5, 4, 2))[0]

    def country(self) -> str:
        """People apply where they belong, more often than not."""
        return self.random.choice(self.named if self.named and self.random.random() < 0.6 else COUNTRIES)

    def countries(self) -> list[str]:
        if self.random.random() < 0.03:
            return []
        return sorted({self.country() for _ in range(self.random.choice((1, 1, 2)))})

    def some(self, pool: tuple[str, ...], most: int) -> list[str]:
        found: dict[str, str] = {}
        for one in self.random.sample(pool, self.random.randint(0 if self.random.random() < 0.1 else 1, most)):
            found.setdefault(" ".join(one.casefold().split()), one)
        return list(found.values())

    def closes(self) -> datetime:
        deadlines = self.edition.call.deadlines if self.edition.call else ()
        return max((one.current.ends_between()[0] for one in deadlines), default=datetime(2025, 1, 31, tzinfo=UTC))

    def applied_at(self) -> datetime:
        """Most apply in the last days, some within the hours of doubt or of grace, a few too late."""
        share = self.random.random()
        if share < 0.75:
            return self.closes() - timedelta(minutes=self.random.randint(1, 60 * 24 * 45))
        if share < 0.9:
            return self.closes() + timedelta(minutes=self.random.randint(0, 60 * 26))
        return self.closes() + timedelta(days=self.random.randint(1, 60))

    def birth_date(self) -> date:
        day = self.closes().date()
        if self.random.random() < 0.02:
            return day + timedelta(days=self.random.randint(400, 4000))  # a slip of the pen: born after applying
        ages = self.random.choice(((17, 70), (22, 40), (28, 37)))
        return day - timedelta(days=round(self.random.uniform(*ages) * 365.25))

    def languages(self) -> list[LanguageSkill]:
        shares = {"fr": 0.8, "fr-MA": 0.05, "en": 0.85, "ar": 0.5, "it": 0.2}
        levels = (None, Level.A2, Level.B1, Level.B2, Level.C1, Level.C2)
        return [
            LanguageSkill(tag, self.random.choices(levels, (1, 1, 2, 5, 6, 5))[0], standing=self.standing())
            for tag, share in shares.items()
            if self.random.random() < share
        ]

    def commitments(self) -> list[Commitment]:
        found = []
        for session in self.edition.sessions:
            share = self.random.random()
            if share < 0.08:
                continue
            earlier = [one.when for one in session.earlier]
            to = self.random.choice(earlier) if earlier and share < 0.4 else session.when
            mode = session.mode if self.random.random() < 0.1 else None
            found.append(Commitment(session.id, to=to, mode=mode, attends=share < 0.96))
        return found

    def extensions(self) -> list[Extension]:
        deadlines = self.edition.call.deadlines if self.edition.call else ()
        if not deadlines or self.random.random() > 0.06:
            return []
        until = Limit.on((self.closes() + timedelta(days=7)).date(), zone="UTC")
        reason = {"en": "a postal strike", "fr": "grève de la poste"}
        return [Extension(deadlines[-1].id, until, granted_by="the programme officer", reason=reason)]

    def statements(self) -> list[Statement]:
        shares = (0.85, 0.9, 0.1, 0.1, 0.4, 0.5, 0.4)
        return [
            Statement(name, self.random.random() > 0.05, standing=self.standing())
            for name, share in zip(STATEMENTS, shares, strict=True)
            if self.random.random() < share
        ]

    def evidence(self) -> list[Evidence]:
        facts = [*EVIDENCED, "education", "members"]
        return [
            Evidence(fact, standing=self.standing(), source=self.maybe(f"{FORM}, question {facts.index(fact) + 1}"))
            for fact in facts
            if self.random.random() < 0.7
        ]

    def facts(self) -> dict[str, Any]:
        """Everything that rules look at, but for the members."""
        drawn = {
            "birth_date": self.birth_date(),
            "languages": self.languages(),
            "commitments": self.commitments(),
            "applied_at": self.applied_at(),
            "roles": self.some(ROLES, 2),
            "sectors": self.some(SECTORS, 2),
            "nationalities": self.countries(),
            "residence": self.country(),
            "works_in_countries": self.countries(),
            "experience_years": self.random.choice((0, 1, 2, 2.5, 4, 6, 8, 12, 20)),
            "education": self.random.choices(list(EducationLevel), (0, 1, 3, 1, 2, 6, 12, 6))[0],
            "statements": self.statements(),
        }
        given = {fact: self.maybe(value) for fact, value in drawn.items()}
        return {**given, "extensions": self.extensions(), "evidence": self.evidence()}


def cohort(edition: Edition, *, size: int = 1000, seed: int = 2020) -> list[Applicant | Unreadable]:
    """Draw who applies to an edition: people, teams of up to five, and now and then a row that nobody can read.

    Args:
        edition: The edition, near whose deadlines they apply and to whose sessions they commit.
        size: How many.
        seed: The same seed draws the same people.
    """
    random = Random(seed)  # noqa: S311 - people of a test, not secrets
    return [_record(random, edition, number) for number in range(1, size + 1)]


def _record(random: Random, edition: Edition, number: int) -> Applicant | Unreadable:
    if random.random() < 0.005:
        column = random.choice(("Niveau", "Naissance"))
        return Unreadable(
            f"row-{number}", [Fault(f"row {number}, column {column}", "must be in one of the known forms")]
        )
    members: list[Applicant] | None = None
    if random.random() < 0.5:
        members = [
            _one(random, edition, f"candidate-{number}-m{one}") for one in range(random.choice((0, 1, 2, 3, 3, 4, 5)))
        ]
    return _one(random, edition, f"candidate-{number}", members)


def _one(random: Random, edition: Edition, id: str, members: list[Applicant] | None = None) -> Applicant:
    person = _Person(random, edition)
    name = random.choice(NAMES)
    email = f"{name.split()[0].casefold()}.{id}@mail.example.org"
    return Applicant(id, person.maybe(name), email=person.maybe(email), members=members, **person.facts())
