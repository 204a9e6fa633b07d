"""Limits: how much of somebody else's document is read, so that a hostile one costs little."""

from __future__ import annotations

import sys
from typing import Final

from attrs import field, frozen

from metroworkshops.domain.errors import DocumentError, Fault, InvalidValue, shown
from metroworkshops.domain.value import Value

from .faults import MOST_FAULTS, came

__all__ = ["DEEPEST", "DEFAULT", "Limits", "bounded", "too_large", "too_many_digits"]

DEEPEST: Final = 100
"""How deeply any document may be nested: as deep as the deepest that we write, and no deeper."""


def _count(given: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise InvalidValue(f"a limit must be a whole number of 1 or more such as 1000, got {shown(given)}", given)
    return given


def _depth(given: int) -> int:
    if _count(given) > DEEPEST:
        raise InvalidValue(f"'depth' must be at most {DEEPEST}, which no document of ours passes; got {given}", given)
    return given


@frozen(repr=False)
class Limits(Value):
    """How much is read of a document.

    Attributes:
        size: How many bytes it may have, or characters of text: 64 MiB by default. A hundred thousand applicants have
            about 50. YAML and TOML, which people write by hand, are held to a million besides.
        depth: How deeply it may be nested, 1 to 100.
        faults: How many faults are told of it, 1,000 by default; the last one told says how many more there are. A list
            in which 10,000 were found is read no further.

    Raises:
        InvalidValue: One of them is less than 1, or the depth is more than 100.

    >>> Limits(size=1_000_000)
    Limits(size=1000000)
    """

    size: int = field(kw_only=True, default=64 * 1024 * 1024, converter=_count)
    depth: int = field(kw_only=True, default=DEEPEST, converter=_depth)
    faults: int = field(kw_only=True, default=1000, converter=_count)


DEFAULT: Final = Limits()


def too_large(subject: str, size: int, limits: Limits) -> DocumentError:
    """Make the error for a document that is larger than is read."""
    message = f"must not be larger than {limits.size} bytes, got {came(size)}; Limits(size=...) allows more"
    return DocumentError(subject, (Fault("$", message),))


def too_many_digits() -> str:
    """Say that Python reads no whole number that is longer, by which nobody can make it slow."""
    return f"must have whole numbers of at most {sys.get_int_max_str_digits():,} digits such as 25, got a longer one"


def bounded(error: DocumentError, limits: Limits) -> DocumentError:
    """Keep as many faults as are told."""
    more = len(error.faults) - limits.faults
    if more <= 0:
        return error
    count = f"{more} more" if len(error.faults) < MOST_FAULTS else f"{more} more and perhaps others"
    last = Fault("$", f"must not have so many faults: {count} are not told; Limits(faults=...) tells more")
    return DocumentError(error.subject, (*error.faults[: limits.faults], last))
