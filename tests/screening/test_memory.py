"""What is remembered of a cohort stays small, and answers are the same beyond it."""

from __future__ import annotations

from datetime import date, timedelta

import metroworkshops as mw

SESSION = mw.Session("s", "S", when="2020-03-09/2020-03-13")


def test_more_birth_dates_than_are_remembered() -> None:
    edition = mw.Edition("a.example", "1", eligibility=mw.OfAge(under=40, on="2020-01-01"))
    births = [date(1940, 1, 1) + timedelta(days=days) for days in range(20_400)]
    screened = mw.screen_all((mw.Applicant(f"a-{birth}", birth_date=birth) for birth in births), edition)
    eligible = [screening.outcome is mw.Outcome.ELIGIBLE for screening in screened]
    assert eligible == [birth > date(1980, 1, 1) for birth in births]


def test_more_promises_than_are_remembered() -> None:
    edition = mw.Edition("a.example", "1", sessions=[SESSION], eligibility=mw.AttendsEverySession())
    days = [date(2018, 1, 1) + timedelta(days=days) for days in range(1_100)]
    applicants = [mw.Applicant(f"a-{day}", commitments=[mw.Commitment("s", str(day))]) for day in days]
    once = [screening.outcome for screening in mw.screen_all(applicants, edition)]
    again = [mw.screen(applicant, edition).outcome for applicant in applicants[-5:]]
    assert once[-5:] == again
    assert set(once) == {mw.Outcome.UNDECIDED}  # for none of these days holds the session
    whole = mw.Applicant("b", commitments=[mw.Commitment("s", "2020-03-09/2020-03-13")])
    assert [one.outcome for one in mw.screen_all([*applicants, whole], edition)][-1] is mw.Outcome.ELIGIBLE
