"""Plain values: what a back end read, as JSON has it and with nothing of the back end left in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from .faults import Faulty, Path, came
from .limits import DEEPEST

__all__ = ["plain"]


def plain(value: Any, path: Path = ()) -> Any:
    """Give a value in Python's own types.

    tomlkit reads subclasses of `str`, `int` and `list` that carry their layout; PyYAML and TOML read days and times,
    which documents hold as text in ISO 8601.

    Args:
        value: What a back end read.
        path: Where it stands in the document.

    Raises:
        Faulty: A key is no text, such as the one that YAML 1.1 makes of `no`.

    >>> from datetime import date
    >>> plain({"when": date(2020, 3, 9)})
    {'when': '2020-03-09'}
    """
    if len(path) > DEEPEST:
        return value  # the reader of documents refuses it
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise Faulty([(path, f'must have text for keys such as "id", got the key {came(key)}')])
        return {str(key): plain(one, (*path, key)) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, (*path, index)) for index, one in enumerate(value)]
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    return value
