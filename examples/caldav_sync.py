"""A collection on a CalDAV server (Nextcloud, Radicale...), brought in line with a publication on disk.

Usage: python examples/caldav_sync.py FOLDER    a demonstration; it needs a server: pip install "radicale>=3.7"
       python examples/caldav_sync.py PUBLICATION URL LANGUAGE [EDITION] [--dry-run]

CALDAV_USERNAME and CALDAV_PASSWORD are read from the environment. Run it after each publication, and again whenever it
was stopped: it compares what the server holds with what is published. Give it a collection for each language.
"""

import logging
import os
import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server
from xml.etree.ElementTree import fromstring

from attrs import evolve
from icalendar import Calendar, Component

import metroworkshops as mw
from metroworkshops import Publication

# Everything of one kind, with its entity tag (RFC 4791 section 7.8).
QUERY = """<c:calendar-query xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
<prop><getetag/><c:calendar-data/></prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="{}"/></c:comp-filter></c:filter></c:calendar-query>"""
# When it was written, and what clients keep for themselves: nobody reads that.
UNREAD = re.compile("BEGIN|END|DTSTAMP|CREATED|LAST-MODIFIED|X-.*")


class Step(NamedTuple):
    """One write. Without an entity tag the resource is new, without data it goes."""

    verb: str
    title: str
    url: str
    tag: str
    data: str


class Collection:
    """A calendar on a server."""

    def __init__(self, url: str, username: str = "", password: str = "") -> None:
        self.url = f"{url.rstrip('/')}/"
        self._login = {"Authorization": f"Basic {b64encode(f'{username}:{password}'.encode()).decode()}"}

    def ask(self, method: str, url: str, body: str = "", headers: dict[str, str] | None = None) -> bytes:
        """Send a request. An answer that is no is an HTTPError."""
        request = Request(url, body.encode() or None, {**self._login, **(headers or {})}, method=method)  # noqa: S310
        with urlopen(request, timeout=60) as answer:  # noqa: S310 - our own server
            return bytes(answer.read())

    def held(self) -> dict[str, tuple[str, str, str]]:
        """Read what it holds, by UID: the address of each, its entity tag, and the data."""
        found = {}
        for kind in ("VEVENT", "VTODO"):
            answer = self.ask("REPORT", self.url, QUERY.format(kind), {"Depth": "1", "Content-Type": "application/xml"})
            for one in fromstring(answer).iter("{DAV:}response"):  # noqa: S314 - our own server
                names = ("{DAV:}href", "{DAV:}getetag", "{urn:ietf:params:xml:ns:caldav}calendar-data")
                href, tag, data = (one.findtext(f".//{name}", "") for name in names)
                if (uid := re.search(r"^UID:(\S+)", data, re.MULTILINE)) is not None:
                    found[uid[1]] = urljoin(self.url, href), tag, data
        return found


def resources(publication: Publication, language: str) -> dict[str, Calendar]:
    """Make a resource for each UID: its component and its time zones, and no METHOD (RFC 4791 section 4.1)."""
    if not any(publication.shows(entry) for entry in publication.entries):
        return {}
    whole = mw.calendars.to_calendar(publication, language=language)
    made = {}
    for component in (one for one in whole.subcomponents if one.name != "VTIMEZONE"):
        resource = type(whole)()
        resource.update({name: whole[name] for name in ("VERSION", "PRODID", "CALSCALE")})
        resource.add_component(component)
        used = resource.get_used_tzids()
        resource.subcomponents[:0] = [zone for zone in whole.timezones if str(zone["TZID"]) in used]
        made[str(component["UID"])] = resource
    return made


def meaning(resource: str) -> list[Any]:
    """Give what a resource says, without what servers write their own way: order, stamps, zones (by name they stay)."""

    def said(component: Component) -> tuple[Any, ...]:
        properties: list[tuple[str, Any]] = component.property_items(recursive=False)
        read = [(name, value) for name, value in properties if not UNREAD.fullmatch(name)]
        texts = [f"{name}: {getattr(value, 'dt', None) or value.to_ical()}" for name, value in read]
        return component.name, texts, sorted(map(said, component.subcomponents))

    try:
        calendar = Calendar.from_ical(resource)
    except ValueError:
        return []  # nothing that we wrote
    return sorted(said(one) for one in calendar.subcomponents if one.name != "VTIMEZONE")


