"""Programs that type checkers must accept, with the types that they must find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, assert_type

import attrs
import icalendar
import pendulum

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    Call,
    City,
    Deadline,
    Edition,
    LanguageSkill,
    Partner,
    Programme,
    Session,
    Speaks,
    Text,
    Truth,
    When,
)

programme = mw.metropolitan_workshops()
assert_type(programme, Programme)
edition = programme.edition("2020")
assert_type(edition, Edition)
assert_type(edition.sessions[0].when.earliest, date | None)

city = City(id="bologna", name=Text(en="Bologna"), country="IT", time_zone="Europe/Rome")
mine = Edition(
    programme="workshops.example.org",
    id="2020",
    title="Workshops",
    partners=[Partner(id="avitem", name="AViTeM", roles=["organiser"])],
    sessions=[Session(id="s", title={"en": "S"}, places=[city], when="2020-03")],
    call=Call(deadlines=[Deadline.on("2020-01-31", zone=["+01:00", "+02:00"])]),
    eligibility=Speaks("fr", "C1") & ~Speaks("it"),
    languages=["fr"],
)

deadline = Deadline.on("2020-01-31")
at = datetime(2020, 1, 31, tzinfo=UTC)
assert_type(deadline.passed(at), Truth)
assert_type(deadline.closes_at(), pendulum.DateTime)
assert_type(deadline.read_in("Europe/Paris").extended_to("2020-02-14", announced=at), Deadline)

match edition.sessions[0].when:
    case mw.Days() as days:
        assert_type(days.first, date)
    case _:
        pass

screening = mw.screen(Applicant("a", languages=[LanguageSkill("fr", "C1")]), edition)
assert_type(screening, mw.Screening)
assert_type(mw.words.explain(screening, "fr"), str)
assert_type(mw.summarise([screening]) + mw.Summary(), mw.Summary)
assert_type(mw.rank([], [mw.Score("a", "motivation", points=3.5, by="first reader")]), tuple[mw.Ranked, ...])
assert_type(mw.tally([screening]), mw.Tally)

publication = mw.calendars.publish(edition, at=at)
assert_type(mw.calendars.to_ical(publication, language="fr"), bytes)
assert_type(mw.calendars.to_calendar(publication, language="fr"), icalendar.Calendar)
assert_type(mw.calendars.to_jcal(publication.only(edition="2020"), language="fr"), list[Any])
options = mw.calendars.CalendarOptions(
    deadlines="to-do", session_alarms=[timedelta(days=7)], name={"en": "Ours"}, colour="steelblue", refresh=None
)
assert_type(options.deadlines, mw.calendars.DeadlineAs)
assert_type(options.session_alarms, tuple[timedelta, ...])
mw.calendars.to_ical(publication, language="fr", options=options)
for entry in publication.entries:
    match entry.subject:
        case Session() | mw.PublishedPart() as held:
            assert_type(held.places, tuple[mw.City | mw.Area, ...])
        case Deadline() as limit:
            assert_type(limit.closes_between(), tuple[pendulum.DateTime, pendulum.DateTime])
        case mw.Milestone() as milestone:
            assert_type(milestone.title, Text)

picture = mw.pictures.timeline(edition, "fr", width=720)
assert_type(picture, mw.pictures.Picture)
assert_type(picture.svg, str)
assert_type(mw.pictures.timeline(programme, mw.words.Catalogue.load(Path("it.po"))).is_right_to_left, bool)
assert_type(mw.documents.schema_org_script(mw.documents.to_schema_org(edition, "fr")), str)

assert_type(mw.documents.loads("{}", Edition), Edition)
assert_type(mw.documents.loads("{}"), mw.documents.Value)
assert_type(mw.documents.load(Path("edition.yaml"), Edition), Edition)
assert_type(mw.documents.loads(b"{}", Edition, limits=mw.documents.Limits(size=1000)), Edition)
assert_type(When.parse("2020"), mw.Days | mw.Window)

mapping = mw.documents.load("mapping.json", mw.TableMapping)
assert_type(mw.tables.read("form.csv", mapping, edition), Iterator[Applicant | mw.Unreadable])
assert_type(mw.decide(screening, at=at), mw.Decision)


@attrs.frozen
class Supported:
    """A host's own kind of rule, by structure."""

    KIND: ClassVar[str] = "supported"

    at_least: int = 1

    def examine(self, applicant: Applicant, edition: Edition) -> mw.Finding:
        del edition
        return mw.Finding(self, Truth.of(len(applicant.statements or ()) >= self.at_least), reason="letters-counted")


assert_type(Supported() & Speaks("fr"), mw.AllOf)
assert_type(Speaks("fr") | Supported(), mw.AnyOf)
own: mw.SupportsExamine = Supported()
hosted = Edition("workshops.example.org", "2024", eligibility=Supported())
mw.AllOf(Supported(), mw.Not(Supported()), mw.AtLeast(1, Supported()), mw.MembersMeet(Supported(), at_least=1))
converter = mw.documents.make_converter(rules=[Supported])
