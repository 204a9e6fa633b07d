"""Columns: which fact about an applicant a column of a table holds, and how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final
from unicodedata import normalize

from attrs import field, frozen

from .country import country_code
from .education import as_education_level
from .errors import InvalidValue, shown
from .group import term_key
from .level import Standing, as_level, as_standing
from .text import language_tag
from .time_zone import zone_readings
from .value import Invariant, Named, Value, identifier, member, optional_readable, readable
from .when import When, as_when

__all__ = ["NOT_SPOKEN", "CellWords", "Column", "ColumnFact", "EmptyCell", "header_text"]

CellWords = tuple[tuple[str, str], ...]
"""Words of cells, and what each means; in alphabetical order."""

NOT_SPOKEN: Final = "none"
"""What words in a column of a language mean that say that it is not spoken."""

_DATE_FORMS: Final = ("dd/mm/yyyy", "mm/dd/yyyy", "yyyy/mm/dd", "dd-mm-yyyy", "dd.mm.yyyy", "yyyy-mm-dd")
_TIME_FORMS: Final = ("hh:mm", "hh:mm AM", "hh:mm +hh:mm", "hh:mm AM +hh:mm")
_NUMBER: Final = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


class ColumnFact(Named):
    """What a column holds: a field of `Applicant`, or one element of a list of it (a language, a session, ...)."""

    ID = "id"
    NAME = "name"
    EMAIL = "email"
    BIRTH_DATE = "birth_date"
    APPLIED_AT = "applied_at"
    LANGUAGE = "language"
    COMMITMENT = "commitment"
    STATEMENT = "statement"
    ROLES = "roles"
    SECTORS = "sectors"
    NATIONALITIES = "nationalities"
    RESIDENCE = "residence"
    WORKS_IN_COUNTRIES = "works_in_countries"
    EXPERIENCE_YEARS = "experience_years"
    EDUCATION = "education"

    @property
    def field(self) -> str:
        """The field of `Applicant` that it fills, alone or with other columns."""
        return _FIELDS.get(self, self.value)


_FIELDS: Final = {
    ColumnFact.LANGUAGE: "languages",
    ColumnFact.COMMITMENT: "commitments",
    ColumnFact.STATEMENT: "statements",
}
_LISTS: Final = (ColumnFact.ROLES, ColumnFact.SECTORS, ColumnFact.NATIONALITIES, ColumnFact.WORKS_IN_COUNTRIES)
_COUNTRIES: Final = (ColumnFact.NATIONALITIES, ColumnFact.RESIDENCE, ColumnFact.WORKS_IN_COUNTRIES)
_UNWORDED: Final = frozenset(
    {
        ColumnFact.ID,
        ColumnFact.NAME,
        ColumnFact.EMAIL,
        ColumnFact.BIRTH_DATE,
        ColumnFact.APPLIED_AT,
        ColumnFact.COMMITMENT,
        ColumnFact.STATEMENT,
    }
)
_WITHOUT_STANDING: Final = frozenset(
    {ColumnFact.ID, ColumnFact.NAME, ColumnFact.EMAIL, ColumnFact.APPLIED_AT, ColumnFact.COMMITMENT}
)


class EmptyCell(Named):
    """What an empty cell says, where several columns make one list: languages, commitments, statements.

    `NOT_GIVEN` asks a person: the list is not known to be whole. `NOT_LISTED` is for boxes that are ticked or left
    empty: the list is whole without it.
    """

    NOT_GIVEN = "not given"
    NOT_LISTED = "not listed"


def header_text(given: str) -> str:
    """Give the form in which headers are compared: trimmed, and in Unicode's composed form (NFC).

    >>> header_text(" Pre\u0301nom ") == "Pr\u00e9nom"
    True
    """
    return normalize("NFC", given).strip()


def _header(given: str) -> str:
    return header_text(readable(given))


def _fact(given: ColumnFact | str) -> ColumnFact:
    return member(ColumnFact, given, "fact")


def _words(given: Mapping[str, object] | Iterable[tuple[str, object]]) -> CellWords:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise InvalidValue(f"must be a table such as {{'courant': 'C1'}}, got {shown(given)}", given)
    found: dict[str, tuple[str, str]] = {}
    pairs: Any = given.items() if isinstance(given, Mapping) else given
    for words, meaning in pairs:
        key = term_key(readable(words))
        if key in found:
            raise InvalidValue(f"each word must be given once, got {words!r} again", words)
        found[key] = words, readable(str(meaning) if isinstance(meaning, Named) else meaning)
    return tuple(sorted(found.values()))


def _separator(given: str | None) -> str | None:
    if given is not None and (not isinstance(given, str) or not 1 <= len(given) <= 10):
        raise InvalidValue(f"'separator' must be 1 to 10 characters such as ';', got {shown(given)}", given)
    return given


def _decimal(given: str | None) -> str | None:
    if given not in (None, ",", "."):
        raise InvalidValue(f"'decimal' must be ',' or '.', got {shown(given)}", given)
    return given


def _zone(given: str | None) -> str | None:
    return None if given is None else zone_readings(readable(given))[0]


def _when(given: When | str | None) -> When | None:
    return None if given is None else as_when(given)


def _empty(given: EmptyCell | str) -> EmptyCell:
    return member(EmptyCell, given, "empty")


def _of_fits(fact: ColumnFact, of: str | None) -> Iterator[InvalidValue]:
    checks = {ColumnFact.LANGUAGE: language_tag, ColumnFact.COMMITMENT: identifier, ColumnFact.STATEMENT: readable}
    examples = {
        ColumnFact.LANGUAGE: "the tag of the language such as 'fr'",
        ColumnFact.COMMITMENT: "the id of the session such as 'bologna-2020'",
        ColumnFact.STATEMENT: "the name of what is stated such as 'travel document'",
    }
    if fact not in checks:
        if of is not None:
            yield InvalidValue(f"'of' must be left out for {fact.value!r}, got {shown(of)}", of, "of")
    elif of is None:
        yield InvalidValue(f"'of' must be {examples[fact]}, got nothing", None, "of")
    else:
        try:
            checks[fact](of)
        except InvalidValue as e:
            yield InvalidValue(e.message, of, "of")


def _words_fit(fact: ColumnFact, words: CellWords) -> Iterator[InvalidValue]:
    if words and fact in _UNWORDED:
        yield InvalidValue(f"'words' must be left out for {fact.value!r}, got {shown(dict(words))}", words, "words")
        return
    for words_of_cell, meaning in words:
        try:
            _check_meaning(fact, meaning)
        except InvalidValue as e:
            yield InvalidValue(f"what {words_of_cell!r} means: {e.message}", meaning, "words")


def _check_meaning(fact: ColumnFact, meaning: str) -> None:
    if fact is ColumnFact.LANGUAGE and meaning != NOT_SPOKEN:
        as_level(meaning)
    elif fact is ColumnFact.EDUCATION:
        as_education_level(meaning)
    elif fact in _COUNTRIES:
        country_code(meaning)
    elif fact is ColumnFact.EXPERIENCE_YEARS and not (_NUMBER.fullmatch(meaning) and float(meaning) <= 100):
        raise InvalidValue(f"must be a number of years from 0 to 100 such as '2.5', got {shown(meaning)}", meaning)


def _form_fits(fact: ColumnFact, form: str | None, time_zone: str | None) -> Iterator[InvalidValue]:
    if fact is ColumnFact.BIRTH_DATE:
        if form not in _DATE_FORMS:
            forms = ", ".join(map(repr, _DATE_FORMS))
            yield InvalidValue(
                f"'form' must be stated for a day, and be one of {forms}; got {shown(form)}", form, "form"
            )
    elif fact is ColumnFact.APPLIED_AT:
        day, _, hour = (form or "").partition(" ")
        if day not in _DATE_FORMS or hour not in _TIME_FORMS:
            yield InvalidValue(
                "'form' must be stated for a time, as a form of date and of time such as 'dd/mm/yyyy hh:mm', "
                f"'mm/dd/yyyy hh:mm AM' or, with the offset in the cell, 'yyyy-mm-dd hh:mm +hh:mm'; got {shown(form)}",
                form,
                "form",
            )
        elif not form or not form.endswith("+hh:mm"):
            if time_zone is None:
                yield InvalidValue(
                    "'time_zone' must be stated for times without an offset such as 'Europe/Paris': none is guessed; "
                    "got nothing",
                    None,
                    "time_zone",
                )
        elif time_zone is not None:
            yield InvalidValue(
                f"'time_zone' must be left out where cells have their offset, got {time_zone!r}", time_zone, "time_zone"
            )
    elif form is not None:
        yield InvalidValue(f"'form' must be left out for {fact.value!r}, got {shown(form)}", form, "form")
    if time_zone is not None and fact is not ColumnFact.APPLIED_AT:
        yield InvalidValue(
            f"'time_zone' must be left out for {fact.value!r}, got {time_zone!r}", time_zone, "time_zone"
        )


def _others_fit(
    fact: ColumnFact, separator: str | None, decimal: str | None, to: When | None, empty: EmptyCell, standing: Standing
) -> Iterator[InvalidValue]:
    fits = (
        ("separator", separator, separator is None or fact in _LISTS),
        ("decimal", decimal, decimal is None or fact is ColumnFact.EXPERIENCE_YEARS),
        ("to", to, to is None or fact is ColumnFact.COMMITMENT),
        ("empty", empty.value, empty is EmptyCell.NOT_GIVEN or fact in _FIELDS),
        ("standing", standing.value, standing is Standing.DECLARED or fact not in _WITHOUT_STANDING),
    )
    for name, given, is_right in fits:
        if not is_right:
            yield InvalidValue(f"{name!r} must be left out for {fact.value!r}, got {shown(given)}", given, name)


@frozen(repr=False)
class Column(Value):
    """Which fact a column of a table holds, and how its cells are read. Nothing about them is guessed.

    An empty cell means that the fact was not given. Case and the width of spaces play no part in words.

    Args:
        header: The text at the head of the column, as exported; spaces around it play no part.
        fact: What it holds: id, name, email, birth_date, applied_at, language, commitment, statement, roles, sectors,
            nationalities, residence, works_in_countries, experience_years or education.
        of: For a language its tag, for a commitment the id of the session, for a statement its name.
        words: What words of cells mean: a level of language ("none": not spoken), a level of education, a code of a
            country, a role or sector of the criteria, a number of years. CEFR levels, levels of education and ISO
            3166-1 codes are always read; names of countries never are, but by this table.
        form: How days and times are written: "dd/mm/yyyy" or another order or mark; for times followed by "hh:mm" or
            "hh:mm AM", and by "+hh:mm" where cells have their offset. Seconds may follow; zeros may be left out.
        time_zone: Where the clock of the times stood, for times without an offset: "Europe/Paris".
        decimal: The decimal mark of years of experience, "," or "."; None: whole numbers only.
        separator: What stands between several roles, sectors or countries in one cell; None: it is one.
        to: For a commitment: the dates that people were shown. None: those of the session in the edition.
        empty: What an empty cell says where columns make one list. Default: that it was not given.
        standing: How the fact is known: "assessed" for a column that staff filled in.

    Raises:
        InvalidValue: A form or zone is not stated where one is needed, or something is stated that does not fit the
            fact; all of it is told at once.

    >>> Column("Niveau de français", "language", of="fr", words={"courant": "C1"})
    Column(header='Niveau de français', fact=ColumnFact.LANGUAGE, of='fr', words=(('courant', 'C1'),))
    >>> Column("Naissance", "birth_date")
    Traceback (most recent call last):
    ...
    metroworkshops.domain.errors.InvalidValue: form: 'form' must be stated for a day, and be one of 'dd/mm/yyyy', \
