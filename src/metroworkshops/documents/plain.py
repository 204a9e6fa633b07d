"""Plain values: what a back end read, as JSON has it and with nothing of the back end left in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from .limits import DEEPEST

__all__ = ["plain"]


def plain(value: Any, depth: int = 0) -> Any:
    """Give a value in Python's own types.

    tomlkit reads subclasses of `str`, `int` and `list` that carry their layout; PyYAML and TOML read days and times,
    which documents hold as text in ISO 8601.

    >>> from datetime import date
    >>> plain({"when": date(2020, 3, 9)})
    {'when': '2020-03-09'}
    """
    if depth > DEEPEST:
        return value  # the reader of documents refuses it
    if isinstance(value, Mapping):
        return {_key(key): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, depth + 1) for one in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value


def _key(key: Any) -> Any:
    return str(key) if isinstance(key, str) else key
