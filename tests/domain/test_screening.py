"""Screenings as values: as they were made, and as they were recorded."""

from __future__ import annotations

import metroworkshops as mw

EDITION = mw.Edition("a.example", "2020", eligibility=mw.Speaks("fr", "C1"))
SCREENING = mw.screen(mw.Applicant("a", languages=[mw.LanguageSkill("fr", "B1")]), EDITION)


def recorded(text: str) -> mw.Screening:
    return mw.documents.loads(text, mw.Screening)


def test_a_screening_is_what_was_recorded_of_it_with_the_evidence() -> None:
    text = mw.documents.dumps(SCREENING)
    same = recorded(text)
    assert same == SCREENING == same
    assert hash(same) == hash(SCREENING)
    other = recorded(text.replace('"value": "B1"', '"value": "B2"'))
    assert other.reasons == SCREENING.reasons
    for one in (SCREENING, same):
        assert one != other
        assert other != one


def test_screenings_of_several_people_can_be_told_apart_in_a_set() -> None:
    several = [mw.screen(mw.Applicant(f"a-{number}"), EDITION) for number in range(10)]
    assert len(set(several)) == len(set(map(hash, several))) == 10
