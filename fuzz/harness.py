"""What every target shares: it runs under atheris where that is installed, and else tries each file of its corpus once.

Usage: python fuzz/TARGET.py [OPTIONS OF LIBFUZZER] FILE OR FOLDER...
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

# By its name, for it says nothing of its types.
atheris: Any = import_module("atheris") if find_spec("atheris") else None

if atheris is not None:
    # For the whole life of the process: the library imports much of itself on first use.
    atheris.instrument_imports(include=["metroworkshops"]).__enter__()

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

__all__ = ["atheris", "check", "check_line", "main", "seeds"]


def check(error: Exception, longest: int = 200_000) -> None:
    """Hold of a refusal that it says something, that every terminal can show, and no more than somebody can read."""
    said = str(error)
    assert len(said) < longest
    for line in said.split("\n"):
        check_line(line)


def check_line(text: str) -> None:
    """Hold of what is said to people that it is a line that every terminal can show."""
    assert text
    text.encode("utf-8")  # refuses lone surrogates
    assert not _CONTROLS.search(text), f"a control character in {text!r}"


def seeds(paths: list[str]) -> Iterator[Path]:
    """List the files that are named, and those of the folders that are, in order."""
    for path in map(Path, paths):
        yield from sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]


def main(target: Callable[[bytes], None], mutator: Callable[[bytes, int, int], bytes] | None = None) -> None:
    """Run a target as the command line says.

    Args:
        target: Tries one input; whatever it raises is a finding.
        mutator: Makes another input of one, given the most bytes that it may have and a number to draw from.
    """
    if atheris is not None:
        more = {} if mutator is None else {"custom_mutator": mutator}
        words = Path(sys.argv[0]).with_suffix(".dict")
        if words.exists():
            sys.argv.insert(1, f"-dict={words}")
        atheris.Setup(sys.argv, target, **more)
        atheris.Fuzz()
        return
    files = list(seeds([one for one in sys.argv[1:] if not one.startswith("-")]))
    if not files:
        sys.exit(__doc__)
    found = 0
    for file in files:
        try:
            target(file.read_bytes())
        except Exception:
            found += 1
            print(f"{file}:\n{traceback.format_exc()}")
    print(f"{len(files)} files tried, {found} findings")
    sys.exit(min(found, 1))