def plan(collection: Collection, publication: Publication, language: str, edition: str = "") -> list[Step]:
    """Compare a collection with a publication, or with its view of an edition, and list what is to be written.

    Only what the publication knows is touched: a UID that it never published is a stranger's.
    """
    wanted = resources(publication.only(edition=edition) if edition else publication, language)
    # The whole, not the view: what moved to another edition must go.
    titles = {entry.uid: mw.words.entry_title(entry, publication, language) for entry in publication.entries}
    held = {uid: found for uid, found in collection.held().items() if uid in titles}
    steps = []
    for uid, resource in wanted.items():
        wished = resource.to_ical().decode()
        url, tag, data = held.pop(uid, (f"{collection.url}{quote(uid, safe='')}.ics", "", ""))
        if meaning(data) != meaning(wished):
            steps.append(Step("change" if data else "add", titles[uid], url, tag, wished))
    return steps + [Step("remove", titles[uid], url, tag, "") for uid, (url, tag, _) in held.items()]


def bring_in_line(collection: Collection, steps: list[Step], *, dry_run: bool = False) -> None:
    """Carry out a plan. What somebody else wrote since we looked stays, and is an HTTPError, 412 (RFC 9110 13.1)."""
    for verb, title, url, tag, data in steps:
        condition = {"If-Match": tag} if tag else {"If-None-Match": "*"}
        if data and not dry_run:
            collection.ask("PUT", url, data, {"Content-Type": "text/calendar; charset=utf-8", **condition})
        elif not dry_run:
            collection.ask("DELETE", url, headers=condition)
        print(f"  {'would ' if dry_run else ''}{verb}: {title}")
    print(f"  {len(steps)} {'to write' if dry_run else 'written'}")


@contextmanager
def radicale(folder: Path) -> Iterator[Collection]:
    """Run a server on a free port of this machine, in a thread, and make a collection on it."""
    from radicale import config
    from radicale.app import Application

    logging.getLogger("radicale").setLevel(logging.CRITICAL)
    settings = config.load()
    settings.update({"auth": {"type": "none"}, "storage": {"filesystem_folder": str(folder)}}, "demonstration")
    quiet = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})
    with make_server("127.0.0.1", 0, Application(settings), handler_class=quiet) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            collection = Collection(f"http://127.0.0.1:{server.server_port}/organiser/workshops", "organiser")
            collection.ask("PROPFIND", urljoin(collection.url, ".."), headers={"Depth": "0"})  # it makes the folder
            collection.ask("MKCALENDAR", collection.url)
            yield collection
        finally:
            server.shutdown()
            thread.join()


def demonstrate(folder: Path) -> None:
    """Bring a collection in line, publish again, be stopped half-way, and run again."""
    edition = mw.metropolitan_workshops().edition("2020")
    first = mw.calendars.publish(edition, at=datetime(2019, 12, 1, 9, 0, tzinfo=UTC))
    told = datetime(2020, 3, 2, 9, 0, tzinfo=UTC)
    bologna, _, marseille = edition.sessions
    changed = evolve(edition, sessions=(bologna.moved_online(announced=told), marseille.cancelled(announced=told)))
    second = mw.calendars.publish(changed, previous=first, at=told, keep_days=0)
    with radicale(folder) as collection:
        print("The first publication, twice:")
        bring_in_line(collection, plan(collection, first, "en"))
        bring_in_line(collection, plan(collection, first, "en"))
        print("The second, as a dry run, then stopped after its first write, and again:")
        bring_in_line(collection, steps := plan(collection, second, "en"), dry_run=True)
        bring_in_line(collection, steps[:1])
        bring_in_line(collection, plan(collection, second, "en"))
        assert plan(collection, second, "en") == []
        print("The collection is the publication.")


def main(*given: str, dry_run: bool) -> None:
    """Do what the command line says."""
    match given:
        case [folder]:
            demonstrate(Path(folder))
        case [path, url, language, *edition]:
            publication = mw.documents.load(Path(path), Publication)
            collection = Collection(url, os.environ.get("CALDAV_USERNAME", ""), os.environ.get("CALDAV_PASSWORD", ""))
            bring_in_line(collection, plan(collection, publication, language, *edition), dry_run=dry_run)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(*(one for one in sys.argv[1:] if one != "--dry-run"), dry_run="--dry-run" in sys.argv)
    except HTTPError as error:
        sys.exit(f"{error.url}: {error}{' (changed by somebody else: look, and run this again)' * (error.code == 412)}")
