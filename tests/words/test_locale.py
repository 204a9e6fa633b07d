"""What is said in a language rests on that language alone, whatever was asked before, by us or by the host."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers

import metroworkshops as mw
from metroworkshops import words

# Languages that Babel 2.18 gives the words of others, once those were asked for, and some that it does not.
SOME = [
    "ar",
    "ar-LB",
    "ar-TN",
    "ab",
    "bs",
    "bs-Cyrl",
    "ckb",
    "cv",
    "de",
    "en",
    "fr",
    "fr-CA",
    "hi",
    "it",
    "ja",
    "sr",
    "uk",
]
ALL = sorted(name.replace("_", "-") for name in locale_identifiers())


def said(languages: list[str], *how: str) -> dict[str, list[str]]:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(Path(__file__).with_name("said.py")), *how],
        input=json.dumps(languages),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("languages", [SOME, pytest.param(ALL, marks=pytest.mark.slow)], ids=["some", "all"])
def test_the_order_of_languages_changes_no_word(languages: list[str]) -> None:
    there = said(languages)
    assert list(there) == sorted(languages)
    assert said(languages[::-1], "backwards", "babel") == there


@pytest.mark.parametrize("language", ["ar", "bs"])
def test_a_language_says_by_itself_what_it_says_after_others(language: str) -> None:
    assert said([language])[language] == said(SOME[::-1], "babel")[language]


def test_months_are_named_as_cldr_has_them() -> None:
    assert words.when("2020-03", "bs") == "mart 2020."
    assert words.when("2020-03", "cv").startswith("пуш 2020")


@pytest.mark.parametrize("tag", ["xx", "zz-ZZ", "x-own", "und", "und-FR"])
def test_a_language_that_cldr_does_not_know_is_told(tag: str) -> None:
    with pytest.raises(
        mw.NotFound, match=rf"CLDR has no locale for '{tag}'.* known are such as 'fr' or 'ar-TN'"
    ) as caught:
        words.when("2020-03", tag)
    assert caught.value.value == tag


def test_a_region_that_cldr_does_not_know_is_served_by_its_language() -> None:
    assert words.when("2020-03", "fr-MX") == "mars 2020"
