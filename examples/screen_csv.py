"""A form's export, screened: a decision on record for each applicant, a table for the committee, and the counts.

Usage: python examples/screen_csv.py FOLDER [EXPORT.csv MAPPING.json]

Without an export, it is `applications.csv` beside this file, in which everybody is invented.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import metroworkshops as mw
from metroworkshops import TableMapping, Unreadable

HERE = Path(__file__).parent
# When the committee decided. The library never reads the clock.
DECIDED = datetime(2020, 2, 5, 10, 0, tzinfo=UTC)


def main(
    folder: Path,
    export: Path = HERE / "applications.csv",
    mapping: Path = HERE / "applications.mapping.json",
) -> None:
    """Read the export, screen everybody, and write what came out."""
    edition = mw.metropolitan_workshops().edition("2020")
    records = list(mw.tables.read(export, mw.documents.load(mapping, TableMapping), edition))
    screenings = list(mw.screen_all(records, edition))

    folder.mkdir(parents=True, exist_ok=True)
    decisions = (mw.decide(screening, at=DECIDED) for screening in screenings)
    mw.tables.write_json_lines(folder / "decisions.jsonl", decisions)
    mw.tables.write_csv(folder / "committee.fr.csv", screenings, "fr")

    print(mw.words.summary(mw.summarise(screenings), "en", edition=edition))
    faults = [fault for record in records if isinstance(record, Unreadable) for fault in record.faults]
    if faults:
        print("\nTo be mended in the export, or in its mapping:", *faults, sep="\n  - ")
    print(f"\n{folder / 'decisions.jsonl'}\n{folder / 'committee.fr.csv'}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    main(*map(Path, sys.argv[1:]))
