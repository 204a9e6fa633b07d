"""Files written on a bad day, in a new process: ``python bad_days.py short|full|forbidden|killed FOLDER``.

Prints what was told, as JSON; fails when something was lost, or left behind.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import resource
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import metroworkshops as mw

PROGRAMME = mw.metropolitan_workshops()
EDITIONS = PROGRAMME.editions
AT = datetime(2020, 1, 30, tzinfo=UTC)


def people(count: int) -> list[mw.Applicant]:
    return [mw.Applicant(f"a-{number}", "Amina B.", applied_at=AT, residence="MA") for number in range(count)]


def edition(path: Path, size: int) -> None:
    mw.documents.dump(PROGRAMME if size > 1 else EDITIONS[0], path)


def results(path: Path, size: int) -> None:
    mw.tables.write_csv(path, mw.screen_all(people(40 * size), EDITIONS[2]), "en")


def lines(path: Path, size: int) -> None:
    mw.tables.write_json_lines(path, people(100 * size))


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "edition.json": edition,
    "edition.yaml": edition,
    "results.csv": results,
    "people.jsonl": lines,
}


def told(act: Callable[[Path, int], None], path: Path) -> str:
    """Write in vain; give what the error says. The old file and the folder must be as they were."""
    before = {one: one.read_bytes() for one in path.parent.iterdir() if one.name != "filler"}
    names = sorted(path.parent.iterdir())
    with pytest.raises(OSError, match=path.name) as caught:
        act(path, 3)
    assert caught.value.filename == str(path)
    assert sorted(path.parent.iterdir()) == names
    assert {one: one.read_bytes() for one in before} == before
    return "\n".join([str(caught.value).replace(str(path), path.name), *caught.value.__notes__])


def short(folder: Path) -> Iterator[tuple[str, str]]:
    """Let no file grow beyond some bytes, whichever."""
    for name, act in WRITERS.items():
        path = folder / name
        act(path, 3)
        size = path.stat().st_size
        act(path, 1)
        for most in (*range(0, size, size // 5), size - 1):
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
            said = told(act, path)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            yield name, said
        act(path, 3)


def full(folder: Path) -> Iterator[tuple[str, str]]:
    """Fill the disk, try, make room, and try again."""
    for name, act in WRITERS.items():
        path = folder / name
        act(path, 1)
        filler = folder / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1024))
        yield name, told(act, path)
        filler.unlink()
        act(path, 2)
        path.unlink()


def forbidden(folder: Path) -> Iterator[tuple[str, str]]:
    """Stand in a folder that may not be written in; root becomes nobody for that."""
    os.chdir(folder)
    for name, act in WRITERS.items():
        act(Path(name), 3)  # everything that is needed is loaded
        act(Path(name), 1)
    folder.chmod(0o555)
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    for name, act in WRITERS.items():
        yield name, told(act, Path(name))


def killed(folder: Path) -> Iterator[tuple[str, str]]:
    """Kill a process that writes the one and the other, at any moment, until it left something behind some times."""
    path = folder / "edition.json"
    mw.documents.dump(EDITIONS[0], path)
    chance = random.Random(2020)  # noqa: S311 - when to kill
    left: list[Path] = []
    for _ in range(400):
        child = os.fork()
        if child == 0:
            for place in range(10_000):
                mw.documents.dump(EDITIONS[place % 3], path)
        time.sleep(chance.uniform(0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert mw.documents.load(path) in EDITIONS
        left = sorted(one for one in folder.iterdir() if one != path)
        if len(left) >= 3:
            break
    assert left, "it was never killed while it wrote"
    for part in left:
        assert re.fullmatch(r"\.edition\.json\.[0-9a-f]{16}\.part", part.name)
        # Others may read it at two moments alone: before there is anything in it, and when it is whole.
        if stat.S_IMODE(part.stat().st_mode) != 0o600 and part.stat().st_size:
            assert mw.documents.loads(part.read_text(encoding="utf-8")) in EDITIONS
        yield "left", part.suffix
    mw.documents.dump(EDITIONS[1], path)
    assert mw.documents.load(path) == EDITIONS[1]


if __name__ == "__main__":
    ways = {"short": short, "full": full, "forbidden": forbidden, "killed": killed}
    found: dict[str, list[str]] = {}
    for key, text in ways[sys.argv[1]](Path(sys.argv[2])):
        if text not in found.setdefault(key, []):
            found[key].append(text)
    json.dump(found, sys.stdout)
