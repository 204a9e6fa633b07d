"""Strategies for applicants."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from metroworkshops.domain.applicant import Applicant, Commitment, Evidence, Extension, LanguageSkill, Statement
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.education import EducationLevel
from metroworkshops.domain.level import Level, Standing
from metroworkshops.domain.state import Mode

from .dates import instants, whens
from .rules import COUNTRIES, ROLES, SECTORS, STATEMENTS
from .texts import identifiers, plain_texts

__all__ = ["applicants", "commitments", "language_skills"]


_EXTENSION = Extension("applications", "2025-06-30", granted_by="the programme officer", reason="a strike")


def language_skills() -> SearchStrategy[LanguageSkill]:
    """Draw a language that somebody speaks."""
    return _language_skills()


@cache
def _language_skills() -> SearchStrategy[LanguageSkill]:
    return st.builds(
        LanguageSkill,
        st.sampled_from(("fr", "fr-MA", "en", "ar", "ar-TN", "it")),
        st.none() | st.sampled_from(Level),
        standing=st.sampled_from(Standing),
    )


@st.composite
def commitments(draw: DrawFn, *, edition: Edition | None = None) -> tuple[Commitment, ...]:
    """Draw what somebody said of sessions: of those of an edition as they are now, or as they were once.

    Args:
        draw: Given by Hypothesis.
        edition: The edition. None: of any sessions.
    """
    if edition is None:
        ids = draw(st.lists(identifiers(), max_size=3, unique=True))
        return tuple(Commitment(one, to=draw(whens()), attends=draw(st.booleans())) for one in ids)
    found = []
    for session in edition.sessions:
        if draw(st.integers(0, 9)) == 0:
            continue
        found.append(
            Commitment(
                session.id,
                to=draw(st.sampled_from((session.when, session.when, *(e.when for e in session.earlier))) | whens()),
                places=draw(st.none() | st.just([place.id for place in session.places])),
                mode=draw(st.none() | st.sampled_from((session.mode, *Mode))),
                attends=draw(st.integers(0, 9)) > 0,
            )
        )
    return tuple(found)


@st.composite
def applicants(draw: DrawFn, *, edition: Edition | None = None, teams: bool = True) -> Applicant:
    """Draw an applicant, with any of the facts missing: a person, or sometimes a team.

    Args:
        draw: Given by Hypothesis.
        edition: The edition applied to, so that commitments are to its sessions. None: any.
        teams: Whether it may be a team.
    """
    members = st.lists(applicants(edition=edition, teams=False), max_size=3, unique_by=lambda member: member.id)
    languages = draw(st.none() | st.lists(language_skills(), max_size=4))
    facts = draw(_facts())
    return Applicant(
        draw(identifiers()),
        draw(st.none() | plain_texts()),
        email=draw(st.none() | st.just("amina@example.org")),
        languages=languages,
        commitments=draw(st.none() | commitments(edition=edition)),
        applied_at=draw(st.none() | instants()),
        extensions=[_EXTENSION] if draw(st.integers(0, 5)) == 0 else [],
        members=draw(members) if teams and draw(st.integers(0, 3)) == 0 else None,
        **facts,
    )


@cache
def _facts() -> SearchStrategy[dict[str, Any]]:
    """Draw the facts that calls ask for beside languages and promises; each of them is often missing."""
    standings = st.none() | st.sampled_from(Standing)
    evidence = st.builds(
        Evidence,
        st.sampled_from(("birth_date", "roles", "sectors", "nationalities", "residence", "education", "members")),
        standing=standings,
        source=st.none() | st.just("form, row 17"),
    )
    statements = st.builds(Statement, st.sampled_from(STATEMENTS), st.booleans(), standing=st.sampled_from(Standing))
    countries = st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True)
    return st.fixed_dictionaries(
        {},
        optional={
            "birth_date": st.dates(date(1950, 1, 1), date(2024, 12, 31)),
            "roles": st.lists(st.sampled_from(ROLES[:1] + ROLES[2:]), max_size=2, unique=True),
            "sectors": st.lists(st.sampled_from(SECTORS), max_size=2, unique=True),
            "nationalities": countries,
            "residence": st.sampled_from(COUNTRIES),
            "works_in_countries": countries,
            "experience_years": st.sampled_from((0, 2, 2.5, 3, 18, 30)),
            "education": st.sampled_from(EducationLevel),
            "statements": st.lists(statements, max_size=3, unique_by=lambda one: one.name),
            "evidence": st.lists(evidence, max_size=3, unique_by=lambda one: one.fact),
        },
    )
