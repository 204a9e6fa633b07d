"""Every code block of the README and the docs runs with the tests; pytest itself runs the examples in docstrings."""

from __future__ import annotations

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.rest import DocTestParser

pytest_collect_file = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS)], patterns=["*.md"], excludes=["CHANGELOG.md"]
).pytest()
