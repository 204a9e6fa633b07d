"""The example that brings a CalDAV collection in line: on servers in memory here, on Radicale in the slower proofs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import icalendar
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Part, Publication

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "caldav_sync.py"
STAMPS = {"DTSTAMP", "CREATED", "LAST-MODIFIED"}
UID = re.compile("^UID:(.*?)\r?$", re.MULTILINE)
URL = "https://cloud.example.org/calendars/organiser/workshops/"
LUNCH = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody else//EN
BEGIN:VEVENT
UID:lunch
DTSTAMP:20200101T000000Z
DTSTART:20200309T120000Z
DTEND:20200309T130000Z
SUMMARY:Lunch
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@cache
def revisions() -> tuple[Publication, ...]:
    """What was published, from one time to the next; at last, nothing is left."""
    first = mw.metropolitan_workshops().edition("2020")
    assert first.call is not None
    start = datetime(2019, 12, 1, 9, 0, tzinfo=UTC)
    told = [start + timedelta(days=20 * number) for number in range(7)]
    bologna, casablanca, marseille = first.sessions
    extended = first.replacing(first.call.deadlines[0].extended_to("2020-02-14", announced=told[1]))
    hours = bologna.moved_to("2020-03-09T09:30/2020-03-13T17:00", announced=told[2])
    days = ["2020-09-30", "2020-10-07", "2020-10-14"]
    parts = [Part(f"webinar-{number}", when=day) for number, day in enumerate(days, start=1)]
    online = hours.moved_to(f"{{{','.join(days)}}}", parts=parts, announced=told[3]).moved_online(announced=told[3])
    dropped = evolve(extended, sessions=(online, marseille))
    back = evolve(extended, sessions=(online, casablanca, marseille.cancelled(announced=told[5])))
    nothing = evolve(extended, sessions=(), call=None, eligibility=None)
    editions = (first, extended, extended.replacing(hours), extended.replacing(online), dropped, back, nothing)
    published: list[Publication] = []
    for at, edition in zip(told, editions, strict=True):
        previous = published[-1] if published else None
        published.append(mw.calendars.publish(edition, previous=previous, at=at, keep_days=0))
    return tuple(published)


def rude(data: str) -> str:
    """Rewrite a resource as servers may: another order, other stamps, a property more, no time zones (RFC 7809)."""
    calendar = icalendar.Calendar.from_ical(data)
    lines = ["BEGIN:VCALENDAR", "PRODID:-//a server//EN", "VERSION:2.0"]
    for component in calendar.subcomponents:
        if component.name != "VTIMEZONE":
            own = [str(line) for line in component.content_lines(sorted=False) if line]
            kept = [line for line in own[1:-1] if line.split(":")[0] not in STAMPS]
            lines += [own[0], "DTSTAMP:20330101T000000Z", *reversed(kept), "X-SERVER-ID:17", own[-1]]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


class Server:
    """A collection in memory, as RFC 4791 and RFC 9110 have it.

    Attributes:
        stored: The entity tag and the data at each path.
        writes: How many there were.
        cut: At which write the line is cut, and whether the server still got it.
    """

    def __init__(self, rewrites: Callable[[str], str] = str) -> None:
        self.stored: dict[str, tuple[str, str]] = {}
        self.writes = 0
        self.cut: tuple[int, bool] | None = None
        self._rewrites = rewrites
        self.put(f"{URL}lunch.ics", LUNCH)

    def put(self, url: str, data: str) -> None:
        self.writes += 1
        self.stored[urlsplit(url).path] = f'"{self.writes}"', data

    def ask(self, method: str, url: str, body: str = "", headers: dict[str, str] | None = None) -> bytes:
        if method == "REPORT":
            assert url == URL
            assert (headers or {})["Depth"] == "1"
            return self._report("VTODO" if "VTODO" in body else "VEVENT")
        if self.cut is not None and self.cut == (self.writes, False):
            raise ConnectionError("the line was cut")
        self._write(method, url, body, headers or {})
        if self.cut is not None and self.cut == (self.writes - 1, True):
            raise ConnectionError("the line was cut")
        return b""

    def _report(self, kind: str) -> bytes:
        found = "".join(
            f"<d:response><d:href>{path}</d:href><d:propstat><d:prop><d:getetag>{escape(tag)}</d:getetag>"
            f"<c:calendar-data>{escape(data)}</c:calendar-data></d:prop></d:propstat></d:response>"
            for path, (tag, data) in self.stored.items()
            if f"BEGIN:{kind}" in data
        )
        return f'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">{found}</d:multistatus>'.encode()

    def _write(self, method: str, url: str, body: str, headers: dict[str, str]) -> None:
        assert url.startswith(URL)
        path = urlsplit(url).path
        tag = self.stored[path][0] if path in self.stored else None
        if (headers.get("If-None-Match") == "*" and tag is not None) or headers.get("If-Match", tag) != tag:
            raise HTTPError(url, 412, "Precondition Failed", {}, None)  # type: ignore[arg-type]
        assert {"If-None-Match", "If-Match"} & set(headers), "a write without a condition"
        if method == "DELETE":
            self.writes += 1
            del self.stored[path]
            return
        assert method == "PUT"
        assert headers["Content-Type"] == "text/calendar; charset=utf-8"
        uids = set(UID.findall(body))
        assert len(uids) == 1, "RFC 4791 section 4.1"
        others = [data for other, (_, data) in self.stored.items() if other != path]
        assert not uids.intersection(*map(UID.findall, others)) if others else uids, "RFC 4791 section 5.3.2.1"
        self.put(url, self._rewrites(body))


def components(data: str | bytes) -> list[icalendar.Component]:
    return [one for one in icalendar.Calendar.from_ical(data).subcomponents if one.name != "VTIMEZONE"]


def lines(component: icalendar.Component) -> list[str]:
    """Give the lines of a component that people see something of."""
    own = sorted(str(line) for line in component.content_lines(sorted=True) if line)
    return [line for line in own if line.split(":")[0] not in STAMPS and not line.startswith("X-")]


@cache
def shown(data: str | bytes) -> dict[str, list[str]]:
    """What a calendar shows, by UID."""
    found = components(data)
    by_uid = {str(one["UID"]): lines(one) for one in found}
    assert len(by_uid) == len(found)
    return by_uid


def held(server: Server) -> dict[str, list[str]]:
    """What a server shows, by UID, without what a stranger put there."""
    return {
        uid: said for path, (_, data) in server.stored.items() for uid, said in shown(data).items() if uid != "lunch"
    }


@cache
def published(publication: Publication, language: str = "en") -> dict[str, list[str]]:
    """What the feed shows, by UID."""
    if not any(publication.shows(entry) for entry in publication.entries):
        return {}
    return shown(mw.calendars.to_ical(publication, language=language))


class Sync:
    """The example, at work on a server."""

    def __init__(self, example: ModuleType, server: Server) -> None:
        self.example, self.server = example, server
        self.collection = example.Collection(URL, "organiser", "secret")
        self.collection.ask = server.ask

    def plan(self, publication: Publication, **options: str) -> list[Any]:
        steps: list[Any] = self.example.plan(self.collection, publication, "en", **options)
        return steps

    def run(self, publication: Publication, **options: str) -> None:
        self.example.bring_in_line(self.collection, self.plan(publication, **options))

    def in_line(self, publication: Publication) -> bool:
        lunch = self.server.stored[urlsplit(f"{URL}lunch.ics").path]
        return held(self.server) == published(publication) and lunch == ('"1"', LUNCH)


SERVERS = pytest.mark.parametrize("rewrites", [str, rude])
TRIPS = [(None, 0), (None, 2), (None, 5), *((number, number + 1) for number in range(6)), (0, 3), (2, 5), (1, 6)]


def arrived(example: ModuleType, rewrites: Callable[[str], str], first: int | None) -> Sync:
    sync = Sync(example, Server(rewrites))
    if first is not None:
        sync.run(revisions()[first])
    return sync


def test_the_revisions_add_change_and_remove(caldav_sync: ModuleType) -> None:
    """Otherwise the tests below would say little."""
    verbs: set[str] = set()
    for first, last in TRIPS:
        verbs |= {step.verb for step in arrived(caldav_sync, str, first).plan(revisions()[last])}
    assert verbs == {"add", "change", "remove"}
    assert [len(published(one)) for one in revisions()][-1] == 0
    assert "BEGIN:VTIMEZONE" in arrived(caldav_sync, str, 2).server._report("VEVENT").decode()


@SERVERS
@pytest.mark.parametrize(("first", "last"), TRIPS)
def test_the_collection_is_the_publication_and_the_second_run_does_nothing(
    caldav_sync: ModuleType, rewrites: Callable[[str], str], first: int | None, last: int
) -> None:
    sync = arrived(caldav_sync, rewrites, first)
    sync.run(revisions()[last])
    assert sync.in_line(revisions()[last])
    assert sync.plan(revisions()[last]) == []


@SERVERS
@pytest.mark.parametrize(("first", "last"), [(None, 3), (0, 3), (2, 5), (3, 4), (3, 6)])
@pytest.mark.parametrize("received", [False, True])
def test_stopped_at_any_write_it_ends_right_when_run_again(
    caldav_sync: ModuleType, rewrites: Callable[[str], str], first: int | None, last: int, received: bool
) -> None:
    total = len(arrived(caldav_sync, rewrites, first).plan(revisions()[last]))
    assert total > 0
    for stop in range(total):
        sync = arrived(caldav_sync, rewrites, first)
        before = sync.server.writes
        sync.server.cut = before + stop, received
        with pytest.raises(ConnectionError):
            sync.run(revisions()[last])
        assert not sync.in_line(revisions()[last]) or (received and stop == total - 1)
        sync.server.cut = None
        sync.run(revisions()[last])
        assert sync.in_line(revisions()[last])
        assert sync.server.writes == before + total, "no write was done twice"


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.none() | st.tuples(st.integers(0, 8), st.booleans()), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([str, rude]),
)
def test_whatever_was_stopped_or_spoilt_before_the_last_run_counts(
    caldav_sync: ModuleType, runs: list[tuple[int, tuple[int, bool] | None, bool]], rewrites: Callable[[str], str]
) -> None:
    """Also older publications after newer ones: a copy of yesterday's document, say."""
    sync = Sync(caldav_sync, Server(rewrites))
    for number, cut, spoils in runs:
        server = sync.server
        server.cut = None if cut is None else (server.writes + cut[0], cut[1])
        with suppress(ConnectionError):
            sync.run(revisions()[number])
        ours = [path for path in server.stored if "lunch" not in path]
        if spoils and ours:
            server.put(ours[0], server.stored[ours[0]][1].replace("SUMMARY:", "SUMMARY:Not "))
    sync.server.cut = None
    last = revisions()[-1]  # it knows everything
    for publication in (last, revisions()[5]):
        sync.run(publication)
        assert sync.in_line(publication)
        assert sync.plan(publication) == []


