"""Calendars: iCalendar files that stay right through every later change."""

from __future__ import annotations

from .ical import to_calendar, to_ical
from .identity import uid
from .publishing import publish

__all__ = ["publish", "to_calendar", "to_ical", "uid"]
