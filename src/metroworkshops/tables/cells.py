"""Cells: what each kind of column makes of one, or why it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final

from attrs import fields

from metroworkshops.domain.applicant import Applicant, Commitment, LanguageSkill, Statement
from metroworkshops.domain.column import NOT_SPOKEN, Column, ColumnFact
from metroworkshops.domain.country import country_code
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.education import EducationLevel
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.group import term_key
from metroworkshops.domain.level import Level
from metroworkshops.domain.state import Mode
from metroworkshops.domain.table_mapping import TableMapping
from metroworkshops.domain.time_zone import hour_falls

__all__ = ["NOT_LISTED", "Cell", "Read", "Refused", "is_empty", "reader_of"]

Cell = str | int | float | bool | datetime | date | time | timedelta | None
"""What stands in a cell: text alone in a text file, other values too in a workbook."""

Read = Callable[[Any], Any]
"""Makes a fact of a cell that is not empty; raises `Refused`."""

NOT_LISTED: Final = object()
"""What a cell gives that says that its element is not in the list."""

_PERSONAL: Final = {
    ColumnFact.NAME: "must be text that can be shown and encoded",
    ColumnFact.EMAIL: "must be an e-mail address such as 'a@example.org'",
    ColumnFact.BIRTH_DATE: "",
}
# Microsoft, "Error.Type function", in English and in French; LibreOffice writes Err:502 and the like.
_ERRORS: Final = re.compile(
    r"#(N/A|NA|REF!|DIV/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NULL!|NUL!|NUM!|NOMBRE!|SPILL!|CALC!|GETTING_DATA)|Err:[0-9]{3}"
)
# Digits of Arabic and of Persian say the same as ours.
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_NUMBER: Final = re.compile(r"([0-9]{1,3})(?:([.,])([0-9]{1,6}))?")
_DAY_PATTERNS: Final = {"dd": "(?P<d>[0-9]{1,2})", "mm": "(?P<m>[0-9]{1,2})", "yyyy": "(?P<y>[0-9]{4})"}
_CLOCK: Final = r"(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?:[.,](?P<f>[0-9]{1,6}))?)?"
_OFFSET: Final = r" ?(?P<o>Z|UTC|GMT|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?)"
_MEMORY: Final = 4096


class Refused(Exception):  # a signal inside this room: the reader of the row makes a fault of it
    """Why a cell could not be read."""


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell; spaces are nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def reader_of(column: Column, mapping: TableMapping, edition: Edition | None) -> Read:
    """Make the function that reads the cells of a column.

    Raises:
        InvalidValue: The column is of a session that is not there.
    """
    fact = column.fact
    if fact is ColumnFact.BIRTH_DATE:
        return _days(column.form or "")
    if fact is ColumnFact.APPLIED_AT:
        return _remembering(_times(column.form or "", column.time_zone))
    if fact is ColumnFact.EXPERIENCE_YEARS:
        return _remembering(_years(column))
    if fact in (ColumnFact.ID, ColumnFact.NAME, ColumnFact.EMAIL):
        return _checked(_text, fact)
    return _remembering(_by_words(column, mapping, edition))


def _by_words(column: Column, mapping: TableMapping, edition: Edition | None) -> Read:
    fact = column.fact
    if fact is ColumnFact.LANGUAGE:
        return _language(column, mapping)
    if fact is ColumnFact.COMMITMENT:
        session = str(column.of)
        return _answer(
            mapping, _commitment(column, edition), Commitment(session, to=_to(column, edition), attends=False)
        )
    if fact is ColumnFact.STATEMENT:
        name = str(column.of)
        return _answer(
            mapping,
            Statement(name, standing=column.standing),
            Statement(name, holds=False, standing=column.standing),
        )
    if fact is ColumnFact.EDUCATION:
        levels = {term_key(level.value): level for level in EducationLevel}
        return _worded(column, levels, EducationLevel, f"a level of education ({', '.join(map(repr, levels))})")
    if fact in (ColumnFact.ROLES, ColumnFact.SECTORS):
        return _checked(_several(column, _term(column)), fact)
    country = _country(column)
    if fact is ColumnFact.RESIDENCE:
        return lambda cell: country(_text(cell))
    return _checked(_several(column, country), fact)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        found = cell.strip()
        if found[0] in "#E" and _ERRORS.fullmatch(found):
            raise Refused(f"must be a value, got {found}, an error of the spreadsheet")
        return found
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    raise Refused(f"must be text, got {_kind(cell)}")


def _kind(cell: Cell) -> str:
    return "a date cell" if isinstance(cell, date) else "a cell of time" if cell is not None else "nothing"


def _remembering(read: Read) -> Read:
    """Remember what cells gave: a column holds few different words, and values are the same when they are equal."""
    known: dict[str, Any] = {}

    def remembered(cell: Cell) -> Any:
        if not isinstance(cell, str):
            return read(cell)
        if cell in known:
            return known[cell]
        found = read(cell)
        if len(known) < _MEMORY:
            known[cell] = found
        return found

    return remembered


def _checked(read: Read, fact: ColumnFact) -> Read:
    """Put the check of the applicant's own field behind a reader; what is personal is not repeated."""
    check: Any = getattr(fields(Applicant), fact.field).converter

    def checked(cell: Cell) -> Any:
        try:
            return check(read(cell))
        except InvalidValue as e:
            if fact in _PERSONAL:
                raise Refused(f"{_PERSONAL[fact]}; what came is personal and not repeated here") from None
            raise Refused(e.message) from None

    return checked


