"""Screening: who meets the criteria, why not, and what is missing."""

from __future__ import annotations

from .deciding import decide, explain_change, reproduce
from .ranking import rank
from .screen import screen, screen_all
from .summarising import summarise
from .tallying import tally

__all__ = ["decide", "explain_change", "rank", "reproduce", "screen", "screen_all", "summarise", "tally"]
