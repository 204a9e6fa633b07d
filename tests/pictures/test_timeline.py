"""Timelines: what is drawn, what is listed, and what may never be either."""

from __future__ import annotations

import io
import os
import re
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import testing, words
from metroworkshops.pictures import Picture, timeline
from metroworkshops.pictures.axis import Axis
from metroworkshops.pictures.lettering import columns, lines, paragraph, pixels, tidy
from metroworkshops.pictures.marks import Mark, marks_of_session, marks_of_when
from metroworkshops.pictures.sheet import NARROWEST, WIDE
from metroworkshops.pictures.svg import PALETTE
from metroworkshops.words.names import text_in

from .contrast import contrast

GOLDEN = Path(__file__).parent / "golden"
PROGRAMME = mw.metropolitan_workshops()
EDITION = PROGRAMME.edition("2020")
SVG = "{http://www.w3.org/2000/svg}"
AT = datetime(2020, 3, 2, tzinfo=UTC)


@cache
def catalogue(tag: str) -> words.Catalogue:
    """A catalogue for a language that may have none yet: the English messages, with names and dates by CLDR."""
    blank = read_po(io.BytesIO(words.template().encode()), locale=tag.replace("-", "_"))
    for message in blank:
        if message.id:
            one, *more = message.id if isinstance(message.id, tuple | list) else (message.id,)
            message.string = (one, *(more or [one]) * (blank.num_plurals - 1)) if more else one
    out = io.BytesIO()
    write_po(out, blank)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "language.po"
        path.write_bytes(out.getvalue())
        return words.Catalogue.load(path)


LANGUAGES = ("ar", "ar-TN", "he", "fa", "ja", "th", "zh-Hant", "hi", "ru", "el", "ca", "sr-Latn", "sw")
languages = st.sampled_from(("en", "fr")) | st.sampled_from(LANGUAGES).map(catalogue)
widths = st.none() | st.integers(NARROWEST, 1600)
pictured = st.one_of(testing.editions(), testing.programmes())


def drawn(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.svg)  # noqa: S314 - what was drawn here


def one(*sessions: mw.Session, **more: object) -> mw.Edition:
    return mw.Edition("workshops.example.org", "2020", sessions=sessions, **more)  # type: ignore[arg-type]


def kinds(picture: Picture) -> list[str]:
    """The classes of what is drawn in rows: not of the key, which comes after the last line across."""
    root = drawn(picture)
    rows = [g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None]
    return [e.get("class", "") for g in rows for e in g.iter() if e.tag in (f"{SVG}rect", f"{SVG}path")]


