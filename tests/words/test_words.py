"""Words: dates, places, deadlines and status in people's languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import Area, Call, City, Deadline, InvalidValue, Limit, NotFound, Session, When, testing, words
from metroworkshops.words.months import short_month

EDITION = mw.metropolitan_workshops().edition("2020")
THIN = "\u2009"
NARROW = "\u202f"


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2020-03", "March 2020", "mars 2020"),
        ("2020-10/2020-11", "October_–_November 2020", "octobre_–_novembre 2020"),
        ("2020-12/2021-01", "December 2020_–_January 2021", "décembre 2020_–_janvier 2021"),
        ("2020-03-09", "March 9, 2020", "9 mars 2020"),
        ("2020-03-09/2020-03-13", "March 9_–_13, 2020", "9–13 mars 2020"),
        ("2020-03-30/2020-04-03", "March 30_–_April 3, 2020", "30 mars_–_3 avril 2020"),
        ("2020-12-28/2021-01-02", "December 28, 2020_–_January 2, 2021", "28 décembre 2020_–_2 janvier 2021"),
        ("2020", "2020", "2020"),
        ("2019/2020", "2019_–_2020", "2019–2020"),
        ("XXXX", "dates to be announced", "dates à annoncer"),
        ("2024-21", "spring 2024", "printemps 2024"),
        ("2024-24", "winter 2024_–_2025", "hiver 2024–2025"),
        ("2024-31", "autumn 2024", "automne 2024"),
        ("2024-34", "2nd quarter 2024", "2e trimestre 2024"),
        ("2024-40", "first half of 2024", "premier semestre 2024"),
        ("2024-01-21~/2024-01-31~", "late January 2024", "fin janvier 2024"),
        ("2024-10-01~/2024-10-10~", "early October 2024", "début octobre 2024"),
        ("2024-03~", "around March 2024", "vers mars 2024"),
        ("2024-03?", "March 2024 (uncertain)", "mars 2024 (incertain)"),
        ("[2020-03,2020-04]", "March 2020 or April 2020", "mars 2020 ou avril 2020"),
        ("{2022-02-03,2022-02-10}", "February 3, 2022 and February 10, 2022", "3 février 2022 et 10 février 2022"),
        (
            "2024-09-16/",
            "starting September 16, 2024, end to be announced",
            "début\u00a0: 16 septembre 2024, fin à annoncer",
        ),
        ("2023-05-04T14:30", "May 4, 2023, 2:30\u202fPM", "4 mai 2023, 14:30"),
        ("2023-05-04T14:30/2023-05-04T18:00", "May 4, 2023, 2:30_–_6:00\u202fPM", "4 mai 2023, 14:30_–_18:00"),
        ("2023-10/2024-25", "October 2023_–_spring 2024", "octobre 2023_–_printemps 2024"),
    ],
)
def test_dates_in_english_and_french(text: str, english: str, french: str) -> None:
    assert words.when(text, "en") == english.replace("_", THIN)
    assert words.when(text, "fr") == french.replace("_", THIN)


@pytest.mark.parametrize(
    ("language", "at_noon", "until_noon"),
    [
        ("en", "12:00 noon", "9:00 AM – 12:00 noon"),
        ("en-AU", "12:00 midday", "9:00 am – 12:00 midday"),
        ("es-CO", "12:00 m.", "9:00 a. m. – 12:00 m."),
        ("sq", "12:00 e mesditës", "9:00 p.d. – 12:00 e mesditës"),
        ("en-GB", "12:00", "09:00–12:00"),
        ("it", "12:00", "09:00–12:00"),
        ("ar", "12:00 م", "9:00 ص – 12:00 م"),  # CLDR has no word for noon there
    ],
)
def test_noon_is_not_12_pm_which_many_take_for_midnight(language: str, at_noon: str, until_noon: str) -> None:
    for when, said in (("2024-07-01T12:00", at_noon), ("2024-07-01T09:00/2024-07-01T12:00", until_noon)):
        assert re.sub(r"\s", " ", words.when(when, language)).endswith(f" {said}")


@pytest.mark.parametrize(
    ("language", "month", "days"),
    [
        ("ar-TN", "مارس 2020", "9–13 مارس 2020"),
        ("ar-LB", "آذار 2020", "9–13 آذار 2020"),
        ("ar-MA", "مارس 2020", "9–13 مارس 2020"),
        ("it", "marzo 2020", "9–13 marzo 2020"),  # CLDR pads days beside short names of months alone
        ("es", "marzo de 2020", "9–13 de marzo de 2020"),
        ("el", "Μάρτιος 2020", "9–13 Μαρτίου 2020"),
        ("tr", "Mart 2020", "9–13 Mart 2020"),
        ("sq", "mars 2020", f"9{THIN}–{THIN}13 mars 2020"),
        ("en-GB", "March 2020", "9–13 March 2020"),
    ],
)
def test_dates_need_no_catalogue(language: str, month: str, days: str) -> None:
    assert words.when("2020-03", language) == month
    assert words.when("2020-03-09/2020-03-13", language) == days


NEEDS_NO_CATALOGUE = (
    "2020-03",
    "2020-10/2020-11",
    "2020-12/2021-01",
    "2020-03-09",
    "2020-03-09/2020-03-13",
    "2020-03-30/2020-04-03",
    "2020-12-28/2021-01-02",
    "2020",
    "2019/2020",
    "2024-34",
    "[2020-03,2020-04]",
    "{2022-02-03,2022-02-10}",
    "2023-05-04T14:30",
    "2023-05-04T14:30/2023-05-04T18:00",
    "2023-05-04T14:30/2023-05-05T18:00",
)


@pytest.mark.parametrize("regions", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["languages", "regions"])
def test_dates_are_said_in_every_locale_of_cldr_and_ranges_name_both_their_ends(regions: bool) -> None:
    for name in (name for name in locale_identifiers() if ("_" in name) is regions):
        locale, tag = Locale.parse(name), name.replace("_", "-")
        for text in NEEDS_NO_CATALOGUE:
            said = words.when(text, tag)
            assert said.strip(), (tag, text)
            assert not set("{}") & set(said), (tag, text, said)
        said = words.when("2020-10/2020-11", tag)
        assert _names_two(locale, said), (tag, said)


def _names_two(locale: Locale, said: str) -> bool:
    """Tell whether some form of each of the two months is there, or its number: languages inflect them."""
    october, november = (
        {str(number), *(str(width[kind][number]) for width in locale.months.values() for kind in width)}
        for number in (10, 11)
    )
    return any(one in said for one in october) and any(one in said for one in november)


def test_a_range_of_months_in_persian_names_both() -> None:
    """Babel splits this pattern of CLDR nowhere, and would say "from October to October"."""
    assert words.when("2020-10/2020-11", "fa") == "اکتبر 2020 تا نوامبر 2020"


def test_a_message_is_never_in_another_language_than_asked_for() -> None:
    with pytest.raises(NotFound, match="there are: ar, en, fr, it"):
        words.when("XXXX", "sq")
    with pytest.raises(NotFound, match="CLDR has no locale"):
        words.when("2020-03", "qqq")
    with pytest.raises(InvalidValue, match="BCP 47"):
        words.when("2020-03", "french")
    assert words.when("XXXX", "fr-MA") == "dates à annoncer"


def test_places() -> None:
    bologna, casablanca = EDITION.sessions[0], EDITION.sessions[1]
    assert words.place(casablanca, "fr") == "Casablanca, Maroc"
    assert words.place(bologna, "en") == "Bologna, Italy"
    tangier = mw.metropolitan_workshops().edition("2018").sessions[0]
    assert words.place(tangier, "en") == "Tangier and Tetouan, Morocco"
    both = (*bologna.places, *casablanca.places)
    assert words.place(Session("s", "S", places=both), "fr") == "Bologne (Italie) et Casablanca (Maroc)"
    assert (
        words.place(Session("s", "S", places=both, one_of_places=True), "fr")
        == "Bologne (Italie) ou Casablanca (Maroc)"
    )
    assert words.place(Session("s", "S"), "fr") == "lieu à annoncer"
    assert words.place(Session("s", "S", places=both[:1], mode="online"), "fr") == "en ligne"
    assert words.place(Session("s", "S", places=both[:1], mode="hybrid"), "en") == "Bologna, Italy, and online"
    assert words.place(Area("m", "the Mediterranean"), "en") == "the Mediterranean"
    assert words.place(City("p", "Pristina", country="XK", time_zone="Europe/Belgrade"), "fr") == "Pristina, Kosovo"


@pytest.mark.parametrize(
    ("deadline", "english", "french"),
    [
        (
            Deadline.on("2020-01-31"),
            "January 31, 2020 (time zone not stated)",
            "31 janvier 2020 (fuseau horaire non précisé)",
        ),
        (
            Deadline.on("2021-05-20T17:00", zone="Europe/Brussels"),
            "May 20, 2021, 5:00\u202fPM (Brussels time)",
            "20 mai 2021, 17:00 (heure locale\u00a0: Bruxelles)",
        ),
        (
            Deadline.on("2020-01-31", zone="AoE"),
            "January 31, 2020 (anywhere on Earth)",
            "31 janvier 2020 (en tout lieu de la Terre)",
        ),
        (Deadline.on("2020-01-31", zone="UTC"), "January 31, 2020 (UTC)", "31 janvier 2020 (UTC)"),
        (
            Deadline.on("2020-03-31", zone=["+01:00", "+02:00"]),
            "March 31, 2020 (UTC+01:00 or UTC+02:00)",
            "31 mars 2020 (UTC+01:00 ou UTC+02:00)",
        ),
        (
            Deadline.on("2023-04-20", zone="UTC", exclusive=True),
            "before April 20, 2023 (UTC)",
            "avant le 20 avril 2023 (UTC)",
        ),
    ],
)
def test_a_deadline_never_stands_without_its_zone(deadline: Deadline, english: str, french: str) -> None:
    assert words.deadline(deadline, "en") == english
    assert words.deadline(deadline, "fr") == french


def test_why_it_cannot_be_known_whether_a_call_is_open() -> None:
    assert EDITION.call is not None
    at = datetime(2020, 1, 31, 23, 30, tzinfo=UTC)
    said = words.call_at(EDITION.call, at, "fr", zone="Africa/Tunis")
    assert said == (
        "On ne peut pas savoir si l’appel est ouvert. La date limite est la suivante\u00a0: 31 janvier 2020 (fuseau "
        "horaire non précisé)\u00a0; elle est passée en certains lieux du globe et pas en d’autres. Clôture entre le "
        "31 janvier 2020, 11:00 Tunis et le 1er février 2020, 13:00 Tunis."
    )
    assert words.call_at(EDITION.call, datetime(2020, 3, 1, tzinfo=UTC), "fr") == "L’appel est clos."
    opening = Call(opens="2020-01-31")
    assert "It opens between" in words.call_at(opening, datetime(2020, 1, 31, tzinfo=UTC), "en")
    assert "No deadline is announced." in words.call_at(opening, at, "en")
    over = Deadline.on("2020-01-30", zone="Europe/Paris", id="first")
    said = words.call_at(Call([over, Deadline.on("2020-01-31")]), at, "en")
    assert "January 31" in said
    assert "January 30" not in said
    with pytest.raises(InvalidValue, match="time zone"):
        words.call_at(EDITION.call, datetime(2020, 1, 1), "fr")


def test_when_a_call_that_is_not_open_yet_opens() -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC)
    somewhere = Call(opens="2020-02-01")
    assert "It opens between" in words.call_at(somewhere, at, "en")
    in_tunis = Call(opens=Limit.on("2020-02-01", zone="Africa/Tunis"))
    assert "February 1, 2020" in words.call_at(in_tunis, at, "en", zone="Africa/Tunis")
    assert "between" not in words.call_at(in_tunis, at, "en", zone="Africa/Tunis")


def test_an_hour_may_be_known_of_one_end_alone() -> None:
    assert "9:30" in words.when(When.parse("2024-02-01T09:30/2024-02-03"), "en")
    assert words.when(When.parse("2024-02-01/2024-02-03T10:00"), "en").startswith(f"February 1, 2024{THIN}–")


@pytest.mark.parametrize(
    ("text", "said"), [("2020-21/2020-22", "spring 2020 – summer 2020"), ("2020-33/2020-34", "1st quarter 2020 – 2nd")]
)
def test_ranges_of_seasons_and_quarters_name_both_ends(text: str, said: str) -> None:
    assert words.when(When.parse(text), "en").replace(THIN, " ").startswith(said)


def test_a_month_by_itself_and_a_length_of_time_are_said_as_cldr_says_them() -> None:
    assert short_month(date(2020, 3, 1), "de") == "Mär"
    assert words.duration(timedelta(days=2, hours=3), "de") == "2 Tage, 3 Stunden"
    assert words.duration(timedelta(days=2, hours=3), "es") == "2 días y 3 horas"


def test_names_of_languages() -> None:
    assert words.language_name("fr", "en") == "French"
    assert words.language_name("ar-TN", "fr") == "arabe (Tunisie)"
    assert words.language_name("qqq", "fr") == "qqq"
    assert words.language_name("iw", "en") == "Hebrew"
    assert words.language_name("und", "en") == "Unknown language"
    assert words.language_name("fr-x-sms", "en") == "French (fr-x-sms)"


@given(testing.whens())
def test_dates_can_be_said_whatever_they_are_and_on_one_line(when: When) -> None:
    for language in ("en", "fr"):
        said = words.when(when, language)
        assert said.strip()
        assert "\n" not in said
        assert "{" not in said


@given(testing.sessions())
def test_hostile_titles_stay_on_one_line(session: Session) -> None:
    edition = mw.Edition("workshops.example.org", "2020", sessions=[session])
    lines = words.edition(edition, "en").split("\n")
    assert not any(character in line for line in lines for character in "\r\x0b\x0c\x85\u2028\u2029\x00")
    assert sum(line.startswith("  1. ") for line in lines) == 1


LIMIT = "Limite : 31 janvier 2020 (fuseau horaire non précisé). "
UNSURE = "On ne peut pas savoir si elle est passée."
BETWEEN = "Clôture entre le 31 janvier 2020, 11:00 Tunis et le 1er février 2020, 13:00 Tunis."
IN_PARIS = "Limite : 31 janvier 2020 (heure locale : Paris). Clôture : 1er février 2020, 00:00 Tunis. "


@pytest.mark.parametrize(
    ("zone", "at", "said"),
    [
        ("Europe/Paris", datetime(2020, 1, 30, 21, tzinfo=UTC), f"{IN_PARIS}Temps restant : 1 jour et 2 heures."),
        (
            None,
            datetime(2020, 1, 31, 23, 30, tzinfo=UTC),
            f"{LIMIT}On ne peut pas savoir si elle est passée. {BETWEEN}",
        ),
        (None, datetime(2020, 1, 31, 9, 58, 30, tzinfo=UTC), f"{LIMIT}{BETWEEN} Temps restant : 1 minute au moins."),
        (None, datetime(2020, 2, 1, 12, tzinfo=UTC), f"{LIMIT}La limite est passée."),
    ],
)
def test_a_countdown_never_shows_a_converted_date_without_its_source(zone: str | None, at: datetime, said: str) -> None:
    shown = words.countdown(Deadline.on("2020-01-31", zone=zone), at, "fr", zone="Africa/Tunis")
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(days=25), "25 days"),  # not "4 weeks": nothing is rounded up
        (timedelta(days=25, hours=23, minutes=59), "25 days, 23 hours"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=1, minutes=1), "1 hour, 1 minute"),
        (timedelta(seconds=59), "0 minutes"),
    ],
)
def test_trap_2_what_is_left_is_never_rounded_up(length: timedelta, said: str) -> None:
    assert words.duration(length, "en") == said


MIDNIGHT = datetime(2020, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "french", "italian"),
    [
        ("2020-02-01", "1er février 2020", "1º febbraio 2020"),
        ("2020-02-11", "11 février 2020", "11 febbraio 2020"),
        ("2020-02-01/2020-02-05", "1er–5 février 2020", "1º–5 febbraio 2020"),
        ("2020-01-31/2020-02-01", "31 janvier – 1er février 2020", "31 gennaio – 1º febbraio 2020"),
        ("2019-12-01/2020-01-01", "1er décembre 2019 – 1er janvier 2020", "1º dicembre 2019 – 1º gennaio 2020"),
        ("2020-02-01T10:00", "1er février 2020, 10:00", "1º febbraio 2020, 10:00"),
        ("{2020-02-01,2020-03-01}", "1er février 2020 et 1er mars 2020", "1º febbraio 2020 e 1º marzo 2020"),
    ],
)
def test_the_first_of_a_month_is_said_as_people_say_it(text: str, french: str, italian: str) -> None:
    assert [" ".join(words.when(text, language).split()) for language in ("fr", "it")] == [french, italian]


@given(
    st.dates(date(1800, 1, 1), date(2200, 1, 1)),
    st.integers(1, 400),
    st.sampled_from(("{0}", "{0}~", "{0}/{1}", "[{0},{1}]", "{{{0},{1}}}", "../{0}", "{0}/..", "{0}T10:00/{1}T11:00")),
)
def test_no_month_begins_with_a_bare_one(day: date, days: int, form: str) -> None:
    first = day.replace(day=1)
    text = form.format(first, first + timedelta(days))
    for language, ordinal in (("fr", "1er"), ("fr-CA", "1er"), ("it", "1º")):
        said = words.when(text, language)
        assert ordinal in said
        assert not re.search(r"\b1\b", said)


def test_the_first_of_a_month_is_said_so_of_instants_and_in_pictures() -> None:
    assert words.instant(MIDNIGHT, "fr") == "1er février 2020, 00:00 UTC"
    assert words.instant(MIDNIGHT, "it") == "1º febbraio 2020, 00:00 (UTC)"
    assert "UTC au 1er février 2020" in mw.pictures.timeline(mw.metropolitan_workshops().edition("2020"), "fr").text


@pytest.mark.parametrize("zone", ["Europe/Bologna", "CET", "Egypt", "Etc/GMT-1", "", "../tzdata", None, ["UTC"]])
def test_a_reader_s_zone_that_is_no_place_is_refused(zone: Any) -> None:
    deadline = Deadline.on("2020-01-31", zone="Europe/Paris")
    asked: tuple[Callable[[], str], ...] = (
        lambda: words.instant(MIDNIGHT, "fr", zone),
        lambda: words.countdown(deadline, MIDNIGHT, "fr", zone=zone),
        lambda: words.countdown(deadline, MIDNIGHT - timedelta(days=10), "fr", zone=zone),
        lambda: words.call_at(Call([deadline]), MIDNIGHT, "fr", zone=zone),
        lambda: words.call_at(Call([deadline]), MIDNIGHT - timedelta(days=10), "fr", zone=zone),
    )
    for say in asked:
        with pytest.raises(InvalidValue, match=r"^'zone' must be an IANA time zone such as 'Europe/Paris'") as refusal:
            say()
        assert refusal.value.value is zone


def test_a_reader_s_zone_that_is_an_abbreviation_is_answered_with_places() -> None:
    with pytest.raises(InvalidValue, match="did you mean 'Europe/Paris' or 'Europe/Rome'"):
        words.instant(MIDNIGHT, "fr", "CET")


@pytest.mark.parametrize(
    ("zone", "said"), [("UTC", "00:00 UTC"), ("Europe/Rome", "01:00 Rome"), ("+01:00", "01:00 +01:00")]
)
def test_instants_are_said_on_the_clock_of_a_zone(zone: str, said: str) -> None:
    assert words.instant(MIDNIGHT, "fr", zone) == f"1er février 2020, {said}"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must have a time zone"):
        words.instant(datetime(2020, 2, 1), "fr")


@pytest.mark.parametrize("control", ["\n", "\t", "\x00", "\x1b", "\x7f", "\x85", "\u2028"])
def test_a_criterion_is_one_line_that_a_terminal_can_show(control: str) -> None:
    assert words.rule(mw.Declares(f"travel{control}document"), "en") == "“travel document”, declared"


@pytest.mark.parametrize(("tag", "name"), [("x-\x1b[2Jq", "x- [2Jq"), ("fr-\x1b[2Jq", "French (fr- [2Jq)")])
def test_what_is_no_language_tag_is_named_on_a_line_that_a_terminal_can_show(tag: str, name: str) -> None:
    assert words.language_name(tag, "en") == name


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Bologna", "Bologna, Italy: March 2020, to be confirmed"),
        ("Bologna, Italy", "Bologna, Italy: March 2020, to be confirmed"),
        ("Bolo", "Bolo: Bologna, Italy, March 2020, to be confirmed"),
        ("Tunis", "Tunis: Bologna, Italy, March 2020, to be confirmed"),
    ],
)
def test_a_session_whose_title_is_its_place_is_named_once(title: str, said: str) -> None:
    city = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
    session = Session("bologna", title, when="2020-03", places=[city])
    assert f"  1. {said}" in words.edition(mw.Edition("a.example", "2020", sessions=[session]), "en").splitlines()


def test_a_title_that_is_the_beginning_of_another_place_stays() -> None:
    city = City("bologna", "Bologna Centrale", country="IT", time_zone="Europe/Rome")
    session = Session("bologna", "Bologna", when="2020-03", places=[city])
    said = words.edition(mw.Edition("a.example", "2020", sessions=[session]), "en")
    assert "  1. Bologna: Bologna Centrale, Italy, March 2020, to be confirmed" in said.splitlines()


def test_an_application_within_the_doubt_of_a_limit_is_told_between_which_instants_it_ends() -> None:
    edition = mw.metropolitan_workshops().edition("2020")
    late = mw.Applicant("a-1", applied_at=datetime(2020, 1, 31, 23, 30, tzinfo=UTC))
    bounds = "which ends between January 31, 2020, 10:00 AM UTC and February 1, 2020, 12:00 noon UTC"
    screening = mw.screen(late, edition)
    for said in (words.explain(screening, "en"), words.explain(screening, "en", reader="applicant")):
        assert bounds in re.sub(r"\s", " ", said)


def test_a_limit_that_is_not_in_doubt_is_told_without_instants() -> None:
    """It is the extension that is."""
    call = Call([Deadline.on("2020-01-31", zone="Europe/Paris")])
    edition = mw.Edition("a.example", "2020", call=call, eligibility=mw.AppliedInTime())
    extension = mw.Extension("applications", Limit.on("2020-02-05"), granted_by="the organiser")
    late = mw.Applicant("a-1", applied_at=datetime(2020, 2, 5, 23, tzinfo=UTC), extensions=[extension])
    said = words.explain(mw.screen(late, edition), "en")
    assert said.startswith("Unknown — application perhaps late")
    assert "limit: January 31, 2020 (Paris time)" in said
    assert "between" not in said