'mm/dd/yyyy', 'yyyy/mm/dd', 'dd-mm-yyyy', 'dd.mm.yyyy', 'yyyy-mm-dd'; got None
    """

    INVARIANTS: ClassVar[tuple[Invariant, ...]] = (
        Invariant(("fact", "of"), _of_fits),
        Invariant(("fact", "words"), _words_fit),
        Invariant(("fact", "form", "time_zone"), _form_fits),
        Invariant(("fact", "separator", "decimal", "to", "empty", "standing"), _others_fit),
    )

    header: str = field(converter=_header)
    fact: ColumnFact = field(converter=_fact)
    of: str | None = field(kw_only=True, default=None, converter=optional_readable)
    words: CellWords = field(kw_only=True, default=(), converter=_words)
    form: str | None = field(kw_only=True, default=None, converter=optional_readable)
    time_zone: str | None = field(kw_only=True, default=None, converter=_zone)
    decimal: str | None = field(kw_only=True, default=None, converter=_decimal)
    separator: str | None = field(kw_only=True, default=None, converter=_separator)
    to: When | None = field(kw_only=True, default=None, converter=_when)
    empty: EmptyCell = field(kw_only=True, default=EmptyCell.NOT_GIVEN, converter=_empty)
    standing: Standing = field(kw_only=True, default=Standing.DECLARED, converter=as_standing)
