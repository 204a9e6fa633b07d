"""Catalogues of messages: one gettext file for each language, which translators' tools can edit."""

from __future__ import annotations

import io
import os
import string
from datetime import UTC, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from attrs import Factory, field, frozen
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from metroworkshops.domain.errors import InvalidValue, NotFound, shown
from metroworkshops.domain.text import language_tag, lookup_order

from .messages import MESSAGES

__all__ = ["Catalogue", "catalogue_for", "languages", "template"]

ENGLISH: Final = "en"
# Babel would ask the clock for both.
_HEADER: Final = """\
# Translations of metroworkshops.
# This file is distributed under the same license as the metroworkshops project.
#"""
_WRITTEN: Final = datetime(2026, 11, 24, tzinfo=UTC)  # when the messages were, first


def _read(messages: bytes | None) -> GNUTranslations | None:
    return None if messages is None else GNUTranslations(io.BytesIO(messages))


@frozen
class Catalogue:
    """The messages in one language.

    Every function of `metroworkshops.words` takes a language tag, or one of these: so a host can bring a language of
    its own as a file, with `load`.

    Attributes:
        language: The BCP 47 tag.
    """

    language: str
    _messages: bytes | None = field(repr=False)  # compiled by gettext (.mo); None for English, which needs none
    _translations: GNUTranslations | None = field(
        init=False, repr=False, eq=False, default=Factory(lambda self: _read(self._messages), takes_self=True)
    )

    def __reduce__(self) -> tuple[type[Catalogue], tuple[str, bytes | None]]:
        return Catalogue, (self.language, self._messages)  # gettext's rule of plurals is a function that cannot be sent

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Catalogue:
        """Read a gettext file (.po). Its header names the language.

        Raises:
            InvalidValue: It is not such a file, or messages are missing, unfinished or hold other names in braces
                than the English ones; all of them are told at once.
            OSError: It cannot be read.
        """
        return _compiled(Path(path).read_bytes(), str(path))

    def say(self, code: str, /, *, n: int | None = None, **values: object) -> str:
        """Say a message.

        Args:
            code: Its code in `MESSAGES`.
            n: The number that chooses between singular and plural, filled in as ``{n}`` too.
            values: What is filled in.

        Raises:
            KeyError: There is no such message.
        """
        english = MESSAGES[code]
        if isinstance(english, tuple):
            count = 0 if n is None else n
            values["n"] = count
            if self._translations is None:
                pattern = english[0] if count == 1 else english[1]
            else:
                pattern = self._translations.npgettext(code, english[0], english[1], count)
        else:
            pattern = english if self._translations is None else self._translations.pgettext(code, english)
        return pattern.format(**values)


def _names(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def _compiled(data: bytes, source: str) -> Catalogue:
    try:
        catalog = read_po(io.BytesIO(data), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError) as e:
        raise InvalidValue(
            f"a catalogue must be a gettext .po file in UTF-8 such as 'it.po', got {source}: {e}"
        ) from None
    header = next((value for name, value in catalog.mime_headers if name == "Language"), "")
    faults = []
    try:
        language = language_tag(header.replace("_", "-"))
    except InvalidValue as e:
        faults.append(f"Language: {e.message}")
        language = "und"
    faults += _faults(catalog)
    if faults:
        raise InvalidValue(
            "\n  ".join([f"a catalogue must hold every message, such as those of template(); got {source}:", *faults]),
            source,
        )
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    return Catalogue(language, compiled.getvalue())


def _faults(catalog: Catalog) -> list[str]:
    found = []
    for code, english in MESSAGES.items():
        message = catalog.get(english if isinstance(english, str) else english[0], context=code)
        translated: Any = message.string if message is not None else ""
        forms = translated if isinstance(translated, tuple | list) else (translated,)
        if message is None or not all(forms):
            found.append(f"{code}: must be translated, got nothing")
            continue
        if message.fuzzy:
            found.append(f"{code}: must be finished, got a fuzzy translation")
        if isinstance(english, tuple) and len(forms) != catalog.num_plurals:
            found.append(f"{code}: must have {catalog.num_plurals} plural forms, got {len(forms)}")
        wanted = _names(english if isinstance(english, str) else english[1])
        for form in forms:
            try:
                given = _names(form)
            except ValueError:
                found.append(f"{code}: must have braces in pairs such as {{title}}, got {shown(form)}")
                continue
            # A plural form for one may leave the number out.
            if given != wanted and not (isinstance(english, tuple) and given == wanted - {"n"}):
                found.append(f"{code}: must hold {sorted(wanted)} in braces, got {sorted(given)}")
    return found


@cache
def languages() -> tuple[str, ...]:
    """List the languages that come with the library.

    >>> "en" in languages(), "fr" in languages()
    (True, True)
    """
    folder = files(__name__.rpartition(".")[0]) / "catalogues"
    shipped = (Path(entry.name) for entry in folder.iterdir())
    return tuple(sorted({ENGLISH, *(path.stem for path in shipped if path.suffix == ".po")}))


@lru_cache(maxsize=32)
def _shipped(tag: str) -> Catalogue:
    if tag == ENGLISH:
        return Catalogue(ENGLISH, None)
    path = files(__name__.rpartition(".")[0]) / "catalogues" / f"{tag}.po"
    return _compiled(path.read_bytes(), f"{tag}.po")


def catalogue_for(language: str | Catalogue) -> Catalogue:
    """Find the catalogue that serves a language: RFC 4647 lookup, so that "fr-MA" is served by "fr".

    Raises:
        NotFound: There is none; the error names those there are. No other language is put in its place.
        InvalidValue: The tag is malformed.
    """
    if isinstance(language, Catalogue):
        return language
    known = languages()
    for tag in lookup_order(language):
        if tag in known:
            return _shipped(tag)
    raise NotFound(
        f"there are no messages in {language!r}; there are: {', '.join(known)}. Another language is a file away: "
        "see Catalogue.load",
        language,
        known,
    )


def template() -> str:
    """Give the empty catalogue (.pot) from which a new language is made.

    >>> "when-unknown" in template()
    True
    """
    catalog = Catalog(
        project="metroworkshops", header_comment=_HEADER, creation_date=_WRITTEN, fuzzy=False, charset="utf-8"
    )
    for code, english in MESSAGES.items():
        catalog.add(english, context=code)
    out = io.BytesIO()
    write_po(out, catalog, omit_header=False, width=100)
    return out.getvalue().decode()
