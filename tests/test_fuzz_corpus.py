"""Every seed of the fuzzing targets, and so every past finding, is tried anew: see "Fuzzing" in CONTRIBUTING.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent.parent / "fuzz"
SHARED = {"harness", "json_mutator"}
TARGETS = sorted(path.stem for path in FUZZ.glob("*.py") if path.stem not in SHARED)


def test_there_is_a_corpus_for_each_target_and_it_is_small() -> None:
    assert sorted(folder.name for folder in (FUZZ / "corpus").iterdir()) == TARGETS
    files = [path for path in (FUZZ / "corpus").rglob("*") if path.is_file()]
    assert len(files) <= 300
    assert sum(path.stat().st_size for path in files) <= 300_000


@pytest.mark.parametrize("target", TARGETS)
def test_no_seed_finds_anything(target: str) -> None:
    corpus = FUZZ / "corpus" / target
    done = subprocess.run(  # noqa: S603
        # Where atheris is installed, the option lets it try the corpus and nothing more.
        [sys.executable, str(FUZZ / f"{target}.py"), "-runs=0", str(corpus)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    count = len(list(corpus.iterdir()))
    assert f"{count} files tried, 0 findings" in done.stdout or "Done" in done.stderr


def test_a_finding_is_told_with_its_file(tmp_path: Path) -> None:
    """The replay can fail: a date that is refused with anything but `InvalidDate` is a finding."""
    (tmp_path / "seed").write_bytes(b"2020-03")
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import harness, when; harness.atheris = None\n"
        "def target(data): when.try_one(data); raise KeyError(data)\n"
        "harness.main(target)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(FUZZ), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"{tmp_path / 'seed'}:" in done.stdout
    assert "1 files tried, 1 findings" in done.stdout