def _language(column: Column, mapping: TableMapping) -> Read:
    tag, standing = str(column.of), column.standing
    skills: dict[str, Any] = {term_key(level.value): LanguageSkill(tag, level, standing=standing) for level in Level}
    skills |= {term_key(word): LanguageSkill(tag, standing=standing) for word in mapping.yes}
    skills |= {term_key(word): NOT_LISTED for word in mapping.no}
    skills |= {
        term_key(words): NOT_LISTED if meaning == NOT_SPOKEN else skills[term_key(meaning)]
        for words, meaning in column.words
    }
    return _from_table(skills, f"a CEFR level such as 'C1'{_or_words(column)}")


def _or_words(column: Column) -> str:
    return f", or a word of its table ({', '.join(repr(words) for words, _ in column.words)})" if column.words else ""


def _from_table(table: Mapping[str, Any], must: str) -> Read:
    def read(cell: Cell) -> Any:
        text = _text(cell)
        found = table.get(term_key(text))
        if found is None:
            raise Refused(f"must be {must}; got {shown(text)}")
        return found

    return read


def _worded(column: Column, known: Mapping[str, Any], kind: Callable[[str], Any], must: str) -> Read:
    table = {**known, **{term_key(words): kind(meaning) for words, meaning in column.words}}
    return _from_table(table, f"{must}{_or_words(column)}")


def _answer(mapping: TableMapping, yes: object, no: object) -> Read:
    table = {term_key(word): yes for word in mapping.yes} | {term_key(word): no for word in mapping.no}
    known = "', '".join((*mapping.yes, *mapping.no))
    return _from_table(table, f"yes or no, as one of '{known}'")


def _commitment(column: Column, edition: Edition | None) -> Commitment:
    """Make the promise: to the dates that the column states, or to the session as the edition has it."""
    if column.to is not None or edition is None:
        return Commitment(str(column.of), to=_to(column, edition))
    session = edition.session(str(column.of))
    places = [place.id for place in session.places] if session.places and not session.one_of_places else None
    mode = None if session.mode is Mode.UNKNOWN else session.mode
    return Commitment(session.id, to=session.when, places=places, mode=mode)


def _to(column: Column, edition: Edition | None) -> Any:
    if column.to is not None:
        return column.to
    if edition is None:
        raise InvalidValue(
            f"the edition must be given, or 'to' be stated for the column {column.header!r}: what people promised to "
            f"attend are the dates of {column.of!r}; got neither",
            column,
        )
    return edition.session(str(column.of)).when


def _term(column: Column) -> Callable[[str], str]:
    table = {term_key(words): meaning for words, meaning in column.words}
    return lambda text: table.get(term_key(text), text)


def _country(column: Column) -> Callable[[str], str]:
    table = {term_key(words): meaning for words, meaning in column.words}
    named = _or_words(column)

    def read(text: str) -> str:
        found = table.get(term_key(text))
        if found is not None:
            return found
        try:
            return country_code(text.upper())
        except InvalidValue:
            raise Refused(
                f"must be an ISO 3166-1 code such as 'MA'{named}: names are read by that table alone; got {shown(text)}"
            ) from None

    return read


