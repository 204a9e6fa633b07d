"""The story of one session: announced in Beirut for a month, held in the end as six webinars.

Later public pages of the Metropolitan Workshops tell it: the third session of 2019 was to be in Beirut, was moved to
Bologna for the cohort of 2020 too, was postponed, and took place online from 30 September to 4 November 2020. When that
was announced, the month in Beirut, the days in Bologna, the hours, and that one webinar came a day later are made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from attrs import evolve

import metroworkshops as mw
from metroworkshops import Part, Programme, Publication, Session, Text

__all__ = ["STEPS", "publications"]

STEPS = (
    "beirut for a month",
    "bologna instead",
    "days confirmed",
    "postponed",
    "online some time in autumn",
    "six webinars",
    "held, one of them a day later",
)
"""What is published first, and the six revisions."""

WEDNESDAYS = ("2020-09-30", "2020-10-07", "2020-10-14", "2020-10-21", "2020-10-28", "2020-11-04")
# Clocks go back on 25 October, between the fourth and the fifth.
HOURS = "{day}T14:30/{day}T16:00"
PERIOD = "2020-09-30/2020-11-04"


def _webinars(days: Iterable[str]) -> list[Part]:
    numbered = enumerate(days, 1)
    return [
        Part(f"webinar-{n}", Text(en=f"Webinar {n}", fr=f"Webinaire n° {n}"), when=HOURS.format(day=day))
        for n, day in numbered
    ]


@lru_cache(maxsize=1)
def programmes() -> tuple[tuple[datetime, Programme], ...]:
    """Tell when each step was published, and what was true then."""
    known = mw.metropolitan_workshops()
    of_2019, of_2020 = known.edition("2019"), known.edition("2020")
    bologna = of_2020.sessions[0].places[0]

    def at(day: str) -> datetime:
        return datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC)

    april, june, session = of_2019.sessions
    announced = [evolve(april, when="2019-04"), evolve(june, when="2019-06"), evolve(session, when="2019-11")]
    steps = [(at("2019-01-14"), evolve(known, editions=[evolve(of_2019, sessions=announced)]))]
    april, june, session = announced
    april, june = (one.held(announced=at("2019-07-01")) for one in (april, june))

    def then(day: str, shared: Session) -> Session:
        editions = [
            evolve(of_2019, sessions=[april, june, shared]),
            evolve(of_2020, sessions=[shared, *of_2020.sessions[1:]]),
        ]
        steps.append((at(day), evolve(known, editions=editions)))
        return shared

    session = then(
        "2019-11-18",
        evolve(
            session.moved_to(
                "2020-03",
                places=[bologna],
                announced=at("2019-11-18"),
                reason=Text(en="the session of Beirut takes place here", fr="la session de Beyrouth a lieu ici"),
            ),
            title=of_2020.sessions[0].title,
            wording=of_2020.sessions[0].wording,
        ),
    )
    session = then(
        "2020-01-20",
        session.moved_to(
            "2020-03-09/2020-03-13", announced=at("2020-01-20"), dates_confirmed=True, place_confirmed=True
        ),
    )
    session = then(
        "2020-03-02",
        session.postponed(announced=at("2020-03-02"), reason=Text(en="borders closed", fr="frontières fermées")),
    )
    session = then(
        "2020-06-15",
        session.moved_to("2020-09/2020-11", announced=at("2020-06-15")).moved_online(announced=at("2020-06-15")),
    )
    session = then(
        "2020-09-07",
        session.moved_to(PERIOD, announced=at("2020-09-07"), dates_confirmed=True, parts=_webinars(WEDNESDAYS)),
    )
    moved = _webinars([*WEDNESDAYS[:3], "2020-10-22", *WEDNESDAYS[4:]])
    then(
        "2020-11-09",
        session.moved_to(announced=at("2020-10-19"), parts=moved).held(announced=at("2020-11-09")),
    )
    return tuple(steps)


@lru_cache(maxsize=1)
def publications() -> tuple[Publication, ...]:
    """Publish each step after the one before."""
    found: list[Publication] = []
    for at, programme in programmes():
        found.append(mw.calendars.publish(programme, previous=found[-1] if found else None, at=at))
    return tuple(found)
