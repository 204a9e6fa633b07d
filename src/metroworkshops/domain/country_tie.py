"""Ties: in which way somebody belongs to a country."""

from __future__ import annotations

from .value import Named, member

__all__ = ["CountryTie", "as_country_tie"]


class CountryTie(Named):
    """In which way somebody belongs to a country. The three differ, and calls mean one of them."""

    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    WORK = "work"


def as_country_tie(given: CountryTie | str) -> CountryTie:
    """Take a tie, or find it by its name."""
    return member(CountryTie, given, "by")
