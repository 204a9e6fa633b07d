"""Every public function is called by a law: what it promises holds of values that nobody chose."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


@pytest.mark.slow
def test_every_public_function_is_called_by_a_law() -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        (sys.executable, TESTS / "called_by_laws.py", TESTS, f"--ignore={TESTS / 'clients'}"),
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=1800,
        # The same few examples on every run: whether a law calls a function must not depend on the dice.
        env={**os.environ, "CI": "1", "HYPOTHESIS_PROFILE": "brief"},
    )
    assert done.returncode == 0, done.stderr
    called, end = json.JSONDecoder().raw_decode(done.stdout)
    assert done.stdout[end:].strip() == "", "a law does not hold"
    assert len(called) > 250
    assert called["When.narrows"].startswith("domain/test_when")
    missing = [name for name, law in called.items() if law is None]
    assert missing == [], "write a law that calls each of these itself, and put it on docs/explanation/laws.md"
