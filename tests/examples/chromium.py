"""Chromium without a window, driven over a pipe by its DevTools protocol: it needs no driver and no package.

https://chromedevtools.github.io/devtools-protocol/ says what can be asked; it speaks JSON, each message ended by a NUL.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Chromium", "Tab", "chromium"]

PATIENCE = 60.0
"""For how many seconds an answer may be waited for."""


class Chromium:
    """A browser.

    Attributes:
        events: All that it told by itself so far, in order.
    """

    def __init__(self, requests: int, answers: int) -> None:
        self.events: list[dict[str, Any]] = []
        self._requests, self._answers = requests, answers
        self._heard = b""
        self._last = 0

    def ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Ask for something, of the browser or of a tab, and give the result."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params, **({"sessionId": session} if session else {})}
        os.write(self._requests, json.dumps(message).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._last:
                assert "error" not in heard, f"{method}: {heard['error']}"
                result: dict[str, Any] = heard["result"]
                return result
            self.events.append(heard)

    def wait_for(self, method: str, since: int, **expected: Any) -> dict[str, Any]:
        """Wait for an event with certain values, among those from a number on, and give its values."""
        while True:
            for event in self.events[since:]:
                params: dict[str, Any] = event["params"]
                if event["method"] == method and expected.items() <= params.items():
                    return params
            since = len(self.events)
            self.events.append(self._hear())

    def tab(self) -> Tab:
        """Open a tab."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        return Tab(self, self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def _hear(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._heard:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, until - time.monotonic()))
            more = os.read(self._answers, 1 << 20) if ready else b""
            assert more, "Chromium says nothing"
            self._heard += more
        message, _, self._heard = self._heard.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        return heard


class Tab:
    """A tab, in which a page can be looked at."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser, self._session = browser, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the tab for something, and give the result."""
        return self._browser.ask(method, self._session, **params)

    def told(self, *methods: str) -> list[dict[str, Any]]:
        """Give the values of the events of these kinds that the tab told so far."""
        events = self._browser.events
        return [one["params"] for one in events if one["method"] in methods and one.get("sessionId") == self._session]

    def look(self, url: str, *, width: int = 1280, dark: bool = False) -> None:
        """Open a page, in a window so many pixels wide, and wait until all of it is there."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 600)
        since = len(self._browser.events)
        answer = self.ask("Page.navigate", url=url)
        assert "errorText" not in answer, f"{url}: {answer['errorText']}"
        self._browser.wait_for("Page.loadEventFired", since)

    def run(self, script: str, *, by_hand: bool = False) -> Any:
        """Give what an expression of JavaScript comes to in the page; by hand, as if somebody had clicked."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=by_hand
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")


@contextmanager
def chromium(program: str, profile: Path) -> Iterator[Chromium]:
    """Run the browser with a profile of its own, for as long as the block lasts."""
    quiet = ["background-networking", "component-update", "default-apps", "dev-shm-usage", "extensions", "gpu", "sync"]
    flags = ["--headless", "--no-sandbox", "--no-first-run", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
    (ours_out, requests), (answers, theirs_out) = os.pipe(), os.pipe()
    silence = os.open(os.devnull, os.O_RDWR)
    process = os.posix_spawn(
        program,
        [program, *flags, *(f"--disable-{one}" for one in quiet)],
        os.environ,
        # It reads requests from 3 and answers on 4. Ours may have these numbers too: they are moved away first.
        file_actions=[
            (os.POSIX_SPAWN_DUP2, ours_out, 50),
            (os.POSIX_SPAWN_DUP2, theirs_out, 51),
            (os.POSIX_SPAWN_DUP2, 50, 3),
            (os.POSIX_SPAWN_DUP2, 51, 4),
            *((os.POSIX_SPAWN_DUP2, silence, number) for number in (0, 1, 2)),
        ],
        setpgroup=0,
    )
    for one in (ours_out, theirs_out, silence):
        os.close(one)
    try:
        yield Chromium(requests, answers)
    finally:
        os.killpg(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(requests)
        os.close(answers)
