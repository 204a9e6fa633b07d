"""Calendars: iCalendar files that stay right through every later change."""

from __future__ import annotations

from .ical import to_calendar, to_ical, to_jcal
from .identity import uid
from .options import CalendarOptions, DeadlineAs
from .publishing import publish

__all__ = ["CalendarOptions", "DeadlineAs", "publish", "to_calendar", "to_ical", "to_jcal", "uid"]
