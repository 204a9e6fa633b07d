"""Catalogues: every message in every language, and another language is a file away."""

from __future__ import annotations

import io
import pickle
import re
from datetime import UTC, datetime
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
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


CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")


@pytest.mark.parametrize("language", sorted({*words.languages()} - {"en"}))
def test_plural_forms_are_those_of_cldr_in_its_order(language: str) -> None:
    """Below a million: from there on CLDR has "many" in French and Italian, which nothing here counts."""
    with (Path(catalogue_module.__file__).parent / "catalogues" / f"{language}.po").open("rb") as file:
        catalog = read_po(file)
    category, form = Locale.parse(language).plural_form, c2py(catalog.plural_expr)
    known = {category(n) for n in range(1000)}
    order = [name for name in CLDR_ORDER if name in known]
    assert catalog.num_plurals == len(order)
    assert [n for n in range(1000) if form(n) != order.index(category(n))] == []


NAMES = {
    name
    for english in MESSAGES.values()
    for name in catalogue_module._names(english if isinstance(english, str) else english[1])
} - {"n"}
WORDLESS = {
    code for code, english in MESSAGES.items() if not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", str(english)))
}
"""Messages of punctuation and names alone."""
SAME_IN_MANY_LANGUAGES = WORDLESS | {
    "mode-online",
    "overview-capacity",
    "overview-sessions",
    "place-online",
    "truth-no",
}


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        ("call", CallState),
        ("call-at", CallState),
        ("deadline", AmendmentKind),
        ("whose", Whose),
        ("standing", Standing),
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


def third_catalogue(path: Path, language: str = "sq") -> Path:
    """Make a language from the template alone: every message in brackets that no other text has."""
    catalog = read_po(io.BytesIO(words.template().encode()), locale=language)
    for message in catalog:
        if message.id:
            given = message.id
            message.string = tuple(f"⟦{one}⟧" for one in given) if isinstance(given, tuple | list) else f"⟦{given}⟧"
    out = io.BytesIO()
    write_po(out, catalog)
    path.write_bytes(out.getvalue())
    return path


def test_a_third_language_is_a_file_away(tmp_path: Path) -> None:
    albanian = words.Catalogue.load(third_catalogue(tmp_path / "sq.po"))
    assert albanian.language == "sq"
    edition = mw.metropolitan_workshops().edition("2020")
    assert edition.call is not None
    screening = mw.screen(mw.Applicant("a", languages=[mw.LanguageSkill("fr", "B2")]), edition)
    first = mw.calendars.publish(edition, at=AT)
    moved = edition.replacing(edition.sessions[0].moved_to("2020-12", announced=AT, reason="kufij të mbyllur"))
    second = mw.calendars.publish(moved, previous=first, at=AT)
    for said in (
        words.explain(screening, albanian),
        words.changes(first, albanian),
        words.changes(second, albanian),
        words.call_at(edition.call, AT, albanian),
    ):
        for line in said.splitlines():
            assert line.startswith("⟦")
            assert line.endswith("⟧")
            assert line.count("⟦") == line.count("⟧")
    overview = words.edition(moved, albanian, at=AT)
    assert "dhjetor 2020" in overview
    for english in ("Sessions", "Call for applications", "to be confirmed", "needed"):
        assert f"⟦{english}" in overview or english not in overview
    data = mw.calendars.to_ical(second, language=albanian)
    assert "⟦".encode() in data
    assert words.place(edition.sessions[0], albanian) == "Bologna, Itali"


def test_a_broken_catalogue_is_refused_with_every_fault(tmp_path: Path) -> None:
    path = third_catalogue(tmp_path / "sq.po")
    text = path.read_text(encoding="utf-8")
    text = (
        text.replace("⟦spring {year}⟧", "⟦spring {jahr}⟧")
        .replace("⟦dates to be announced⟧", "")
        .replace("⟦Yes⟧", "⟦{Yes⟧")
    )
    text = text.replace('"Language: sq\\n"', '"Language: albanian\\n"')
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


def test_a_message_that_lost_its_plural_is_refused(tmp_path: Path) -> None:
    path = third_catalogue(tmp_path / "sq.po")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'msgid_plural "[^"]*"\nmsgstr\[0\] ("[^"]*")\nmsgstr\[1\] "[^"]*"', r"msgstr \1", text, count=1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(mw.InvalidValue, match="must have 2 plural forms, got 1"):
        words.Catalogue.load(path)


def test_what_a_translator_left_half_done_is_refused(tmp_path: Path) -> None:
    path = third_catalogue(tmp_path / "sq.po")
    text = path.read_text(encoding="utf-8")
    first = text.index("\nmsgctxt ")
    path.write_text(f"{text[:first]}\n#, fuzzy{text[first:]}", encoding="utf-8")
    with pytest.raises(mw.InvalidValue, match="must be finished, got a fuzzy translation"):
        words.Catalogue.load(path)


def test_a_catalogue_of_ones_own_can_be_sent_to_another_process(tmp_path: Path) -> None:
    own = words.Catalogue.load(third_catalogue(tmp_path / "sq.po"))
    sent = pickle.loads(pickle.dumps(own))
    assert sent == own
    assert words.truth(Truth.YES, sent) == words.truth(Truth.YES, own) == "⟦Yes⟧"


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sq.po"
    path.write_bytes(b"\xff\xfenot a catalogue")
    with pytest.raises(mw.InvalidValue, match="catalogue must"):
        words.Catalogue.load(path)
