"""What the benchmarks found, kept as JSON: ratios, and what they were seen on, without names of machines or folders."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from measuring import Measured, Work

__all__ = ["PACKAGES", "Results", "ran_on"]

PACKAGES = (
    "metroworkshops attrs Babel cattrs icalendar pendulum tzdata pydantic msgspec edtf edtf-validate python-dateutil "
    "business-rules json-logic-qubit rule-engine ical ics vobject"
).split()
"""The packages whose versions matter: ours, what it stands on, and the peers."""


@dataclass(frozen=True)
class Results:
    """What was found in one run.

    Attributes:
        ran_on: Python, the machine in few words, and the versions of packages; None for one that is not installed.
        quick: Whether it was a quick run, whose ratios are rough.
        works: In the order in which they were measured.
    """

    ran_on: Mapping[str, Any]
    quick: bool
    works: Sequence[Work]

    def write(self, path: Path) -> None:
        """Write as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(_rounded(asdict(self)), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        """Read what `write` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["ran_on"], data["quick"], [_work(one) for one in data["works"]])


def ran_on() -> dict[str, Any]:
    """Say what this runs on."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _rounded(given: Any) -> Any:
    """Round each number to three digits, and make text of the sizes that are keys, in a copy."""
    if isinstance(given, float):
        return float(f"{given:.3g}")
    if isinstance(given, dict):
        return {str(key): _rounded(value) for key, value in given.items()}
    return [_rounded(one) for one in given] if isinstance(given, list | tuple) else given


def _work(data: Mapping[str, Any]) -> Work:
    sizes = {
        int(size): [Measured(**{**one, "quartiles": tuple(one["quartiles"])}) for one in found]
        for size, found in data["sizes"].items()
    }
    peaks = {name: {int(size): most for size, most in each.items()} for name, each in data["peaks"].items()}
    return Work(**{**data, "sizes": sizes, "peaks": peaks})
