"""Addresses of web pages in calendars: ASCII only (RFC 3986), for many readers take nothing else."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize
from urllib.parse import quote, urlsplit, urlunsplit

__all__ = ["ascii_address"]

_KEPT: Final = "/:@!$&'()*+,;=-._~%"
_HOST: Final = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?|\[[0-9a-f:.]+\]", re.ASCII)
_STRAY: Final = re.compile("%(?![0-9A-Fa-f]{2})")


def ascii_address(address: str) -> str | None:
    """Write a web address in ASCII: the host in Punycode (RFC 3492), the rest percent-encoded.

    Args:
        address: A web address as `Call.forms` takes it.

    Returns:
        The address; None when its host has no such form, and no reader could follow it.

    >>> ascii_address("https://métropole.example/dépôt?n=é")
    'https://xn--mtropole-b1a.example/d%C3%A9p%C3%B4t?n=%C3%A9'
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    place = f"[{host}]" if ":" in host else ".".join(map(_label, host.split(".")))
    if not _HOST.fullmatch(place):
        return None
    place = place if port is None else f"{place}:{port}"
    # What stands before the host is a name or a password of somebody: it is left out.
    return urlunsplit((parts.scheme, place, _quoted(parts.path), _quoted(parts.query), _quoted(parts.fragment)))


def _label(label: str) -> str:
    """Write one label of a host as browsers do (UTS 46, nontransitional): sharp s and final sigma stay themselves."""
    if label.isascii():
        return label
    return "xn--" + normalize("NFKC", normalize("NFKC", label).lower()).encode("punycode").decode("ascii")


def _quoted(text: str) -> str:
    # A per cent sign that begins no escape stands for itself.
    return quote(_STRAY.sub("%25", text), _KEPT + "?")
