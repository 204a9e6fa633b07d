"""Strategies for screenings, and for what they are ranked and counted to."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.case import Case
from metroworkshops.domain.contradiction import can_hold
from metroworkshops.domain.edition import Edition
from metroworkshops.domain.errors import Fault
from metroworkshops.domain.ranked import Ranked
from metroworkshops.domain.screening import Screening
from metroworkshops.domain.tally import Tally
from metroworkshops.domain.unreadable import Unreadable
from metroworkshops.screening import rank, screen_all, tally

from .applicants import applicants
from .editions import editions
from .rankings import quotas, rankings, scores
from .rules import rules
from .texts import identifiers, plain_texts

__all__ = ["ranking_results", "screenings", "tallies"]

_FAULTS = st.lists(
    st.builds(
        Fault,
        st.sampled_from(("$", "$.languages[0]", "row 17, column Niveau")),
        plain_texts(),
        st.none() | st.just(17),
    ),
    max_size=2,
)


@st.composite
def screenings(draw: DrawFn) -> Screening:
    """Draw a screening of some applicant, sometimes of a record that could not be read, or under other rules."""
    edition = draw(editions())
    case = draw(st.just(edition.case) | rules().map(lambda rule: Case(edition, rule)))
    if draw(st.integers(0, 5)) == 0:
        return case.screen_anyhow(Unreadable(draw(identifiers()), draw(_FAULTS)))
    return case.screen(draw(applicants(edition=edition)))


@st.composite
def ranking_results(draw: DrawFn) -> Ranked:
    """Draw the place of one applicant among a few."""
    ranking = draw(rankings())
    edition = Edition("workshops.example.org", draw(identifiers()), ranking=ranking)
    cohort = draw(_cohorts)
    return draw(st.sampled_from(rank(screen_all(cohort, edition), draw(scores(ranking, cohort)))))


@st.composite
def tallies(draw: DrawFn) -> Tally:
    """Draw a tally of a few applicants, sometimes of nobody."""
    capacity = draw(st.none() | st.integers(1, 30))
    edition = Edition(
        "workshops.example.org",
        draw(identifiers()),
        eligibility=draw(st.none() | rules().filter(can_hold)),
        capacity=capacity,
        quotas=draw(st.lists(quotas(capacity=capacity), max_size=2, unique_by=lambda quota: quota.id)),
    )
    return tally(screen_all(draw(st.just([]) | _cohorts), edition))


_cohorts: st.SearchStrategy[list[Applicant]] = st.lists(
    applicants(), min_size=1, max_size=3, unique_by=lambda applicant: applicant.id
)
