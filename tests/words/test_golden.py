"""What people read, as files that were reviewed by eye. To renew them: UPDATE_GOLDEN=1 pytest, then read the diff."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

import metroworkshops as mw
from metroworkshops import Applicant, Commitment, LanguageSkill, words

GOLDEN = Path(__file__).parent / "golden"
EDITION = mw.metropolitan_workshops().edition("2020")


def check(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text + "\n"


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def story() -> list[mw.Edition]:
    """The Bologna story: moved, online, held; and the deadline extended."""
    assert EDITION.call is not None
    deadline = EDITION.call.deadlines[0].read_in("Europe/Paris")
    longer = EDITION.replacing(
        deadline.extended_to(
            "2020-02-14",
            announced=at(2020, 1, 29),
            reason=mw.Text(
                en="more time for cities",
                fr="plus de temps pour les villes",
                ar="مهلة أطول للمدن",
                it="più tempo per le città",
            ),
        )
    )
    moved = longer.replacing(
        longer.session("bologna-2020").moved_to(
            "2020-10",
            announced=at(2020, 3, 2),
            reason=mw.Text(en="borders closed", fr="frontières fermées", ar="إغلاق الحدود", it="frontiere chiuse"),
        )
    )
    online = moved.replacing(moved.session("bologna-2020").moved_online(announced=at(2020, 9, 1)))
    fixed = online.replacing(
        online.session("bologna-2020").moved_to(
            "2020-09-30/2020-10-02", announced=at(2020, 9, 10), dates_confirmed=True
        )
    )
    gone = attrs.evolve(fixed, sessions=fixed.sessions[:1])
    cancelled = gone.replacing(gone.session("bologna-2020").postponed(announced=at(2020, 9, 20)))
    return [EDITION, longer, moved, online, fixed, gone, cancelled]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr", "ar", "it"])
def test_the_overview_of_an_edition(language: str) -> None:
    check(f"edition.{language}.txt", words.edition(story()[4], language, at=at(2020, 1, 31, 23, 30)))
    check(f"programme.{language}.txt", words.programme(mw.metropolitan_workshops(), language))


@pytest.mark.parametrize("language", ["en", "fr", "ar", "it"])
def test_explanations(language: str) -> None:
    promises = [Commitment(session.id, to=session.when) for session in EDITION.sessions]
    early, late = at(2020, 1, 30), at(2020, 2, 2)
    other = [attrs.evolve(promises[0], to="2019"), *promises[1:]]
    cohort = [
        Applicant("met", languages=[LanguageSkill("fr", "C1")], commitments=promises, applied_at=early),
        Applicant("not-met", languages=[LanguageSkill("fr", "B2")], commitments=promises[:1], applied_at=late),
        Applicant("nothing-given"),
        Applicant("doubt", languages=[], commitments=promises, applied_at=at(2020, 1, 31, 23, 30)),
        Applicant("no-level", languages=[LanguageSkill("fr")], commitments=other, applied_at=early),
    ]
    said = [f"{applicant.id}\n{words.explain(mw.screen(applicant, EDITION), language)}" for applicant in cohort]
    said.append(words.explain(mw.screen(cohort[0], mw.Edition("a.example", "1")), language))
    check(f"explanations.{language}.txt", "\n\n".join(said))


@pytest.mark.parametrize("language", ["en", "fr", "ar", "it"])
def test_changes(language: str) -> None:
    said, publication = [], None
    for day, edition in enumerate(story(), 1):
        publication = mw.calendars.publish(edition, previous=publication, at=at(2020, 1, day))
        said.append(words.changes(publication, language))
    again = mw.calendars.publish(story()[-1], previous=publication, at=at(2020, 2, 1))
    said.append(words.changes(again, language))
    check(f"changes.{language}.txt", "\n\n".join(said))
