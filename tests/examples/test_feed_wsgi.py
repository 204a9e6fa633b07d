"""The example that serves a feed: conditional requests as in RFC 9110 section 13; `wsgiref.validate` judges WSGI."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest
from attrs import evolve

import metroworkshops as mw
from metroworkshops import Programme, Publication

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "feed_wsgi.py"
PUBLISHED = datetime(2019, 12, 1, 9, 0, tzinfo=UTC)
STARTED = datetime(2019, 11, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: WSGIApplication, address: str, method: str = "GET", **headers: str) -> Answer:
    environ: dict[str, object] = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "QUERY_STRING": ""}
    environ |= {"PATH_INFO": address.encode().decode("latin-1")}
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    told: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], None]:
        assert exc_info is None
        told.append((status, headers))
        return lambda _: None

    parts = validator(app)(environ, start_response)
    body = b"".join(parts)
    parts.close()  # type: ignore[attr-defined]
    ((status, fields),) = told
    assert len(dict(fields)) == len(fields), "a header was given twice"
    return Answer(int(status.split()[0]), dict(fields), body)


def programme() -> Programme:
    return mw.metropolitan_workshops()


def write(path: Path, publication: Publication, at: datetime) -> None:
    """Write a document, and date the file."""
    mw.documents.dump(publication, path)
    os.utime(path, (at.timestamp(), at.timestamp()))


class Clock:
    def __init__(self) -> None:
        self.at = PUBLISHED + timedelta(days=1)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture(scope="module")
def publication() -> Publication:
    return mw.calendars.publish(programme(), at=PUBLISHED)


@pytest.fixture
def path(tmp_path: Path, publication: Publication) -> Path:
    path = tmp_path / "publication.json"
    write(path, publication, PUBLISHED)
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(feed_wsgi: ModuleType, path: Path, clock: Clock) -> WSGIApplication:
    clock.at, later = STARTED, clock.at
    made: WSGIApplication = feed_wsgi.feed(path, now=clock)
    clock.at = later
    return made


@pytest.mark.parametrize("language", mw.words.languages())
@pytest.mark.parametrize("edition", ["2018", "2020", None])
def test_an_address_gives_the_calendar_of_its_edition_in_its_language(
    app: WSGIApplication, publication: Publication, edition: str | None, language: str
) -> None:
    view = publication if edition is None else publication.only(edition=edition)
    answer = ask(app, f"/{edition or 'programme'}.{language}.ics")
    assert answer.status == 200
    assert answer.body == mw.calendars.to_ical(view, language=language)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Last-Modified"] == "Sun, 01 Dec 2019 09:00:00 GMT"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["ETag"].startswith('"')
    assert answer.headers["ETag"].endswith('"')


def test_every_calendar_has_a_tag_of_its_own(app: WSGIApplication) -> None:
    addresses = [f"/{name}.{tag}.ics" for name in ("2018", "2020", "programme") for tag in ("en", "fr")]
    assert len({ask(app, address).headers["ETag"] for address in addresses}) == len(addresses)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/2020",
        "/2020.ics",
        "/2020.xx.ics",
        "/2020.FR.ics",
        "/2020.fr-MA.ics",
        "/2020..ics",
        "/.fr.ics",
        "/2021.fr.ics",
        "/2019.fr.ics",  # nothing in it has dates that a calendar can show
        "/2020.fr.ics/",
        "//2020.fr.ics",
        "/2020.fr.ics.ics",
        "/2020.fr",
        "/../2020.fr.ics",
        "/publication.json",
        "/é.fr.ics",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_any_other_address_is_not_found(app: WSGIApplication, address: str, method: str) -> None:
    answer = ask(app, address, method)
    assert answer.status == 404
    assert "ETag" not in answer.headers
    assert (answer.body == b"") is (method == "HEAD")


def test_bytes_that_are_no_text_are_not_found(app: WSGIApplication) -> None:
    assert ask(app, "/\udcff.fr.ics".encode("utf-8", "surrogateescape").decode("latin-1")).status == 404


def test_an_edition_whose_id_is_not_ascii_has_an_address(feed_wsgi: ModuleType, tmp_path: Path, clock: Clock) -> None:
    edition = evolve(programme().edition("2020"), id="été.2020")
    write(tmp_path / "publication.json", mw.calendars.publish(edition, at=PUBLISHED), PUBLISHED)
    app = feed_wsgi.feed(tmp_path / "publication.json", now=clock)
    assert ask(app, "/été.2020.fr.ics").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_a_calendar_is_only_read(app: WSGIApplication, method: str) -> None:
    answer = ask(app, "/2020.fr.ics", method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def conditions() -> Iterator[tuple[str, dict[str, str], int]]:
    """If-None-Match and If-Modified-Since, TAG and DATE being those of the calendar."""
    for known in ("TAG", "W/TAG", '"other", TAG', 'TAG ,"other"', 'W/"other",W/TAG', "*", " * "):
        yield "known", {"if_none_match": known}, 304
        yield "known, and an old date is not looked at", {"if_none_match": known, "if_modified_since": OLD}, 304
    for other in ('"other"', "", 'W/"other"', "nonsense", 'TA"G"'):
        yield "not known", {"if_none_match": other}, 200
        yield "not known, and the date is not looked at", {"if_none_match": other, "if_modified_since": "DATE"}, 200
    yield "no condition", {}, 200
    yield "the date that was given", {"if_modified_since": "DATE"}, 304
    for date in (OLD, "Fri, 01 Jan 2100 00:00:00 GMT", "yesterday", "", "2019-12-01T09:00:00Z"):
        yield "another date", {"if_modified_since": date}, 200


OLD = "Sat, 30 Nov 2019 00:00:00 GMT"


@pytest.mark.parametrize(("why", "given", "expected"), [*conditions()])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_the_bytes_is_not_sent_them_again(
    app: WSGIApplication, why: str, given: dict[str, str], expected: int, method: str
) -> None:
    full = ask(app, "/2020.fr.ics")
    tag, date = full.headers["ETag"], full.headers["Last-Modified"]
    answer = ask(
        app, "/2020.fr.ics", method, **{k: v.replace("TAG", tag).replace("DATE", date) for k, v in given.items()}
    )
    assert answer.status == expected, why
    kept = {name: answer.headers.get(name) for name in ("ETag", "Last-Modified", "Cache-Control")}
    assert kept == {name: full.headers[name] for name in kept}
    if expected == 304:
        assert (answer.body, "Content-Type" in answer.headers, "Content-Length" in answer.headers) == (
            b"",
            False,
            False,
        )
    else:
        assert answer.headers == full.headers
        assert answer.body == (full.body if method == "GET" else b"")


def test_an_unchanged_publication_costs_nothing(app: WSGIApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ask(app, "/2020.fr.ics").headers["ETag"]

    def never(*_: object, **__: object) -> object:
        raise AssertionError("it was made already")

    monkeypatch.setattr(mw.documents, "load", never)
    monkeypatch.setattr(mw.calendars, "to_ical", never)
    assert ask(app, "/2020.fr.ics").status == 200
    assert ask(app, "/2020.fr.ics", if_none_match=tag).status == 304
    assert ask(app, "/2020.xx.ics").status == 404


def test_written_again_without_a_change_it_is_still_known(app: WSGIApplication, path: Path) -> None:
    tag = ask(app, "/2020.fr.ics").headers["ETag"]
    previous = mw.documents.load(path, Publication)
    write(path, mw.calendars.publish(programme(), previous=previous, at=PUBLISHED + MINUTE), PUBLISHED + MINUTE)
    assert ask(app, "/2020.fr.ics", if_none_match=tag).status == 304


def extended(path: Path, at: datetime) -> Publication:
    """Publish a longer deadline."""
    edition = programme().edition("2020")
    assert edition.call is not None
    longer = edition.call.deadlines[0].extended_to("2020-02-14", announced=at)
    previous = mw.documents.load(path, Publication)
    return mw.calendars.publish(programme().replacing(edition.replacing(longer)), previous=previous, at=at)


def test_a_change_is_sent_and_what_did_not_change_is_not(app: WSGIApplication, path: Path) -> None:
    before = {name: ask(app, f"/{name}.fr.ics").headers for name in ("2018", "2020")}
    write(path, extended(path, PUBLISHED + MINUTE), PUBLISHED + MINUTE)
    after = ask(app, "/2020.fr.ics", if_none_match=before["2020"]["ETag"])
    assert after.status == 200
    assert b"14" in after.body
    assert after.headers["ETag"] != before["2020"]["ETag"]
    assert after.headers["Last-Modified"] == format_datetime(PUBLISHED + MINUTE, usegmt=True)
    assert ask(app, "/2020.fr.ics", if_modified_since=before["2020"]["Last-Modified"]).status == 200


def test_a_date_alone_does_not_hide_a_document_put_in_its_place(app: WSGIApplication, path: Path) -> None:
    """Another publication of the same instant, and an older one that is put back."""
    date = ask(app, "/2020.fr.ics").headers["Last-Modified"]
    original = mw.documents.load(path, Publication)
    write(path, extended(path, PUBLISHED), PUBLISHED + MINUTE)
    changed = ask(app, "/2020.fr.ics", if_modified_since=date)
    assert changed.status == 200
    write(path, original, PUBLISHED + 2 * MINUTE)
    back = ask(app, "/2020.fr.ics", if_modified_since=changed.headers["Last-Modified"])
    assert back.status == 200
    assert back.headers["ETag"] != changed.headers["ETag"]


def test_a_date_alone_does_not_hide_what_a_newer_library_writes(
    feed_wsgi: ModuleType, app: WSGIApplication, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ask(app, "/2020.fr.ics").headers
    write_now = mw.calendars.to_ical
    monkeypatch.setattr(
        mw.calendars, "to_ical", lambda *a, **k: write_now(*a, **k).replace(b"CALSCALE:GREGORIAN\r\n", b"")
    )
    restarted = feed_wsgi.feed(path, now=clock)
    assert ask(restarted, "/2020.fr.ics", if_modified_since=before["Last-Modified"]).status == 200
    assert ask(restarted, "/2020.fr.ics", if_none_match=before["ETag"]).status == 200


def test_nothing_was_changed_later_than_now(app: WSGIApplication, path: Path, clock: Clock) -> None:
    """RFC 9110 section 8.8.2.1: a publication may be dated ahead."""
    ahead = clock.at + timedelta(days=30)
    write(path, extended(path, ahead), PUBLISHED)
    answer = ask(app, "/2020.fr.ics")
    assert answer.headers["Last-Modified"] == format_datetime(clock.at, usegmt=True)
    clock.at = ahead + MINUTE
    assert ask(app, "/2020.fr.ics").headers["Last-Modified"] == format_datetime(ahead, usegmt=True)


def test_what_cannot_be_read_is_said_at_the_start(feed_wsgi: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        feed_wsgi.feed(tmp_path / "nothing.json")
    mw.documents.dump(programme(), tmp_path / "programme.json")
    with pytest.raises(mw.DocumentError):
        feed_wsgi.feed(tmp_path / "programme.json")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", str(EXAMPLE), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
        check=False,
        timeout=60,
    )


def test_it_publishes_asks_extends_and_asks_again(tmp_path: Path) -> None:
    done = run(str(tmp_path / "site"))
    assert (done.returncode, done.stderr) == (0, "")
    assert [line[:3] for line in done.stdout.splitlines() if line[:3].isdigit()] == ["200", "304", "200"]
    publication = mw.documents.load(tmp_path / "site" / "publication.json", Publication)
    assert publication.at == datetime(2020, 1, 29, 9, 0, tzinfo=UTC)
    again = run(str(tmp_path / "site"))
    assert again.returncode != 0
    assert "give another folder" in again.stderr
    assert mw.documents.load(tmp_path / "site" / "publication.json", Publication) == publication


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are not sent that way there")
def test_it_serves_until_it_is_interrupted(path: Path, publication: Publication) -> None:
    command = [sys.executable, "-W", "error", str(EXAMPLE), str(path.parent), "--serve", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdout is not None
        try:
            with urlopen(server.stdout.readline().strip(), timeout=10) as answer:  # noqa: S310 - our own server
                assert answer.read() == mw.calendars.to_ical(publication, language="en")
            server.send_signal(signal.SIGINT)
            _, errors = server.communicate(timeout=10)
        finally:
            server.kill()
    assert server.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "--serve"), ("a", "--serve", "http")])
def test_without_a_folder_it_says_how_to_use_it(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert "Usage: python examples/feed_wsgi.py FOLDER" in done.stderr
