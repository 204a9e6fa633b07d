"""The page of performance and its picture, renewed from results that were kept.

Usage: python benchmarks/page.py

In docs/explanation/performance.md a comment names the results that stand between it and the next: `<!-- table: KEY -->`
for one work; `<!-- matrix: KEY -->` for all works whose keys begin so, a row for each; `<!-- ran on -->` for what they
were seen on; and `<!-- end -->`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from measuring import Work, ratio, time
from results import Results

__all__ = ["KEPT", "PAGE", "renew", "rewritten"]

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("results.json")
PAGE = ROOT / "docs" / "explanation" / "performance.md"

_BLOCK = re.compile(
    r"(?P<begin><!-- (?P<kind>table: |matrix: |ran on)(?P<key>\S*) -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)


def renew(page: Path = PAGE) -> None:
    """Write the tables of the page anew, and its picture."""
    page.write_text(rewritten(page.read_text(encoding="utf-8"), Results.read(KEPT)), encoding="utf-8")
    subprocess.run([sys.executable, str(ROOT / "docs" / "pictures" / "draw.py")], check=True)  # noqa: S603 - our own


def rewritten(page: str, results: Results) -> str:
    """Put results in their places on a page.

    Raises:
        ValueError: The page has no place for some of them, or a place for what was not measured.
    """
    shown: set[str] = set()

    def written(found: re.Match[str]) -> str:
        kind, key = found["kind"], found["key"]
        if kind == "ran on":
            return "\n".join([found["begin"], _ran_on(results), "", found["end"]])
        works = [one for one in results.works if one.key == key or (kind == "matrix: " and one.key.startswith(key))]
        if not works:
            raise ValueError(f"the page shows what was not measured: {key}")
        shown.update(one.key for one in works)
        lines = _table(works[0]) if kind == "table: " else _matrix(works)
        return "\n".join([found["begin"], *lines, "", found["end"]])

    text = _BLOCK.sub(written, page)
    missing = [one.key for one in results.works if one.key not in shown]
    if missing:
        raise ValueError(f"the page must have a place for each work, and has none for {', '.join(missing)}")
    return text


def _ran_on(results: Results) -> str:
    on = results.ran_on
    packages = ", ".join(f"{name} {version}" for name, version in on["packages"].items() if version)
    absent = [name for name, version in on["packages"].items() if not version]
    quick = " A quick run, whose ratios are rough." if results.quick else ""
    without = f" Not installed, and so not measured: {', '.join(absent)}." if absent else ""
    machine = f"{on['python']}, {on['system']}, {on['architecture']}, {on['cores']} cores"
    return f"Seen on {machine}; {packages}.{without}{quick}"


def _table(work: Work) -> list[str]:
    """Write a work: ratios at each size, and for the largest the time of a piece, its growth, memory and the aim."""
    several = len(work.sizes) > 1
    heads = [work.title, *(f"{size:,}" if several else "ratio" for size in work.sizes), f"one {work.piece}"]
    if several:
        heads.append("growth")
    if work.peaks:
        heads.append("memory, MiB")
    if work.aims:
        heads.append("aim")
    rows = []
    for name in work.names:
        found = work.of(name)
        row = [name, *(ratio(found[size].ratio) if size in found else "-" for size in work.sizes)]
        most = max(found)
        row.append(time(found[most].seconds / most))
        if several:
            growth = work.growth(name)
            row.append("" if growth is None else f"{growth:.2f}")
        if work.peaks:
            row.append(" / ".join(_mebibytes(most) for most in work.peaks.get(name, {}).values()))
        if work.aims:
            row.append(f"≤ {work.aims[name]:g}" if name in work.aims else "")
        rows.append(row)
    return _markdown(heads, rows)


def _matrix(works: Sequence[Work]) -> list[str]:
    """Write several works of one size, a row each: the ratio of each candidate, and the time of the first."""
    names = list(dict.fromkeys(name for work in works for name in work.names))
    rows = []
    for work in works:
        (size,) = work.sizes
        found = {name: work.of(name)[size] for name in work.names}
        first = found[work.names[0]]
        rows.append([
            work.title,
            time(first.seconds / size),
            *(ratio(found[name].ratio) if name in found else "" for name in names),
        ])  # fmt: skip
    return _markdown([f"one {works[0].piece}", "the first takes", *names], rows)


def _mebibytes(most: float) -> str:
    return f"{most:.1f}" if most < 10 else f"{most:.0f}"


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    written = ["|" + "".join(f" {cell} |" if cell else " |" for cell in row) for row in (heads, *rows)]
    return [written[0], "|---" * len(heads) + "|", *written[1:]]


if __name__ == "__main__":
    renew()
