"""What a hostile document costs, measured in a process of its own: seconds of the processor, and memory at the peak."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MEASURED = """
import json, sys, time, tracemalloc
import metroworkshops as mw
mw.documents.loads(mw.documents.dumps(mw.Edition("a.example", "e")))  # what is made on first use is made
text = eval(sys.argv[1])
tracemalloc.start()
start = time.process_time()
try:
    mw.documents.loads(text, **json.loads(sys.argv[2]))
    said = ["read"]
except mw.DocumentError as e:
    said = [str(fault) for fault in e.faults]
spent = time.process_time() - start
print(json.dumps([len(text), spent, tracemalloc.get_traced_memory()[1], len(said), said[0][:300], said[-1][:300]]))
"""
HEAD = '{"format": "metroworkshops", "version": 1, "kind": "edition", "programme": "a.example", "id": "e", '


def measured(text: str, form: str = "json") -> tuple[int, float, int, int, str, str]:
    """Give the size of the text that an expression makes; seconds, bytes; how many faults, the first and the last."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MEASURED, text, json.dumps({"form": form})],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    size, seconds, peak, count, first, last = json.loads(done.stdout)
    return size, seconds, peak, count, first, last


@pytest.mark.parametrize("form", ["json", "yaml", "toml"])
@pytest.mark.parametrize("encoded", ["", ".encode()"])
def test_a_string_of_a_hundred_megabytes_is_not_parsed(form: str, encoded: str) -> None:
    text = f"('{HEAD}\"title\": \"' + 'x' * 100_000_000 + '\"}}'){encoded}"
    size, seconds, peak, count, first, _ = measured(text, form)
    assert size > 100_000_000
    assert count == 1
    assert f"must not be larger than 67108864 bytes, got {size}" in first
    assert seconds < 0.5
    assert peak < 1_000_000


@pytest.mark.parametrize("form", ["yaml", "toml"])
def test_a_string_of_sixty_megabytes_is_not_parsed_by_forms_for_writing_by_hand(form: str) -> None:
    _, seconds, peak, count, first, _ = measured("'title: ' + 'x' * 60_000_000", form)
    assert count == 1
    assert "must not be longer than 1000000 characters" in first
    assert seconds < 0.5
    assert peak < 1_000_000


@pytest.mark.slow
def test_a_string_as_long_as_may_be_costs_no_more_than_a_few_copies_of_it() -> None:
    size, seconds, peak, *_ = measured(f"'{HEAD}\"title\": \"' + 'x' * 67_000_000 + '\"}}'")
    assert seconds < 20
    assert peak < 4 * size


MILLION = """
import json, resource, sys, time
import metroworkshops as mw
mw.documents.loads(mw.documents.dumps(mw.Edition("a.example", "e")))
text = eval(sys.argv[1])
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    mw.documents.loads(text)
except mw.DocumentError as e:
    said = [str(fault) for fault in e.faults]
spent = time.process_time() - start
more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
print(json.dumps([len(text), spent, more, len(said), sum(map(len, said))]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"'{HEAD}\"sessions\": [' + '1,' * 999_999 + '1]}}'", 1001),
        ("'[' + '{\"a\": 1, \"a\": 2},' * 999_999 + '1]'", 1001),
        (f"'{HEAD}' + ','.join(f'\"k{{n}}\": 1' for n in range(1_000_000)) + '}}'", 101),
        (f"'{HEAD}\"sources\": [' + '\"\",' * 999_999 + '\"\"]}}'", 1),
    ],
    ids=["no sessions", "keys given twice", "unknown keys", "blank texts"],
)
def test_a_million_faults(text: str, told: int) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MILLION, text], capture_output=True, text=True, check=True, timeout=600
    )
    size, seconds, more, count, length = json.loads(done.stdout)
    assert size < 20_000_000
    assert count == told
    assert length < 1_000_000
    assert seconds < 120
    assert more < 3_000_000_000


def test_as_deep_as_fits() -> None:
    size, seconds, peak, count, first, _ = measured("'[' * 60_000_000")
    assert count == 1
    assert "nested" in first
    assert seconds < 20
    assert peak < size


def test_entities_of_yaml_do_not_grow() -> None:
    """Billion laughs: ten of ten of ten ..., of which none is ever put in its place."""
    lines = "['a0: &a0 [lol]'] + [f'a{n}: &a{n} [' + f'*a{n - 1}, ' * 10 + ']' for n in range(1, 10)]"
    _, seconds, peak, count, first, _ = measured(f"'\\n'.join({lines})", "yaml")
    assert count == 100
    assert "anchors and aliases are not read" in first
    assert seconds < 5
    assert peak < 10_000_000
