"""Addresses: ASCII only, and left out rather than wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import Call, InvalidValue
from metroworkshops.calendars.addresses import ascii_address


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("https://example.org/dépôt", "https://example.org/d%C3%A9p%C3%B4t"),
        ("https://example.org/d%C3%A9j%C3%A0", "https://example.org/d%C3%A9j%C3%A0"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ('https://example.org/a"b<c>\\', "https://example.org/a%22b%3Cc%3E%5C"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://πόλις.example:8443/", "https://xn--uxadok1c.example:8443/"),
        ("https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://name:secret@example.org/", "https://example.org/"),
    ],
)
def test_an_address_is_written_in_ascii(address: str, written: str) -> None:
    assert ascii_address(address) == written


@pytest.mark.parametrize(
    "address",
    ["https://é..example/", "https://[::1/", "https://ex＃ample.com/", "https://a<b.example/", "https://x:port/"],
)
def test_a_host_that_cannot_be_written_is_left_out(address: str) -> None:
    assert ascii_address(address) is None


@given(st.text(min_size=1))
def test_whatever_a_call_takes_gives_printable_ascii_or_nothing(text: str) -> None:
    address = f"https://example.org/{text}"
    try:
        Call(forms=address)
    except InvalidValue:
        return
    written = ascii_address(address)
    assert written is not None
    assert written.isascii()
    assert written.isprintable()
    assert not set(written) & set(' "<>\\^`{|}')
    assert ascii_address(written) == written
