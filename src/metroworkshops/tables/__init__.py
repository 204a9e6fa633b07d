"""Tables: a form's export read into applicants, every fault at its row and column; and results written for people."""

from __future__ import annotations

from .json_lines import read_json_lines, write_json_lines
from .pseudonyms import Pseudonyms
from .reading import read
from .results import write_csv

__all__ = ["Pseudonyms", "read", "read_json_lines", "write_csv", "write_json_lines"]
