"""Strategies for partners, milestones, editions and programmes."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from metroworkshops.domain.contradiction import can_hold
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.level import Level, LevelReading
from metroworkshops.domain.milestone import Milestone, Offset
from metroworkshops.domain.partner import Partner
from metroworkshops.domain.programme import Programme
from metroworkshops.domain.session import Session
from metroworkshops.domain.when import UNKNOWN

from .calls import calls
from .dates import whens
from .rankings import quotas, rankings
from .rules import GROUPS, rules
from .sessions import sessions
from .texts import identifiers, language_tags, plain_texts, texts

__all__ = ["editions", "milestones", "partners", "programmes"]

_PARTNERS = (
    Partner(
        "avitem", "Agency for Sustainable Mediterranean Cities", acronym="AViTeM", url="https://example.org/avitem"
    ),
    Partner("cmi", "Center for Mediterranean Integration", acronym="CMI"),
    Partner("afd", "French Development Agency", acronym="AFD"),
)
_PROGRAMMES = (
    "workshops.example.org",
    "https://example.org/programmes/1",
    "urn:uuid:0b5e7d0e-2b8e-4a4e-9d0a-3f1d2c4b5a69",
)


def partners() -> SearchStrategy[Partner]:
    """Draw a partner: one id always stands for one organisation, in different roles."""
    return _partners()


@cache
def _partners() -> SearchStrategy[Partner]:
    roles = st.lists(st.sampled_from(("organiser", "funder", "host", "media; partner")), max_size=2, unique=True)
    return st.builds(lambda partner, roles: evolve(partner, roles=roles), st.sampled_from(_PARTNERS), roles)


def milestones() -> SearchStrategy[Milestone]:
    """Draw a milestone."""
    return _milestones()


@cache
def _milestones() -> SearchStrategy[Milestone]:
    return st.builds(
        Milestone,
        identifiers(),
        texts(),
        when=st.just(UNKNOWN) | whens(),
        wording=st.none() | plain_texts(),
        sources=st.lists(plain_texts(), max_size=1),
    )


_SELDOM: Final = st.sampled_from((False, False, True))


@st.composite
def editions(
    draw: DrawFn,
    *,
    programme: str | None = None,
    id: str | None = None,
    shared: tuple[Session, ...] = (),
) -> Edition:
    """Draw an edition.

    Args:
        draw: Given by Hypothesis.
        programme: The id of its programme. None: any.
        id: Its id. None: any.
        shared: Sessions of another edition, some of which it shares.
    """
    given = draw(identifiers()) if id is None else id
    taken = [session for session in shared if draw(st.booleans())]
    ids = draw(st.lists(identifiers(), max_size=3, unique=True))
    own = [draw(sessions(id=one)) for one in ids if one not in {session.id for session in shared}]
    call = draw(st.none() | calls())
    levels = draw(
        st.lists(
            st.builds(
                LevelReading,
                st.sampled_from(("excellent command", "intermediate", "très bonne maîtrise")),
                st.sampled_from(Level),
                note=st.none() | texts(),
            ),
            max_size=2,
            unique_by=lambda reading: reading.words,
        )
    )
    deadlines = [deadline.id for deadline in call.deadlines] if call else []
    groups = draw(st.sampled_from(((), GROUPS)))
    criteria = rules(
        words=[reading.words for reading in levels],
        deadlines=deadlines,
        sessions=[session.id for session in (*taken, *own)],
        groups=groups,
    )
    label = draw(st.sampled_from((given, "2020-2021")) | plain_texts())
    capacity = draw(st.none() | st.integers(1, 500))
    ranking = draw(rankings(of=criteria)) if draw(_SELDOM) else None
    counted = [draw(quotas(of=criteria, capacity=capacity))] if draw(_SELDOM) else []
    return Edition(
        draw(st.sampled_from(_PROGRAMMES)) if programme is None else programme,
        given,
        title=draw(st.none() | texts()),
        label=label,
        partners=draw(st.lists(partners(), max_size=3, unique_by=lambda partner: partner.id)),
        sessions=[*taken, *own],
        more_sessions=draw(st.booleans()),
        call=call,
        eligibility=draw(criteria.filter(can_hold)) if draw(st.booleans()) else None,
        levels=levels,
        groups=groups,
        languages=draw(st.lists(language_tags(), max_size=2, unique=True)),
        capacity=capacity,
        ranking=ranking,
        quotas=counted,
        milestones=[
            evolve(one, relative=Offset(-30)) if not one.when.is_known and draw(st.booleans()) else one
            for one in draw(st.lists(milestones(), max_size=2, unique_by=lambda milestone: milestone.id))
        ],
        wording=draw(st.none() | plain_texts()),
        sources=draw(st.lists(plain_texts(), max_size=1)),
    )


def _agrees(before: list[Edition], edition: Edition) -> bool:
    """Tell whether the sessions of an edition are the same in those before it that have them."""
    known = {session.id: session for one in before for session in one.sessions}
    return all(known.get(session.id, session) == session for session in edition.sessions)


@st.composite
def programmes(draw: DrawFn) -> Programme:
    """Draw a programme of up to three editions, which sometimes share sessions."""
    id = draw(st.sampled_from(_PROGRAMMES))  # noqa: A001
    found: list[Edition] = []
    for year in range(2018, 2018 + draw(st.integers(0, 3))):
        shared = found[-1].sessions if found else ()
        edition = editions(programme=id, id=str(year), shared=shared)
        found.append(draw(edition.filter(partial(_agrees, found))))
    return Programme(
        id,
        draw(texts()),
        editions=found,
        audience=draw(st.lists(texts(), max_size=2)),
        wording=draw(st.none() | plain_texts()),
        sources=draw(st.lists(plain_texts(), max_size=1)),
    )
