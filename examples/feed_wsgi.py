"""A feed: the calendars of a publication on disk, over HTTP, for programs that ask again and again.

Usage: python examples/feed_wsgi.py FOLDER                 publish, ask, ask again, extend the deadline, ask again
       python examples/feed_wsgi.py FOLDER --serve PORT    serve FOLDER/publication.json until you stop it

`feed` makes an application for any WSGI server (PEP 3333). Its addresses: /programme.fr.ics, /2020.en.ics.
"""

import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from wsgiref.simple_server import WSGIRequestHandler, make_server

import metroworkshops as mw
from metroworkshops import Edition, Publication

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}
CACHED = {"Cache-Control": "public, max-age=300"}  # after five minutes, a cache asks whether it changed


class Calendar(NamedTuple):
    """What is served at an address, and the strong entity tag made of its bytes (RFC 9110 section 8.8.3)."""

    data: bytes
    tag: str


class Shelf:
    """The calendars of one version of the document: each is made when it is first asked for, and then kept."""

    def __init__(self, publication: Publication, since: datetime) -> None:
        self.since = since
        views = {edition.id: publication.only(edition=edition.id) for edition in publication.editions}
        self._views = {**views, "programme": publication}
        self._made: dict[str, Calendar | None] = {}

    def find(self, address: str) -> Calendar | None:
        """Find what is at an address such as "/2020.fr.ics"; None where nothing is, or nothing that has dates yet."""
        # Only what exists is kept, so that no one can fill the memory by asking.
        if address not in self._made:
            name, _, language = address.removeprefix("/").removesuffix(".ics").rpartition(".")
            if address != f"/{name}.{language}.ics" or name not in self._views or language not in mw.words.languages():
                return None
            self._made[address] = self._make(self._views[name], language)
        return self._made[address]

    def _make(self, view: Publication, language: str) -> Calendar | None:
        if not any(view.shows(entry) for entry in view.entries):
            return None  # an empty calendar is not a valid one (RFC 5545 section 3.6)
        data = mw.calendars.to_ical(view, language=language)
        return Calendar(data, f'"{sha256(data).hexdigest()[:32]}"')


def feed(path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> "WSGIApplication":
    """Make an application that serves a publication, as the document at this path has it at each request.

    A request costs a look at the file's date and size; the document is read again only when they changed. Replace it
    whole, as `documents.dump` does.
    """
    started = now()

    @lru_cache(maxsize=1)
    def shelf(written: int, _size: int, _inode: int) -> Shelf:
        publication = mw.documents.load(path, Publication)
        # Bytes may change although `at` does not: the document was put back, or a newer library reads it.
        return Shelf(publication, max(publication.at, datetime.fromtimestamp(written / 1e9, UTC), started))

    def current() -> Shelf:
        file = path.stat()
        return shelf(file.st_mtime_ns, file.st_size, file.st_ino)

    def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def answer(status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> Iterable[bytes]:
            size = {"Content-Length": str(len(body))} if body else {}
            start_response(f"{status.value} {status.phrase}", [*headers.items(), *size.items()])
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

        published = current()
        # WSGI hands the octets of an address over as if they were Latin-1.
        calendar = published.find(environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace"))
        if calendar is None:
            return answer(HTTPStatus.NOT_FOUND, PLAIN, b"There is no calendar at this address, or no dates yet.\n")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return answer(HTTPStatus.METHOD_NOT_ALLOWED, {**PLAIN, "Allow": "GET, HEAD"}, b"Calendars are read only.\n")
        # Never a date that is yet to come (RFC 9110 section 8.8.2.1).
        modified = format_datetime(min(published.since, now()).astimezone(UTC), usegmt=True)
        headers = {"ETag": calendar.tag, "Last-Modified": modified, **CACHED}
        if is_known(environ, calendar.tag, modified):
            return answer(HTTPStatus.NOT_MODIFIED, headers)
        return answer(HTTPStatus.OK, {**CALENDAR, **headers}, calendar.data)

    current()
    return application


def is_known(environ: "WSGIEnvironment", tag: str, modified: str) -> bool:
    """Tell whether who asks has these bytes. Where they name tags, only tags count (RFC 9110 section 13.2.2)."""
    if (tags := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        # Compared weakly (section 13.1.2): what compresses on the way makes a tag weak.
        return tag in re.findall(r'"[^"]*"', tags) or tags.strip() == "*"
    # The very date that we gave, not a later one: an older publication that was put back is news too.
    return environ.get("HTTP_IF_MODIFIED_SINCE") == modified


# What follows shows the feed at work.


def publish(edition: Edition, path: Path, at: datetime) -> None:
    """Publish against what was last published, if anything was."""
    previous = mw.documents.load(path, Publication) if path.exists() else None
    mw.documents.dump(mw.calendars.publish(edition, previous=previous, at=at), path)


class QuietHandler(WSGIRequestHandler):
    """Answers without a word on standard error."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(application: "WSGIApplication") -> Iterator[str]:
    """Serve on a free port of this machine, in a thread, and give the address."""
    with make_server("127.0.0.1", 0, application, handler_class=QuietHandler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def ask(url: str, tag: str = "") -> str:
    """Ask as a calendar program does, with the tag it was last given; print the answer, and give its tag."""
    request = Request(url, headers={"If-None-Match": tag} if tag else {})  # noqa: S310 - our own server
    try:
        response = urlopen(request, timeout=10)  # noqa: S310
    except HTTPError as error:
        if error.code != HTTPStatus.NOT_MODIFIED:
            raise
        response = error
    with response:
        size, tag = len(response.read()), str(response.headers["ETag"])
        print(f"{response.status} {HTTPStatus(response.status).phrase}, {size:,} bytes, ETag {tag}")
    return tag


def main(folder: Path) -> None:
    """Publish the 2020 edition and ask for it; extend the deadline, publish again, and ask again."""
    path = folder / "publication.json"
    if path.exists():
        sys.exit(f"{path} is there already, and is not replaced by a demonstration: give another folder")
    folder.mkdir(parents=True, exist_ok=True)
    edition = mw.metropolitan_workshops().edition("2020")
    publish(edition, path, at=datetime(2019, 12, 1, 9, 0, tzinfo=UTC))
    with served(feed(path)) as site:
        print("Published, and asked twice:")
        first = ask(f"{site}/2020.fr.ics")
        assert ask(f"{site}/2020.fr.ics", first) == first
        assert edition.call is not None
        announced = datetime(2020, 1, 29, 9, 0, tzinfo=UTC)
        longer = edition.call.deadlines[0].extended_to("2020-02-14", announced=announced)
        publish(edition.replacing(longer), path, at=announced)
        print("The deadline extended, and asked again:")
        assert ask(f"{site}/2020.fr.ics", first) != first
    print(path)


def serve(path: Path, port: int) -> None:
    """Serve on this machine, until stopped. For the world, give `feed(path)` to a server behind https."""
    with make_server("127.0.0.1", port, feed(path)) as server:
        # An interrupt in the middle of an answer would be taken for an error of the application, and lost.
        signal.signal(signal.SIGINT, lambda *_: Thread(target=server.shutdown).start())
        print(f"http://127.0.0.1:{server.server_port}/programme.en.ics", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    match sys.argv[1:]:
        case [folder]:
            main(Path(folder))
        case [folder, "--serve", port] if port.isdecimal():
            serve(Path(folder) / "publication.json", int(port))
        case _:
            sys.exit(__doc__)
