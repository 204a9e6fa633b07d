"""Text in calendars: cleaned once, escaped fully, and with no way to add a line, a property or a component."""

from __future__ import annotations

import re
from unicodedata import normalize

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops.calendars.text import CalendarText, clean, one_line

# Over all of Unicode, and often of what breaks readers.
hostile = st.one_of(
    st.text(st.characters()), st.text(st.sampled_from("\\;,:\"'\r\n\t\x00\x0b\x85\u2028\u2029\ufeff\ud800Nnab ^é"))
)


def unfolded(data: bytes) -> list[str]:
    return data.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x85b\u2028c\u2029d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("nul\x00 bell\x07 esc\x1b del\x7f bom\ufeff lone\ud800", "nul bell esc del bom lone"),
        ("e\u0301", "é"),
        ("tab\there", "tab\there"),
    ],
)
def test_rule_14_what_is_cleaned(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned


def test_titles_and_places_stand_on_one_line() -> None:
    assert one_line(" a\r\nb\tc\u2028") == "a b c"
    # Blanks alone are taken off: a letter is one of the title, and so is a space that does not break.
    assert one_line(" XX Biennale, MMXX ") == "XX Biennale, MMXX"
    assert one_line("Bologna\N{NO-BREAK SPACE}") == "Bologna\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;b,c:d", rb"a\;b\,c:d"),
        ("a\nb", rb"a\nb"),
        ("C:\\New\\new", rb"C:\\New\\new"),
        ('"quoted"', b'"quoted"'),
    ],
)
def test_defects_2_and_4_text_escapes_itself_and_a_backslash_before_n_is_no_line_break(
    text: str, written: bytes
) -> None:
    assert CalendarText(text).to_ical() == written
    component = icalendar.Event()
    for name in ("SUMMARY", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"):
        component.add(name, CalendarText(text))
        assert b"\r\n" + name.encode() + b":" + written + b"\r\n" in component.to_ical()


@given(hostile)
def test_text_reads_back_as_it_was_cleaned_and_adds_no_line(text: str) -> None:
    component = icalendar.Event()
    for name in ("SUMMARY", "NAME", "X-WR-CALNAME", "DESCRIPTION"):
        component.add(name, CalendarText(text))
    found = unfolded(component.to_ical())
    assert len(found) == 6
    for line in found[1:-1]:
        value = line.split(":", 1)[1]
        assert re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), value) == clean(text)
        assert not re.search(r"(?<!\\)(\\\\)*[;,]", value)


@given(hostile)
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == normalize("NFC", cleaned)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff\ud800-\udfff]", cleaned)
