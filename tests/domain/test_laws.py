"""Laws of the smaller values: levels, errors, limits, days, zones, milestones."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta
from math import prod

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    AmendmentKind,
    City,
    Days,
    Deadline,
    DocumentError,
    Edge,
    Edition,
    EducationLevel,
    Fault,
    InvalidValue,
    Level,
    Limit,
    MetroworkshopsError,
    Milestone,
    NotFound,
    Offset,
    Part,
    Programme,
    Session,
    Standing,
    State,
    Truth,
    UndeterminedDeadline,
    When,
    testing,
)
from metroworkshops.domain.edtf import month_end

TOLD = datetime(2020, 3, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ZONES = ("Africa/Casablanca", "Asia/Beirut", "Europe/Paris", "AoE", "UTC", "+05:30")
texts = testing.plain_texts()


# Levels and answers


@pytest.mark.parametrize("kind", [EducationLevel, Level, Standing])
def test_of_two_levels_one_reaches_the_other_and_each_its_own(kind: type[EducationLevel | Level]) -> None:
    @given(st.sampled_from(kind), st.sampled_from(kind), st.sampled_from(kind))
    def holds(one: EducationLevel, other: EducationLevel, third: EducationLevel) -> None:
        assert one.reaches(other) or other.reaches(one)
        assert (one.reaches(other) and other.reaches(one)) == (one is other)
        if one.reaches(other) and other.reaches(third):
            assert one.reaches(third)
        if isinstance(one, EducationLevel):
            assert one.reaches(other) == (one.isced >= other.isced)
        assert eval(repr(one), {kind.__name__: kind}) is one

    holds()


@given(st.booleans(), st.sampled_from(Truth))
def test_an_answer_is_made_of_a_fact_and_never_taken_for_one(fact: bool, answer: Truth) -> None:
    assert Truth.of(fact).is_settled
    assert ~Truth.of(fact) is Truth.of(not fact)
    with pytest.raises(TypeError):
        bool(answer)


# Errors

refusals = st.builds(InvalidValue, texts, st.integers() | texts, st.just("") | testing.identifiers())
errors = st.one_of(
    refusals,
    st.builds(lambda several: InvalidValue("; ".join(map(str, several)), problems=tuple(several)), st.lists(refusals)),
    st.builds(NotFound, texts, testing.identifiers(), st.lists(testing.identifiers()).map(tuple)),
    st.builds(UndeterminedDeadline, texts, testing.instants(), testing.instants()),
    st.builds(DocumentError, texts, st.lists(st.builds(Fault, testing.identifiers(), texts), min_size=1).map(tuple)),
)


@given(texts, testing.identifiers(), st.lists(testing.identifiers()).map(tuple))
def test_what_is_not_found_is_told_beside_what_there_is(message: str, asked: str, known: tuple[str, ...]) -> None:
    error = NotFound(message, asked, known)
    assert (str(error), error.value, error.known) == (message, asked, known)


@given(errors)
def test_an_error_comes_back_from_another_process_with_all_that_it_tells(error: MetroworkshopsError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))
    kept, told = vars(again), vars(error)
    assert kept.keys() == told.keys()
    if isinstance(error, InvalidValue):
        assert list(map(str, again.problems)) == list(map(str, error.problems))
        assert all(one.message in str(one) and one.where in str(one) for one in error.problems)
    else:
        assert kept == told


# Limits


@given(testing.deadlines())
def test_the_limit_of_now_is_the_first_one_with_each_change_in_turn(deadline: Deadline) -> None:
    limit = deadline.limit
    for amendment in deadline.amendments:
        limit = amendment.applied_to(limit)
    assert deadline.current == limit
    assert evolve(deadline, amendments=()).is_as_worded
    if deadline.is_as_worded:
        assert limit.when == deadline.limit.when
    else:
        assert {one.kind for one in deadline.amendments} > {AmendmentKind.READ_IN_ZONE} or limit != deadline.limit


@given(testing.limits(), testing.instants())
def test_a_limit_begins_before_it_is_past_and_neither_is_taken_back(limit: Limit, at: datetime) -> None:
    begins, ends = limit.begins_between(), limit.ends_between()
    assert begins[0] <= ends[0]
    assert begins[1] <= ends[1]
    for (earliest, latest), answer in ((begins, limit.begun), (ends, limit.passed)):
        assert earliest <= latest
        assert answer(latest) is Truth.YES
        assert answer(earliest - SECOND) is Truth.NO
        expected = Truth.YES if at >= latest else Truth.NO if at < earliest else Truth.UNKNOWN
        assert answer(at) is expected


@given(st.dates(date(2012, 1, 1), date(2037, 12, 30)), st.sampled_from(ZONES))
def test_the_midnight_that_ends_a_day_begins_the_next(day: date, zone: str) -> None:
    end = Deadline.at_midnight(day, which="end", zone=zone)
    start = Deadline.at_midnight(day + timedelta(days=1), which="start", zone=zone)
    assert end == Deadline.on(day, zone=zone)
    assert end.closes_at() == start.closes_at()


# Days


@given(testing.days())
def test_the_runs_of_days_are_the_days(days: Days) -> None:
    assert sorted({day for run in days.runs for day in run}) == list(days)
    assert [run.runs for run in days.runs] == [(run,) for run in days.runs]
    assert days.has_clock_times == any(run.has_clock_times for run in days.runs) == ("T" in days.edtf)
    (ways,) = days.completions
    assert [(date.fromordinal(run.start_from), date.fromordinal(run.end_to)) for run in ways]
    assert all(run.start_from == run.start_to and run.end_from == run.end_to for run in ways)


@given(testing.whens())
def test_each_date_that_is_stated_can_be_stated_alone(when: When) -> None:
    for stated in when.dates:
        if stated is not None:
            alone = When.parse(stated.text.replace("..", "/"))
            assert (alone.earliest, alone.latest) == (stated.first, stated.last)
            assert alone.is_approximate == stated.is_approximate


@given(st.integers(1, 9999), st.integers(1, 12))
def test_early_mid_and_late_are_the_month(year: int, month: int) -> None:
    early, mid, late = (When.part_of_month(part, year, month) for part in ("early", "mid", "late"))
    assert early.earliest == date(year, month, 1)
    assert late.latest == month_end(year, month)
    for before, after in ((early, mid), (mid, late)):
        assert before.latest is not None
        assert after.earliest == before.latest + timedelta(days=1)
    assert all(When.parse(str(one)) == one and one.is_approximate for one in (early, mid, late))


# Sessions


@given(st.lists(testing.cities(), max_size=3), st.lists(testing.cities(), max_size=2))
def test_clocks_are_those_of_the_places_where_they_agree(places: list[City], elsewhere: list[City]) -> None:
    assume(all(a == b for a in (*places, *elsewhere) for b in (*places, *elsewhere) if a.id == b.id))
    assume(len(set(places)) == len(places) and len(set(elsewhere)) == len(elsewhere))
    session = Session("s", "S", when="2020-03", places=places)
    zones, others = {one.time_zone for one in places}, {one.time_zone for one in elsewhere}
    assert session.zone == (zones.pop() if len(zones) == 1 else None)
    zone = others.pop() if len(others) == 1 else session.zone
    assert session.zone_of(Part("p", when="2020-03", places=elsewhere)) == zone
    assert evolve(session, time_zone="Africa/Tunis").zone == "Africa/Tunis"


@given(testing.sessions(), testing.whens())
def test_a_wording_goes_stale_when_what_it_says_changes(session: Session, when: When) -> None:
    planned = evolve(session, state=State.PLANNED, earlier=(), parts=(), time_zone="Africa/Tunis")
    assert planned.is_as_worded
    assume(when.is_known)
    assert planned.moved_to(when, announced=TOLD).is_as_worded == (when == planned.when)


@given(testing.whens(), st.lists(testing.days(clock_times=False), max_size=3))
def test_a_session_may_turn_out_as_its_days_or_its_parts_may(when: When, days: list[Days]) -> None:
    assert Session("s", "S", when=when, time_zone="Africa/Tunis").completions == when.completions
    assert Session("s", "S", when=when, time_zone="Africa/Tunis").extent == when
    parts = [Part(f"p{number}", when=one) for number, one in enumerate(days)]
    in_parts = Session("s", "S", when="XXXX", parts=parts)
    if parts:
        assert in_parts.extent.earliest == min(one.first for one in days)
        assert in_parts.extent.latest == max(one.last for one in days)
        assert len(in_parts.completions) == prod(len(one.completions) for one in days)


# Editions and programmes


@given(testing.editions(), st.integers(-60, 60), st.sampled_from(Edge))
def test_a_milestone_keeps_its_distance_from_its_session(edition: Edition, days: int, edge: Edge) -> None:
    stated = [one for one in edition.milestones if one.relative is None]
    assert [edition.when_of(one) for one in stated] == [one.when for one in stated]
    for session in edition.sessions:
        relative = Milestone("m", "M", relative=Offset(days, session=session.id, edge=edge))
        found = edition.when_of(relative)
        bounds = session.when.starts if edge is Edge.START else session.when.ends
        if session.state is State.CANCELLED or bounds.earliest is None or bounds.latest is None:
            assert not found.is_known
        else:
            shifted = [one + timedelta(days=days) for one in (bounds.earliest, bounds.latest)]
            assert [found.earliest, found.latest] == shifted


@given(testing.programmes(), testing.texts())
def test_replacing_an_edition_changes_no_other(programme: Programme, title: mw.Text) -> None:
    for edition in programme.editions:
        assert programme.replacing(edition) == programme
        after = programme.replacing(evolve(edition, title=title))
        others = [one for one in programme.editions if one.id != edition.id]
        assert [one for one in after.editions if one.id != edition.id] == others
        assert after.edition(edition.id).title == title
