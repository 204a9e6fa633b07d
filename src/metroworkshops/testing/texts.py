"""Strategies for text, tags and ids."""

from __future__ import annotations

from functools import cache
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.text import Text
from metroworkshops.domain.value import readable

__all__ = ["identifiers", "language_tags", "plain_texts", "texts"]

_PLAIN: Final = ("Bologna", "Metropolitan workshop", "Ateliers métropolitains", "من المشروع إلى الفعل", "Città e porti")
_HOSTILE: Final = (
    "a\nb",
    "a\r\nBEGIN:VEVENT\r\nX",
    "tab\there",
    "nul\x00bell\x07",
    "next\x85line\u2028and\u2029on",
    "rtl \u202eabc\u202c \u200fשלום",
    "emoji 👩‍👩‍👧‍👦 🇲🇦",
    'quotes " and \\ and ; and , and :',
    "C:\\New\\n",
    "{braces} {0} %s %(x)s",
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "e\u0301 combining",
    "x" * 2000,
    " led and trailed by spaces ",
    "\ufeffmarked",
    "None",
)
"""What people paste and what attackers send: breaks, controls, bidirectional marks, emoji, very long lines."""


def _is_writable(text: str) -> bool:
    try:
        return bool(readable(text))
    except InvalidValue:
        return False


def plain_texts() -> SearchStrategy[str]:
    """Draw a text: mostly what people write, often enough hostile, never blank."""
    return _plain_texts()


@cache
def _plain_texts() -> SearchStrategy[str]:
    return st.one_of(
        st.sampled_from(_PLAIN),
        st.sampled_from(_HOSTILE),
        st.text(min_size=1, max_size=30).filter(_is_writable),
    )


def language_tags() -> SearchStrategy[str]:
    """Draw a BCP 47 tag."""
    # Python keeps "is" (Icelandic) and "or" (Odia) for itself.
    return st.sampled_from(
        ("en", "fr", "ar", "it", "fr-MA", "ar-TN", "zh-Hant-HK", "sr-Latn", "el", "de-1996", "is", "or")
    )


def texts() -> SearchStrategy[Text]:
    """Draw a `Text`: plain, or in one language or several."""
    return _texts()


@cache
def _texts() -> SearchStrategy[Text]:

    def make(strings: dict[str, str], original: int) -> Text:
        tags = list(strings)
        return Text(strings, original=tags[original % len(tags)])

    in_languages = st.builds(
        make, st.dictionaries(language_tags(), plain_texts(), min_size=1, max_size=3), st.integers(0, 2)
    )
    return st.one_of(plain_texts().map(Text), in_languages)


def identifiers() -> SearchStrategy[str]:
    """Draw an id: mostly plain, sometimes with characters that formats must escape."""
    return _identifiers()


@cache
def _identifiers() -> SearchStrategy[str]:
    return st.one_of(
        st.from_regex(r"[a-z]{3,8}(-20(1[89]|2[0-9]))?", fullmatch=True),
        st.sampled_from(("été-2020", "a.b", 'q"uote', "semi;colon,comma", "back\\slash", "x" * 200, "مراكش")),
    )
