"""What calls, applicants, places and decisions say when they refuse: the words, the value, its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

import metroworkshops as mw

AT = datetime(2020, 1, 15, 12, tzinfo=UTC)
LATER = datetime(2020, 1, 29, tzinfo=UTC)
PARIS = mw.Deadline.on("2020-01-31", zone="Europe/Paris")
LONGER = PARIS.extended_to("2020-02-14", announced=LATER)
SPEAKS = mw.Speaks("fr", "C1")
DECISION = mw.decide(
    mw.screen(mw.Applicant("a"), mw.Edition("workshops.example.org", "2020", eligibility=SPEAKS)), at=AT
)
SAME: dict[str, Any] = {"rules_changed": False, "edition_changed": False, "applicant_changed": False}


def bologna(country: Any = "IT", coordinates: Any = None) -> mw.City:
    return mw.City("bologna", "Bologna", country=country, time_zone="Europe/Rome", coordinates=coordinates)


Refusal = tuple[Callable[[Any], object], object, str, str]
"""What is made of a value, the value, what is said of it, and its place in what was to be made."""

REFUSALS: list[Refusal] = [
    # Amendments
    (
        lambda given: mw.Amendment(given, "2020-02-14", announced=AT),
        "postponed",
        "'kind' must be one of 'extended', 'brought forward', 'read in a zone', got 'postponed'",
        "",
    ),
    (
        lambda given: mw.Amendment("read in a zone", zones=given),
        None,
        "a reading must give a zone such as zones=['Europe/Paris'] and leave the limit as it is, got None and None",
        "",
    ),
    (
        lambda _: mw.Amendment("read in a zone", "2020-02-14", zones=["Europe/Paris"]),
        None,
        (
            "a reading must give a zone such as zones=['Europe/Paris'] and leave the limit as it is, got "
            "('Europe/Paris',) and When.parse('2020-02-14')"
        ),
        "",
    ),
    (
        lambda given: mw.Amendment("extended", given, announced=AT),
        None,
        "a deadline that is extended must have a new limit such as '2020-02-14', got none",
        "",
    ),
    (
        lambda given: mw.Amendment("brought forward", given, announced=AT),
        None,
        "a deadline that is brought forward must have a new limit such as '2020-02-14', got none",
        "",
    ),
    (
        lambda given: mw.Amendment("extended", "2020-02-14", announced=given),
        None,
        (
            "a deadline that is extended must say when that was announced, such as datetime(2020, 1, 29, tzinfo=UTC); "
            "got nothing"
        ),
        "",
    ),
    # Applicants
    (
        lambda given: mw.Commitment("s", "2020-03", places=given),
        "bologna",
        "must be a list such as ['bologna'], got 'bologna'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", languages=given),
        "fr",
        "must be a list such as [LanguageSkill('fr', 'C1')], got 'fr'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", languages=[given]),
        "fr",
        "must be a LanguageSkill such as LanguageSkill('fr', 'C1'), got 'fr'",
        "[0]",
    ),
    (
        lambda given: mw.Applicant("a", commitments=given),
        "bologna-2020",
        "must be a list such as [Commitment('bologna-2020', to='2020-03')], got 'bologna-2020'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", commitments=[given, given]),
        mw.Commitment("s", "2020-03"),
        "each session must be committed to once, got 's' again",
        "[1].session",
    ),
    (
        lambda given: mw.Applicant("a", extensions=given),
        "applications",
        (
            "must be a list such as [Extension('applications', Limit.on('2020-02-07'), granted_by='officer')], got "
            "'applications'"
        ),
        "",
    ),
    (
        lambda given: mw.Applicant("a", extensions=[given, given]),
        mw.Extension("d", mw.Limit.on("2020-02-07"), granted_by="officer"),
        "each deadline must be extended once, got 'd' again",
        "[1].deadline",
    ),
    (
        lambda given: mw.Applicant("a", statements=given),
        "travel document",
        "must be a list such as [Statement('travel document')], got 'travel document'",
        "",
    ),
    (lambda given: mw.Applicant("a", members=given), "b", "must be a list such as [Applicant('a-017')], got 'b'", ""),
    (
        lambda given: mw.Applicant("t", members=[mw.Applicant("b"), mw.Applicant(given)]),
        "b",
        "every id in 'members' must be given once, got 'b' again",
        "members[1].id",
    ),
    (
        lambda given: mw.Applicant("t", members=[mw.Applicant(given, members=[])]),
        "u",
        "a member of a team must be a person, got a team",
        "members[0].members",
    ),
    (
        lambda given: mw.Applicant("a", evidence=given),
        "passport",
        "must be a list such as [Evidence('birth_date', standing='evidenced')], got 'passport'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", evidence=[given, given]),
        mw.Evidence("birth_date"),
        "each fact must have its evidence once, got 'birth_date' again",
        "[1].fact",
    ),
    (
        lambda given: mw.Evidence(given),
        "height",
        (
            "'fact' must be one of 'birth_date', 'languages', 'commitments', 'applied_at', 'extensions', 'roles', "
            "'sectors', 'nationalities', 'residence', 'works_in_countries', 'experience_years', 'education', "
            "'statements', 'members', got 'height'"
        ),
        "",
    ),
    (
        lambda given: mw.Evidence("languages", standing=given),
        mw.Standing.ASSESSED,
        "'standing' must be left out for 'languages', of which each tells its own or needs none; got 'assessed'",
        "standing",
    ),
    (
        lambda given: mw.Evidence("statements", standing=given),
        mw.Standing.ASSESSED,
        "'standing' must be left out for 'statements', of which each tells its own or needs none; got 'assessed'",
        "standing",
    ),
    (
        lambda given: mw.Evidence("commitments", standing=given),
        mw.Standing.DECLARED,
        "'standing' must be left out for 'commitments', of which each tells its own or needs none; got 'declared'",
        "standing",
    ),
    (
        lambda given: mw.Evidence("applied_at", standing=given),
        mw.Standing.EVIDENCED,
        "'standing' must be left out for 'applied_at', of which each tells its own or needs none; got 'evidenced'",
        "standing",
    ),
    (
        lambda given: mw.Evidence("extensions", standing=given),
        mw.Standing.EVIDENCED,
        "'standing' must be left out for 'extensions', of which each tells its own or needs none; got 'evidenced'",
        "standing",
    ),
    (lambda given: mw.Applicant("a", nationalities=given), "MA", "must be a list such as ['MA'], got 'MA'", ""),
    (
        lambda given: mw.Applicant("a", nationalities=["MA", given]),
        "MA",
        "each country must be given once, got 'MA' again",
        "[1]",
    ),
    (
        lambda given: mw.Applicant("a", works_in_countries=["MA", given]),
        "UK",
        "'country' must be an ISO 3166-1 code such as 'MA', got 'UK'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", residence=given),
        "ma",
        "'country' must be an ISO 3166-1 code such as 'MA', got 'ma'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", experience_years=given),
        True,
        "'experience_years' must be a number from 0 to 100 such as 5, got True",
        "",
    ),
    (
        lambda given: mw.Applicant("a", experience_years=given),
        "5",
        "'experience_years' must be a number from 0 to 100 such as 5, got '5'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", experience_years=given),
        -0.5,
        "'experience_years' must be a number from 0 to 100 such as 5, got -0.5",
        "",
    ),
    (
        lambda given: mw.Applicant("a", experience_years=given),
        100.5,
        "'experience_years' must be a number from 0 to 100 such as 5, got 100.5",
        "",
    ),
    (
        lambda given: mw.Applicant("a", birth_date=given),
        "1985-6-30",
        "'birth_date' must be a day such as '1985-06-30', got '1985-6-30'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", birth_date=given),
        "1985-02-30",
        "'birth_date' must be a day such as '1985-06-30', got '1985-02-30'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", birth_date=given),
        AT,
        (
            "'birth_date' must be a day such as '1985-06-30', got datetime.datetime(2020, 1, 15, 12, 0, "
            "tzinfo=datetime.timezone.utc)"
        ),
        "",
    ),
    (
        lambda given: mw.Applicant("a", email=given),
        "nobody",
        "'email' must be an e-mail address such as 'a@example.org', got 'nobody'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", email=given),
        "@example.org",
        "'email' must be an e-mail address such as 'a@example.org', got '@example.org'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", email=given),
        "a@b@example.org",
        "'email' must be an e-mail address such as 'a@example.org', got 'a@b@example.org'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", email=given),
        "a b@example.org",
        "'email' must be an e-mail address such as 'a@example.org', got 'a b@example.org'",
        "",
    ),
    (
        lambda given: mw.Applicant("a", email=given),
        "a\n@example.org",
        "'email' must be an e-mail address such as 'a@example.org', got 'a\\n@example.org'",
        "",
    ),
    # Calls
    (
        lambda given: mw.Declaration(given, AT),
        "closing",
        "'state' must be one of 'not open yet', 'open', 'closed', 'undetermined', 'not announced', got 'closing'",
        "",
    ),
    (
        lambda given: mw.Declaration(given, AT),
        "undetermined",
        "a declaration must be 'open' or 'closed', got 'undetermined'",
        "",
    ),
    (
        lambda given: mw.Call(given),
        "2020-01-31",
        "must be a list such as [Deadline.on('2020-01-31')], got '2020-01-31'",
        "",
    ),
    (
        lambda given: mw.Call([given]),
        "2020-01-31",
        "must be a Deadline such as Deadline.on('2020-01-31'), got '2020-01-31'",
        "[0]",
    ),
    (
        lambda given: mw.Call(declared=given),
        "closed",
        "must be a list such as [Declaration('closed', announced)], got 'closed'",
        "",
    ),
    (
        lambda given: mw.Call(forms={"en": "https://example.org", "fr": given}),
        "example.org",
        "must be a web address such as 'https://example.org/call', got 'example.org'",
        "fr",
    ),
    (
        lambda given: mw.Call([given], "2020-03-01"),
        PARIS,
        "a deadline must not be over before the call opens, on 2020-03-01; got '2020-01-31'",
        "deadlines[0]",
    ),
    (
        lambda given: mw.Call([LONGER]).replacing(given),
        PARIS,
        "'amendments' is append-only: it must begin with the 1 that deadline 'applications' has, got 0 others",
        "",
    ),
    # Cities
    (lambda given: bologna(country=given), "IX", "'country' must be an ISO 3166-1 code such as 'MA', got 'IX'", ""),
    (
        lambda given: bologna(coordinates=given),
        44.4939,
        "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got 44.4939",
        "",
    ),
    (
        lambda given: bologna(coordinates=given),
        {44.4939, 11.3428},
        (
            "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got "
            "{11.3428, 44.4939}"
        ),
        "",
    ),
    (
        lambda given: bologna(coordinates=given),
        (44.4939,),
        "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got (44.4939,)",
        "",
    ),
    (
        lambda given: bologna(coordinates=given),
        ("44.4939", "11.3428"),
        (
            "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got "
            "('44.4939', '11.3428')"
        ),
        "",
    ),
    (
        lambda given: bologna(coordinates=given),
        (True, False),
        (
            "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got (True, "
            "False)"
        ),
        "",
    ),
    (
        lambda given: bologna(coordinates=given),
        (90.5, 0),
        "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got (90.5, 0)",
        "",
    ),
    (
        lambda given: bologna(coordinates=given),
        (0, -180.5),
        "'coordinates' must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428), got (0, -180.5)",
        "",
    ),
    # Counts
    (
        lambda given: mw.Quota("q", SPEAKS, at_least=given),
        0,
        "'at_least' must be a whole number of 1 or more such as 5, got 0",
        "",
    ),
    (
        lambda given: mw.Quota("q", SPEAKS, at_most=given),
        True,
        "'at_most' must be a whole number of 1 or more such as 5, got True",
        "",
    ),
    # Deadlines
    (
        lambda given: mw.Deadline("d", given),
        "2020-01-31",
        "'limit' must be a Limit such as Limit.on('2020-01-31'), got '2020-01-31'",
        "",
    ),
    (
        lambda given: mw.Deadline("d", mw.Limit.on("2020-01-31"), amendments=given),
        "2020-02-14",
        "must be a list such as [Amendment('extended', '2020-02-14')], got '2020-02-14'",
        "",
    ),
    (
        lambda given: attrs.evolve(PARIS, grace_minutes=given),
        -1,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got -1",
        "",
    ),
    (
        lambda given: attrs.evolve(PARIS, grace_minutes=given),
        527_041,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got 527041",
        "",
    ),
    (
        lambda given: attrs.evolve(PARIS, grace_minutes=given),
        True,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got True",
        "",
    ),
    (
        lambda given: attrs.evolve(PARIS, grace_minutes=given),
        1.5,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got 1.5",
        "",
    ),
    (
        lambda given: LONGER.extended_to("2020-02-20", announced=given),
        AT,
        (
            "'amendments' must be in the order of announcement, got 2020-01-15T12:00:00+00:00 after "
            "2020-01-29T00:00:00+00:00"
        ),
        "amendments[1].announced",
    ),
    (
        lambda given: PARIS.extended_to(given, announced=LATER),
        mw.When.parse("2020-01-31"),
        "a deadline that is extended must be after 2020-01-31, got '2020-01-31'",
        "amendments[0].when",
    ),
    (
        lambda given: PARIS.extended_to(given, announced=LATER),
        mw.When.parse("2020-01-30"),
        "a deadline that is extended must be after 2020-01-31, got '2020-01-30'",
        "amendments[0].when",
    ),
    (
        lambda given: PARIS.brought_forward_to(given, announced=LATER),
        mw.When.parse("2020-02-01"),
        "a deadline that is brought forward must be before 2020-01-31, got '2020-02-01'",
        "amendments[0].when",
    ),
    (
        lambda given: PARIS.brought_forward_to(given, announced=LATER),
        mw.When.parse("2020-01-31"),
        "a deadline that is brought forward must be before 2020-01-31, got '2020-01-31'",
        "amendments[0].when",
    ),
    (
        lambda given: PARIS.extended_to(given, announced=LATER, exclusive=True),
        mw.When.parse("2020-02-14T12:00"),
        "'exclusive' must be of a day such as '2020-04-20': an hour is a limit by itself, got '2020-02-14T12:00'",
        "amendments[0]",
    ),
    (
        lambda given: mw.Deadline.on(given).extended_to("2020-04-10", announced=LATER).read_in("Europe/Paris"),
        datetime(2020, 3, 29, 2, 30),
        (
            "'when' must be a date in EDTF such as '2020-03-09', '2020-03-09/2020-03-13', '2020-03', "
            "'2020-10/2020-11' or '2020', got datetime.datetime(2020, 3, 29, 2, 30)"
        ),
        "",
    ),
    (
        lambda given: (
            mw.Deadline.on("2020-01-31", opens=given)
            .extended_to("2020-03-01", announced=LATER)
            .read_in("Pacific/Kiritimati")
        ),
        mw.Limit.on("2020-02-01", zone="Pacific/Kiritimati"),
        (
            "a reading without the instant of its announcement holds from the start, and must do so for the limit "
            "before 2020-01-29T00:00:00+00:00 too: a round must open before it closes on 2020-01-31, got '2020-02-01'"
        ),
        "amendments[1]",
    ),
    (
        lambda given: attrs.evolve(PARIS, opens=given),
        mw.Limit.on("2020-02-01", zone="Europe/Paris"),
        "a round must open before it closes on 2020-01-31, got '2020-02-01'",
        "opens",
    ),
    (
        lambda given: mw.Deadline.at_midnight("2020-01-31", which=given),
        "noon",
        "'which' must say which midnight is meant, 'start' or 'end', got 'noon'",
        "",
    ),
    (
        lambda given: mw.Deadline.at_midnight(given, which="end"),
        "2020-01",
        "midnight must be that of one day such as '2020-01-31', got '2020-01'",
        "",
    ),
    (
        lambda given: mw.Deadline.at_midnight(given, which="end"),
        "2020-01-31T12:00",
        "midnight must be that of one day such as '2020-01-31', got '2020-01-31T12:00'",
        "",
    ),
    # Decisions
    (
        lambda given: attrs.evolve(DECISION, outcome=given),
        "admitted",
        "'outcome' must be one of 'eligible', 'not eligible', 'undecided', got 'admitted'",
        "",
    ),
    (
        lambda given: attrs.evolve(DECISION, outcome=given),
        mw.Outcome.ELIGIBLE,
        (
            "'outcome' must be what follows from the findings, 'undecided'; got 'eligible'. An exception stands "
            "beside it, as a waiver"
        ),
        "outcome",
    ),
    (
        lambda given: attrs.evolve(DECISION, findings=given),
        "met",
        "must be a list such as [Finding(...)], got 'met'",
        "",
    ),
    (
        lambda given: attrs.evolve(DECISION, findings=given),
        (),
        "'findings' must be those of the conditions of the rule, 1 in their order, got 0 that are not",
        "findings",
    ),
    (
        lambda given: attrs.evolve(DECISION, limits=given),
        "applications",
        "must be a list such as [LimitUsed('applications', earliest=..., latest=...)], got 'applications'",
        "",
    ),
    (
        lambda given: attrs.evolve(DECISION, waivers=given),
        "why",
        "must be a list such as [Waiver('why', by='selection committee', at=...)], got 'why'",
        "",
    ),
    (
        lambda given: attrs.evolve(DECISION, rules_fingerprint=given),
        "f1-sha256:1",
        "must be a fingerprint such as 'f1-sha256:' and 64 hex digits, got 'f1-sha256:1'",
        "",
    ),
    (
        lambda given: attrs.evolve(DECISION, edition_fingerprint=given),
        7,
        "must be a fingerprint such as 'f1-sha256:' and 64 hex digits, got 7",
        "",
    ),
    (
        lambda given: attrs.evolve(DECISION, applicant_fingerprint=given),
        "sha256",
        "must be a fingerprint such as 'f1-sha256:' and 64 hex digits, got 'sha256'",
        "",
    ),
    (
        lambda given: DECISION.waived(mw.Waiver("why", by="committee", at=AT, rule=given)),
        mw.Speaks("ar"),
        "the rule that is waived must be one of the conditions, got Speaks(language='ar')",
        "waivers[0].rule",
    ),
    (
        lambda given: mw.LimitUsed("d", earliest=AT, latest=AT, grace_minutes=given),
        -1,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got -1",
        "",
    ),
    (
        lambda given: mw.LimitUsed("d", earliest=AT, latest=AT, grace_minutes=given),
        527_041,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got 527041",
        "",
    ),
    (
        lambda given: mw.LimitUsed("d", earliest=AT, latest=AT, grace_minutes=given),
        True,
        "'grace_minutes' must be a whole number from 0 to 527040, a year, such as 60, got True",
        "",
    ),
    (
        lambda given: mw.FindingChange(given),
        "rule changed",
        (
            "'kind' must be one of 'criterion added', 'criterion removed', 'session changed', 'limit changed', "
            "'criterion changed', 'fact given', 'fact corrected', 'other', got 'rule changed'"
        ),
        "",
    ),
    (
        lambda given: mw.DecisionChange("a", before=given, after="eligible", **SAME),
        "yes",
        "'outcome' must be one of 'eligible', 'not eligible', 'undecided', got 'yes'",
        "",
    ),
    (
        lambda given: mw.DecisionChange("a", before="eligible", after=given, **SAME),
        "yes",
        "'outcome' must be one of 'eligible', 'not eligible', 'undecided', got 'yes'",
        "",
    ),
    (
        lambda given: mw.DecisionChange("a", before="eligible", after="eligible", **SAME, findings=given),
        "session changed",
        "must be a list such as [FindingChange('session changed')], got 'session changed'",
        "",
    ),
]


@pytest.mark.parametrize(("make", "given", "said", "where"), REFUSALS)
def test_a_refusal_says_what_must_hold_and_carries_what_came(
    make: Callable[[Any], object], given: object, said: str, where: str
) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        make(given)
    error = caught.value
    assert (error.message, error.value, error.where) == (said, given, where)