@pytest.mark.parametrize(("first", "last"), [(None, 0), (0, 5), (5, 6)])
def test_a_dry_run_says_what_would_be_done_and_writes_nothing(
    caldav_sync: ModuleType, capsys: pytest.CaptureFixture[str], first: int | None, last: int
) -> None:
    sync = arrived(caldav_sync, str, first)
    before = dict(sync.server.stored)
    steps = sync.plan(revisions()[last])
    capsys.readouterr()
    caldav_sync.bring_in_line(sync.collection, steps, dry_run=True)
    said = capsys.readouterr().out.splitlines()
    assert said == [*(f"  would {one.verb}: {one.title}" for one in steps), f"  {len(steps)} to write"]
    assert sync.server.stored == before


def spoilt(server: Server, edit: Callable[[str], str]) -> str:
    """Change the first entry by hand, and give its path."""
    path = next(path for path in server.stored if "lunch" not in path)
    data = server.stored[path][1]
    assert edit(data) != data
    server.put(path, edit(data))
    return path


EDITS = {
    "title": lambda data: data.replace("SUMMARY:", "SUMMARY:Not "),
    "first day": lambda data: data.replace("DTSTART;VALUE=DATE:20200301", "DTSTART;VALUE=DATE:20200302"),
    "sequence": lambda data: data.replace("SEQUENCE:0", "SEQUENCE:4"),
    "status": lambda data: data.replace("STATUS:TENTATIVE", "STATUS:CONFIRMED"),
    "repeats": lambda data: data.replace("END:VEVENT", "RRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT"),
    "no place": lambda data: data.replace("\r\nLOCATION:", "\r\nX-LOCATION:"),
    "an exception": lambda data: data.replace(
        "END:VCALENDAR", data[data.index("BEGIN:VEVENT") : data.index("END:VCALENDAR")] + "END:VCALENDAR"
    ),
    "an alarm": lambda data: data.replace(
        "END:VEVENT", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT"
    ),
    "a to-do": lambda data: data.replace("VEVENT", "VTODO").replace("DTEND", "DUE"),
    "nothing readable": lambda data: data.replace("END:VCALENDAR", "").replace("BEGIN:VCALENDAR", "BEGIN:VEVENT"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_what_was_changed_by_hand_is_put_right(caldav_sync: ModuleType, edit: Callable[[str], str]) -> None:
    sync = arrived(caldav_sync, str, 0)
    spoilt(sync.server, edit)
    assert [step.verb for step in sync.plan(revisions()[0])] == ["change"]
    sync.run(revisions()[0])
    assert sync.in_line(revisions()[0])


def test_an_hour_moved_to_another_zone_is_put_right(caldav_sync: ModuleType) -> None:
    sync = arrived(caldav_sync, str, 2)
    spoilt(sync.server, lambda data: data.replace("TZID=Europe/Rome:", "TZID=Europe/Athens:"))
    assert [step.verb for step in sync.plan(revisions()[2])] == ["change"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: data.replace("END:VEVENT", "X-MOZ-LASTACK:20200102T000000Z\r\nEND:VEVENT"),
        lambda data: data.replace("DTSTAMP:2019", "DTSTAMP:2021"),
        lambda data: data.replace("\r\n", "\n"),
        lambda data: data.replace("PRODID:-//metroworkshops", "PRODID:-//another"),
    ],
)
def test_what_nobody_reads_is_let_be(caldav_sync: ModuleType, edit: Callable[[str], str]) -> None:
    sync = arrived(caldav_sync, str, 0)
    spoilt(sync.server, edit)
    assert sync.plan(revisions()[0]) == []


def test_what_was_deleted_by_hand_comes_back(caldav_sync: ModuleType) -> None:
    sync = arrived(caldav_sync, str, 0)
    del sync.server.stored[spoilt(sync.server, EDITS["title"])]
    assert [step.verb for step in sync.plan(revisions()[0])] == ["add"]
    sync.run(revisions()[0])
    assert sync.in_line(revisions()[0])


@pytest.mark.parametrize(("first", "last"), [(None, 0), (0, 2), (5, 6)])
def test_what_somebody_writes_meanwhile_is_not_overwritten(
    caldav_sync: ModuleType, first: int | None, last: int
) -> None:
    sync = arrived(caldav_sync, str, first)
    steps = sync.plan(revisions()[last])
    path, theirs = urlsplit(steps[0].url).path, LUNCH.replace("UID:lunch", "UID:supper")
    sync.server.put(path, theirs)
    with pytest.raises(HTTPError, match="412"):
        caldav_sync.bring_in_line(sync.collection, steps)
    assert sync.server.stored[path][1] == theirs


def test_what_stands_at_another_address_is_changed_there(caldav_sync: ModuleType) -> None:
    """Imported through a client, which names its resources as it likes."""
    sync = arrived(caldav_sync, str, 0)
    server = sync.server
    for number, path in enumerate([path for path in server.stored if "lunch" not in path]):
        server.stored[f"{urlsplit(URL).path}imported%20{number}.ics"] = server.stored.pop(path)
    addresses = set(server.stored)
    sync.run(revisions()[1])
    assert set(server.stored) == addresses
    assert sync.in_line(revisions()[1])


def test_a_view_shows_one_edition_and_takes_away_the_others(caldav_sync: ModuleType) -> None:
    programme = mw.calendars.publish(mw.metropolitan_workshops(), at=datetime(2019, 12, 1, tzinfo=UTC))
    sync = Sync(caldav_sync, Server())
    sync.run(programme)
    assert sync.in_line(programme)
    sync.run(programme, edition="2018")
    assert sync.in_line(programme.only(edition="2018"))
    sync.run(programme, edition="2019")
    assert held(sync.server) == {}


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("language", mw.words.languages())
def test_a_resource_holds_one_entry_with_its_zones_and_nothing_of_a_feed(
    caldav_sync: ModuleType, number: int, language: str
) -> None:
    publication = revisions()[number]
    made = caldav_sync.resources(publication, language)
    for uid, resource in made.items():
        read = icalendar.Calendar.from_ical(resource.to_ical())
        assert sorted(read) == ["CALSCALE", "PRODID", "VERSION"]
        (component,) = components(resource.to_ical())
        assert component["UID"] == uid
        assert {str(zone["TZID"]) for zone in read.timezones} == read.get_used_tzids()
    said = {uid: lines(components(resource.to_ical())[0]) for uid, resource in made.items()}
    assert said == published(publication, language)


# The slower proofs, on a real server.


@pytest.fixture
def radicale(caldav_sync: ModuleType, tmp_path: Path) -> Iterator[Any]:
    """A collection on Radicale, with a stranger's lunch in it."""
    if find_spec("radicale") is None:
        assert "CI" not in os.environ, "Radicale must be there in CI"
        pytest.skip("Radicale is not installed")
    with caldav_sync.radicale(tmp_path / "collections") as collection:
        collection.ask("PUT", f"{collection.url}lunch.ics", LUNCH, {"Content-Type": "text/calendar"})
        yield collection


def on_radicale(collection: Any) -> dict[str, list[str]]:
    found = {uid: lines(components(data)[0]) for uid, (_, _, data) in collection.held().items()}
    assert found.pop("lunch") == lines(components(LUNCH)[0])
    return found


@pytest.mark.slow
def test_on_radicale_every_revision_is_in_line_and_stays(caldav_sync: ModuleType, radicale: Any) -> None:
    for publication in revisions():
        caldav_sync.bring_in_line(radicale, caldav_sync.plan(radicale, publication, "en"))
        assert on_radicale(radicale) == published(publication)
        assert caldav_sync.plan(radicale, publication, "en") == []


@pytest.mark.slow
@pytest.mark.parametrize("received", [False, True])
@pytest.mark.parametrize(("first", "last"), [(None, 3), (3, 5), (5, 6)])
def test_on_radicale_it_can_be_stopped_at_any_write(
    caldav_sync: ModuleType,
    radicale: Any,
    monkeypatch: pytest.MonkeyPatch,
    first: int | None,
    last: int,
    received: bool,
) -> None:
    ask, publication = radicale.ask, revisions()[last]
    left = 0

    def cut(method: str, *arguments: Any, **options: Any) -> bytes:
        nonlocal left
        if method not in ("PUT", "DELETE"):
            return bytes(ask(method, *arguments, **options))
        left -= 1
        if left < 0 and not received:
            raise ConnectionError("the line was cut")
        answer = bytes(ask(method, *arguments, **options))
        if left < 0:
            raise ConnectionError("the line was cut")
        return answer

    stop = 0
    while True:
        for uid, (url, tag, _) in radicale.held().items():
            if uid != "lunch":
                ask("DELETE", url, headers={"If-Match": tag})
        if first is not None:
            caldav_sync.bring_in_line(radicale, caldav_sync.plan(radicale, revisions()[first], "en"))
        steps = caldav_sync.plan(radicale, publication, "en")
        if stop == len(steps):
            break
        left = stop
        monkeypatch.setattr(radicale, "ask", cut)
        with pytest.raises(ConnectionError):
            caldav_sync.bring_in_line(radicale, steps)
        monkeypatch.setattr(radicale, "ask", ask)
        caldav_sync.bring_in_line(radicale, rest := caldav_sync.plan(radicale, publication, "en"))
        assert len(rest) == len(steps) - stop - received
        assert on_radicale(radicale) == published(publication)
        stop += 1
    assert stop > 1


@pytest.mark.slow
def test_on_radicale_what_somebody_writes_meanwhile_is_not_overwritten(caldav_sync: ModuleType, radicale: Any) -> None:
    caldav_sync.bring_in_line(radicale, caldav_sync.plan(radicale, revisions()[0], "en"))
    for last in (2, 6):
        steps = caldav_sync.plan(radicale, revisions()[last], "en")
        (url, tag, data) = next(found for found in radicale.held().values() if found[0] == steps[0].url)
        theirs = data.replace("SUMMARY:", "SUMMARY:Not ")
        radicale.ask("PUT", url, theirs, {"If-Match": tag, "Content-Type": "text/calendar"})
        with pytest.raises(HTTPError, match="412"):
            caldav_sync.bring_in_line(radicale, steps)
        assert "SUMMARY:Not " in next(found for found in radicale.held().values() if found[0] == url)[2]
    supper = LUNCH.replace("UID:lunch", "UID:supper")
    with pytest.raises(HTTPError, match="412"):
        caldav_sync.bring_in_line(radicale, [caldav_sync.Step("add", "", f"{radicale.url}lunch.ics", "", supper)])


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-W", "error", str(EXAMPLE), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "CALDAV_USERNAME": "organiser"},
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_from_a_shell_a_dry_run_then_all_then_nothing(radicale: Any, tmp_path: Path) -> None:
    publication = mw.calendars.publish(mw.metropolitan_workshops(), at=datetime(2019, 12, 1, tzinfo=UTC))
    mw.documents.dump(publication, tmp_path / "publication.json")
    given = (str(tmp_path / "publication.json"), radicale.url, "fr", "2020")
    for options, last in ((("--dry-run",), "4 to write"), ((), "4 written"), ((), "0 written")):
        done = run(*given, *options)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1].strip() == last
    assert on_radicale(radicale) == published(publication.only(edition="2020"), "fr")
    gone = run(given[0], f"{radicale.url}elsewhere/", "fr")
    assert gone.returncode != 0
    assert "elsewhere/: HTTP Error 404" in gone.stderr
    assert "Traceback" not in gone.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("radicale")
def test_the_demonstration_ends_in_line(tmp_path: Path) -> None:
    done = run(str(tmp_path / "demonstration"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "The collection is the publication."


@pytest.mark.parametrize("arguments", [(), ("a", "b")])
def test_without_enough_it_says_how_to_use_it(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert "Usage: python examples/caldav_sync.py FOLDER" in done.stderr
