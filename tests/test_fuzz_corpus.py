"""Every seed of the fuzzing targets, and so every past finding, is tried anew: see "Fuzzing" in CONTRIBUTING.md."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from metroworkshops import DocumentError, documents
from metroworkshops.documents.by_hand import Form
from metroworkshops.documents.document import KINDS, RULES

FUZZ = Path(__file__).parent.parent / "fuzz"
SHARED = {"harness", "json_mutator"}
TARGETS = sorted(path.stem for path in FUZZ.glob("*.py") if path.stem not in SHARED)


def test_there_is_a_corpus_for_each_target_and_it_is_small() -> None:
    assert sorted(folder.name for folder in (FUZZ / "corpus").iterdir()) == TARGETS
    files = [path for path in (FUZZ / "corpus").rglob("*") if path.is_file()]
    assert len(files) <= 450
    assert sum(path.stat().st_size for path in files) <= 300_000


@pytest.mark.parametrize("form", ["json", "yaml", "toml"])
def test_every_kind_of_document_is_a_seed_in_every_form(form: Form) -> None:
    values: list[object] = []
    for path in (FUZZ / "corpus" / "documents").glob(f"*.{form}"):
        with suppress(DocumentError):
            values.append(documents.loads(path.read_bytes().partition(b"\n")[2], form=form))
    for name, kind in KINDS.items():
        assert any(isinstance(value, kind) for value in values), f"no {name}"


def test_every_kind_of_rule_is_a_seed() -> None:
    seeds = [path.read_text(encoding="utf-8", errors="replace") for path in (FUZZ / "corpus" / "rules").iterdir()]
    for rule in RULES:
        assert any(f'"rule": "{rule.KIND}"' in seed for seed in seeds), f"no {rule.KIND}"


@pytest.mark.parametrize("target", TARGETS)
def test_no_seed_finds_anything(target: str) -> None:
    corpus = FUZZ / "corpus" / target
    done = subprocess.run(  # noqa: S603
        # Where atheris is installed, the option lets it try the corpus and nothing more.
        [sys.executable, str(FUZZ / f"{target}.py"), "-runs=0", str(corpus)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    count = len(list(corpus.iterdir()))
    assert f"{count} files tried, 0 findings" in done.stdout or "Done" in done.stderr


def test_a_finding_is_told_with_its_file(tmp_path: Path) -> None:
    """The replay can fail: a date that is refused with anything but `InvalidDate` is a finding."""
    (tmp_path / "seed").write_bytes(b"2020-03")
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import harness, when; harness.atheris = None\n"
        "def target(data): when.try_one(data); raise KeyError(data)\n"
        "harness.main(target)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, str(FUZZ), str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"{tmp_path / 'seed'}:" in done.stdout
    assert "1 files tried, 1 findings" in done.stdout


JUDGING = """
import sys
sys.path.insert(0, sys.argv[1])
from calendar_text import _lines, _unescaped
for data in (
    b"A:123",  # no end
    b"A:" + b"x" * 74 + b"\\r\\n",  # 76 octets
    b"A:\\xc3\\r\\n \\xa9\\r\\n",  # a character cut in two
    b"A:\\\\\\r\\n ,\\r\\n",  # an escape cut in two
    b"A:x^\\r\\n n\\r\\n",
    b"A:x\\ny\\r\\n",  # a break that is none of ours
    b"A:\\x00\\r\\n",
    b"A\\r\\n",  # no value
):
    try:
        _lines(data)
    except (AssertionError, UnicodeDecodeError):
        continue
    sys.exit(f"{data!r} was taken")
assert _lines(b"A:\\\\\\\\\\r\\n ,\\r\\nB;C=d:e:f\\r\\n") == [("A", "\\\\\\\\,"), ("B;C=d", "e:f")]
assert _unescaped("a\\\\, b\\\\n\\\\\\\\c") == "a, b\\n\\\\c"
try:
    _unescaped("a, b")
except AssertionError:
    sys.exit(0)
sys.exit("a comma without its escape was taken")
"""


def test_the_judge_of_content_lines_refuses_what_breaks_them() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", JUDGING, str(FUZZ)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


MUTATING = """
import json, sys
sys.path.insert(0, sys.argv[1])
import json_mutator
from harness import seeds
from importlib import import_module

class Bytes:
    @staticmethod
    def Mutate(data, largest):
        return (data[::-1] + b"x")[:largest]

json_mutator.atheris = Bytes
mutate = getattr(import_module(sys.argv[2]), "mutate", json_mutator.mutated)
FEW, MANY, LARGEST = int(sys.argv[3]), int(sys.argv[4]), 4000
made = kept = 0
for path in seeds(sys.argv[5:]):
    seed = data = path.read_bytes()
    by_hand = data.startswith((b"yaml", b"toml"))
    for number in range(FEW if by_hand else MANY):
        once = mutate(seed, LARGEST, number)
        assert once == mutate(seed, LARGEST, number), (path, number)
        data = mutate(data, LARGEST, number)
        if not data.rstrip().endswith((b"}", b"]")) or number % 50 == 0:
            data = seed
        assert len(once) <= LARGEST
        assert len(data) <= max(LARGEST, len(seed))
        form, _, text = once.partition(b"\\n")
        if form == b"json" or sys.argv[2] == "rules":
            made += 1
            try:
                json.loads(text or once)
                kept += 1
            except ValueError:
                pass
print(json.dumps([made, kept]))
"""


def mutations(target: str, few: int, many: int) -> tuple[int, int]:
    """Mutate every seed in a process of its own: give how many documents were made as JSON, and how many are."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", MUTATING, str(FUZZ), target, str(few), str(many), str(FUZZ / "corpus" / target)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made, kept = json.loads(done.stdout)
    return made, kept


@pytest.mark.parametrize("target", ["documents", "rules"])
def test_no_mutation_fails_and_most_are_documents_still(target: str) -> None:
    """A fuzzer whose own mutator fails says so as if it had found something."""
    made, kept = mutations(target, 4, 60)
    assert made > 1_000
    assert kept > 0.7 * made


@pytest.mark.slow
@pytest.mark.parametrize("target", ["documents", "rules"])
def test_no_mutation_of_thousands_fails(target: str) -> None:
    made, kept = mutations(target, 100, 2_000)
    assert made > 50_000
    assert kept > 0.7 * made
