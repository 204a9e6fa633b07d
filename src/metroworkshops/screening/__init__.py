"""Screening: who meets the criteria, why not, and what is missing."""

from __future__ import annotations

from .deciding import decide, explain_change, reproduce
from .screen import screen, screen_all

__all__ = ["decide", "explain_change", "reproduce", "screen", "screen_all"]
