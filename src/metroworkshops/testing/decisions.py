"""Strategies for decisions."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from metroworkshops.domain.decision import Decision
from metroworkshops.domain.waiver import Waiver
from metroworkshops.screening import decide

from .applicants import applicants
from .dates import instants
from .editions import editions

__all__ = ["decisions"]


@st.composite
def decisions(draw: DrawFn) -> Decision:
    """Draw a decision on some applicant to some edition, sometimes with an exception beside it."""
    edition = draw(editions())
    screening = edition.case.screen(draw(applicants(edition=edition)))
    at = draw(instants())
    waiver = Waiver("it was promised", by="selection committee", at=at, rule=screening.findings[0].rule)
    return decide(screening, at=at, waivers=draw(st.sampled_from(((), (waiver,)))))
