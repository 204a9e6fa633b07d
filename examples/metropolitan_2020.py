"""The Metropolitan Workshops of 2020: on screen, asked, screened, and as calendars on disk.

Usage: python examples/metropolitan_2020.py FOLDER
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from textwrap import indent

import metroworkshops as mw
from metroworkshops import Applicant, Commitment, Edition, LanguageSkill

# The instants are arguments: the library never reads the clock.
PUBLISHED = datetime(2019, 12, 1, 9, 0, tzinfo=UTC)
ASKED = [
    datetime(2020, 1, 10, 12, 0, tzinfo=UTC),
    datetime(2020, 1, 31, 9, 59, tzinfo=UTC),
    datetime(2020, 1, 31, 23, 30, tzinfo=UTC),  # over in Marseille, not in the Azores
    datetime(2020, 2, 1, 12, 0, tzinfo=UTC),
]


def sample_applicants(edition: Edition) -> list[Applicant]:
    """Make up three applicants: one meets the criteria, one does not, one has not said everything yet."""
    promises = [Commitment(session.id, to=session.when) for session in edition.sessions]
    return [
        Applicant(
            id="a-001",
            languages=[LanguageSkill("fr", "C1"), LanguageSkill("ar", "C2")],
            commitments=promises,
            applied_at=datetime(2020, 1, 20, 10, 0, tzinfo=UTC),
        ),
        Applicant(
            id="a-002",
            languages=[LanguageSkill("fr", "B2"), LanguageSkill("it", "C2")],
            commitments=promises,
            applied_at=datetime(2020, 1, 28, 16, 45, tzinfo=UTC),
        ),
        Applicant(
            id="a-003",
            languages=[LanguageSkill("fr", "C2")],
            applied_at=datetime(2020, 1, 31, 23, 30, tzinfo=UTC),
        ),
    ]


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'=' * len(text)}")


def main(folder: Path) -> None:
    """Show the edition, ask it, screen for it, and write its calendars and its document."""
    edition = mw.metropolitan_workshops().edition("2020")

    heading("The edition")
    print(mw.words.edition(edition, "en"))

    heading("Is the call open?")
    assert edition.call is not None
    for at in ASKED:
        print(f"{at:%d %b %Y %H:%M} UTC: {mw.words.call_at(edition.call, at, 'en')}")

    heading("Who meets the criteria?")
    screenings = [mw.screen(applicant, edition) for applicant in sample_applicants(edition)]
    said = []
    for language in ("en", "fr"):  # each for its readers, from the first applicant to the last
        for screening in screenings:
            outcome = mw.words.outcome(screening.outcome, language)
            lines = indent(mw.words.explain(screening, language), "  ")
            said.append(f"{screening.applicant.id}: {outcome}\n{lines}")
    print("\n\n".join(said))

    heading("Files")
    folder.mkdir(parents=True, exist_ok=True)
    publication = mw.calendars.publish(edition, at=PUBLISHED)
    for language in ("en", "fr"):
        path = folder / f"2020.{language}.ics"
        path.write_bytes(mw.calendars.to_ical(publication, language=language))
        print(f"{path}: the calendar, in {mw.words.language_name(language, 'en')}")
    mw.documents.dump(edition, folder / "2020.json")
    print(f"{folder / '2020.json'}: the edition, as a document")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
