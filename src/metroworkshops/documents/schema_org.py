"""Editions as schema.org describes them, for search engines and other readers of web pages.

Written from release 30.0 of the vocabulary (schema.org, 2026-03-19). Each choice names what it was read from:

* An edition is an `EventSeries`, which is a kind of Event (schema.org/EventSeries). One with dates for applications is
  an `EducationalOccupationalProgram` too: no Event has an `applicationDeadline` (schema.org/applicationDeadline), and a
  node may have several types (JSON-LD 1.1, "Specifying the Type"). A session is an `EducationEvent`, in `subEvent`; so
  are its parts, or else the separate days on which it meets.
* A Date is "in ISO 8601 date format" (schema.org/Date), which has months and years (ISO 8601-1:2019, 5.2.2.2), and
  schema.org's own examples use both. A month or a year by itself is written so, "2020-03". What is neither that nor a
  day is not written: schema.org has no dates in doubt (github.com/schemaorg/schemaorg/issues/242).
* No event is tentative (schema.org/EventStatusType, github.com/schemaorg/schemaorg/issues/3236): what is not confirmed
  does without `EventScheduled`, which is optional.
* Several values are a list (schema.org/docs/datamodel.html, "Multiple Values and Collections").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import frozen

from metroworkshops.domain.city import City
from metroworkshops.domain.earlier import Step
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.edtf import Form, StatedDate, Unit
from metroworkshops.domain.errors import InvalidDate, InvalidValue, shown
from metroworkshops.domain.identity import uuid_of
from metroworkshops.domain.place import shared_zone
from metroworkshops.domain.state import Mode, State, Status
from metroworkshops.domain.text import language_tag
from metroworkshops.domain.time_zone import hour_falls, tz
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.when import Days

if TYPE_CHECKING:
    from datetime import date

    from metroworkshops.domain.call import Call
    from metroworkshops.domain.deadline import Deadline
    from metroworkshops.domain.length import Length
    from metroworkshops.domain.limit import Limit
    from metroworkshops.domain.part import Part
    from metroworkshops.domain.partner import Partner
    from metroworkshops.domain.place import Place
    from metroworkshops.domain.session import Session
    from metroworkshops.domain.when import Span, When

__all__ = ["schema_org_script", "to_schema_org"]

CONTEXT: Final = "https://schema.org"


_MODES: Final = {
    # schema.org/EventAttendanceModeEnumeration
    Mode.IN_PERSON: f"{CONTEXT}/OfflineEventAttendanceMode",
    Mode.ONLINE: f"{CONTEXT}/OnlineEventAttendanceMode",
    Mode.HYBRID: f"{CONTEXT}/MixedEventAttendanceMode",
}
_ROLES: Final = {
    # schema.org/organizer, /funder (money), /sponsor; any other role is that of a schema.org/contributor.
    "organiser": "organizer",
    "organizer": "organizer",
    "funder": "funder",
    "sponsor": "sponsor",
}

T = TypeVar("T")


def to_schema_org(edition: Edition, language: str) -> dict[str, Any]:
    """Describe an edition in the words of schema.org, as JSON-LD made of plain JSON values.

    Nothing is invented: a month is written as a month, and what is not stated, or is no date, place or role that
    schema.org knows, is left out. Each thing keeps its ``@id`` for life; that of a session is its UID in calendars.

    Args:
        edition: What is described, with all that is known of it now.
        language: A BCP 47 tag. Texts are found by RFC 4647 lookup, and none is made: the description of a session is
            what the organiser wrote of its dates and place, unless they have changed since.

    Raises:
        InvalidValue: It is not an edition, or the tag is malformed.

    >>> from metroworkshops import metropolitan_workshops
    >>> data = to_schema_org(metropolitan_workshops().edition("2020"), "fr")
    >>> data["@type"], data["applicationDeadline"]
    (['EventSeries', 'EducationalOccupationalProgram'], '2020-01-31')
    >>> [(session["name"], session.get("startDate")) for session in data["subEvent"]]
    [('Bologne', '2020-03'), ('Casablanca', '2020-06'), ('Aix-Marseille-Provence', None)]

    .. versionadded:: 0.1.0
    """
    if not isinstance(edition, Edition):
        raise InvalidValue(
            f"what is described must be an Edition such as programme.edition('2020'), got {shown(edition)}", edition
        )
    tag = language_tag(language)
    call = edition.call
    opens = _unique(_opening(limit) for limit in _openings(call))
    deadlines = _unique(_deadline(deadline) for deadline in (call.deadlines if call else ()))
    title = edition.title
    return _given(
        {
            "@context": CONTEXT,
            "@type": ["EventSeries", "EducationalOccupationalProgram"] if opens or deadlines else "EventSeries",
            "@id": _urn("edition", edition.programme, edition.id),
            "identifier": edition.id,
            "name": title.in_language(tag) if title else edition.label,
            "alternateName": edition.label if title and edition.label != edition.id else None,
            "description": edition.wording,
            "superEvent": {
                "@type": "EventSeries",
                "@id": _urn("programme", edition.programme),
                "identifier": edition.programme,
            },
            **_partners(edition, tag),
            "inLanguage": _one_or_all(edition.languages),
            "maximumAttendeeCapacity": edition.capacity,
            "applicationStartDate": _one_or_all(opens),
            "applicationDeadline": _one_or_all(deadlines),
            "potentialAction": {"@type": "ApplyAction", "target": call.forms.in_language(tag)}
            if call and call.forms
            else None,
            "subEvent": [_session(session, edition.programme, tag) for session in edition.sessions] or None,
        }
    )


def schema_org_script(data: Mapping[str, Any]) -> str:
    r"""Write JSON-LD as an HTML ``script`` element that no text in it can end or break out of.

    A title may hold ``</script>`` or ``<!--``, so ``<``, ``>`` and ``&`` are written as escapes of JSON, which its
    readers undo (HTML Living Standard, "Restrictions for contents of script elements"; JSON-LD 1.1, "Restrictions for
    contents of JSON-LD script elements").

    Args:
        data: What `to_schema_org` gave, with whatever was added to it since.

    Raises:
        TypeError: A value that was added is not one of JSON's.
        ValueError: A number that was added is not one of JSON's.

    >>> print(schema_org_script({"name": "</script>"}))
    <script type="application/ld+json">{"name": "\u003c/script\u003e"}</script>

    .. versionadded:: 0.1.0
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'


@frozen
class _Told:
    """What was announced of something at some time: its dates, and how people were to meet.

    The step is the one that came after; None: it is what holds now.
    """

    when: When
    start: str | None
    end: str | None
    mode: Mode
    duration: str | None = None
    step: Step | None = None


def _told(when: When, zone: str | None, mode: Mode, length: Length | None = None, step: Step | None = None) -> _Told:
    start, end = _dates(when, zone, length)
    return _Told(when, start, end, mode, _duration(when, length), step)


def _session(session: Session, programme: str, language: str) -> dict[str, Any]:
    before = [
        _told(one.when, one.time_zone or shared_zone(one.places), one.mode, one.length, one.step)
        for one in session.earlier
    ]
    now = _told(session.when, session.zone, session.mode, session.length)
    return _given(
        {
            "@type": "EducationEvent",
            "@id": _urn("session", programme, session.id),
            "identifier": session.id,
            "name": session.title.in_language(language),
            "description": session.wording if session.is_as_worded else None,
            **_happening(session, now, before, language),
            "subEvent": list(_meetings(session, programme, language)) or None,
        }
    )


def _meetings(session: Session, programme: str, language: str) -> Iterator[dict[str, Any]]:
    """Describe the parts of a session; or, without any, the separate days on which it meets, which have no identity."""
    for part in session.parts:
        now = _told(part.when, session.zone_of(part), session.mode)
        yield {
            "@type": "EducationEvent",
            "@id": _urn("part", programme, session.id, part.id),
            "identifier": part.id,
            "name": (part.title or session.title).in_language(language),
            **_happening(session, now, list(_before(session, part)), language, own=part.places),
        }
    if session.parts or not isinstance(session.when, Days) or len(session.when.spans) == 1:
        return
    for span in session.when.spans:
        now = _Told(session.when, *_days(span, span, session.zone), session.mode)
        yield {
            "@type": "EducationEvent",
            "name": session.title.in_language(language),
            **_happening(session, now, [], language),
        }


def _before(session: Session, part: Part) -> Iterator[_Told]:
    for one in session.earlier:
        for old in one.parts:
            if old.id == part.id:
                zone = shared_zone(old.places) or one.time_zone or shared_zone(one.places)
                yield _told(old.when, zone, one.mode, step=one.step)


def _happening(
    session: Session, now: _Told, before: Sequence[_Told], language: str, *, own: Sequence[Place] = ()
) -> dict[str, Any]:
    """Say when and where a session or a part of it takes place, and what became of what was announced before."""
    restated = _restated(before)
    moved = [old for old in restated if now.when.is_known and _has_moved(old, now)]
    previous = moved
    if session.state is State.CANCELLED or (session.state is State.POSTPONED and not now.when.is_known):
        # schema.org/EventCancelled, schema.org/EventPostponed: the dates are those there are now, or else those before.
        previous = [] if now.when.is_known else restated
    statuses = _statuses(
        session,
        rescheduled=bool(moved),
        online=_moved_online(now, before),
        scheduled=now.start is not None,
    )
    return _given(
        {
            "startDate": now.start,
            "endDate": now.end,
            "previousStartDate": _one_or_all(_unique(old.start for old in previous)),
            "duration": now.duration,
            "eventStatus": _one_or_all([f"{CONTEXT}/{status}" for status in statuses]),
            "eventAttendanceMode": _MODES.get(now.mode),
            "location": _one_or_all(_locations(session, own, language)),
        }
    )


def _statuses(session: Session, *, rescheduled: bool, online: bool, scheduled: bool) -> list[str]:
    """Name what holds, of schema.org/EventStatusType; nothing for what is planned and not confirmed."""
    if session.state is State.CANCELLED:
        return ["EventCancelled"]
    found = ["EventPostponed"] if session.state is State.POSTPONED else []
    found += ["EventRescheduled"] if rescheduled else []
    found += ["EventMovedOnline"] if online else []
    if not found and scheduled and session.status in (Status.CONFIRMED, Status.HELD):
        return ["EventScheduled"]
    return found


def _moved_online(now: _Told, before: Sequence[_Told]) -> bool:
    """Tell whether it was changed to allow online participation, wholly or in part (schema.org/EventMovedOnline)."""
    changed = any(old.mode is Mode.IN_PERSON or old.step is Step.MOVED_ONLINE for old in before)
    return now.mode in (Mode.ONLINE, Mode.HYBRID) and changed


def _restated(before: Sequence[_Told]) -> list[_Told]:
    """List the dates that were announced one after the other; one that said the same more precisely stands for both."""
    found: list[_Told] = []
    for old in before:
        if not old.when.is_known:
            continue
        if found and old.when.narrows(found[-1].when):
            found.pop()
        found.append(old)
    return found


def _has_moved(old: _Told, now: _Told) -> bool:
    """Tell whether it starts otherwise than was announced: not where the new dates only say more than the old."""
    was, starts = old.when.starts, now.when.starts
    if old.when.overlaps(now.when) is Truth.NO:
        return True
    if was.latest and starts.earliest and was.latest < starts.earliest:
        return True
    if was.earliest and starts.latest and starts.latest < was.earliest:
        return True
    # The same day; at another hour, when both are stated.
    return old.start != now.start and "T" in (old.start or "") and "T" in (now.start or "")


def _dates(when: When, zone: str | None, length: Length | None) -> tuple[str | None, str | None]:
    """Write the start and the end, each where it is stated: a day, an hour, or a month or year by itself."""
    if isinstance(when, Days):
        return _days(when.spans[0], when.spans[-1], zone)
    if when.is_approximate or not when.is_known:
        return None, None
    throughout = length is not None and length.throughout
    start = end = None
    if when.form is Form.DATE or (when.form is Form.INTERVAL and throughout):
        start = _calendar_date(when.dates[0])
        end = _calendar_date(when.dates[-1]) if throughout else None
    starts, ends = when.starts, when.ends
    if starts.earliest and starts.earliest == starts.latest:
        start = _moment(starts.earliest, _clock(when, 0), zone)
    if ends.earliest and ends.earliest == ends.latest:
        end = _moment(ends.earliest, _clock(when, -1), zone)
    return start, end


def _clock(when: When, index: int) -> time | None:
    """Find the hour at an end of an interval, which may be known when the other end is not."""
    stated = when.dates[index]
    return stated.clock if stated is not None and when.form is Form.INTERVAL else None


def _days(first: Span, last: Span, zone: str | None) -> tuple[str, str | None]:
    start = _moment(first.first, first.opens, zone)
    end = _moment(last.last, last.closes, zone)
    # An end without an hour, on the day of a start with one, would be read as the midnight before.
    return start, None if "T" in start and start.startswith(end) else end


def _calendar_date(stated: StatedDate | None) -> str | None:
    """Write a day, a month or a year as ISO 8601-1 does; it has no seasons, and other units are no dates there."""
    if stated is None or stated.mark or stated.unit not in (Unit.DAY, Unit.MONTH, Unit.YEAR):
        return None
    return stated.text


def _moment(day: date, clock: time | None, zone: str | None) -> str:
    """Write a day; or an hour, with the offset of its zone on that day (schema.org/DateTime)."""
    if clock is None or zone is None:
        return day.isoformat()
    return _hour(datetime.combine(day, clock), zone, 0)


def _hour(local: datetime, zone: str, fold: int | None) -> str:
    try:
        instant = hour_falls(local, zone, fold)
    except InvalidDate:  # an hour of before, which its zone skipped: nobody checks those
        return local.date().isoformat()
    at = instant.astimezone(tz(zone))
    offset = at.utcoffset() or timedelta(0)
    if offset % timedelta(minutes=1):  # local mean time, before there were zones: DateTime has no seconds there
        return local.date().isoformat()
    return at.isoformat(timespec="seconds")


def _duration(when: When, length: Length | None) -> str | None:
    """Write how many days it lasts, where the days themselves are not known (schema.org/Duration)."""
    if isinstance(when, Days) or length is None or length.least is None or length.most not in (None, length.least):
        return None
    return f"P{length.least}D"


def _locations(session: Session, own: Sequence[Place], language: str) -> list[dict[str, Any]]:
    """Describe where people meet, which is neither one of several places nor a place that was left for online."""
    found: list[dict[str, Any]] = []
    if session.mode is not Mode.ONLINE:
        chosen = own or (() if session.one_of_places else session.places)
        found = [_place(place, language) for place in chosen]
    if session.mode in (Mode.ONLINE, Mode.HYBRID):
        found.append({"@type": "VirtualLocation"})
    return found


def _place(place: Place, language: str) -> dict[str, Any]:
    name = place.name.in_language(language)
    city = isinstance(place, City)
    address = _given({"addressLocality": name if city else None, "addressCountry": place.country})
    coordinates = place.coordinates if isinstance(place, City) else None
    return _given(
        {
            "@type": "Place",
            "name": name,
            "address": {"@type": "PostalAddress", **address} if address else None,
            "geo": {"@type": "GeoCoordinates", "latitude": coordinates[0], "longitude": coordinates[1]}
            if coordinates
            else None,
        }
    )


def _partners(edition: Edition, language: str) -> dict[str, Any]:
    found: dict[str, list[dict[str, Any]]] = {"organizer": [], "funder": [], "sponsor": [], "contributor": []}
    for partner in edition.partners:
        organisation = _organisation(partner, edition.programme, language)
        roles = _unique(_ROLES.get(role.strip().lower(), "contributor") for role in partner.roles)
        for role in roles or ["contributor"]:
            found[role].append(organisation)
    return {role: _one_or_all(organisations) for role, organisations in found.items()}


def _organisation(partner: Partner, programme: str, language: str) -> dict[str, Any]:
    return _given(
        {
            "@type": "Organization",
            "@id": _urn("partner", programme, partner.id),
            "name": partner.name.in_language(language),
            "alternateName": partner.acronym,
            "url": partner.url,
        }
    )


def _openings(call: Call | None) -> Iterator[Limit]:
    if call is None:
        return
    for opens in (call.opens, *(deadline.opens for deadline in call.deadlines)):
        if opens is not None:
            yield opens


def _opening(limit: Limit) -> str | None:
    """Write the day from which applications are taken: there is no hour in a schema.org/applicationStartDate."""
    if isinstance(limit.when, Days):
        return limit.when.first.isoformat()
    return _calendar_date(limit.when.dates[0]) if limit.when.form is Form.DATE else None


def _deadline(deadline: Deadline) -> str | None:
    """Write the last day, which is a Date, or else a text: schema.org/applicationDeadline takes no DateTime."""
    limit = deadline.current
    if isinstance(limit.when, Days):
        span = limit.when.spans[0]
        if span.opens is not None and len(limit.zones) == 1:
            return _hour(datetime.combine(span.first, span.opens), limit.zones[0], limit.fold)
        # "Before 20 April": the 19th is the last day. An hour in no zone, or in one of several, settles the day alone.
        return (span.first - timedelta(days=1) if limit.exclusive else span.first).isoformat()
    if limit.when.form is Form.DATE and (stated := _calendar_date(limit.when.dates[0])):
        return stated
    return None if deadline.amendments else deadline.wording


def _urn(*identity: str) -> str:
    """Give the name of a thing for life (RFC 9562): made of its kind and its ids, as the UIDs in calendars are."""
    return uuid_of(*identity).urn


def _unique(values: Iterable[T | None]) -> list[T]:
    return list(dict.fromkeys(value for value in values if value is not None))


def _one_or_all(values: Sequence[T]) -> T | list[T] | None:
    """Write one value as itself, several as a list, and none not at all."""
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)


def _given(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}
