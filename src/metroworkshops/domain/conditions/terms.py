"""The conditions on what somebody works as, and in which sector: open vocabularies with an edition's own groups."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, FactCondition, Verdict
from metroworkshops.domain.errors import InvalidValue
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.group import spelled_out, term_key, terms
from metroworkshops.domain.truth import Truth

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["WorksAs", "WorksIn"]


def one_or_more_terms(given: str | Iterable[str]) -> tuple[str, ...]:
    """Take one term, or several; none is refused."""
    found = terms((given,) if isinstance(given, str) else given)
    if not found:
        raise InvalidValue("must name a term or more such as 'urban planner', got none", given)
    return found


@frozen(repr=False)
class _OneOfTerms(FactCondition):
    """What the two have in common: one of the applicant's terms is among those named."""

    of: tuple[str, ...] = field(converter=one_or_more_terms)

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at an applicant's terms; the list, when given, is the whole list."""
        (fact,) = self.FACTS
        topic = self.KIND.replace(" ", "-")
        not_given = Verdict(Truth.UNKNOWN, f"{topic}-not-given", Whose.APPLICANT)
        met, not_met = Verdict(Truth.YES, f"{topic}-met"), Verdict(Truth.NO, f"{topic}-not-met")
        accepted = spelled_out(self.of, edition.groups)

        @lru_cache(maxsize=4096)
        def is_accepted(term: str) -> bool:
            return term_key(term) in accepted

        def ask(applicant: Applicant) -> Verdict:
            given: tuple[str, ...] | None = getattr(applicant, fact)
            if given is None:
                return not_given
            for term in given:
                if is_accepted(term):
                    return met
            return not_met

        return self.firmly(ask, f"{topic}-standing")

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the applicant's terms: where it is met, those that meet it."""
        given: tuple[str, ...] | None = getattr(applicant, self.FACTS[0])
        if verdict.truth is Truth.YES:
            accepted = spelled_out(self.of, edition.groups)
            given = tuple(term for term in given or () if term_key(term) in accepted)
        return () if given is None else (("terms", given),)

    def needed(self, edition: Edition) -> Details:
        """Tell the terms of the call, and the names of its groups in people's languages."""
        titles = {term_key(group.name): group.title for group in edition.groups}
        return tuple(("term", titles.get(term_key(one)) or one) for one in self.of)


@frozen(repr=False)
class WorksAs(_OneOfTerms):
    """Works in one of these roles.

    Args:
        of: A role or several, in an open vocabulary; the name of one of the edition's groups means its members too.
            Case and the width of spaces play no part.
        standing: How the roles must be known.

    >>> WorksAs("urban practitioners")
    WorksAs(of=('urban practitioners',))
    """

    KIND: ClassVar[str] = "works as"
    FACTS: ClassVar[tuple[str, ...]] = ("roles",)


@frozen(repr=False)
class WorksIn(_OneOfTerms):
    """Works in one of these sectors.

    Args:
        of: A sector or several, in an open vocabulary; the name of one of the edition's groups means its members too.
            Case and the width of spaces play no part.
        standing: How the sectors must be known.

    >>> WorksIn(["local government", "public transport"])
    WorksIn(of=('local government', 'public transport'))
    """

    KIND: ClassVar[str] = "works in"
    FACTS: ClassVar[tuple[str, ...]] = ("sectors",)
