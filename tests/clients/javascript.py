"""Clients written in JavaScript, from npm: ical.js and node-ical."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .client import Absent, Client, breaks_after_backslash
from .event import Event, instant

__all__ = ["IcalJs", "NodeIcal"]

HERE = Path(__file__).parent / "javascript"


class Node:
    """A process of node with both, which answers questions one after another."""

    def __init__(self, folder: Path) -> None:
        npm, node = shutil.which("npm"), shutil.which("node")
        if npm is None or node is None:
            raise Absent("node and npm are not on this machine")
        for path in HERE.iterdir():
            if path.is_file():
                shutil.copy(path, folder)
        command = [npm, "install", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - npm
        if done.returncode:
            raise Absent(f"npm installs nothing here: {done.stderr}")
        self.process = subprocess.Popen(  # noqa: S603 - node, with a file of ours
            [node, "read.mjs"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, question: str, **given: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"ask": question, **given}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["read"]

    def close(self) -> None:
        self.process.communicate()


class _JavaScript(Client):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.node = Node(folder)
        self.version = self.node.ask("version", name=self.name)

    def close(self) -> None:
        self.node.close()

    def read(self, data: bytes) -> list[Event]:
        return [
            Event(**{**one, "start": _date(one["start"]), "end": _date(one["end"])})
            for one in self.node.ask(self.name, data=data.decode())
        ]


def _date(text: str) -> date:
    return instant(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)


class IcalJs(_JavaScript):
    """ical.js, of Thunderbird and Nextcloud; it obeys the VTIMEZONE and knows no zones of its own."""

    name = "ical.js"

    def offsets(self, data: bytes, times: Sequence[datetime]) -> list[int]:
        """Give the offset from UTC, in seconds, that a VTIMEZONE has at local times."""
        found: list[int] = self.node.ask("offsets", data=data.decode(), times=[time.isoformat() for time in times])
        return found


class NodeIcal(_JavaScript):
    """node-ical, of scripts, mirrors and note-taking; it finds zones by their names."""

    name = "node-ical"
    shown = staticmethod(breaks_after_backslash)
