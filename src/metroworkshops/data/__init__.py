"""The Metropolitan Workshops themselves, 2018 to 2020, as a document."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from metroworkshops.domain.programme import Programme

__all__ = ["metropolitan_workshops"]


@lru_cache(maxsize=1)
def metropolitan_workshops() -> Programme:
    """Read the programme that this library starts from: the Metropolitan Workshops of AViTeM, CMI and AFD.

    It says what the programme's public page of 2020 says, and nothing that was not stated.

    >>> [edition.id for edition in metropolitan_workshops().editions]
    ['2018', '2019', '2020']
    """
    from metroworkshops import documents

    text = (files(__name__) / "metropolitan_workshops.json").read_text(encoding="utf-8")
    return documents.loads(text, Programme)
