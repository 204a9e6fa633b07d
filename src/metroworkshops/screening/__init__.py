"""Screening: who meets the criteria, why not, and what is missing."""

from __future__ import annotations

from .screen import screen, screen_all

__all__ = ["screen", "screen_all"]
