"""The example page of a call, as readers get it: looked at by Chromium in the slower proofs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import icalendar
import pytest
from attrs import evolve

import metroworkshops as mw

from .chromium import Chromium, Tab, chromium

OPEN = datetime(2020, 1, 10, 12, 0, tzinfo=UTC)
IN_DOUBT = datetime(2020, 1, 31, 23, 30, tzinfo=UTC)
CLOSED = datetime(2020, 2, 3, tzinfo=UTC)
LANGUAGES = ("en", "fr")

# All texts outside of drawings, each with its contrast to what it stands on (WCAG 2.2, "relative luminance").
CONTRASTS = """(() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = colour => parts(colour).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const under = node => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if ((parts(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest("svg, script, style")) continue;
    const pair = [getComputedStyle(parent).color, under(parent)].map(luminance).sort((a, b) => b - a);
    found.push([text.data.trim(), (pair[0] + 0.05) / (pair[1] + 0.05)]);
  }
  return found;
})()"""


class Elements(HTMLParser):
    """The elements of a page, each with its attributes, in order; and the text in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", [OPEN, IN_DOUBT, CLOSED])
def test_the_page_states_where_the_call_stands_and_as_of_when(
    call_page: ModuleType, at: datetime, language: str
) -> None:
    edition = mw.metropolitan_workshops().edition("2020")
    assert edition.call is not None
    page = Elements(call_page.page(edition, language, at))
    assert mw.words.call_at(edition.call, at, language, zone="Europe/Paris") in page.text
    assert mw.words.deadline(edition.call.deadlines[0], language) in page.text
    assert [attributes["datetime"] for tag, attributes in page.found if tag == "time"] == [at.isoformat()]


def test_nothing_that_an_organiser_writes_becomes_an_element(call_page: ModuleType) -> None:
    edition = mw.metropolitan_workshops().edition("2020")
    before = Elements(call_page.page(edition, "en", OPEN))
    rude = '</script><script src="//evil.example">&"\'<img onerror=x>'
    partners = [evolve(partner, name=rude) for partner in edition.partners]
    sessions = [evolve(session, title=rude) for session in edition.sessions]
    page = Elements(call_page.page(evolve(edition, title=rude, partners=partners, sessions=sessions), "en", OPEN))
    outside_drawings = [
        [tag for tag, _ in one.found if tag in ("script", "img", "h1", "li", "a")] for one in (before, page)
    ]
    assert outside_drawings[0] == outside_drawings[1]
    assert rude in page.text


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        assert "CI" not in os.environ, "Chromium must be there in CI"
        pytest.skip("Chromium is not installed")
    with chromium(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a word."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def site(call_page: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages in both languages, and one that is read from right to left, whose labels fall back to English."""
    folder = tmp_path_factory.mktemp("site")
    call_page.main(folder, OPEN)
    edition = mw.metropolitan_workshops().edition("2020")
    (folder / "2020.ar.html").write_text(call_page.page(edition, "ar", IN_DOUBT), encoding="utf-8")
    with served(folder) as address:
        yield address


def complaints(tab: Tab) -> list[Any]:
    """What the page or the browser complained of: in the console, in the log, or by an exception."""
    said = [one for one in tab.told("Runtime.consoleAPICalled") if one["type"] in ("error", "warning", "assert")]
    logged = [one for one in tab.told("Log.entryAdded") if one["entry"]["level"] in ("error", "warning")]
    return said + logged + tab.told("Runtime.exceptionThrown", "Network.loadingFailed")


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", [*LANGUAGES, "ar"])
def test_a_page_is_fit_to_be_read_and_asks_nobody_else(
    browser: Chromium, site: str, language: str, width: int, dark: bool
) -> None:
    tab = browser.tab()
    tab.look(f"{site}2020.{language}.html", width=width, dark=dark)
    assert complaints(tab) == []
    asked = [one["request"]["url"] for one in tab.told("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert tab.run("document.documentElement.lang") == language
    assert tab.run("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")
    assert tab.run("document.title")
    assert tab.run("document.querySelectorAll('h1').length") == 1
    assert tab.run("document.querySelectorAll('main').length") == 1
    assert tab.run("document.querySelectorAll('meta[name=viewport]').length") == 1
    assert tab.run("[...document.querySelectorAll('a')].filter(a => !a.innerText.trim()).length") == 0
    # What is drawn has a name and a description for those who do not see it.
    names = tab.run(
        "[...document.querySelectorAll('figure > svg')].map(svg => svg.getAttribute('role') === 'img' &&"
        " svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).textContent))"
    )
    assert len(names) == 1
    assert len(names[0]) == 2
    assert all(names[0])
    assert tab.run("document.querySelectorAll('img:not([alt])').length") == 0
    contrasts = tab.run(CONTRASTS)
    assert len(contrasts) > 10
    assert [(text, ratio) for text, ratio in contrasts if ratio < 4.5] == []
    assert tab.run("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_read_the_edition_from_the_page(browser: Chromium, site: str, language: str) -> None:
    tab = browser.tab()
    tab.look(f"{site}2020.{language}.html")
    data = json.loads(tab.run("document.querySelector('script[type=\"application/ld+json\"]').textContent"))
    url = data.pop("url")
    assert url.startswith("https://")
    assert data == mw.documents.to_schema_org(mw.metropolitan_workshops().edition("2020"), language)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_gives_a_calendar_and_the_other_one_the_other_language(
    browser: Chromium, site: str, language: str, tmp_path: Path
) -> None:
    tab = browser.tab()
    tab.look(f"{site}2020.{language}.html")
    since = len(browser.events)
    browser.ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path), eventsEnabled=True)
    tab.run("document.querySelector('a[download]').click()", by_hand=True)
    browser.wait_for("Browser.downloadProgress", since, state="completed")
    (file,) = tmp_path.iterdir()
    assert file.name == f"2020.{language}.ics"
    calendar = icalendar.Calendar.from_ical(file.read_bytes())
    assert len(calendar.events) == 4
    assert not any(component.errors for component in calendar.walk())

    since = len(browser.events)
    tab.run("document.querySelector('a[hreflang]').click()", by_hand=True)
    browser.wait_for("Page.loadEventFired", since)
    (other,) = {*LANGUAGES} - {language}
    assert tab.run("document.documentElement.lang") == other
