"""Options: how a publication is written as a calendar. What it says is not theirs to change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from attrs import field, frozen

from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.text import Text, optional_text
from metroworkshops.domain.value import Named, Value, flag, member, tuple_of, web_address

__all__ = ["CalendarOptions", "DeadlineAs"]

_LONGEST: Final = timedelta(days=366)
_SHORTEST_REFRESH: Final = timedelta(minutes=5)

# The extended colour keywords of CSS Color Module Level 3 (W3C, section 4.3), which RFC 7986 section 5.9 asks for.
_COLOURS: Final = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen
    """.split()
)


class DeadlineAs(Named):
    """What a deadline is written as."""

    EVENT = "event"
    """An event of whole days, which every client shows."""
    TO_DO = "to-do"
    """A to-do with a due date, which Outlook, khal and subscriptions in Nextcloud drop."""
    NOTHING = "nothing"
    """Left out."""


def _deadlines(given: DeadlineAs | str) -> DeadlineAs:
    return member(DeadlineAs, given, "deadlines")


def _leads(given: Iterable[timedelta]) -> tuple[timedelta, ...]:
    leads = tuple_of(timedelta, given, "timedelta(days=7)")
    for index, lead in enumerate(leads):
        if not timedelta(0) < lead <= _LONGEST or lead % timedelta(minutes=1):
            raise InvalidValue(
                "an alarm must be more than 0 and at most 366 days ahead, in whole minutes, such as "
                f"timedelta(days=7); got {shown(lead)}",
                lead,
                f"[{index}]",
            )
    if len(set(leads)) < len(leads):
        raise InvalidValue(f"each alarm must be given once, got {shown(list(leads))}", given)
    return tuple(sorted(leads, reverse=True))


def _refresh(given: timedelta | None) -> timedelta | None:
    whole = isinstance(given, timedelta) and _SHORTEST_REFRESH <= given <= _LONGEST and not given % timedelta(minutes=1)
    if given is not None and not whole:
        raise InvalidValue(
            "'refresh' must be 5 minutes to 366 days, in whole minutes, such as timedelta(hours=12); "
            f"got {shown(given)}",
            given,
        )
    return given


def _colour(given: str | None) -> str | None:
    if given is None:
        return None
    if not isinstance(given, str) or given.lower() not in _COLOURS:
        raise InvalidValue(
            f"'colour' must be the name of a colour in CSS 3 such as 'steelblue' (RFC 7986 section 5.9), got "
            f"{shown(given)}",
            given,
        )
    return given.lower()


@frozen(repr=False)
class CalendarOptions(Value):
    """How a publication is written as a calendar.

    Args:
        tentative: Whether what is not settled is shown; left out, it is named in the calendar's description.
        deadlines: What a deadline is written as.
        session_alarms: How long before a session a reminder goes off: each more than 0 and at most 366 days. None for
            windows, of which no first day is known, nor for what is cancelled. Many subscriptions drop alarms.
        deadline_alarms: The same for deadlines and milestones, before their day begins.
        name: What the calendar is called. Default: as the programme or edition is.
        colour: The name of a colour in CSS 3 (RFC 7986 section 5.9).
        refresh: How often clients are asked to look again, 5 minutes to 366 days; None: nothing is asked.
        source: The address of the feed (RFC 7986 section 5.8).
        page: The address of a page about it (RFC 7986 section 5.5).

    Raises:
        InvalidValue: One of them is out of its bounds.

    >>> CalendarOptions(deadlines="to-do", session_alarms=[timedelta(days=7)], colour="SteelBlue")
    CalendarOptions(deadlines=DeadlineAs.TO_DO, session_alarms=(datetime.timedelta(days=7),), colour='steelblue')
    """

    tentative: bool = field(kw_only=True, default=True, converter=flag)
    deadlines: DeadlineAs = field(kw_only=True, default=DeadlineAs.EVENT, converter=_deadlines)
    session_alarms: tuple[timedelta, ...] = field(kw_only=True, default=(), converter=_leads)
    deadline_alarms: tuple[timedelta, ...] = field(kw_only=True, default=(), converter=_leads)
    name: Text | None = field(kw_only=True, default=None, converter=optional_text)
    colour: str | None = field(kw_only=True, default=None, converter=_colour)
    refresh: timedelta | None = field(kw_only=True, default=timedelta(hours=12), converter=_refresh)
    source: str | None = field(kw_only=True, default=None, converter=web_address)
    page: str | None = field(kw_only=True, default=None, converter=web_address)
