"""Changes of a decision in words."""

from __future__ import annotations

from metroworkshops.domain.decision_change import DecisionChange
from metroworkshops.domain.finding import Finding

from .catalogue import Catalogue, catalogue_for
from .explanations import Reader, finding_line
from .names import outcome

__all__ = ["decision_change"]


def decision_change(change: DecisionChange, language: str | Catalogue, *, reader: Reader = "committee") -> str:
    """Say why somebody comes out differently, or the same: one line for the outcome, one for each finding that differs.

    Args:
        change: What `explain_change` gave.
        language: A BCP 47 tag, or a catalogue.
        reader: The committee, or the applicant, who is spoken to.

    Raises:
        NotFound: There are no messages in the language.

    >>> from datetime import UTC, datetime
    >>> from metroworkshops import Applicant, LanguageSkill, decide, explain_change, metropolitan_workshops, screen
    >>> edition = metropolitan_workshops().edition("2020")
    >>> before = decide(screen(Applicant("a-1", languages=[]), edition), at=datetime(2020, 2, 5, tzinfo=UTC))
    >>> now = screen(Applicant("a-1", languages=[LanguageSkill("fr", "C1")]), edition)
    >>> print(decision_change(explain_change(before, now), "en").splitlines()[0])
    Before: not eligible. Now: undecided.
    """
    catalogue = catalogue_for(language)
    after = outcome(change.after, language)
    if change.comes_out_differently:
        lines = [catalogue.say("outcome-other", before=outcome(change.before, language), after=after)]
    else:
        lines = [catalogue.say("outcome-same", after=after)]

    def said(finding: Finding | None) -> str:
        return "" if finding is None else finding_line(finding, language, reader=reader)

    lines += [
        catalogue.say(f"finding-{one.kind.value}", before=said(one.before), after=said(one.after))
        for one in change.findings
    ]
    return "\n".join(lines)
