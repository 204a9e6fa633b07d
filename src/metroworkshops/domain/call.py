"""Calls for applications: when they are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import evolve, field, frozen

from .deadline import Deadline
from .errors import InvalidValue, NotFound
from .limit import Limit, as_limit
from .text import Text, optional_text
from .timeline import CallEvent, CallEventKind
from .truth import Truth
from .value import (
    HOLE,
    Invariant,
    Named,
    Value,
    announced_in_order,
    flag,
    instant,
    member,
    optional_readable,
    strings,
    tuple_of,
    unique_ids,
    web_address,
)

__all__ = ["Call", "CallState", "Declaration"]


class CallState(Named):
    """Where a call stands at an instant.

    `UNDETERMINED` means that what is known does not settle whether it is open; `NOT_ANNOUNCED` that nothing was said
    of when it opens or closes.
    """

    NOT_OPEN_YET = "not open yet"
    OPEN = "open"
    CLOSED = "closed"
    UNDETERMINED = "undetermined"
    NOT_ANNOUNCED = "not announced"


def _declared_state(given: CallState | str) -> CallState:
    state = member(CallState, given, "state")
    if state not in (CallState.OPEN, CallState.CLOSED):
        raise InvalidValue(f"a declaration must be 'open' or 'closed', got {state.value!r}", given)
    return state


@frozen(repr=False)
class Declaration(Value):
    """The organiser's own word that the call is open or closed, whatever the dates say.

    "Open" settles that the call has opened, and does not undo a deadline; "closed" closes it until a later word.

    Attributes:
        state: ``CallState.OPEN`` or ``CallState.CLOSED``.
        announced: From when on that holds.
        wording: What was said.
    """

    state: CallState = field(converter=_declared_state)
    announced: datetime = field(converter=instant)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)


def _deadlines(given: Iterable[Deadline]) -> tuple[Deadline, ...]:
    return tuple_of(Deadline, given, "Deadline.on('2020-01-31')")


def _declarations(given: Iterable[Declaration]) -> tuple[Declaration, ...]:
    return tuple_of(Declaration, given, "Declaration('closed', announced)")


def _forms(given: Text | str | Mapping[str, str] | None) -> Text | None:
    forms = optional_text(given)
    for tag, address in forms.strings if forms else ():
        try:
            web_address(address)
        except InvalidValue as e:
            raise InvalidValue(e.message, address, tag) from None
    return forms


def _sources(given: Iterable[str]) -> tuple[str, ...]:
    return strings(given)


def _opens_before_it_closes(opens: Limit | None, deadlines: Sequence[Any]) -> Iterator[InvalidValue]:
    for index, deadline in enumerate(deadlines):
        if (
            opens is not None
            and deadline is not HOLE
            and deadline.current.ends_between()[1] <= opens.begins_between()[0]
        ):
            yield InvalidValue(
                f"a deadline must not be over before the call opens, on {opens.when.edtf}; "
                f"got {deadline.current.when.edtf!r}",
                deadline,
                f"deadlines[{index}]",
            )


@frozen(repr=False)
class Call(Value):
    """A call for applications.

    Args:
        deadlines: One or several rounds. None of them, and not rolling: the deadline is still to be announced.
        opens: When it opens, if stated; a day counts from its first instant. Not stated is no limit.
        rolling: Whether applications are taken as they come, up to the last deadline if there is one.
        declared: What the organiser declared, oldest first: that it is open, or closed.
        forms: The address of the application form, for each language.
        wording: What the organiser wrote of it.
        sources: Where that was read.

    Raises:
        InvalidValue: A deadline before the opening, two deadlines with one id, a link that is not one.

    >>> from datetime import UTC, datetime
    >>> call = Call(deadlines=[Deadline.on("2020-01-31")])
    >>> call.state(datetime(2020, 1, 31, 23, 30, tzinfo=UTC))
    CallState.UNDETERMINED
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        unique_ids("deadlines"),
        Invariant(("opens", "deadlines"), _opens_before_it_closes),
        announced_in_order("declared"),
    )

    deadlines: tuple[Deadline, ...] = field(default=(), converter=_deadlines)
    opens: Limit | None = field(default=None, converter=as_limit)
    rolling: bool = field(kw_only=True, default=False, converter=flag)
    declared: tuple[Declaration, ...] = field(kw_only=True, default=(), converter=_declarations)
    forms: Text | None = field(kw_only=True, default=None, converter=_forms)
    wording: str | None = field(kw_only=True, default=None, converter=optional_readable)
    sources: tuple[str, ...] = field(kw_only=True, default=(), converter=_sources)

    def deadline(self, id: str) -> Deadline:
        """Find a deadline by its id.

        Raises:
            NotFound: There is none; the error names those there are.
        """
        for deadline in self.deadlines:
            if deadline.id == id:
                return deadline
        known = tuple(deadline.id for deadline in self.deadlines)
        raise NotFound(f"no deadline {id!r}; there are: {', '.join(known) or 'none'}", id, known)

    def replacing(self, deadline: Deadline) -> Self:
        """Put a deadline in the place of the one with the same id.

        Raises:
            NotFound: There is none with that id.
            InvalidValue: Its amendments do not continue those of the one replaced.
        """
        old = self.deadline(deadline.id)
        if deadline.amendments[: len(old.amendments)] != old.amendments:
            raise InvalidValue(
                f"'amendments' is append-only: it must begin with the {len(old.amendments)} that deadline "
                f"{old.id!r} has, got {len(deadline.amendments)} others",
                deadline,
            )
        return evolve(self, deadlines=tuple(deadline if d.id == deadline.id else d for d in self.deadlines))

    def _declared_at(self, at: datetime) -> CallState | None:
        words = [word.state for word in self.declared if word.announced <= at]
        return words[-1] if words else None

    def _opened(self, at: datetime) -> Truth:
        """Tell whether the call as a whole has opened."""
        if self._declared_at(at) is CallState.OPEN or self.opens is None:
            return Truth.YES
        return self.opens.begun(at)

    def _over(self, at: datetime) -> Truth:
        """Tell whether every round is over."""
        if self._declared_at(at) is CallState.CLOSED:
            return Truth.YES
        if not self.deadlines:
            taken = self.rolling or self._declared_at(at) is CallState.OPEN
            return Truth.NO if taken else Truth.UNKNOWN
        return Truth.all_of(deadline.passed(at) for deadline in self.deadlines)

    def timeline(self) -> tuple[CallEvent, ...]:
        """List what happens to the call, by the first instant at which each may be: openings, announcements, closings.

        Closings are those that hold now; a limit that was extended is told by its announcement.

        >>> [event.kind for event in Call([Deadline.on("2020-01-31")], "2019-12-01").timeline()]
        [CallEventKind.OPENS, CallEventKind.CLOSES]
        """
        found: list[CallEvent] = []
        if self.opens is not None:
            earliest, latest = self.opens.begins_between()
            found.append(CallEvent(CallEventKind.OPENS, earliest, latest=latest))
        for one in self.deadlines:
            if one.opens is not None:
                earliest, latest = one.opens.begins_between()
                found.append(CallEvent(CallEventKind.OPENS, earliest, latest=latest, deadline=one.id))
            found += [
                CallEvent(CallEventKind.ANNOUNCED, told, latest=told, deadline=one.id)
                for amendment in one.amendments
                if (told := amendment.announced) is not None
            ]
            earliest, latest = one.current.ends_between()
            found.append(CallEvent(CallEventKind.CLOSES, earliest, latest=latest, deadline=one.id))
        for word in self.declared:
            kind = CallEventKind.DECLARED_OPEN if word.state is CallState.OPEN else CallEventKind.DECLARED_CLOSED
            found.append(CallEvent(kind, word.announced, latest=word.announced))
        return tuple(sorted(found, key=lambda event: (event.earliest, event.latest)))

    def is_open(self, at: datetime) -> Truth:
        """Tell whether applications are taken at an instant; between rounds that do not touch they are not.

        Args:
            at: An aware datetime, in any zone.

        Raises:
            InvalidValue: *at* has no zone.
        """
        moment = instant(at)
        if self._declared_at(moment) is CallState.CLOSED or not self.deadlines:
            return self._opened(moment) & ~self._over(moment)
        rounds = Truth.any_of(
            ~deadline.passed(moment) & (Truth.YES if deadline.opens is None else deadline.opens.begun(moment))
            for deadline in self.deadlines
        )
        return self._opened(moment) & rounds

    def state(self, at: datetime) -> CallState:
        """Tell where the call stands at an instant.

        Raises:
            InvalidValue: *at* has no zone.
        """
        moment = instant(at)
        if self._over(moment) is Truth.YES:
            return CallState.CLOSED
        taken = self.is_open(moment)
        if taken is not Truth.UNKNOWN:
            return CallState.OPEN if taken is Truth.YES else CallState.NOT_OPEN_YET
        if not self.deadlines and self.opens is None:
            return CallState.NOT_ANNOUNCED
        return CallState.UNDETERMINED