def check(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text + "\n"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_edition_of_2020(language: str) -> None:
    picture = timeline(EDITION, language)
    check(f"2020.{language}.svg", picture.svg)
    check(f"2020.{language}.txt", picture.text)


def test_all_editions_of_a_programme() -> None:
    check("programme.fr.txt", timeline(PROGRAMME, "fr").text)


# Laws


@given(pictured, languages, widths)
def test_whatever_is_known_can_be_pictured(
    value: mw.Edition | mw.Programme, language: str | words.Catalogue, width: int | None
) -> None:
    """Never an exception; well-formed; nothing that runs, and nothing that is fetched."""
    picture = timeline(value, language, width=width)
    for element in drawn(picture).iter():
        assert element.tag.removeprefix(SVG) in ALLOWED
        for attribute, given_value in element.attrib.items():
            assert attribute.rpartition("}")[2] not in ("href", "src", "style")
            assert not attribute.startswith("on")
            assert "url(" not in given_value
    style = "".join(element.text or "" for element in drawn(picture).iter(f"{SVG}style"))
    name = drawn(picture).get("class")
    assert set(re.findall(r"url\(([^)]*)\)", style)) <= {
        f"#{name}-{used}" for used in ("session", "deadline", "milestone", "to", "from")
    }
    assert "@import" not in style


# No script, no foreign object, no picture or link from elsewhere.
ALLOWED = frozenset("svg title desc style defs pattern linearGradient stop g rect line path circle text".split())


@given(pictured, languages)
def test_the_same_input_gives_the_same_bytes(value: mw.Edition | mw.Programme, language: str | words.Catalogue) -> None:
    again = mw.documents.loads(mw.documents.dumps(value))
    assert isinstance(again, mw.Edition | mw.Programme)
    assert timeline(value, language) == timeline(again, language)
    assert str(timeline(value, language)) == timeline(again, language).text


@given(testing.editions(), languages)
def test_every_session_is_in_the_table_and_in_the_drawing(edition: mw.Edition, language: str | words.Catalogue) -> None:
    """In full: in the table, and in the drawing as what is read aloud and shown where one points."""
    picture = timeline(edition, language)
    root = drawn(picture)
    tooltips = [element.text or "" for element in root.iter(f"{SVG}title")]
    described = "".join(root.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
    for session in edition.sessions:
        title = tidy(text_in(session.title, language))
        assert title in picture.text
        assert title in described
        assert any(title in tooltip for tooltip in tooltips)


@given(testing.sessions())
def test_nothing_is_drawn_of_what_is_not_known(session: mw.Session) -> None:
    marks = marks_of_session(session)
    if not session.when.is_known and not any(part.when.is_known for part in session.parts):
        assert marks == ()
    for mark in marks:
        assert mark.first or mark.last
        if not session.parts:
            assert mark.first is None or mark.first >= (session.when.earliest or date.min)
            assert mark.last is None or mark.last <= (session.when.latest or date.max)


@given(testing.whens())
def test_solid_are_the_days_that_are_certain_and_no_others(when: mw.When) -> None:
    for mark in marks_of_when(when):
        for day in (mark.first, mark.last):
            if day is not None and mark.is_certain:
                assert when.contains(day) is mw.Truth.YES
            elif day is not None:
                assert when.contains(day) is not mw.Truth.NO
    if isinstance(when, mw.Days):
        assert all(mark.is_certain for mark in marks_of_when(when))
        assert set(when) == {
            date.fromordinal(day)
            for mark in marks_of_when(when)
            if mark.first and mark.last
            for day in range(mark.first.toordinal(), mark.last.toordinal() + 1)
        }


@given(st.lists(testing.whens(), min_size=1), st.floats(0, 0.05))
def test_marks_lie_on_the_axis_in_the_order_of_their_dates(whens: list[mw.When], least: float) -> None:
    marks = [mark for when in whens for mark in marks_of_when(when)]
    axis = Axis.over(marks)
    if axis is None:
        assert not marks
        return
    placed = [(mark, *axis.extent(mark, least)) for mark in marks]
    for _, start, end in placed:
        assert 0 <= start <= end <= 1
        assert end - start >= least - 1e-9
    for a, a_start, a_end in placed:
        for b, b_start, b_end in placed:
            if key(a)[0] <= key(b)[0] and key(a)[1] <= key(b)[1]:
                assert a_start <= b_start + 1e-9
                assert a_end <= b_end + 1e-9


def key(mark: Mark) -> tuple[date, date]:
    return mark.first or date.min, mark.last or date.max


@given(st.dates(), st.dates(), languages, st.floats(200, 1500))
def test_names_along_the_axis_stay_apart(
    first: date, last: date, language: str | words.Catalogue, width: float
) -> None:
    axis = Axis.over([Mark(min(first, last), max(first, last), is_certain=True)])
    assert axis is not None
    months = [tick for tick in axis.ticks(language, width) if not tick.is_year]
    ticks = months or axis.ticks(language, width)
    for here, there in pairwise(ticks):
        assert (there.at - here.at) * width >= pixels(here.label, 13) * 0.9
    assert all(0 <= tick.at < 1 for tick in ticks)


@given(testing.plain_texts(), st.floats(60, 700), st.integers(1, 4))
def test_lines_are_no_wider_than_there_is_room(text: str, width: float, most: int) -> None:
    cut = lines(tidy(text), width, 14, most)
    assert 1 <= len(cut) <= most
    assert all(pixels(line, 14) <= width for line in cut)
    whole = "".join(cut).replace(" ", "")
    assert whole == tidy(text).replace(" ", "") or cut[-1].endswith("…")
    assert paragraph([tidy(text)], width, 14, most)


# Cases


def test_days_are_solid_and_windows_hatched() -> None:
    assert kinds(timeline(one(mw.Session("a", "A", when="2020-03-09/2020-03-13")), "en", width=WIDE)) == ["solid"]
    assert kinds(timeline(one(mw.Session("a", "A", when="2020-03")), "en", width=WIDE)) == ["window"]


def test_one_of_several_dates_is_hatched_with_its_gap() -> None:
    assert kinds(timeline(one(mw.Session("a", "A", when="[2020-03,2020-05]")), "en", width=WIDE)) == ["window"] * 2


def test_approximate_dates_have_a_tilde_and_say_so() -> None:
    picture = timeline(one(mw.Session("a", "A", when="2020-03~")), "en", width=WIDE)
    assert kinds(picture) == ["around"]
    assert ">~<" in picture.svg
    assert "around March 2020" in picture.text


@pytest.mark.parametrize("when", ["2020-03-09~", "2020-03-09?/2020-03-13", "2020-21"])
def test_days_that_are_approximate_are_not_solid(when: str) -> None:
    picture = timeline(one(mw.Session("a", "A", when=when)), "en", width=WIDE)
    assert kinds(picture) == ["around"]
    assert ">~<" in picture.svg


def test_an_open_end_fades_into_an_arrow_behind_the_day_that_is_known() -> None:
    picture = timeline(one(mw.Session("a", "A", when="2024-09-16/")), "en", width=WIDE)
    assert kinds(picture) == ["window", "to-nowhere", "arrow", "solid"]
    assert "the end or the start is not known" in picture.svg


@pytest.mark.parametrize(("when", "side"), [("9999-12-20/..", "to-nowhere"), ("../0001-01-02", "from-nowhere")])
def test_what_goes_on_at_the_end_of_the_calendar_is_drawn(when: str, side: str) -> None:
    assert kinds(timeline(one(mw.Session("a", "A", when=when)), "en", width=WIDE)) == ["solid", side, "arrow"]


def test_a_year_of_which_there_are_two_months_is_named_where_there_is_room() -> None:
    edition = one(mw.Session("a", "A", when="2019-11"), mw.Session("b", "B", when="2022-01"))
    for width, years in ((NARROWEST, ["2020", "2021", "2022"]), (1600, ["2019", "2020", "2021", "2022"])):
        assert re.findall(r'class="year"[^>]*>(\d+)<', timeline(edition, "en", width=width).svg) == years


def test_a_cancelled_session_says_so_and_is_struck_through() -> None:
    session = mw.Session("a", "A", when="2020-03").cancelled(announced=AT)
    picture = timeline(one(session), "en", width=WIDE)
    assert kinds(picture) == ["window void", "struck"]
    assert "cancelled" in picture.text
    assert picture.svg.count("· cancelled") + picture.svg.count(">cancelled<") >= 2


def test_a_postponed_session_is_listed_and_never_drawn() -> None:
    session = mw.Session("a", "A", when="2020-03").postponed(announced=AT)
    picture = timeline(one(session, mw.Session("b", "B", when="2020-06")), "en", width=WIDE)
    assert kinds(picture) == ["window"]
    assert "Not drawn, for want of dates" in picture.svg
    assert "postponed, new dates to be announced" in picture.text


def test_an_edition_of_which_no_date_is_known_has_no_axis() -> None:
    picture = timeline(one(mw.Session("a", "A"), more_sessions=True), "en", width=WIDE)
    assert "<line" not in picture.svg
    assert "More sessions will be announced." in picture.svg
    assert "More sessions will be announced." in picture.text


def test_parts_that_are_known_are_drawn_in_place_of_the_whole() -> None:
    parts = [mw.Part("1", when="2020-09-30"), mw.Part("2", when="2020-10-14")]
    session = mw.Session("a", "A", when="2020-09/2020-10", parts=parts)
    assert [mark.is_certain for mark in marks_of_session(session)] == [True, True]
    session = evolve(session, parts=[parts[0], mw.Part("2")])
    assert [mark.is_certain for mark in marks_of_session(session)] == [False, True]


def test_a_session_throughout_its_window_is_as_long_as_the_window() -> None:
    session = mw.Session("a", "A", when="2020-03", length=mw.Length(throughout=True))
    assert marks_of_session(session) == (Mark(date(2020, 3, 1), date(2020, 3, 31), is_certain=True),)


def test_the_doubt_of_a_deadline_is_said_where_it_is_too_short_to_be_seen() -> None:
    assert "26 hours of doubt" in timeline(EDITION, "en").svg
    assert EDITION.call is not None
    settled = EDITION.replacing(EDITION.call.deadlines[0].read_in("Europe/Paris"))
    assert "of doubt" not in timeline(settled, "en").svg


def test_an_extension_is_said_with_the_limit_before_it() -> None:
    assert EDITION.call is not None
    paris = EDITION.call.deadlines[0].read_in("Europe/Paris")
    longer = timeline(
        EDITION.replacing(paris.extended_to("2020-02-14", announced=datetime(2020, 1, 29, tzinfo=UTC))), "en"
    )
    assert "February 14, 2020 (Paris time)" in longer.text
    assert "extended; before: January 31, 2020 (Paris time), announced January 29, 2020" in longer.text
    assert "extended; before: January 31, 2020" in longer.svg


def test_a_call_that_opens_on_a_day_is_drawn_until_it_closes() -> None:
    edition = one(call=mw.Call([mw.Deadline.on("2020-01-31")], "2019-12-01"))
    assert kinds(timeline(edition, "en", width=WIDE)) == ["taken", "solid"]


def test_only_days_on_which_applications_are_certainly_taken_are_drawn_so() -> None:
    edition = one(call=mw.Call([mw.Deadline.on("2020-01-21~/2020-01-31~")], "2019-12"))
    assert kinds(timeline(edition, "en", width=WIDE)) == ["taken", "around"]
    edition = one(call=mw.Call([mw.Deadline.on("2020-01")], "2020-01"))
    assert kinds(timeline(edition, "en", width=WIDE)) == ["window"]


def test_time_goes_to_the_left_where_reading_does() -> None:
    march, june = mw.Session("a", "A", when="2020-03"), mw.Session("b", "B", when="2020-06")

    def places(language: str | words.Catalogue) -> list[float]:
        root = drawn(timeline(one(march, june), language, width=NARROWEST))
        return [float(e.get("x", "")) for e in root.iter(f"{SVG}rect") if e.get("class") == "window"][:2]

    left, right = places("en")
    assert left < right
    left, right = places(catalogue("he"))
    assert left > right
    root = drawn(timeline(one(march), catalogue("fa")))
    assert root.get("direction") == "rtl"
    assert root.get("lang") == "fa"
    heading = next(e for e in root.iter(f"{SVG}text") if e.get("class") == "heading")
    assert heading.get("x") == "96%"
    assert all(line.startswith("\u200f") for line in timeline(one(march), catalogue("ar")).text.split("\n") if line)


@pytest.mark.parametrize("tag", ["en", "ar", "ja"])
def test_columns_of_the_table_are_aligned_in_every_script(tag: str) -> None:
    """By the width that is seen: two for each letter of Tokyo, none for an accent that stands on another letter."""
    titles = ("Bologna", "東京都", "e\u0301te\u0301", "בולוניה", "กรุงเทพ", "x" * 60)
    place = mw.City("nice", "Nice", country="FR", time_zone="Europe/Paris")
    sessions = [mw.Session(f"s{n}", title, when="2020-03", places=[place]) for n, title in enumerate(titles)]
    text = timeline(one(*sessions), "en" if tag == "en" else catalogue(tag)).text
    starts = [columns(line.partition("Nice")[0]) for line in text.split("\n") if "Nice" in line]
    assert len(starts) == len(titles)
    assert [columns(title) for title in titles[:3]] == [7, 6, 3]
    assert len(set(starts[:-1])) == 1
    assert starts[-1] > starts[0]  # too long for any column: whole, and out of line by itself


def test_hostile_text_is_text() -> None:
    hostile = "<script>alert(1)</script> \x00 ]]> \u202eevil & \"co\" 'x' \ufffe </title></svg>"
    picture = timeline(one(mw.Session("a", hostile, when="2020-03"), title=hostile, label=hostile), "en")
    assert "<script" not in picture.svg
    assert tidy(hostile) in "".join(drawn(picture).itertext())
    assert "<script" not in picture._repr_html_()
    assert "\u202e" not in picture.svg + picture.text


@given(testing.editions(), st.sampled_from((None, 720)))
def test_styles_hold_within_the_picture_alone(edition: mw.Edition, width: int | None) -> None:
    root = drawn(timeline(edition, "fr", width=width))
    style = root.findtext(f"{SVG}style") or ""
    own = re.compile(rf"\.{re.escape(root.attrib['class'])}(?: [^,]+)?")
    selectors = [one for listed in re.findall(r"([^{}]+)\{(?=[^{}]*\})", style) for one in listed.split(",")]
    assert len(selectors) > len(re.findall(r"\{", style))  # some rules have several
    assert [one for one in selectors if not own.fullmatch(one)] == []


def test_two_pictures_on_one_page_share_no_names() -> None:
    first, second = timeline(EDITION, "en"), timeline(EDITION, "fr")
    names = [set(re.findall(r' id="([^"]*)"', picture.svg)) for picture in (first, second)]
    assert names[0]
    assert names[1]
    assert not names[0] & names[1]


def test_a_notebook_shows_the_drawing_and_the_table() -> None:
    picture = timeline(EDITION, "fr")
    shown = picture._repr_html_()
    assert picture.svg in shown
    assert "<pre" in shown
    assert 'lang="fr" dir="ltr"' in shown
    assert str(picture) == picture.text
    assert 'dir="rtl"' in timeline(EDITION, catalogue("ar"))._repr_html_()


def test_a_fixed_width_has_a_view_box_and_any_width_has_both_charts() -> None:
    fixed, free = drawn(timeline(EDITION, "en", width=WIDE)), drawn(timeline(EDITION, "en"))
    assert fixed.get("viewBox", "").startswith(f"0 0 {WIDE} ")
    assert fixed.get("width") == str(WIDE)
    assert free.get("width") == "100%"
    assert {"narrow", "wide"} <= {group.get("class") for group in free.iter(f"{SVG}g")}
    assert not {"narrow", "wide"} & {group.get("class") for group in fixed.iter(f"{SVG}g")}


@pytest.mark.parametrize("width", [359, 10_001, 720.0, True, "720"])
def test_a_width_that_is_none_is_refused(width: int) -> None:
    with pytest.raises(mw.InvalidValue, match="'width' must be a whole number of pixels from 360 to 10000"):
        timeline(EDITION, "en", width=width)


def test_a_language_without_messages_is_refused() -> None:
    with pytest.raises(mw.NotFound, match="there are no messages in 'eo'"):
        timeline(EDITION, "eo")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_letters_and_signs_stand_out_from_the_paper(dark: bool) -> None:
    """WCAG 2.2, success criteria 1.4.3 (4.5:1 for text) and 1.4.11."""
    for name in PALETTE.keys() - {"paper", "line"}:
        assert contrast(PALETTE[name][dark], PALETTE["paper"][dark]) >= 4.5, name


def test_nothing_of_an_applicant_can_enter_a_picture() -> None:
    room = Path(mw.pictures.__file__).parent
    for path in room.glob("*.py"):
        for noun in ("applicant", "screening", "finding", "decision", "case", "unreadable"):
            assert f"domain.{noun}" not in path.read_text(encoding="utf-8"), (path, noun)
