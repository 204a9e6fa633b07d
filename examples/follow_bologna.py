"""One session, followed through everything that happened to it: announced in Beirut, held as six webinars.

Usage: python examples/follow_bologna.py FOLDER

Later public pages of the Metropolitan Workshops tell it: the third session of 2019 was to be in Beirut, went to Bologna
and to the cohort of 2020 too, was postponed, and took place online from 30 September to 4 November 2020. When each step
was announced, the month in Beirut, the days in Bologna and the hours are made up.

Each step is published after the one before; in the folder are its calendars, as a subscriber got them.
"""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from attrs import evolve

import metroworkshops as mw
from metroworkshops import Part, Programme, Publication, Text

LANGUAGES = ("en", "fr")
WEDNESDAYS = ("2020-09-30", "2020-10-07", "2020-10-14", "2020-10-21", "2020-10-28", "2020-11-04")
# The zone is that of Bologna. Clocks go back on 25 October: the last two are an hour later in UTC.
WEBINARS = [
    Part(f"webinar-{n}", Text(en=f"Webinar {n}", fr=f"Webinaire n° {n}"), when=f"{day}T14:30/{day}T16:00")
    for n, day in enumerate(WEDNESDAYS, start=1)
]


def at(day: str) -> datetime:
    """Give nine o'clock of a day, in UTC."""
    return datetime.fromisoformat(f"{day}T09:00+00:00")


def story() -> Iterator[tuple[datetime, Programme]]:
    """Tell what was true from when on. The session keeps its id all the way."""
    known = mw.metropolitan_workshops()
    of_2019, of_2020 = known.edition("2019"), known.edition("2020")
    in_bologna, *others = of_2020.sessions

    session = evolve(of_2019.session("beirut-2019"), when="2019-11")
    yield at("2019-01-14"), evolve(known, editions=[of_2019.replacing(session)])

    because = Text(en="it could not be held in Beirut", fr="elle ne pouvait avoir lieu à Beyrouth")
    told = at("2019-11-18")
    session = session.moved_to("2020-03", places=in_bologna.places, announced=told, reason=because)
    session = evolve(session, title=in_bologna.title, wording=in_bologna.wording)
    # One session in two editions: what is replaced from here on is replaced in both.
    shared = [of_2019.replacing(session), evolve(of_2020, sessions=[session, *others])]
    programme = evolve(known, editions=shared)
    yield told, programme

    told = at("2020-01-20")
    session = session.moved_to("2020-03-09/2020-03-13", announced=told).confirmed(announced=told)
    yield told, programme.replacing(session)

    told = at("2020-03-02")
    session = session.postponed(announced=told, reason=Text(en="borders closed", fr="frontières fermées"))
    yield told, programme.replacing(session)

    told = at("2020-06-15")
    session = session.moved_to("2020-09/2020-11", announced=told).moved_online(announced=told)
    yield told, programme.replacing(session)

    told = at("2020-09-07")
    period = f"{WEDNESDAYS[0]}/{WEDNESDAYS[-1]}"
    session = session.moved_to(period, announced=told, parts=WEBINARS, dates_confirmed=True)
    yield told, programme.replacing(session)

    told = at("2020-11-09")
    yield told, programme.replacing(session.held(announced=told))


def main(folder: Path) -> None:
    """Publish each step, say what it changes, and write its calendars."""
    folder.mkdir(parents=True, exist_ok=True)
    published: Publication | None = None
    for number, (told, programme) in enumerate(story(), start=1):
        published = mw.calendars.publish(programme, previous=published, at=told)
        feed = published.only(edition="2019")
        entry = next(one for one in feed.entries if one.subject.id == "beirut-2019")
        print(f"\n{number}. {told:%d %B %Y}: {entry.uid}, sequence {entry.sequence}")
        for language in LANGUAGES:
            print(mw.words.changes(feed, language))
            calendar = mw.calendars.to_ical(feed, language=language)
            (folder / f"{number}.{language}.ics").write_bytes(calendar)
    assert published is not None
    mw.documents.dump(published, folder / "publication.json")
    print(f"\n{folder}: the calendars of each step, in {' and '.join(LANGUAGES)}, and the publication")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
