"""Amendments: the later changes of a deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from attrs import field, frozen

from .errors import InvalidValue, shown
from .limit import Limit, fold_of, optional_limit_day
from .text import Text, optional_text
from .time_zone import zone_readings
from .value import Invariant, Named, Value, flag, member, optional_instant
from .when import When

__all__ = ["Amendment", "AmendmentKind"]


def _optional_zones(given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    return None if given is None else zone_readings(given)


class AmendmentKind(Named):
    """What happened to a deadline."""

    EXTENDED = "extended"
    BROUGHT_FORWARD = "brought forward"
    READ_IN_ZONE = "read in a zone"


def _kind(given: AmendmentKind | str) -> AmendmentKind:
    return member(AmendmentKind, given, "kind")


def _amendment_is_whole(
    kind: AmendmentKind, when: When | None, zones: tuple[str, ...] | None, announced: datetime | None
) -> Iterator[InvalidValue]:
    if kind is AmendmentKind.READ_IN_ZONE:
        if zones is None or when is not None:
            yield InvalidValue(
                "a reading must give a zone such as zones=['Europe/Paris'] and leave the limit as it is, got "
                f"{shown(zones)} and {shown(when)}"
            )
        return
    if when is None:
        yield InvalidValue(f"a deadline that is {kind.value} must have a new limit such as '2020-02-14', got none")
    if announced is None:
        yield InvalidValue(
            f"a deadline that is {kind.value} must say when that was announced, such as "
            "datetime(2020, 1, 29, tzinfo=UTC); got nothing"
        )


@frozen(repr=False)
class Amendment(Value):
    """One later change of a deadline.

    Attributes:
        kind: What was done.
        when: The new limit; None when it stayed.
        zones: The zone or zones it is now read in; None when they stayed.
        fold: Which of two equal hours the new limit means.
        exclusive: Whether the new limit is the first day that is too late.
        announced: When that was announced; None when it holds from the start (a reading, not a change).
        reason: Why, if it was said.
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("kind", "when", "zones", "announced"), _amendment_is_whole),
    )

    kind: AmendmentKind = field(converter=_kind)
    when: When | None = field(default=None, converter=optional_limit_day)
    zones: tuple[str, ...] | None = field(kw_only=True, default=None, converter=_optional_zones)
    fold: int | None = field(kw_only=True, default=None, converter=fold_of)
    exclusive: bool = field(kw_only=True, default=False, converter=flag)
    announced: datetime | None = field(kw_only=True, default=None, converter=optional_instant)
    reason: Text | None = field(kw_only=True, default=None, converter=optional_text)

    def applied_to(self, limit: Limit) -> Limit:
        """Give the limit after this change."""
        return Limit(
            limit.when if self.when is None else self.when,
            limit.zones if self.zones is None else self.zones,
            fold=self.fold,  # of a limit or a zone that is new: one of them is
            exclusive=limit.exclusive if self.when is None else self.exclusive,
        )
