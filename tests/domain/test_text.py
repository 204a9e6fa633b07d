"""Text in several languages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metroworkshops import InvalidValue, Text
from metroworkshops.domain.text import language_tag, lookup_order
from metroworkshops.testing import texts


def test_lookup_falls_back_as_rfc_4647_says_then_to_the_original() -> None:
    text = Text({"fr": "Bologne", "fr-MA": "Boulogne-sur-Savena", "it": "Bologna"}, original="it")
    assert text.in_language("fr-MA") == "Boulogne-sur-Savena"
    assert text.in_language("fr-CA") == "Bologne"
    assert text.in_language("FR") == "Bologne"
    assert text.in_language("en") == "Bologna"


@pytest.mark.parametrize(
    ("tag", "order"),
    [
        (
            "zh-Hant-CN-x-private1-private2",
            ["zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"],
        ),
        ("de-CH-1996", ["de-CH-1996", "de-CH", "de"]),
        ("sr-Latn", ["sr-Latn", "sr"]),
    ],
)
def test_lookup_order_is_that_of_rfc_4647(tag: str, order: list[str]) -> None:
    assert list(lookup_order(tag)) == order


def test_the_original_is_the_first_given() -> None:
    assert str(Text(fr="a", en="b")) == "a"
    assert Text(fr="a", en="b") != Text(en="b", fr="a")
    assert Text(fr="a", en="b") == Text(en="b", fr="a", original="fr")


def test_a_plain_string_is_text_in_no_particular_language() -> None:
    assert Text("AViTeM").in_language("ar") == "AViTeM"
    assert Text("AViTeM").tags == ("und",)


@pytest.mark.parametrize(
    ("given_tag", "written"),
    [("AR-tn", "ar-TN"), ("ZH-hANT-hk", "zh-Hant-HK"), ("de-1996", "de-1996"), ("en-u-ca-gregory", "en-u-ca-gregory")],
)
def test_tags_are_written_as_rfc_5646_recommends(given_tag: str, written: str) -> None:
    assert language_tag(given_tag) == written


@pytest.mark.parametrize(
    "tag", ["", "f", "french", "fr_FR", "fr-", "-fr", "fr FR", "fr-FR-x", "français", "12", "fr\n"]
)
def test_a_malformed_tag_is_refused(tag: str) -> None:
    with pytest.raises(InvalidValue, match="BCP 47"):
        Text({tag: "x"})


@pytest.mark.parametrize("bad", ["", "  ", "\n", "\ud800", 7, None])
def test_text_must_not_be_empty_nor_impossible_to_encode(bad: object) -> None:
    with pytest.raises(InvalidValue):
        Text(en=bad)  # type: ignore[arg-type]


def test_no_text_at_all_is_refused() -> None:
    wrong: list[Any] = [
        lambda: Text(),
        lambda: Text({}),
        lambda: Text(en="a", original="fr"),
        lambda: Text({"EN": "a"}, en="b"),
    ]
    for make in wrong:
        with pytest.raises(InvalidValue):
            make()


@pytest.mark.parametrize("unseen", ["", " ", "\n\t", "\x1b", "\x80", "\u200b", "\ufeff\u2028", "\u202e \u00ad"])
def test_text_that_shows_nothing_is_refused(unseen: str) -> None:
    """A calendar would have an empty name, and a title nothing but what is not settled."""
    with pytest.raises(InvalidValue, match="text that is not empty"):
        Text(unseen)
    assert str(Text(f"{unseen}.")) == f"{unseen}."


@given(texts(), st.sampled_from(["en", "fr", "fr-MA", "ar-TN", "ja"]))
def test_every_reader_gets_one_of_the_strings(text: Text, language: str) -> None:
    assert text.in_language(language) in dict(text.strings).values()
    assert text.tag_for(language) in text.tags
    assert str(text) == text.in_language(text.original) == dict(text.strings)[text.original]
