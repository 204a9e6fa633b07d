"""Plurals, names of languages and clock times, judged by the test data that CLDR publishes.

Facts of unicode-org/cldr, release 47, which are those of 46 and 48 too: common/supplemental/plurals.xml (its samples of
whole numbers, save those in compact form), common/testData/localeIdentifiers/localeDisplayName.txt (in the style
"standard"), and common/testData/datetime/datetime.json. Copyright Unicode, Inc., SPDX-License-Identifier: Unicode-3.0;
seen November 2026.

It has none for what else we say: dates in other languages than English, ranges, lists, countries, lengths of time.
ICU is the judge of those, in `test_icu_oracle.py`.
"""

from __future__ import annotations

import re

import pytest

from metroworkshops import When, words
from metroworkshops.words.catalogue import catalogue_for
from metroworkshops.words.locale import locale_for
from metroworkshops.words.phrases import clock_times

# Languages of catalogues first, then others whose lengths of time can be said.
SAMPLES = {
    "ar": {
        "zero": "0",
        "one": "1",
        "two": "2",
        "few": "3~10, 103~110, 1003",
        "many": "11~26, 111, 1011",
        "other": "100~102, 200~202, 300~302, 400~402, 500~502, 600, 1000, 10000, 100000, 1000000",
    },
    "en": {"one": "1", "other": "0, 2~16, 100, 1000, 10000, 100000, 1000000"},
    "fr": {"one": "0, 1", "many": "1000000", "other": "2~17, 100, 1000, 10000, 100000"},
    "it": {"one": "1", "many": "1000000", "other": "0, 2~16, 100, 1000, 10000, 100000"},
    "es": {"one": "1", "many": "1000000", "other": "0, 2~16, 100, 1000, 10000, 100000"},
    "he": {"one": "1", "two": "2", "other": "0, 3~17, 100, 1000, 10000, 100000, 1000000"},
    "pl": {
        "one": "1",
        "few": "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002",
        "many": "0, 5~19, 100, 1000, 10000, 100000, 1000000",
    },
    "ru": {
        "one": "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001",
        "few": "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002",
        "many": "0, 5~19, 100, 1000, 10000, 100000, 1000000",
    },
}


def numbers(samples: str) -> list[int]:
    ranges = [tuple(map(int, one.split("~"))) for one in samples.split(", ")]
    return [number for ends in ranges for number in range(ends[0], ends[-1] + 1)]


@pytest.mark.parametrize("language", SAMPLES)
def test_numbers_choose_the_plural_that_cldr_has_them_choose(language: str) -> None:
    for category, samples in SAMPLES[language].items():
        assert {locale_for(language).plural_form(number) for number in numbers(samples)} == {category}


def test_samples_are_there_for_every_catalogue() -> None:
    assert set(words.languages()) <= SAMPLES.keys()


@pytest.mark.parametrize("language", words.languages())
def test_catalogues_tell_apart_what_cldr_tells_apart(language: str) -> None:
    """Gettext's rule of plurals, which translators write, is CLDR's: one form for all samples of a category.

    "many" of French and Italian is said of millions, and with "other" in the two forms that gettext knows of them.
    """
    catalogue = catalogue_for(language)
    forms = {
        category: {re.sub(r"\d+", "n", catalogue.say("length-days", n=number)) for number in numbers(samples)}
        for category, samples in SAMPLES[language].items()
    }
    assert {category: len(found) for category, found in forms.items()} == dict.fromkeys(forms, 1)
    # In Arabic, none and a hundred take the same form of "day", which nothing else does.
    assert len(set(map(frozenset, forms.values()))) == {"ar": 5, "en": 2, "fr": 2, "it": 2}[language]


NAMES = {
    "ar": ("الإسبانية (أمريكا اللاتينية)", "الهولندية (بلجيكا)", "الإسبانية (السيريلية، المكسيك)"),
    "de": ("Spanisch (Lateinamerika)", "Niederländisch (Belgien)", "Spanisch (Kyrillisch, Mexiko)"),
    "el": ("Ισπανικά (Λατινική Αμερική)", "Ολλανδικά (Βέλγιο)", "Ισπανικά (Κυριλλικό, Μεξικό)"),
    "en": ("Spanish (Latin America)", "Dutch (Belgium)", "Spanish (Cyrillic, Mexico)"),
    "es": ("español (Latinoamérica)", "neerlandés (Bélgica)", "español (cirílico, México)"),
    "fr": ("espagnol (Amérique latine)", "néerlandais (Belgique)", "espagnol (cyrillique, Mexique)"),
    "he": ("ספרדית (אמריקה הלטינית)", "הולנדית (בלגיה)", "ספרדית (קירילי, מקסיקו)"),
    "it": ("spagnolo (America Latina)", "olandese (Belgio)", "spagnolo (cirillico, Messico)"),
    "pt": ("espanhol (América Latina)", "holandês (Bélgica)", "espanhol (cirílico, México)"),
    "sq": ("spanjisht (Amerika Latine)", "holandisht (Belgjikë)", "spanjisht (cirilik, Meksikë)"),
    "tr": ("İspanyolca (Latin Amerika)", "Felemenkçe (Belçika)", "İspanyolca (Kiril, Meksika)"),
}


@pytest.mark.parametrize("language", NAMES)
def test_languages_are_named_as_cldr_names_them(language: str) -> None:
    assert tuple(words.language_name(tag, language) for tag in ("es-419", "nl-BE", "es-Cyrl-MX")) == NAMES[language]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en-MM", "English (Myanmar [Burma])"),
        ("es", "Spanish"),
        ("hi-Latn", "Hindi (Latin)"),
        ("nl-Latn-BE", "Dutch (Latin, Belgium)"),
        ("zh-Hans-fonipa", "Chinese (Simplified, IPA Phonetics)"),
    ],
)
def test_scripts_countries_and_variants_are_named_beside_the_language(tag: str, said: str) -> None:
    assert words.language_name(tag, "en") == said


@pytest.mark.parametrize(
    ("clock", "said"), [("00:00", "12:00\u202fAM"), ("08:50", "8:50\u202fAM"), ("12:01", "12:01\u202fPM")]
)
def test_clock_times_are_said_as_cldr_says_them(clock: str, said: str) -> None:
    assert clock_times(When.parse(f"2024-07-01T{clock}"), "en") == said
