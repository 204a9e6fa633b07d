"""Clients written in Python: how each reads a calendar file.

They are loaded by name when they are asked for: the core suite runs without them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from .client import Client, breaks_after_backslash, load
from .event import Event, instant

__all__ = ["ICalendar", "Ical", "Ics", "Khal", "RecurringIcalEvents", "VObject"]


class ICalendar(Client):
    """icalendar, which writes our files too, so that a fault might be shared; it finds zones by their names."""

    name = "icalendar"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.library = load("icalendar")
        self.version = version("icalendar")

    def components(self, data: bytes) -> Sequence[Any]:
        found: Sequence[Any] = self.library.Calendar.from_ical(data).walk("VEVENT")
        return found

    def read(self, data: bytes) -> list[Event]:
        return [self.of_component(one) for one in self.components(data)]

    def of_component(self, one: Any) -> Event:
        assert one.errors == []
        return Event(
            uid=str(one["UID"]),
            start=instant(one["DTSTART"].dt),
            end=instant(one["DTEND"].dt),
            title=str(one["SUMMARY"]),
            status=str(one["STATUS"]),
            sequence=int(one["SEQUENCE"]),
            place=str(one.get("LOCATION", "")),
            description=str(one["DESCRIPTION"]),
            busy=one["TRANSP"] == "OPAQUE",
            whole=str(one.get("RELATED-TO", "")),
        )


class RecurringIcalEvents(ICalendar):
    """recurring-ical-events: what takes place in some years, as calendar applications ask it."""

    name = "recurring-ical-events"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.expander = load("recurring_ical_events")
        self.version = version("recurring-ical-events")

    def components(self, data: bytes) -> Sequence[Any]:
        calendar = self.library.Calendar.from_ical(data)
        found: Sequence[Any] = self.expander.of(calendar).between((2018, 1, 1), (2022, 1, 1))
        return found


class Ical(Client):
    """ical, the parser of Home Assistant: strict, one fault rejects the feed. It finds zones by their names."""

    name = "ical"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.stream = load("ical.calendar_stream").IcsCalendarStream
        self.version = version("ical")

    def read(self, data: bytes) -> list[Event]:
        calendar = self.stream.calendar_from_ics(data.decode())
        return [
            Event(
                uid=one.uid,
                start=instant(one.dtstart),
                end=instant(one.dtend),
                title=one.summary,
                status=one.status.value,
                sequence=one.sequence,
                place=one.location or "",
                description=one.description,
                busy=one.transparency == "OPAQUE",
                whole="".join(related.uid for related in one.related_to),
            )
            for one in calendar.events
        ]


class Ics(Client):
    """ics, of scripts and static sites. It finds zones by their names."""

    name = "ics"
    shown = staticmethod(breaks_after_backslash)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.library = load("ics")
        self.version = version("ics")

    def read(self, data: bytes) -> list[Event]:
        return [self._event(one) for one in self.library.Calendar(data.decode()).events]

    def _event(self, one: Any) -> Event:
        start, end = one.begin.datetime, one.end.datetime
        more = {line.name: line.value for line in one.extra}
        return Event(
            uid=one.uid,
            start=start.date() if one.all_day else instant(start),
            end=end.date() if one.all_day else instant(end),
            title=one.name,
            status=one.status,
            sequence=int(more["SEQUENCE"]),
            place=one.location or "",
            description=one.description,
            busy=not one.transparent,
            whole=more.get("RELATED-TO", ""),
        )


class VObject(Client):
    """vobject, of Radicale and of contact managers; it obeys the VTIMEZONE and knows no zones of its own."""

    name = "vobject"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.library = load("vobject")
        self.version = version("vobject")

    def read(self, data: bytes) -> list[Event]:
        calendar = self.library.readOne(data.decode())
        calendar.validate(raiseException=True)
        return [
            Event(
                uid=one.uid.value,
                start=instant(one.dtstart.value),
                end=instant(one.dtend.value),
                title=one.summary.value,
                status=one.status.value,
                sequence=int(one.sequence.value),
                place=one.getChildValue("location", ""),
                description=one.description.value,
                busy=one.transp.value == "OPAQUE",
                whole=one.getChildValue("related_to", ""),
            )
            for one in calendar.vevent_list
        ]


KHAL = """\
[calendars]
[[ours]]
path = {folder}/ours
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


class Khal(Client):
    """khal, the calendar of terminals: imports a file into a folder, again at each revision, and lists what is there.

    It tells neither the sequence nor what an event belongs to, nor whether it takes time.
    """

    name = "khal"
    untold = ("sequence", "busy", "whole")

    FIELDS: ClassVar = (
        "uid",
        "start-long-full",
        "end-long-full",
        "all-day",
        "title",
        "status",
        "location",
        "description",
    )

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        load("khal")
        self.version = version("khal")
        (folder / "ours").mkdir()
        (folder / "config").write_text(KHAL.format(folder=folder), encoding="utf-8")

    def _run(self, *arguments: str | Path) -> str:
        command = [sys.executable, "-m", "khal", "-c", self.folder / "config", *arguments]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - khal
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return done.stdout

    def read(self, data: bytes) -> list[Event]:
        path = self.folder / "given.ics"
        path.write_bytes(data)
        for stored in (self.folder / "ours").glob("*.ics"):
            # It imports what is new and forgets nothing; a subscription would.
            if not set(re.findall(rb"UID:\S+", stored.read_bytes())) & set(re.findall(rb"UID:\S+", data)):
                stored.unlink()
        self._run("import", "--batch", path)
        fields = [option for field in self.FIELDS for option in ("--json", field)]
        # A line for each day of the years in which there is something, and each event on its first.
        listed = self._run("list", "--once", *fields, "2019-01-01", "2021-01-01").splitlines()
        return [self._event(one) for line in listed for one in json.loads(line)]

    def _event(self, one: dict[str, str]) -> Event:
        start, end = (
            datetime.fromisoformat(one[key]).replace(tzinfo=UTC) for key in ("start-long-full", "end-long-full")
        )
        whole_days = one["all-day"] == "True"
        return Event(
            uid=one["uid"],
            start=start.date() if whole_days else start,
            # The last day itself is listed.
            end=end.date() + timedelta(days=1) if whole_days else end,
            title=one["title"],
            status=one["status"],
            sequence=None,
            place=one["location"],
            description=one["description"],
            busy=None,
            whole=None,
        )
