"""What the forms that people write by hand have in common: how long they are, their ends of lines, and their places."""

from __future__ import annotations

from typing import Any

import pytest

import metroworkshops as mw
from metroworkshops import documents
from metroworkshops.documents.by_hand import LARGEST

pytest.importorskip("tomlkit")
pytest.importorskip("yaml")

WHENS: dict[Any, str] = {
    "yaml": 'format: metroworkshops\nversion: 1\nkind: when\nvalue: "2020-03"\n#',
    "toml": 'format = "metroworkshops"\nversion = 1\nkind = "when"\nvalue = "2020-03"\n#',
}
TOO_LONG = "must not be longer than 1000000 characters in a form for writing by hand: write it as JSON"


def told(text: str | bytes, form: Any) -> list[mw.Fault]:
    with pytest.raises(mw.DocumentError) as caught:
        documents.loads(text, form=form)
    return list(caught.value.faults)


@pytest.mark.parametrize("character", ["x", "\U0001f600"])
def test_a_document_is_read_up_to_the_longest_that_anybody_writes(character: str) -> None:
    text = WHENS["toml"] + character * (LARGEST - len(WHENS["toml"]))
    for written in (text, text.encode()):
        assert documents.loads(written, form="toml") == mw.When.parse("2020-03")
    for longer in (f"{text}x", f"{text}x".encode()):
        assert told(longer, "toml") == [mw.Fault("$", TOO_LONG)]


def test_no_document_is_taken_for_too_long_for_the_bytes_of_its_characters() -> None:
    (fault,) = told(("\U0001f600" * LARGEST).encode(), "toml")
    assert fault.message != TOO_LONG
    assert told(("\U0001f600" * LARGEST + "x").encode(), "toml") == [mw.Fault("$", TOO_LONG)]


def test_a_value_is_written_up_to_the_longest_that_is_read() -> None:
    around = len(documents.dumps(mw.Text("x"), form="toml")) - 1
    longest = mw.Text("x" * (LARGEST - around))
    assert documents.loads(documents.dumps(longest, form="toml"), form="toml") == longest
    longer = mw.Text("x" * (LARGEST - around + 1))
    with pytest.raises(mw.InvalidValue) as caught:
        documents.dumps(longer, form="toml")
    assert str(caught.value) == f"{TOO_LONG}, got 1000001"
    assert caught.value.value is longer


@pytest.mark.parametrize("form", WHENS)
def test_what_is_no_utf_8_is_told_with_its_byte(form: str) -> None:
    assert told(b"a\xff", form) == [mw.Fault("$", "must be UTF-8, got byte 255 at 1")]


@pytest.mark.parametrize("form", WHENS)
def test_a_lone_surrogate_is_told_at_its_line_and_column(form: str) -> None:
    message = r"must be text that can be encoded, without lone surrogates, got '\ud800'"
    assert told(WHENS[form].replace("\n", "\r\n") + "a\ud800\ud801", form) == [mw.Fault("$", message, 5, 3)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yaml", "format: metroworkshops\nversion: 1\nkind: text\nvalue: |-\n  a\n  b\n"),
        ("toml", 'format = "metroworkshops"\nversion = 1\nkind = "text"\nvalue = """a\nb"""\n'),
    ],
)
def test_an_end_of_a_line_is_one_character_however_an_editor_writes_it(form: Any, text: str) -> None:
    assert documents.loads(text, form=form) == mw.Text("a\nb")
    assert documents.loads(text.replace("\n", "\r\n"), form=form) == mw.Text("a\nb")
    assert documents.loads(b"\xef\xbb\xbf" + text.encode(), form=form) == mw.Text("a\nb")
    assert documents.loads("\ufeff" + text, form=form) == mw.Text("a\nb")
