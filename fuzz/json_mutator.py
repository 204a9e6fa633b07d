"""Another document of one: a change of bytes nearly always breaks JSON, and then nothing behind its parser is tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any, Final

from harness import atheris

__all__ = ["mutated", "written"]

_VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 10**400, 2**63, 0.5, -0.0, 1e308, 1e-320, "", " ", "\u0000", "\ufeff", "\u2028",
    "e\u0301", "fr", "FR", "2020-03", "2020-03-09", "2020-03-09T14:30", "XXXX", "/", "[2020-03,2020-04]", "../2020",
    "0001-01-01", "9999-12-31", "2020-03-29T02:30", "Europe/Paris", "Asia/Beirut", "x" * 300,
    [], {}, [[]], {"": ""}, "7/3", "24:00",
)  # fmt: skip
"""What stands at the ends of what may be said, and what looks like something else."""

Place = tuple[Any, Any]
"""A list or an object, and an index or a key of it."""


def written(value: Any) -> str:
    """Write a value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def mutated(
    data: bytes,
    largest: int,
    seed: int,
    *,
    read: Callable[[str], Any] = json.loads,
    write: Callable[[Any], str] = written,
) -> bytes:
    """Change a place or a few of a document; now and then, and when it is none, some of its bytes.

    Args:
        data: The document.
        largest: The most bytes that another may have.
        seed: What is drawn from, so that a run can be had again.
        read: Makes lists and objects of its text.
        write: Makes text of them.
    """
    random = Random(seed)  # noqa: S311 - nothing secret
    if random.random() < 0.9:
        try:
            document = [read(data.decode("utf-8", "surrogatepass"))]
            for _ in range(random.choice((1, 1, 1, 2, 4))):
                _change(document, random)
            made = write(document[0]).encode("utf-8", "surrogatepass")
        except (ValueError, TypeError, RecursionError):  # it was no document, or the form cannot hold it
            made = b""
        if 0 < len(made) <= largest:
            return made
    changed: bytes = atheris.Mutate(data, largest)
    return changed


def _change(document: list[Any], random: Random) -> None:
    places = list(_places(document))
    holder, at = random.choice(places)
    other, there = random.choice(places)
    # Copies as they are now: what holds itself is no document.
    match random.randrange(7):
        case 0 | 1:
            holder[at] = deepcopy(random.choice(_VALUES))
        case 2 | 3:
            holder[at] = deepcopy(other[there])
        case 4 if holder is not document:
            del holder[at]
        case 5 if isinstance(holder, dict) and isinstance(there, str):
            holder[there] = deepcopy(other[there])
        case 6 if isinstance(holder, list) and holder is not document:
            holder.insert(at, deepcopy(other[there]))
        case _ if isinstance(holder[at], str):
            text = holder[at]
            cut = random.randint(0, len(text))
            holder[at] = (
                text[:cut] + random.choice(("", "0", "-", "/", ".", "?", "~", "é", "\n", " ")) + text[cut + 1 :]
            )


def _places(document: list[Any]) -> list[Place]:
    found: list[Place] = []
    pending: list[Any] = [document]
    while pending:
        holder = pending.pop()
        for at in list(holder) if isinstance(holder, dict) else range(len(holder)):
            found.append((holder, at))
            if isinstance(holder[at], dict | list):
                pending.append(holder[at])
    return found