def _several(column: Column, read: Callable[[str], str]) -> Read:
    separator = column.separator

    def several(cell: Cell) -> tuple[str, ...]:
        text = _text(cell)
        parts = (text,) if separator is None else text.split(separator)
        return tuple(read(part.strip()) for part in parts if part.strip())

    return several


def _years(column: Column) -> Read:
    table = {term_key(words): float(meaning) for words, meaning in column.words}
    check: Any = fields(Applicant).experience_years.converter

    def read(cell: Cell) -> Any:
        number: float
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            number = cell
        else:
            text = _text(cell)
            known = table.get(term_key(text))
            number = _number(text, column) if known is None else known
        try:
            return check(number)
        except InvalidValue as e:
            raise Refused(e.message) from None

    return read


def _number(text: str, column: Column) -> float:
    match = _NUMBER.fullmatch(text.translate(_DIGITS))
    if not match:
        raise Refused(f"must be a number of years such as 5{_or_words(column)}; got {shown(text)}")
    whole, mark, rest = match.groups()
    if mark is not None and mark != column.decimal:
        stated = "states none" if column.decimal is None else f"states {column.decimal!r}"
        raise Refused(f"must have the decimal mark that the mapping states, which {stated}; got {shown(text)}")
    return float(f"{whole}.{rest or 0}")


def _day_pattern(form: str) -> str:
    first, mark, second, _, third = re.split(r"([/.-])", form)
    return re.escape(mark).join(_DAY_PATTERNS[part] for part in (first, second, third))


def _days(form: str) -> Read:
    pattern = re.compile(_day_pattern(form), re.ASCII)

    def read(cell: Cell) -> date:
        if isinstance(cell, datetime):
            if cell.time() != time():
                raise Refused("must be a day, got a day with a time; what came is personal and not repeated here")
            return cell.date()
        if isinstance(cell, date):
            return cell
        match = pattern.fullmatch(_text(cell).translate(_DIGITS)) if isinstance(cell, str) else None
        try:
            if match:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            pass
        raise Refused(f"must be a day that exists, written {form}; what came is personal and not repeated here")

    return read


def _times(form: str, zone: str | None) -> Read:
    day, _, hour = form.partition(" ")
    half = " ?(?P<h>[AP])\\.?M\\.?" if " AM" in hour else ""
    offset = _OFFSET if hour.endswith("+hh:mm") else ""
    pattern = re.compile(f"{_day_pattern(day)}[ T]{_CLOCK}{half}{offset}", re.ASCII | re.IGNORECASE)

    def read(cell: Cell) -> datetime:
        if isinstance(cell, datetime):
            local, stated = cell, None
        else:
            text = " ".join(_text(cell).translate(_DIGITS).split())
            local, stated = _local(pattern.fullmatch(text), form, text)
        if stated is not None:
            return local.replace(tzinfo=timezone(stated)).astimezone(UTC)
        if zone is None:
            raise Refused("must be text with its offset from UTC, as the mapping says, got a date cell")
        try:
            return hour_falls(local, zone)
        except InvalidValue as e:
            raise Refused(e.message) from None

    return read


def _local(match: re.Match[str] | None, form: str, text: str) -> tuple[datetime, timedelta | None]:
    try:
        if match:
            given = match.groupdict()
            hour = int(given["H"])
            if half := given.get("h"):
                hour = _of_day(hour, half)
            local = datetime(  # noqa: DTZ001 - its zone is stated beside it
                int(given["y"]), int(given["m"]), int(given["d"]), hour, int(given["M"]), int(given["S"] or 0),
                int((given["f"] or "0").ljust(6, "0")),
            )  # fmt: skip
            stated = _offset(given["o"]) if "o" in given else None
            if stated is not None:
                local.replace(tzinfo=timezone(stated)).astimezone(UTC)
            return local, stated
    except (ValueError, OverflowError):
        pass
    raise Refused(f"must be a time that exists, written {form}; got {shown(text)}")


def _of_day(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "pP" else 0)


def _offset(given: str) -> timedelta:
    digits = re.sub(r"[^0-9+-]", "", given)
    if not digits:
        return timedelta(0)
    sign = -1 if digits[0] == "-" else 1
    hours, minutes = (digits[1:], "0") if len(digits) <= 3 else (digits[1:-2], digits[-2:])
    if int(minutes) > 59:
        raise ValueError
    return sign * timedelta(hours=int(hours), minutes=int(minutes))
