"""Words: dates, places, countdowns, reasons and changes in people's languages, by CLDR and a catalogue of messages."""

from __future__ import annotations

from .catalogue import Catalogue, languages, template
from .changes import changes
from .countdowns import countdown, duration
from .criteria import rule
from .dates import instant, when
from .deadlines import call_at, deadline, limit
from .decisions import decision_change
from .entries import calendar_description, calendar_name, entry_description, entry_location, entry_title
from .explanations import explain
from .names import call_state, language_name, length, mode, outcome, status, truth
from .overview import edition, programme
from .parts import part
from .places import place
from .summaries import ranking, summary, tally

__all__ = [
    "Catalogue",
    "calendar_description",
    "calendar_name",
    "call_at",
    "call_state",
    "changes",
    "countdown",
    "deadline",
    "decision_change",
    "duration",
    "edition",
    "entry_description",
    "entry_location",
    "entry_title",
    "explain",
    "instant",
    "language_name",
    "languages",
    "length",
    "limit",
    "mode",
    "outcome",
    "part",
    "place",
    "programme",
    "ranking",
    "rule",
    "status",
    "summary",
    "tally",
    "template",
    "truth",
    "when",
]
