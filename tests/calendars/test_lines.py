"""Content lines: folded, and read back whole."""

from __future__ import annotations

import re

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metroworkshops import InvalidValue
from metroworkshops.calendars.lines import FoldingCalendar, folded
from metroworkshops.calendars.text import CalendarText

# Long, of characters of one to four octets, with many escapes.
texts = st.lists(
    st.sampled_from(("\\", ";", ",", "\n", "^", "x", "é", "€", "𐀀")) | st.text(max_size=5), min_size=40, max_size=300
).map("".join)


@given(texts)
@example("0" * 60 + "\\" * 40)
@example("^" * 200)
def test_a_line_is_folded_at_75_octets_and_never_inside_a_character_or_an_escape(text: str) -> None:
    line = "SUMMARY:" + CalendarText(text).to_ical().decode()
    pieces = folded(line.encode()).split(b"\r\n ")
    assert b"".join(pieces).decode() == line
    for piece in pieces:
        piece.decode()
        assert len(piece) <= 74
    for piece in pieces[:-1]:
        assert piece
        assert not re.search(rb"(?<!\\)(\\\\)*\\$", piece)


@pytest.mark.parametrize("character", [*"aXZ019 .,:;'\"=", "^", "\\"])
def test_a_line_is_filled_unless_that_would_split_an_escape(character: str) -> None:
    first, rest = folded(f"LOCATION:{character * 100}".encode()).split(b"\r\n ")
    assert (len(first), len(rest)) == ((73, 36) if character in "^\\" else (74, 35))


def test_parameters_of_hosts_are_sorted_with_the_properties_or_left_in_their_order() -> None:
    calendar, event = FoldingCalendar(), icalendar.Event()
    event.add("SUMMARY", "Bologna", parameters={"X-B": "1", "LANGUAGE": "it"})
    calendar.add_component(event)
    assert b"SUMMARY;LANGUAGE=it;X-B=1:Bologna\r\n" in calendar.to_ical()
    assert b"SUMMARY;X-B=1;LANGUAGE=it:Bologna\r\n" in calendar.to_ical(sorted=False)


def test_components_of_hosts_are_folded_too() -> None:
    """icalendar 7.3 splits the escaped backslash here, and Google then drops the feed."""
    calendar, event = FoldingCalendar(), icalendar.Event()
    event.add("SUMMARY", icalendar.vText("0" * 64 + "\\" + "x" * 20))
    calendar.add_component(event)
    assert b"\\\r\n \\" in icalendar.Event.to_ical(event)
    assert b"0\\\\\r\n xx" in calendar.to_ical()


class _Raw(str):
    """A value of a host that is written as it stands."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return self.encode()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_value_of_a_host_that_would_begin_another_line_is_refused(end: str) -> None:
    calendar, event = FoldingCalendar(), icalendar.Event()
    event["X-NOTE"] = _Raw(f"harmless{end}ATTENDEE:mailto:all@example.org")
    calendar.add_component(event)
    with pytest.raises(InvalidValue, match="without line breaks, got X-NOTE"):
        calendar.to_ical()
