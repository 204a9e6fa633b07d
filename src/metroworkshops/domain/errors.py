"""The errors of the library: one base, a familiar parent beside it, the data inside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from reprlib import Repr

from attrs import frozen

__all__ = [
    "DocumentError",
    "Fault",
    "InvalidDate",
    "InvalidValue",
    "MetroworkshopsError",
    "NotFound",
    "UndeterminedDeadline",
    "named",
    "refuse",
    "shown",
]

_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 80
_SHORT.maxlevel = 2


def shown(value: object) -> str:
    """Print a value that was refused, on one line and never longer than about 80 characters."""
    try:
        return _SHORT.repr(value)
    except ValueError:  # Python prints no number of more than 4,300 digits, and says so
        return f"{type(value).__name__} with a number too long to print"


def named(names: Iterable[str]) -> str:
    """List the names that would have done, the first ten of them, for a message of which there may be one for each.

    >>> named(["bologna-2020", "casablanca-2020"])
    'bologna-2020, casablanca-2020'
    >>> named(map(str, range(1000)))
    '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...'
    """
    first = list(islice(names, 11))
    return ", ".join([*first[:10], *(["..."] if len(first) > 10 else [])])


class MetroworkshopsError(Exception):
    """The base of every error that this library raises on purpose."""


class InvalidValue(MetroworkshopsError, ValueError):
    """A value that was refused at the door.

    The text says what must hold, shows an example that does, and shows what came.

    Attributes:
        message: The text, without the place.
        value: What came, as it came.
        where: The place inside the value being made, such as ``sessions[1].id``; empty for the whole.
        problems: Every single refusal, when several were found at once; otherwise this error alone.

    >>> from metroworkshops import City
    >>> City(id="bologna", name="Bologna", country="IT", time_zone="Europe/Bologna")
    Traceback (most recent call last):
    ...
    metroworkshops.domain.errors.InvalidValue: 'time_zone' must be an IANA time zone such as 'Europe/Paris', \
got 'Europe/Bologna'
    """

    def __init__(
        self,
        message: str,
        value: object = None,
        where: str = "",
        problems: tuple[InvalidValue, ...] = (),
    ) -> None:
        super().__init__(message, value, where, problems)
        self.message = message
        self.value = value
        self.where = where
        self._problems = problems

    @property
    def problems(self) -> tuple[InvalidValue, ...]:
        """Every single refusal: this one, or the several that it sums up."""
        return self._problems or (self,)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InvalidDate(InvalidValue):
    """A text that is not in our profile of EDTF, or a day or hour that does not exist."""


class NotFound(MetroworkshopsError, LookupError):
    """An id that is not there.

    Attributes:
        value: The id asked for.
        known: The ids there are, in their order.
    """

    def __init__(self, message: str, value: object = None, known: tuple[str, ...] = ()) -> None:
        super().__init__(message, value, known)
        self.value = value
        self.known = known

    def __str__(self) -> str:
        return str(self.args[0])


class UndeterminedDeadline(MetroworkshopsError, ValueError):
    """A closing instant was asked of a deadline that does not say enough to have one.

    Attributes:
        earliest: The first instant at which the limit may be past, in UTC.
        latest: The first instant at which the limit is certainly past, in UTC.
    """

    def __init__(self, message: str, earliest: datetime, latest: datetime) -> None:
        super().__init__(message, earliest, latest)
        self.earliest = earliest
        self.latest = latest

    def __str__(self) -> str:
        return str(self.args[0])


@frozen
class Fault:
    """One thing wrong in a document.

    Attributes:
        path: Where, as a JSON path such as ``$.editions[2].sessions[0].when``.
        message: What must hold, an example, and what came.
        line: The line of the file, from 1, where its form says so (YAML, TOML).
        column: The column of that line, from 1.
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        places = ((word, at) for word, at in (("line", self.line), ("column", self.column)) if at is not None)
        place = ", ".join(f"{word} {at}" for word, at in places)
        return f"{place}{': ' if place else ''}{self.path}: {self.message}"


class DocumentError(MetroworkshopsError, ValueError):
    """A document that was refused, with every fault at once.

    Attributes:
        subject: What could not be read, such as ``Edition``.
        faults: The faults, in the order of the document.
    """

    def __init__(self, subject: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(subject, faults)
        self.subject = subject
        self.faults = faults

    def __str__(self) -> str:
        return "\n  ".join([f"cannot read {self.subject}:", *map(str, self.faults)])


def refuse(subject: str, problems: Iterable[InvalidValue]) -> None:
    """Raise the one problem as it is, or all of them as one error; do nothing when there is none."""
    found = tuple(problems)
    if not found:
        return
    if len(found) == 1:
        raise found[0]
    text = "\n  ".join([f"cannot make {subject}:", *map(str, found)])
    raise InvalidValue(text, None, "", found)
