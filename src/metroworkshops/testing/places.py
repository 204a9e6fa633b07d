"""Strategies for places."""

from __future__ import annotations

from functools import cache
from typing import Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops.domain.area import Area
from metroworkshops.domain.city import City
from metroworkshops.domain.place import Place
from metroworkshops.domain.text import Text

from .texts import texts

__all__ = ["areas", "cities", "places"]

_CITIES: Final = tuple(
    City(id, Text(en=en, fr=fr), country=country, time_zone=zone, coordinates=coordinates)
    for id, en, fr, country, zone, coordinates in (  # noqa: A001
        ("bologna", "Bologna", "Bologne", "IT", "Europe/Rome", (44.4939, 11.3428)),
        ("casablanca", "Casablanca", "Casablanca", "MA", "Africa/Casablanca", (33.5731, -7.5898)),
        ("marseille", "Aix-Marseille-Provence", "Aix-Marseille-Provence", "FR", "Europe/Paris", None),
        ("beirut", "Beirut", "Beyrouth", "LB", "Asia/Beirut", (33.8938, 35.5018)),
        ("tunis", "Greater Tunis", "Grand Tunis", "TN", "Africa/Tunis", None),
        ("tirana", "Tirana", "Tirana", "AL", "Europe/Tirane", None),
        ("tangier", "Tangier", "Tanger", "MA", "Africa/Casablanca", None),
        ("cairo", "Cairo", "Le Caire", "EG", "Africa/Cairo", (30.0444, 31.2357)),
        ("athens", "Athens", "Athènes", "GR", "Europe/Athens", None),
        ("istanbul", "Istanbul", "Istanbul", "TR", "Europe/Istanbul", None),
        ("pristina", "Pristina", "Pristina", "XK", "Europe/Belgrade", None),
    )
)
_AREAS: Final = (
    Area("morocco", Text(en="a Moroccan metropolis", fr="une métropole marocaine"), country="MA"),
    Area("mediterranean", Text(en="the Mediterranean", fr="la Méditerranée")),
)


def cities(*, real: bool = False) -> SearchStrategy[City]:
    """Draw a city. One id always stands for the same country and zone; with *real*, for the same name too."""
    chosen = st.sampled_from(_CITIES)
    if real:
        return chosen
    return st.one_of(chosen, st.builds(lambda city, name: evolve(city, name=name), chosen, texts()))


def areas() -> SearchStrategy[Area]:
    """Draw an area."""
    return st.sampled_from(_AREAS)


def places() -> SearchStrategy[Place]:
    """Draw a real city, or sometimes an area: one id always stands for one place."""
    return _places()


@cache
def _places() -> SearchStrategy[Place]:
    return st.one_of(cities(real=True), cities(real=True), areas())
