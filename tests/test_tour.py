"""The tour works as written: on the shipped programme, call by call, and on programmes that were made up."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import cattrs
import icalendar
import pendulum
import pytest
from hypothesis import HealthCheck, given, settings

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    AppliedInTime,
    AttendsEverySession,
    Call,
    CallState,
    City,
    Commitment,
    Deadline,
    Edition,
    InvalidValue,
    LanguageSkill,
    MetroworkshopsError,
    Outcome,
    Partner,
    Programme,
    Session,
    Speaks,
    State,
    Status,
    Text,
    Truth,
    UndeterminedDeadline,
    When,
    screen,
)
from metroworkshops.testing import programmes


@pytest.fixture(name="edition")
def edition_of_2020() -> Edition:
    return mw.metropolitan_workshops().edition("2020")


def test_look_at_the_real_programme(edition: Edition) -> None:
    programme = mw.metropolitan_workshops()
    assert [e.id for e in programme.editions] == ["2018", "2019", "2020"]
    assert [str(s.when) for s in edition.sessions] == ["2020-03", "2020-06", "2020-10/2020-11"]
    assert edition.sessions[2].when.earliest == date(2020, 10, 1)
    assert edition.sessions[0].status is Status.TENTATIVE
    assert [p.acronym for p in edition.partners] == ["AViTeM", "CMI", "AFD"]
    assert len(programme.edition("2018").sessions[0].places) == 2
    assert mw.words.when(edition.sessions[2].when, "fr") == "octobre\u2009–\u2009novembre 2020"
    assert mw.words.place(edition.sessions[1], "fr") == "Casablanca, Maroc"
    with pytest.raises(mw.NotFound, match="2018, 2019, 2020"):
        programme.edition("2021")


def own_edition() -> Edition:
    bologna = City(
        id="bologna", name=Text(en="Bologna", fr="Bologne", it="Bologna"), country="IT", time_zone="Europe/Rome"
    )
    return Edition(
        programme="workshops.example.org",
        id="2020",
        title=Text(en="Metropolitan Workshops 2020", fr="Ateliers métropolitains 2020"),
        partners=[Partner(id="avitem", name="AViTeM", roles=["organiser"])],
        sessions=[Session(id="bologna-2020", title=Text(en="Bologna"), places=[bologna], when=When.parse("2020-03"))],
        call=Call(deadlines=[Deadline.on("2020-01-31", wording="January 31, 2020")]),
        eligibility=Speaks("fr", "C1") & AttendsEverySession() & AppliedInTime(),
        languages=["fr"],
        capacity=25,
    )


def test_build_one_of_your_own() -> None:
    mine = own_edition()
    assert mine.call is not None
    assert mine.call.deadlines[0].id == "applications"
    for zone in ("Europe/Paris", "AoE", "+01:00", ["+01:00", "+02:00"]):
        assert Deadline.on("2020-01-31", zone=zone).current.zones
    assert Deadline.on("2021-05-20T17:00", zone="Europe/Brussels").closes_at() == datetime(2021, 5, 20, 15, tzinfo=UTC)


def test_is_it_still_open(edition: Edition) -> None:
    assert edition.call is not None
    deadline = edition.call.deadlines[0]
    assert deadline.passed(datetime(2020, 1, 31, 9, 59, tzinfo=UTC)) is Truth.NO
    assert deadline.passed(datetime(2020, 1, 31, 23, 30, tzinfo=UTC)) is Truth.UNKNOWN
    assert deadline.passed(datetime(2020, 2, 1, 12, 0, tzinfo=UTC)) is Truth.YES
    bounds = (datetime(2020, 1, 31, 10, tzinfo=UTC), datetime(2020, 2, 1, 12, tzinfo=UTC))
    assert deadline.closes_between() == bounds
    with pytest.raises(UndeterminedDeadline) as caught:
        deadline.closes_at()
    assert (caught.value.earliest, caught.value.latest) == bounds

    paris = deadline.read_in("Europe/Paris")
    assert isinstance(paris.closes_at(), pendulum.DateTime)
    assert paris.closes_at().isoformat() == "2020-02-01T00:00:00+01:00"
    longer = paris.extended_to("2020-02-14", announced=datetime(2020, 1, 29, tzinfo=UTC), reason="more time for cities")
    assert longer.as_known(datetime(2020, 1, 30, tzinfo=UTC)).closes_at() == longer.closes_at()
    assert longer.as_known(datetime(2020, 1, 20, tzinfo=UTC)).closes_at() == paris.closes_at()

    assert edition.call.is_open(datetime(2020, 1, 10, tzinfo=UTC)) is Truth.YES
    assert edition.call.state(datetime(2020, 1, 31, 23, 30, tzinfo=UTC)) is CallState.UNDETERMINED
    with pytest.raises(TypeError):
        bool(deadline.passed(datetime(2020, 1, 31, 9, 59, tzinfo=UTC)))
    with pytest.raises(InvalidValue, match="time zone"):
        deadline.passed(datetime(2020, 1, 31, 9, 59))


def test_who_meets_the_criteria_and_why_not(edition: Edition) -> None:
    applicant = Applicant(
        id="a-017",
        languages=[LanguageSkill("fr", "C1"), LanguageSkill("ar", "C2")],
        applied_at=datetime(2020, 1, 30, 18, 0, tzinfo=UTC),
    )
    screening = screen(applicant, edition)
    assert screening.outcome is Outcome.UNDECIDED
    assert [f.truth for f in screening.findings] == [Truth.YES, Truth.UNKNOWN, Truth.YES]
    assert screening.missing == (screening.findings[1],)
    assert screening.missing[0].whose is mw.Whose.APPLICANT
    assert len(mw.words.explain(screening, "fr").splitlines()) == 3

    commitments = [Commitment(s.id, to=s.when) for s in edition.sessions]
    whole = Applicant(
        id="a-017", languages=applicant.languages, applied_at=applicant.applied_at, commitments=commitments
    )
    assert screen(whole, edition).outcome is Outcome.ELIGIBLE


def test_life_goes_on_and_calendars_stay_right(edition: Edition) -> None:
    bologna_2020 = edition.sessions[0]
    moved = edition.replacing(
        bologna_2020.moved_to("2020-10", announced=datetime(2020, 3, 2, tzinfo=UTC), reason="borders closed")
    )
    online = moved.replacing(moved.session("bologna-2020").moved_online(announced=datetime(2020, 9, 1, tzinfo=UTC)))
    earlier = online.session("bologna-2020").earlier
    assert [str(e.when) for e in earlier] == ["2020-03", "2020-10"]
    assert str(earlier[0].reason) == "borders closed"

    first = mw.calendars.publish(edition, at=datetime(2019, 12, 1, tzinfo=UTC))
    assert mw.calendars.to_ical(first, language="fr").startswith(b"BEGIN:VCALENDAR\r\n")
    assert isinstance(mw.calendars.to_calendar(first, language="fr"), icalendar.Calendar)
    second = mw.calendars.publish(moved, previous=first, at=datetime(2020, 3, 2, tzinfo=UTC))
    assert [change.kind for change in second.changes] == [mw.ChangeKind.DATES]
    assert "octobre 2020" in mw.words.changes(second, "fr")


def test_keep_it_as_a_document(edition: Edition, tmp_path: Path) -> None:
    text = mw.documents.dumps(edition)
    assert mw.documents.loads(text) == edition
    assert mw.documents.loads(text, Edition) == edition
    with pytest.raises(mw.DocumentError):
        mw.documents.loads(text, Programme)
    path = tmp_path / "edition.json"
    mw.documents.dump(edition, path)
    assert mw.documents.load(path) == edition
    assert mw.documents.json_schema("edition")["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert mw.documents.fingerprint(edition).startswith("f1-sha256:")
    converter = mw.documents.make_converter()
    assert converter.structure(converter.unstructure(edition), Edition) == edition
    host_converter = cattrs.Converter()
    mw.documents.configure(host_converter)
    assert host_converter.structure(host_converter.unstructure(edition), Edition) == edition


LATE = datetime(2040, 1, 1, tzinfo=UTC)


@settings(max_examples=10, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programmes())
def test_the_tour_works_on_made_up_programmes(programme: Programme) -> None:
    for language in ("en", "fr"):
        assert mw.words.programme(programme, language).strip()
    for edition in programme.editions:
        assert programme.edition(edition.id) is edition
        take_the_tour(edition)


def take_the_tour(edition: Edition) -> None:
    for session in edition.sessions:
        assert edition.session(session.id) is session
        assert When.parse(str(session.when)) == session.when
        for language in ("en", "fr"):
            assert mw.words.when(session.when, language).strip()
            assert mw.words.place(session, language).strip()

    for deadline in edition.call.deadlines if edition.call else ():
        earliest, latest = deadline.closes_between()
        assert earliest <= latest
        assert deadline.passed(earliest - timedelta(seconds=1)) is Truth.NO
        assert deadline.passed(latest) is Truth.YES
        with contextlib.suppress(UndeterminedDeadline):
            assert deadline.closes_at() == earliest == latest
    if edition.call:
        assert edition.call.state(LATE) in CallState
        assert mw.words.call_at(edition.call, LATE, "fr").strip()

    promises = [Commitment(session.id, to=session.when) for session in edition.sessions]
    for applicant in (
        Applicant(id="nothing-given"),
        Applicant(id="everything", languages=[LanguageSkill("fr", "C2")], commitments=promises, applied_at=LATE),
    ):
        screening = screen(applicant, edition)
        assert bool(screening.missing) is (screening.outcome is Outcome.UNDECIDED)
        for language in ("en", "fr"):
            assert len(mw.words.explain(screening, language).splitlines()) == len(screening.findings)

    changed = edition
    for session in edition.sessions:
        if session.state in (State.PLANNED, State.POSTPONED):
            changed = changed.replacing(session.moved_to("2033-05", announced=LATE, reason="a new date"))
    first = mw.calendars.publish(edition, at=LATE)
    second = mw.calendars.publish(changed, previous=first, at=LATE + timedelta(days=1))
    assert mw.calendars.publish(changed, previous=second, at=LATE + timedelta(days=2)) == second
    for publication in (first, second):
        for language in ("en", "fr"):
            assert mw.words.changes(publication, language).strip()
            if any(publication.shows(entry) for entry in publication.entries):
                data = mw.calendars.to_ical(publication, language=language)
                assert icalendar.Calendar.from_ical(data).errors == []

    for value in (edition, first, second):
        text = mw.documents.dumps(value)
        assert mw.documents.loads(text) == value
        assert mw.documents.dumps(mw.documents.loads(text)) == text


def test_every_error_has_one_base() -> None:
    for bad in (lambda: When.parse("next spring"), lambda: own_edition().session("nowhere")):
        with pytest.raises(MetroworkshopsError):
            bad()
