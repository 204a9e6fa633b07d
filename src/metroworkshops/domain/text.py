"""Text for people in several languages, and the language tags that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from keyword import iskeyword
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from .errors import InvalidValue, shown
from .value import Value, readable

__all__ = ["Text", "language_tag", "languages", "lookup_order", "optional_text", "text"]

# RFC 5646 section 2.1 (langtag and privateuse; the grandfathered tags are deprecated and left out). Primary subtags of
# four to eight letters are left out too: none is registered (IANA Language Subtag Registry, 2026), and "french" is a
# mistake for "fr".
_TAG: Final = re.compile(
    r"""
    (?: [a-z]{2,3} (?:-[a-z]{3}){0,3}                             # language
        (?: -[a-z]{4} )?                                              # script
        (?: -(?:[a-z]{2}|[0-9]{3}) )?                                 # region
        (?: -(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}) )*                    # variants
        (?: -[0-9a-wy-z](?:-[a-z0-9]{2,8})+ )*                        # extensions
        (?: -x(?:-[a-z0-9]{1,8})+ )?
      | x(?:-[a-z0-9]{1,8})+ )
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

UNTAGGED: Final = "und"
"""The tag of text in no particular language (ISO 639-2, "undetermined")."""


def language_tag(given: str) -> str:
    """Check a language tag and write it as RFC 5646 section 2.1.1 recommends.

    Args:
        given: A well-formed BCP 47 tag, in any case. Whether its subtags are registered is not looked up.

    Raises:
        InvalidValue: It is not well-formed.

    >>> language_tag("AR-tn")
    'ar-TN'
    """
    if not isinstance(given, str) or not _TAG.fullmatch(given):
        raise InvalidValue(f"must be a BCP 47 language tag such as 'fr' or 'ar-TN', got {shown(given)}", given)
    written: list[str] = []
    for subtag in given.lower().split("-"):
        plain = not written or any(len(earlier) == 1 for earlier in written)
        if not plain and len(subtag) == 2:
            written.append(subtag.upper())
        elif not plain and len(subtag) == 4 and subtag.isalpha():
            written.append(subtag.title())
        else:
            written.append(subtag)
    return "-".join(written)


def languages(given: Iterable[str]) -> tuple[str, ...]:
    """Check a list of language tags, each given once."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidValue(f"must be a list such as ['fr', 'ar'], got {shown(given)}", given)
    tags = tuple(map(language_tag, given))
    if len(set(tags)) < len(tags):
        raise InvalidValue(f"each language must be given once such as ['fr', 'ar'], got {shown(list(tags))}", given)
    return tags


def lookup_order(tag: str) -> tuple[str, ...]:
    """List the tags to try for one asked for, the longest first (RFC 4647 section 3.4).

    >>> lookup_order("zh-Hant-CN-x-private")
    ('zh-Hant-CN-x-private', 'zh-Hant-CN', 'zh-Hant', 'zh')
    """
    subtags = language_tag(tag).split("-")
    order = []
    while subtags:
        order.append("-".join(subtags))
        subtags.pop()
        while subtags and len(subtags[-1]) == 1:
            subtags.pop()
    return tuple(order)


@frozen(init=False, repr=False)
class Text(Value):
    """Text for people, in one language or several.

    Args:
        given: A plain string, which is text in no particular language ("AViTeM"), or a mapping of BCP 47 tag to string.
        original: The tag to fall back to; it must be one that is given. Default: the first given.
        tags: The same as the mapping, for tags that are also Python names.

    Raises:
        InvalidValue: No text, a malformed tag, a tag given twice, a string that is empty or blank.

    >>> title = Text(en="Bologna", fr="Bologne")
    >>> title.in_language("fr-MA"), title.in_language("it")
    ('Bologne', 'Bologna')
    """

    strings: tuple[tuple[str, str], ...] = field()
    original: str = field()

    if TYPE_CHECKING:

        def __attrs_init__(self, strings: tuple[tuple[str, str], ...], original: str) -> None: ...

    def __init__(
        self, given: str | Mapping[str, str] | None = None, /, *, original: str | None = None, **tags: str
    ) -> None:
        if given is not None and not isinstance(given, str | Mapping):
            raise InvalidValue(f"must be text such as Text(en='Bologna'), got {shown(given)}", given)
        named: dict[str, str] = {UNTAGGED: given} if isinstance(given, str) else dict(given or {})
        pairs = [*named.items(), *tags.items()]
        strings: dict[str, str] = {}
        for tag, string in pairs:
            tidy = language_tag(tag)
            if tidy in strings:
                raise InvalidValue(f"each language must be given once, got {tidy!r} again", tag, tag)
            try:
                strings[tidy] = readable(string)
            except InvalidValue as e:
                raise InvalidValue(e.message, string, tag) from None
        if not strings:
            raise InvalidValue("must hold text in one language or more such as Text(en='Bologna'), got nothing", given)
        first = next(iter(strings)) if original is None else language_tag(original)
        if first not in strings:
            raise InvalidValue(
                f"'original' must be one of the languages given such as {next(iter(strings))!r}, got {original!r}",
                original,
                "original",
            )
        self.__attrs_init__(tuple(sorted(strings.items())), first)

    @property
    def tags(self) -> tuple[str, ...]:
        """The language tags there are, in alphabetical order; ``und`` for text in no particular language."""
        return tuple(tag for tag, _ in self.strings)

    def tag_for(self, language: str) -> str:
        """Find the tag that serves a language: RFC 4647 lookup, then `original`."""
        return next((tag for tag in lookup_order(language) if tag in self._by_tag), self.original)

    def in_language(self, language: str) -> str:
        """Give the text for a reader of this language: RFC 4647 lookup, then `original`.

        Args:
            language: A BCP 47 tag.

        Raises:
            InvalidValue: The tag is malformed.

        >>> Text(fr="Maroc").in_language("fr-MA")
        'Maroc'
        """
        return self._by_tag[self.tag_for(language)]

    @cached_property
    def _by_tag(self) -> dict[str, str]:
        """The strings by their tags: text in many languages is asked for each of them."""
        return dict(self.strings)

    def __str__(self) -> str:
        return self._by_tag[self.original]

    def __repr__(self) -> str:
        if self.tags == (UNTAGGED,):
            return f"Text({str(self)!r})"
        strings = dict(self.strings)
        ordered = {self.original: strings.pop(self.original), **strings}
        # "is" (Icelandic) and "or" (Odia) are words that Python keeps for itself.
        if all(tag.isidentifier() and not iskeyword(tag) for tag in ordered):
            return f"Text({', '.join(f'{tag}={string!r}' for tag, string in ordered.items())})"
        return f"Text({ordered!r})"


def text(given: Text | str | Mapping[str, str]) -> Text:
    """Take text, or make it of a string or a mapping."""
    return given if isinstance(given, Text) else Text(given)


def optional_text(given: Text | str | Mapping[str, str] | None) -> Text | None:
    """Take text that may be missing."""
    return None if given is None else text(given)
