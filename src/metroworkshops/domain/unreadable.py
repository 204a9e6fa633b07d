"""Records that could not be read as applicants."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from .errors import Fault
from .value import Value, identifier, tuple_of

__all__ = ["Unreadable"]


def _faults(given: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple_of(Fault, given, "Fault('row 17, column Niveau', 'must be ...')")


@frozen(repr=False)
class Unreadable(Value):
    """A record that could not be read as an applicant: it is not lost, but stands in the results with its faults.

    Attributes:
        id: What it is called in the results, such as ``row-17``.
        faults: What is wrong with it, and where. No value of the record is in them beyond what was refused.
    """

    id: str = field(converter=identifier)
    faults: tuple[Fault, ...] = field(converter=_faults)
