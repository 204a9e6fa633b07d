"""Calls: where they stand at an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import given

from metroworkshops import Call, CallEventKind, CallState, Deadline, Declaration, InvalidValue, Limit, NotFound, Truth
from metroworkshops.testing import calls, instants

AT = datetime(2020, 1, 15, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DEADLINE = Deadline.on("2020-01-31", zone="Europe/Paris")
CLOSED_EARLY = Declaration("closed", AT - DAY)


@pytest.mark.parametrize(
    ("call", "state", "is_open"),
    [
        (Call([DEADLINE]), CallState.OPEN, Truth.YES),
        (Call([Deadline.on("2020-03-31")], "2020-02-01"), CallState.NOT_OPEN_YET, Truth.NO),
        (Call([Deadline.on("2020-03-31")], "2020-01-16"), CallState.UNDETERMINED, Truth.UNKNOWN),
        (Call([Deadline.on("2020-03-31")], Limit.on("2020-01-15", zone="UTC")), CallState.OPEN, Truth.YES),
        (Call([Deadline.on("2020-01-15")]), CallState.UNDETERMINED, Truth.UNKNOWN),
        (Call([Deadline.on("2020-01-13")]), CallState.CLOSED, Truth.NO),
        (Call(), CallState.NOT_ANNOUNCED, Truth.UNKNOWN),
        (Call(opens="2020-01-01"), CallState.UNDETERMINED, Truth.UNKNOWN),
        (Call(rolling=True), CallState.OPEN, Truth.YES),
        (Call([DEADLINE], rolling=True), CallState.OPEN, Truth.YES),
        (Call([Deadline.on("2020-01-02")], rolling=True), CallState.CLOSED, Truth.NO),
        (Call([DEADLINE], declared=[CLOSED_EARLY]), CallState.CLOSED, Truth.NO),
        (Call([DEADLINE], declared=[attrs.evolve(CLOSED_EARLY, announced=AT + DAY)]), CallState.OPEN, Truth.YES),
        (Call(declared=[Declaration("open", datetime(2020, 1, 10, tzinfo=UTC))]), CallState.OPEN, Truth.YES),
        (
            Call([Deadline.on("2020-01-02", id="1"), Deadline.on("2020-06-02", id="2")]),
            CallState.OPEN,
            Truth.YES,
        ),
    ],
)
def test_the_state_of_a_call(call: Call, state: CallState, is_open: Truth) -> None:
    assert call.state(AT) is state
    assert call.is_open(AT) is is_open


def test_a_round_with_its_own_opening_is_not_open_before_it() -> None:
    call = Call(
        [
            Deadline.on("2020-01-02", id="1", zone="UTC"),
            Deadline.on("2020-06-02", id="2", zone="UTC", opens="2020-05-01"),
        ]
    )
    assert call.state(datetime(2020, 1, 1, tzinfo=UTC)) is CallState.OPEN
    assert call.state(AT) is CallState.NOT_OPEN_YET
    assert call.is_open(AT) is Truth.NO
    assert call.state(datetime(2020, 5, 1, tzinfo=UTC)) is CallState.OPEN
    assert call.state(datetime(2020, 6, 3, tzinfo=UTC)) is CallState.CLOSED


@given(calls(), instants())
def test_the_state_agrees_with_whether_it_is_open(call: Call, at: datetime) -> None:
    expected = {
        CallState.OPEN: Truth.YES,
        CallState.CLOSED: Truth.NO,
        CallState.NOT_OPEN_YET: Truth.NO,
        CallState.UNDETERMINED: Truth.UNKNOWN,
        CallState.NOT_ANNOUNCED: Truth.UNKNOWN,
    }
    assert call.is_open(at) is expected[call.state(at)]


def test_a_deadline_before_the_call_opens_is_refused() -> None:
    with pytest.raises(
        InvalidValue, match="must not be over before the call opens, on 2020-03-01; got '2020-01-31'"
    ) as e:
        Call([DEADLINE], "2020-03-01")
    assert e.value.where == "deadlines[0]"


def test_a_round_that_opens_after_it_closes_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a round must open before it closes"):
        Deadline.on("2020-01-31", opens="2020-03-01")


def test_two_deadlines_with_one_id_are_refused() -> None:
    with pytest.raises(InvalidValue, match="given once"):
        Call([DEADLINE, Deadline.on("2020-02-14")])


def test_a_declaration_is_open_or_closed_and_in_order() -> None:
    with pytest.raises(InvalidValue, match="'open' or 'closed'"):
        Declaration("undetermined", AT)
    with pytest.raises(InvalidValue, match="order of announcement"):
        Call(declared=[Declaration("open", AT), Declaration("closed", datetime(2019, 1, 1, tzinfo=UTC))])


def test_forms_are_web_addresses() -> None:
    for bad in ("javascript:alert(1)", "example.org", "http://", "https://a b"):
        with pytest.raises(InvalidValue, match="web address such as"):
            Call(forms=bad)


def test_a_deadline_is_found_and_replaced_by_its_id() -> None:
    call = Call([DEADLINE])
    longer = DEADLINE.extended_to("2020-02-14", announced=AT)
    assert call.replacing(longer).deadline("applications") == longer
    with pytest.raises(InvalidValue, match="append-only"):
        call.replacing(longer).replacing(DEADLINE)


def test_a_deadline_that_is_not_there_is_told_beside_those_that_are() -> None:
    for deadlines, said in (
        ([], "none"),
        ([DEADLINE, Deadline.on("2020-06-30", id="round-2")], "applications, round-2"),
    ):
        with pytest.raises(NotFound) as caught:
            Call(deadlines).deadline("other")
        assert str(caught.value) == f"no deadline 'other'; there are: {said}"
        assert (caught.value.value, caught.value.known) == ("other", tuple(one.id for one in deadlines))


def test_the_other_rounds_stay_as_they_are_when_one_is_replaced() -> None:
    second = Deadline.on("2020-06-30", id="round-2")
    longer = DEADLINE.extended_to("2020-02-14", announced=AT)
    assert Call([DEADLINE, second]).replacing(longer).deadlines == (longer, second)


def test_a_call_may_not_open_at_the_instant_at_which_a_round_is_over() -> None:
    with pytest.raises(InvalidValue, match="must not be over before the call opens"):
        Call([DEADLINE], Limit.on("2020-02-01", zone="Europe/Paris"))
    # Where no zone is stated it may open earlier, on the same day elsewhere on Earth.
    assert Call([DEADLINE], "2020-02-01").opens == Limit.on("2020-02-01")


def test_a_declaration_holds_from_the_instant_of_its_announcement() -> None:
    call = Call([DEADLINE], declared=[Declaration("closed", AT)])
    assert call.state(AT - timedelta(microseconds=1)) is CallState.OPEN
    assert call.state(AT) is CallState.CLOSED


def test_declarations_have_their_place_in_the_timeline() -> None:
    call = Call(declared=[Declaration("open", AT), Declaration("closed", AT + DAY)])
    assert [(event.kind, event.earliest, event.latest) for event in call.timeline()] == [
        (CallEventKind.DECLARED_OPEN, AT, AT),
        (CallEventKind.DECLARED_CLOSED, AT + DAY, AT + DAY),
    ]


def test_a_datetime_without_a_zone_is_refused() -> None:
    for ask in (Call().is_open, Call().state):
        with pytest.raises(InvalidValue, match="must have a time zone"):
            ask(datetime(2020, 1, 1))


def test_the_timeline_tells_openings_announcements_and_closings_in_order() -> None:
    second = Deadline.on("2020-06-02", id="2", zone="UTC", opens="2020-05-01")
    longer = DEADLINE.extended_to("2020-02-14", announced=datetime(2020, 1, 29, tzinfo=UTC))
    call = Call([longer, second], "2019-12-01", declared=[Declaration("closed", datetime(2020, 3, 1, tzinfo=UTC))])
    timeline = call.timeline()
    assert [(event.kind.value, event.deadline) for event in timeline] == [
        ("opens", None),
        ("announced", "applications"),
        ("closes", "applications"),
        ("declared closed", None),
        ("opens", "2"),
        ("closes", "2"),
    ]
    assert timeline[0].latest - timeline[0].earliest == timedelta(hours=26)
    assert timeline[2].earliest == timeline[2].latest == longer.closes_at()


@given(calls())
def test_every_deadline_closes_once_in_the_timeline(call: Call) -> None:
    timeline = call.timeline()
    closing = [event.deadline for event in timeline if event.kind is CallEventKind.CLOSES]
    assert sorted(filter(None, closing)) == sorted(deadline.id for deadline in call.deadlines)
    assert [event.earliest for event in timeline] == sorted(event.earliest for event in timeline)
    assert all(event.earliest <= event.latest for event in timeline)
