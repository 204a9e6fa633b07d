"""What all screenings of an edition share is worked out once."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from metroworkshops import Applicant, Edition, Speaks, decide, screen
from metroworkshops.domain.case import Case

EDITION = Edition("workshops.example.org", "2020", eligibility=Speaks("fr"))


def edition_of(case: Case) -> str:
    return case.edition.id


def test_it_is_worked_out_the_first_time() -> None:
    asked: list[Case] = []

    def outcome(case: Case) -> int:
        asked.append(case)
        return len(asked)

    case = Case(EDITION)
    assert [case.once(outcome), case.once(outcome)] == [1, 1]
    assert asked == [case]
    assert pickle.loads(pickle.dumps(case)).once(str) == str(case)


def test_two_threads_get_the_same() -> None:
    case = Case(EDITION)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: case.once(edition_of), range(50))) == {"2020"}


def test_decisions_under_other_rules_have_their_own_fingerprints() -> None:
    """A screening that was recorded under other criteria than its edition states now is decided under those."""
    at = datetime(2020, 2, 5, tzinfo=UTC)
    person = Applicant("a-1", languages=[])
    other = Case(EDITION, Speaks("ar")).screen(person)
    mine = screen(person, EDITION)
    first, second = decide(mine, at=at), decide(other, at=at)
    assert first.edition_fingerprint == second.edition_fingerprint
    assert first.rules_fingerprint != second.rules_fingerprint
    assert decide(screen(Applicant("a-2"), EDITION), at=at).rules_fingerprint == first.rules_fingerprint
