"""Catalogues: every message in every language, and another language is a file away."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

import metroworkshops as mw
from metroworkshops import words
from metroworkshops.domain.amendment import AmendmentKind
from metroworkshops.domain.call import CallState
from metroworkshops.domain.conditions import AgeDay
from metroworkshops.domain.country_tie import CountryTie
from metroworkshops.domain.earlier import Step
from metroworkshops.domain.education import EducationLevel
from metroworkshops.domain.finding import Whose
from metroworkshops.domain.level import Standing
from metroworkshops.domain.publication import ChangeKind
from metroworkshops.domain.screening import Outcome
from metroworkshops.domain.state import Mode, Status
from metroworkshops.domain.truth import Truth
from metroworkshops.words import catalogue as catalogue_module
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.messages import MESSAGES

AT = datetime(2020, 1, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("language", words.languages())
def test_every_message_is_there_in_every_language(language: str) -> None:
    catalogue = catalogue_for(language)
    seen = {code: catalogue.say(code, n=2, **dict.fromkeys(NAMES, "x")) for code in MESSAGES}
    assert all(seen.values())
    if language != "en":
        english = catalogue_for("en")
        same = {code for code in MESSAGES if seen[code] == english.say(code, n=2, **dict.fromkeys(NAMES, "x"))}
        assert same <= SAME_IN_MANY_LANGUAGES


NAMES = {
    name
    for english in MESSAGES.values()
    for name in catalogue_module._names(english if isinstance(english, str) else english[1])
} - {"n"}
SAME_IN_MANY_LANGUAGES = {
    "explain-caution",
    "explain-line",
    "explain-line-open",
    "limit-offset",
    "entry-separate-days",
    "overview-sessions",
    "overview-capacity",
}


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("call", CallState),
        ("call-at", CallState),
        ("deadline", AmendmentKind),
        ("whose", Whose),
        ("standing", Standing),
        ("change", ChangeKind),
        ("outcome", Outcome),
        ("mode", Mode),
        ("status", Status),
        ("step", Step),
        ("truth", Truth),
        ("excluded", Truth),
        ("education", EducationLevel),
        ("topic", CountryTie),
        ("age-on", AgeDay),
    ],
)
def test_every_member_has_its_message(prefix: str, kind: type[mw.Mode]) -> None:
    assert {f"{prefix}-{member.value}" for member in kind} <= set(MESSAGES)


def third_catalogue(path: Path) -> Path:
    """Make a language from the template alone: every message in brackets that no other text has."""
    catalog = read_po(io.BytesIO(words.template().encode()), locale="it")
    for message in catalog:
        if message.id:
            given = message.id
            message.string = tuple(f"⟦{one}⟧" for one in given) if isinstance(given, tuple | list) else f"⟦{given}⟧"
    out = io.BytesIO()
    write_po(out, catalog)
    path.write_bytes(out.getvalue())
    return path


def test_a_third_language_is_a_file_away(tmp_path: Path) -> None:
    italian = words.Catalogue.load(third_catalogue(tmp_path / "it.po"))
    assert italian.language == "it"
    edition = mw.metropolitan_workshops().edition("2020")
    assert edition.call is not None
    screening = mw.screen(mw.Applicant("a", languages=[mw.LanguageSkill("fr", "B2")]), edition)
    first = mw.calendars.publish(edition, at=AT)
    moved = edition.replacing(edition.sessions[0].moved_to("2020-12", announced=AT, reason="frontiere chiuse"))
    second = mw.calendars.publish(moved, previous=first, at=AT)
    for said in (
        words.explain(screening, italian),
        words.changes(first, italian),
        words.changes(second, italian),
        words.call_at(edition.call, AT, italian),
    ):
        for line in said.splitlines():
            assert line.startswith("⟦")
            assert line.endswith("⟧")
            assert line.count("⟦") == line.count("⟧")
    overview = words.edition(moved, italian, at=AT)
    assert "dicembre 2020" in overview
    for english in ("Sessions", "Call for applications", "to be confirmed", "needed"):
        assert f"⟦{english}" in overview or english not in overview
    data = mw.calendars.to_ical(second, language=italian)
    assert "⟦".encode() in data
    assert "Bologna, Italia" in words.place(edition.sessions[0], italian)


def test_a_broken_catalogue_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = third_catalogue(tmp_path / "it.po")
    text = path.read_text(encoding="utf-8")
    text = (
        text.replace("⟦spring {year}⟧", "⟦spring {jahr}⟧")
        .replace("⟦dates to be announced⟧", "")
        .replace("⟦Yes⟧", "⟦{Yes⟧")
    )
    text = text.replace('"Language: it\\n"', '"Language: italian\\n"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(mw.InvalidValue, match="a catalogue must hold every message") as caught:
        words.Catalogue.load(path)
    for fault in (
        "season-spring: must hold ['year'] in braces, got ['jahr']",
        "when-unknown: must be translated",
        "truth-yes: must have braces in pairs",
        "Language: must be a BCP 47 language tag",
    ):
        assert fault in str(caught.value)


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "it.po"
    path.write_bytes(b"\xff\xfenot a catalogue")
    with pytest.raises(mw.InvalidValue, match="catalogue must"):
        words.Catalogue.load(path)
