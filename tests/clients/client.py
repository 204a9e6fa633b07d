"""Clients: programs that people read calendars with, each asked in its own way and answering alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Protocol

from attrs import asdict, evolve

from metroworkshops import Publication

from .event import Event, expected

__all__ = ["Absent", "Client", "ReadsZones", "breaks_after_backslash", "load"]


class Absent(Exception):
    """A client is not on this machine."""


class Client:
    """A program that reads calendar files.

    Attributes:
        name: How people call it.
        version: Which one of it judges.
        untold: The fields of an event that it does not tell.
        folder: A folder of its own.
    """

    name: ClassVar[str]
    untold: ClassVar[tuple[str, ...]] = ()
    version: str

    def __init__(self, folder: Path) -> None:
        """Start it.

        Raises:
            Absent: It is not on this machine.
        """
        self.folder = folder

    def read(self, data: bytes) -> list[Event]:
        """Read a calendar file, whole; what was read before is out of date."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop what was started."""

    def differences(self, data: bytes, publication: Publication, language: str) -> list[str]:
        """Read the calendar of a publication, and tell where what was read differs from the model."""
        read = self.read(data)
        wanted = {event.uid: self._as_told(event) for event in expected(publication, language)}
        found = [f"{event.uid} stands in it again" for event in read if sum(one.uid == event.uid for one in read) > 1]
        found += [f"{uid} is not read" for uid in wanted.keys() - {event.uid for event in read}]
        for event in read:
            if event.uid not in wanted:
                found.append(f"{event} was never published")
                continue
            for name, value in asdict(wanted[event.uid]).items():
                if getattr(event, name) != value:
                    found.append(f"{name} of {event.uid}: read {getattr(event, name)!r}, published {value!r}")
        return found

    def _as_told(self, event: Event) -> Event:
        told: dict[str, Any] = {name: self.shown(getattr(event, name)) for name in ("title", "place", "description")}
        return evolve(event, **told | dict.fromkeys(self.untold))

    @staticmethod
    def shown(text: str) -> str:
        """Tell how it shows a text: as RFC 5545 section 3.3.11 says, unless it is known to do otherwise."""
        return text


def breaks_after_backslash(text: str) -> str:
    r"""Show a text as those do who undo escapes one kind after another: ``\\n`` is a backslash and an n.

    They take its second half for the escape of a line break (ICALENDAR: section 3).
    """
    return re.sub(r"\\[nN]", "\\\n", text)


class ReadsZones(Protocol):
    """A client that can be asked what it makes of a VTIMEZONE."""

    def offsets(self, data: bytes, times: Sequence[datetime]) -> list[int]:
        """Give the offset from UTC, in seconds, that the only VTIMEZONE of a file has at local times."""
        ...


def load(module: str) -> Any:
    """Import a client's module.

    Raises:
        Absent: It is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as e:
        raise Absent(f"{e.name} is not installed") from None
