"""Hypothesis strategies for all our values, for the tests of hosts too.

What they draw looks real and shrinks to something that a person would write; hostile text, every form of date, every
state and every kind of rule come often enough.

>>> from hypothesis import given
>>> from metroworkshops.testing import editions
>>> @given(editions())
... def test_my_page_never_crashes(edition): ...
"""

from __future__ import annotations

try:
    import hypothesis as _  # noqa: F401
except ImportError as _missing:
    raise ImportError(
        "metroworkshops.testing needs Hypothesis: python -m pip install 'metroworkshops[testing]'", name="hypothesis"
    ) from _missing

from .applicants import applicants, commitments, language_skills
from .calls import calls, deadlines, limits
from .dates import days, instants, whens, windows
from .decisions import decisions
from .editions import editions, milestones, partners, programmes
from .places import areas, cities, places
from .publications import publications
from .rankings import preferences, quotas, rankings, scored_criteria, scores
from .rules import rules
from .screenings import ranking_results, screenings, tallies
from .sessions import sessions
from .summaries import summaries
from .tables import table_mappings
from .texts import identifiers, language_tags, plain_texts, texts

__all__ = [
    "applicants",
    "areas",
    "calls",
    "cities",
    "commitments",
    "days",
    "deadlines",
    "decisions",
    "editions",
    "identifiers",
    "instants",
    "language_skills",
    "language_tags",
    "limits",
    "milestones",
    "partners",
    "places",
    "plain_texts",
    "preferences",
    "programmes",
    "publications",
    "quotas",
    "ranking_results",
    "rankings",
    "rules",
    "scored_criteria",
    "scores",
    "screenings",
    "sessions",
    "summaries",
    "table_mappings",
    "tallies",
    "texts",
    "whens",
    "windows",
]
