"""What programs read: JSON and documents, as UTF-8 on stdout or in a file that is replaced whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from metroworkshops.documents.files import replace_file

__all__ = ["print_bytes", "print_json", "put"]


def print_json(data: Any) -> None:
    """Write JSON to stdout."""
    print_bytes(f"{json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)}\n".encode())


def print_bytes(data: bytes) -> None:
    """Write bytes to stdout, just as they are on every system."""
    click.echo(data, nl=False)


def put(path: Path, data: bytes) -> bool:
    """Put bytes into a file, and tell whether it changed: one that holds them already is left as it is.

    Raises:
        OSError: It cannot be read or written.
    """
    if path.exists() and path.read_bytes() == data:
        return False
    replace_file(path, data)
    return True
