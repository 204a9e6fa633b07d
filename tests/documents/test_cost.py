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
APPLICANT = '{"format": "metroworkshops", "version": 1, "kind": "applicant", "id": "a", '
RULE = '{"format": "metroworkshops", "version": 1, "kind": "eligibility rule", "rule": "all of", '
MAPPING = '{"format": "metroworkshops", "version": 1, "kind": "table mapping", '
YAML = "format: metroworkshops\\nversion: 1\\nkind: edition\\nid: e\\nprogramme: a.example\\n"
TOML = 'format = "metroworkshops"\\nversion = 1\\nkind = "edition"\\nid = "e"\\nprogramme = "a.example"\\n'
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


@pytest.mark.parametrize(
    ("form", "encoded"),
    [
        ("json", ""),
        ("yaml", ".encode()"),
        *(
            pytest.param(form, encoded, marks=pytest.mark.slow)
            for form, encoded in (("json", ".encode()"), ("yaml", ""), ("toml", ""), ("toml", ".encode()"))
        ),
    ],
)
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
    mw.documents.loads(text, form=sys.argv[2])
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
        (f"'{HEAD}\"milestones\": [' + '[],' * 999_999 + '1]}}'", 1001),
        (f"'{APPLICANT}\"languages\": [' + '\"fr\",' * 999_999 + '1]}}'", 1001),
        (f"'{APPLICANT}\"roles\": [' + '1,' * 999_999 + '1]}}'", 1001),
        (f"'{RULE}\"of\": [' + '{{\"rule\": \"x\"}},' * 999_999 + '1]}}'", 1001),
        (f"'{MAPPING}\"columns\": [' + '1,' * 999_999 + '1]}}'", 1001),
    ],
    ids=[
        "no sessions",
        "keys given twice",
        "unknown keys",
        "blank texts",
        "no milestones",
        "no languages",
        "no roles",
        "no rules",
        "no columns",
    ],
)
def test_a_million_faults(text: str, told: int) -> None:
    count = wrong(text, "json")
    assert count == told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"'{YAML}milestones:\\n' + '- 1\\n' * 240_000", "yaml"),
        (f"'{YAML}milestones: [' + '1,' * 490_000 + ']'", "yaml"),
        (f"'{TOML}milestones = [' + '1,' * 490_000 + ']'", "toml"),
    ],
    ids=["yaml, an item a line", "yaml, a list in brackets", "toml"],
)
def test_as_many_faults_as_fit_into_a_form_for_writing_by_hand(text: str, form: str) -> None:
    assert wrong(text, form) == 1001


def wrong(text: str, form: str) -> int:
    """Read what is wrong everywhere, within bounds; give how many faults are told."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MILLION, text, form], capture_output=True, text=True, check=True, timeout=600
    )
    size, seconds, more, count, length = json.loads(done.stdout)
    assert size < 20_000_000
    assert length < 1_000_000
    assert seconds < 120
    assert more < 3_000_000_000
    return int(count)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("'{\"a\":' * 10_000_000", "json"),
        ("'- ' * 450_000", "yaml"),
        pytest.param("'[' * 900_000", "yaml", marks=pytest.mark.slow),
        pytest.param("'{a: ' * 240_000", "yaml", marks=pytest.mark.slow),
        ("'\\n'.join(' ' * n + 'a:' for n in range(1_300))", "yaml"),
        ("'a = ' + '[' * 60_000", "toml"),
        pytest.param("'a = ' + '[' * 900_000", "toml", marks=pytest.mark.slow),
        pytest.param("'a = ' + '{a = ' * 180_000", "toml", marks=pytest.mark.slow),
        pytest.param("'a.' * 450_000 + 'a = 1'", "toml", marks=pytest.mark.slow),
        pytest.param("'[' + 'a.' * 450_000 + 'a]'", "toml", marks=pytest.mark.slow),
    ],
)
def test_whatever_is_nested_as_deep_as_fits_is_refused_at_little_cost(text: str, form: str) -> None:
    size, seconds, peak, count, first, _ = measured(text, form)
    assert count == 1
    assert "nested" in first
    assert seconds < 20
    assert peak < 20_000_000 + 150 * size


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
