"""Every code block of the README and the docs, and every example in a docstring, runs with the tests."""

from __future__ import annotations

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.rest import DocTestParser

pytest_collect_file = (
    Sybil(parsers=[DocTestParser(optionflags=ELLIPSIS)], patterns=["*.md"], excludes=["CHANGELOG.md"])
    + Sybil(parsers=[DocTestParser(optionflags=ELLIPSIS)], patterns=["src/**/*.py"])
).pytest()
