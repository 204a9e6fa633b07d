"""Everything public may be asked by many threads at once, from the first touch on."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest

import metroworkshops as mw
from metroworkshops import documents

ANSWERS = Path(__file__).with_name("answers.py")
# A build without the lock keeps going without it, whatever an extension says.
FREE = ["-X", "gil=0"] if sysconfig.get_config_var("Py_GIL_DISABLED") else []


@cache
def answered(how: str) -> dict[str, list[str]]:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", *FREE, str(ANSWERS), how],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_every_name_is_one_object_for_all_threads_that_touch_it_first_at_once() -> None:
    found = answered("names")
    assert list(found) == mw.__all__
    assert {name: texts for name, texts in found.items() if len(texts) > 1} == {}


def test_many_threads_get_the_answers_of_one() -> None:
    alone, together = answered("one"), answered("threads")
    assert {name for name in alone if together[name] != alone[name]} == set()
    assert set(together) == set(alone)


@pytest.mark.slow
@pytest.mark.parametrize("_time", range(10))
def test_they_get_them_each_time(_time: int) -> None:
    assert answered.__wrapped__("threads") == answered("one")


def test_every_public_function_is_asked() -> None:
    """The questions are of no use for a function that is not among them."""
    asked = " ".join(answered("one")).replace(",", "").split()
    rooms = (mw, mw.calendars, mw.documents, mw.pictures, mw.screening, mw.tables, mw.words)
    functions = {
        name if room is not mw.words else f"words.{name}"
        for room in rooms
        for name in room.__all__
        if callable(found := getattr(room, name)) and not isinstance(found, type)
    }
    # Those that are asked under another name: by files, by a host, and for all languages.
    known = {"configure", "read_json_lines", "write_csv", "write_json_lines", "words.languages", "words.template"}
    assert functions - set(asked) == known


def test_a_file_that_many_threads_write_is_whole_whenever_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "edition.json"
    editions = mw.metropolitan_workshops().editions
    documents.dump(editions[0], path)
    barrier = threading.Barrier(6)

    def write(place: int) -> None:
        barrier.wait()
        for time in range(15):
            documents.dump(editions[(place + time) % 3], path)

    def read(_: int) -> None:
        barrier.wait()
        for _time in range(30):
            assert documents.load(path) in editions

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            for done in [*(pool.submit(write, place) for place in range(4)), *(pool.submit(read, 0) for _ in range(2))]:
                done.result()
    finally:
        sys.setswitchinterval(before)
    assert [file.name for file in tmp_path.iterdir()] == ["edition.json"]
