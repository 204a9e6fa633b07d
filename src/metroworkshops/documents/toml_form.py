"""TOML, for people: read by the standard library, with the line and column of each fault; written by tomlkit.

Days and times, which TOML has of its own, are read as the texts in ISO 8601 that documents hold. `tomllib` says nowhere
where a value stands: a second reading finds the places of all keys, and bounds what would cost `tomllib` too much.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from metroworkshops.domain.errors import DocumentError, Fault

from .by_hand import MOST_FAULTS, Lines, Place, decoded, fault_at
from .faults import Path, came
from .limits import DEEPEST, too_many_digits

__all__ = ["parse_toml", "pretty_toml"]

_INSTALL: Final = "writing TOML needs tomlkit: pip install metroworkshops[toml]"

# TOML 1.0.0 (toml.io). Every character begins some token, and none is looked at twice: nothing here can be slow.
_TOKEN: Final = re.compile(
    r'''
      (?P<space> [^\S\n]++ | \#[^\n]*+ )
    | (?P<newline> \n )
    | (?P<text>
          """ (?> \\. | [^\\"]+ | "(?!"") )*+ (?: """"{0,2} | \\?\Z )
        | \'\'\' (?> [^']+ | '(?!\'\') )*+ (?: \'\'\''{0,2} | \Z )
        | " (?> \\[^\n] | [^"\\\n]+ )*+ "?
        | ' [^'\n]*+ '?
      )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<bare> [^\s\[\]{}=,."'\#]++ )
    ''',
    re.DOTALL | re.VERBOSE,
)
_TOO_FINE: Final = re.compile(r"[0-9T :-]*:[0-9]{2}\.[0-9]{7,}([Zz]|[-+][0-9:]+)?", re.ASCII | re.IGNORECASE)
_WHOLE: Final = re.compile(r"[+-]?[0-9_]+", re.ASCII)
_SAID: Final = re.compile(r"(.*) \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)", re.DOTALL)
_UNQUOTED: Final = re.compile(r"""[^=]*=[\s\[{]*[^\s\[{"']""")
_QUOTES: Final = 'text, and dates other than whole days, stand in quotes such as "2020-03"'


def parse_toml(text: str | bytes, subject: str) -> tuple[Any, dict[Path, Place]]:
    r"""Read TOML into plain JSON values, and say where each stands.

    Args:
        text: The document, as text or as UTF-8.
        subject: What is being read, for the error.

    Raises:
        DocumentError: It is not TOML, or holds what JSON cannot; each fault has its line and column.

    >>> parse_toml('kind = "session"\nwhen = 2020-03-09', "Session")
    ({'kind': 'session', 'when': '2020-03-09'}, {(): (1, 1), ('kind',): (1, 1), ('when',): (2, 1)})
    """
    import tomllib

    string = decoded(text, subject)
    lines = Lines.of(string)
    outline = _Outline(string)
    if outline.too_deep is not None:
        path, position = outline.too_deep
        message = f"must not be nested more than {DEEPEST} levels deep, got more"
        raise DocumentError(subject, (fault_at(path, message, lines.place(position)),))
    try:
        data = tomllib.loads(string)
    except tomllib.TOMLDecodeError as e:
        raise DocumentError(subject, _refusals(str(e), string, lines, outline)) from None
    except ValueError:  # of Python, which reads no number of thousands of digits
        path, position = outline.too_long or ((), 0)
        raise DocumentError(subject, (fault_at(path, too_many_digits(), lines.place(position)),)) from None
    places = {path: lines.place(position) for path, position in outline.positions.items()}
    faults: list[Fault] = []
    plain = _plain(data, (), faults, places)
    faults += [
        fault_at(path, f"must be to the microsecond at most, got {came(raw)}", places.get(path))
        for path, raw in outline.too_fine
    ]
    if faults:
        raise DocumentError(subject, tuple(faults[:MOST_FAULTS]))
    return plain, places


def _refusals(said: str, string: str, lines: Lines, outline: _Outline) -> tuple[Fault, ...]:
    found = _SAID.fullmatch(said)
    message, row, column = found.groups() if found else (said, None, None)
    if message.startswith(("Cannot ", "Duplicate ")) and outline.repeated:
        # tomllib stops at the first.
        return tuple(
            fault_at(path, f"every key must be given once, got {came(path[-1])} again", lines.place(position))
            for path, position in outline.repeated[:MOST_FAULTS]
        )
    place = (int(row), int(column)) if row and column else lines.place(len(string))
    line = string.split("\n")[place[0] - 1]
    message += f" ({_QUOTES})" if _UNQUOTED.match(line) else ""
    return (fault_at((), f"must be TOML: {message}", place),)


def _plain(value: Any, path: Path, faults: list[Fault], places: Mapping[Path, Place]) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one, (*path, key), faults, places) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one, (*path, index), faults, places) for index, one in enumerate(value)]
    if isinstance(value, float) and not math.isfinite(value):
        faults.append(fault_at(path, f"must be a finite number, got {value}", places.get(path)))
    return value.isoformat() if isinstance(value, datetime | date | time) else value


class _Outline:
    """Where the keys of a TOML text stand. What is no TOML it passes over, for `tomllib` to refuse.

    Attributes:
        positions: Where each key, table and element of a list begins.
        repeated: Keys and tables that are given again, and where; to be believed of a text that `tomllib` refuses so.
        too_fine: Times of more digits than are kept.
        too_long: The first whole number that is longer than Python reads, and where.
        too_deep: What is nested too deeply, and where; nothing after it was looked at.
    """

    def __init__(self, string: str) -> None:
        self.string = string
        self.positions: dict[Path, int] = {(): 0}
        self.repeated: list[tuple[Path, int]] = []
        self.too_fine: list[tuple[Path, str]] = []
        self.too_long: tuple[Path, int] | None = None
        self.too_deep: tuple[Path, int] | None = None
        self._given: set[Path] = set()
        self._last: dict[Path, int] = {}
        self._table: Path = ()
        self._at = 0
        self._tokens = [
            (str(found.lastgroup), found.group(), found.start())
            for found in _TOKEN.finditer(string)
            if found.lastgroup != "space"
        ]
        while self._at < len(self._tokens) and self.too_deep is None:
            self._statement()

    def _next(self) -> tuple[str, str, int]:
        """Give the kind, the text and the position of what comes next."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "", len(self.string))

    def _is(self, mark: str) -> bool:
        """Step over a mark, if it is there."""
        kind, token, _ = self._next()
        found = kind == "mark" and token == mark
        self._at += found
        return found

    def _over_newlines(self) -> None:
        while self._next()[0] == "newline":
            self._at += 1

    def _statement(self) -> None:
        position = self._next()[2]
        if self._is("["):
            self._header(position)
        else:
            self._pair(self._table)
        while self._next()[0] not in ("newline", "end"):
            self._at += 1
        self._at += 1

    def _header(self, position: int) -> None:
        many = self._is("[")
        keys = self._keys()
        path: Path = ()
        for key in keys:
            path = (*path, *([self._last[path]] if path in self._last else []), key)
            self.positions.setdefault(path, position)
        if not keys or self._refused(path, position):
            return
        if many:
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
            self.positions[path] = position
        else:
            self._once(path, position)
            self.positions[path] = position
        self._table = path

    def _pair(self, table: Path) -> None:
        position = self._next()[2]
        keys = self._keys()
        path = (*table, *keys)
        if not keys or not self._is("=") or self._refused(path, position):
            return
        for end in range(len(path)):
            self.positions.setdefault(path[:end], position)
        self._once(path, position)
        self.positions.setdefault(path, position)
        self._value(path)

    def _keys(self) -> list[str]:
        """Step over a key; of one with far too many parts, give enough of them to see that."""
        keys: list[str] = []
        while self._next()[0] in ("bare", "text"):
            if len(keys) <= DEEPEST:
                keys.append(_name(self._next()[1]))
            self._at += 1
            if not self._is("."):
                break
        return keys

    def _value(self, path: Path) -> None:
        if self._is("["):
            self._list(path)
            return
        if self._is("{"):
            self._inline(path)
            return
        start = end = self._next()[2]
        while not self._ends():
            _, token, position = self._next()
            end = position + len(token)
            self._at += 1
        raw = self.string[start:end]
        if _TOO_FINE.fullmatch(raw):
            self.too_fine.append((path, raw))
        if self.too_long is None and _is_too_long(raw):
            self.too_long = path, start

    def _ends(self) -> bool:
        kind, found, _ = self._next()
        return kind in ("newline", "end") or (kind == "mark" and found in "]},")

    def _list(self, path: Path) -> None:
        index = 0
        while True:
            self._over_newlines()
            inner = (*path, index)
            position = self._next()[2]
            if self._is("]") or self._refused(inner, position):
                return
            self.positions.setdefault(inner, position)
            self._value(inner)
            self._over_newlines()
            index += 1
            if not self._is(","):
                self._is("]")
                return

    def _inline(self, path: Path) -> None:
        while True:
            self._over_newlines()
            self._pair(path)
            self._over_newlines()
            if not self._is(","):
                self._is("}")
                return

    def _once(self, path: Path, position: int) -> None:
        if path in self._given:
            self.repeated.append((path, position))
        self._given.add(path)

    def _refused(self, path: Path, position: int) -> bool:
        if len(path) > DEEPEST:
            self.too_deep = path[:3], position
        return self.too_deep is not None


def _is_too_long(raw: str) -> bool:
    most = sys.get_int_max_str_digits()
    return 0 < most < len(raw) and bool(_WHOLE.fullmatch(raw)) and sum(map(str.isdigit, raw)) > most


def _name(token: str) -> str:
    """Read a key, with its quotes if it has them."""
    import tomllib

    if token[0] not in "\"'":
        return token
    if "\\" not in token:
        return token[1:-1]
    try:
        return str(tomllib.loads(f"key = {token}")["key"])
    except ValueError:
        return token


def pretty_toml(data: Mapping[str, Any]) -> str:
    """Write TOML for people: tables of their own after what stands alone, every character as itself.

    Raises:
        ImportError: tomlkit is not installed.

    >>> print(pretty_toml({"kind": "city", "name": {"fr": "Bologne"}, "country": "IT"}), end="")
    kind = "city"
    country = "IT"
    <BLANKLINE>
    [name]
    fr = "Bologne"
    """
    try:
        import tomlkit
    except ImportError as e:
        raise ImportError(_INSTALL) from e
    written: str = tomlkit.dumps(data)
    return written
