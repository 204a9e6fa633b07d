"""Migrations: documents of older versions of the format, made into the next one, step by step.

Format 1 is frozen: its documents load for ever. When a format 2 is needed, a step from 1 to 2 is added here, and
nothing else changes. Version 0 is the shape of drafts from before the first release; its step shows how one is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

__all__ = ["OLDEST", "VERSION", "migrated"]

VERSION: Final = 1
"""The version that is written."""


def _renamed(data: Any, names: Mapping[str, str]) -> Any:
    return {names.get(key, key): value for key, value in data.items()} if isinstance(data, Mapping) else data


def _each(data: Any, change: Callable[[Any], Any]) -> Any:
    return [change(one) for one in data] if isinstance(data, list) else data


def _session_from_0(data: Any) -> Any:
    """Version 0 had "dates" for what is known of the days, and one "city"."""
    session = _renamed(data, {"dates": "when"})
    if isinstance(session, dict) and "city" in session and "places" not in session:
        session["places"] = [session.pop("city")]
    return session


def _edition_from_0(data: Any) -> Any:
    """Version 0 had one "deadline" on the edition itself, with its "deadline_zone", and no call."""
    if not isinstance(data, Mapping):
        return data
    edition = dict(data)
    edition = {key: _each(value, _session_from_0) if key == "sessions" else value for key, value in edition.items()}
    if "deadline" in edition and "call" not in edition:
        deadline = {"id": "applications", "limit": edition.pop("deadline")}
        if "deadline_zone" in edition:
            deadline["zone"] = edition.pop("deadline_zone")
        edition["call"] = {"deadlines": [deadline]}
    return edition


def _from_0(data: dict[str, Any]) -> dict[str, Any]:
    kind = data.get("kind")
    if kind == "programme":
        return {key: _each(value, _edition_from_0) if key == "editions" else value for key, value in data.items()}
    change = {"edition": _edition_from_0, "session": _session_from_0}.get(str(kind))
    changed: dict[str, Any] = change(data) if change else data
    return changed


_STEPS: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {0: _from_0}
"""From which version to the next."""

OLDEST: Final = min(_STEPS)
"""The oldest version that is read."""


def migrated(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make a document one of the version that is written; one that is no older document stays as it is.

    Nothing is checked on the way: what a step does not understand it leaves alone, and the reader refuses it.

    >>> draft = {"format": "metroworkshops", "version": 0, "kind": "session", "id": "s", "dates": "2020-03"}
    >>> migrated(draft)["when"], migrated(draft)["version"]
    ('2020-03', 1)
    """
    version = data.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or not OLDEST <= version < VERSION:
        return data
    document = dict(data)
    for step in range(version, VERSION):
        document = {**_STEPS[step](document), "version": step + 1}
    return document
