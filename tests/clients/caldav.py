"""Radicale, a CalDAV server on loopback, and caldav, which feeds it and asks it: each event a resource of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from .client import load
from .event import Event
from .readers import ICalendar

__all__ = ["RadicaleWithCaldav"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def resources(data: bytes) -> dict[str, str]:
    """Cut a calendar file into one for each event, with the zones that it names (RFC 4791 section 4.1)."""
    head, *rest = data.decode().split("BEGIN:VEVENT\r\n")
    zones = [f"BEGIN:VTIMEZONE\r\n{one.split('END:VCALENDAR')[0]}" for one in head.split("BEGIN:VTIMEZONE\r\n")[1:]]
    found = {}
    for one in rest:
        body = one.split("END:VEVENT\r\n")[0]
        (uid,) = (line.removeprefix("UID:") for line in body.split("\r\n") if line.startswith("UID:"))
        needed = [zone for zone in zones if f";TZID={zone.split('TZID:')[1].split()[0]}:" in body]
        found[uid] = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a publisher//EN\r\n"
            + "".join(needed)
            + f"BEGIN:VEVENT\r\n{body}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    return found


class RadicaleWithCaldav(ICalendar):
    """A server that reads with vobject and writes again what it keeps, and a client that reads it with icalendar."""

    name = "Radicale"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        load("radicale")
        self.caldav = load("caldav")
        self.version = f"{version('radicale')} with caldav {version('caldav')}"
        port = free_port()
        options = {
            "server-hosts": f"127.0.0.1:{port}",
            "auth-type": "none",
            "storage-filesystem-folder": folder / "collections",
            "logging-level": "warning",
        }
        command = [sys.executable, "-m", "radicale", "--config", ""]
        command += [f"--{name}={value}" for name, value in options.items()]
        self.log = (folder / "log").open("wb")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)  # noqa: S603 - a server of ours
        self._wait(port)
        # Anybody may enter, under a name.
        self.connection = self.caldav.DAVClient(url=f"http://127.0.0.1:{port}/", username="reader", password="any")  # noqa: S106
        self.calendar = self.connection.principal().make_calendar(name="ours")

    def _wait(self, port: int) -> None:
        for _ in range(200):
            assert self.process.poll() is None, (self.folder / "log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server does not answer")

    def close(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait()
        self.log.close()

    def read(self, data: bytes) -> list[Event]:
        given = resources(data)
        for one in self.calendar.get_events():
            if str(one.icalendar_component["UID"]) not in given:
                one.delete()
        for text in given.values():
            # Left to itself, caldav raises the sequence of what it stores.
            self.caldav.Event(self.connection, data=text, parent=self.calendar).save(increase_seqno=False)
        return [self.of_component(one.icalendar_component) for one in self.calendar.get_events()]

    def between(self, start: datetime, end: datetime) -> set[str]:
        """Ask the server for the identities of the events that take place between two instants."""
        found = self.calendar.search(event=True, start=start, end=end)
        return {str(one.icalendar_component["UID"]) for one in found}
