"""The example that screens a form's export: what it writes is what was decided."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import metroworkshops as mw
from metroworkshops import Decision, Outcome


def test_every_row_is_decided_on_file_and_told_to_the_committee(
    screen_csv: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screen_csv.main(tmp_path)
    decisions = list(mw.tables.read_json_lines(tmp_path / "decisions.jsonl", Decision))
    assert Counter(decision.outcome for decision in decisions if isinstance(decision, Decision)) == {
        Outcome.ELIGIBLE: 3,
        Outcome.NOT_ELIGIBLE: 3,
        Outcome.UNDECIDED: 6,
    }
    with (tmp_path / "committee.fr.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["Résultat"] for row in rows] == [
        mw.words.outcome(decision.outcome, "fr") for decision in decisions if isinstance(decision, Decision)
    ]
    said = capsys.readouterr().out
    assert "undecided: 6" in said
    assert said.count("\n  - row ") == 3


def test_an_export_with_other_columns_is_refused(screen_csv: ModuleType, tmp_path: Path) -> None:
    export = tmp_path / "other.csv"
    export.write_text("Dossier;Nom\n1;A\n", encoding="utf-8")
    with pytest.raises(mw.DocumentError, match="Courriel"):
        screen_csv.main(tmp_path / "out", export)
    assert not (tmp_path / "out").exists()
