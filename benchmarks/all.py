"""All benchmarks, side by side with their peers in one run.

Usage: python benchmarks/all.py [--quick] [--page] [--only NAME ...] [--to FILE]

It needs the library, and measures the peers that are installed:
python -m pip install --editable . --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from time import perf_counter

import page
from measuring import Work, table
from results import Results, ran_on

MODULES = ("imports", "dates", "deadlines", "loading", "screening", "calendars")


def main() -> None:
    """Run all that were asked for, print their tables, and write what they found."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds: rough ratios, soon")
    reader.add_argument("--page", action="store_true", help="keep the results, and renew the page of performance")
    reader.add_argument("--only", nargs="+", choices=MODULES, default=MODULES, help="leave the others out")
    reader.add_argument("--to", type=Path, default=Path("build", "benchmarks.json"), help="where to write the results")
    asked = reader.parse_args()
    if asked.page and tuple(asked.only) != MODULES:
        reader.error("the page shows all works: --page and --only do not go together")
    on = ran_on()
    print(f"{on['python']}, {on['cores']} cores; medians of ratios, candidates in turn")
    began = perf_counter()
    works: list[Work] = []
    for name in asked.only:
        print(f"\n# {name}", flush=True)
        for work in import_module(name).works(asked.quick):
            works.append(work)
            print(f"\n{table(work)}", flush=True)
    results = Results(on, asked.quick, works)
    results.write(asked.to)
    print(f"\n{perf_counter() - began:.0f} s; written to {asked.to}")
    if asked.page:
        results.write(page.KEPT)
        page.renew()
        print(f"renewed: {page.PAGE.relative_to(page.ROOT)} and its picture; read them before you commit them")


if __name__ == "__main__":
    main()
