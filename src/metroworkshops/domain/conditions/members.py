"""The conditions on the members of a team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.case import Case
from metroworkshops.domain.condition import Asked, PreparedCondition, Verdict
from metroworkshops.domain.errors import InvalidValue, shown
from metroworkshops.domain.finding import Details, MemberFindings, Whose
from metroworkshops.domain.rule import Rule, as_rule, problems_of
from metroworkshops.domain.truth import Truth

from .bounded import Bounded

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["HasMembers", "MembersMeet"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "members-not-given", Whose.APPLICANT)
MET = Verdict(Truth.YES, "members-met")
NOT_MET = Verdict(Truth.NO, "members-not-met")
ENOUGH = Verdict(Truth.YES, "members-meet-met")
TOO_FEW = Verdict(Truth.NO, "members-meet-not-met")
NOBODY = Verdict(Truth.UNKNOWN, "members-meet-nobody", Whose.APPLICANT)


@frozen(repr=False)
class HasMembers(Bounded):
    """Is a team of so many members; the list, when given, is the whole list.

    Args:
        at_least: The least number of members, included.
        over: The lower bound, not included.
        at_most: The most, included.
        under: The upper bound, not included.
        standing: How the members must be known.

    Raises:
        InvalidValue: No bound, two of one side, or bounds between which no number lies.

    >>> HasMembers(at_least=2, at_most=4)
    HasMembers(at_least=2, at_most=4)
    """

    KIND: ClassVar[str] = "has members"
    FACTS: ClassVar[tuple[str, ...]] = ("members",)

    def asked(self, edition: Edition) -> Asked:
        """Make the function that counts the members."""

        def ask(applicant: Applicant) -> Verdict:
            if applicant.members is None:
                return NOT_GIVEN
            return MET if self.holds_for(len(applicant.members)) else NOT_MET

        return self.firmly(ask, "members-standing")

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect how many there are."""
        return () if applicant.members is None else (("members", len(applicant.members)),)

    def needed(self, edition: Edition) -> Details:
        """Tell the bounds."""
        return self.bounds()


def _count(given: int | None) -> int | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 1):
        raise InvalidValue(f"'at_least' must be a whole number of 1 or more such as 2, got {shown(given)}", given)
    return given


@frozen(repr=False)
class MembersMeet(PreparedCondition):
    """Has members of whom all, or at least so many, meet a rule of their own.

    Each member is examined as an applicant is. One about whom a fact is missing leaves the answer open where it
    matters. Of no members the answer is unknown.

    Args:
        of: The rule.
        at_least: How many members, 1 or more. None: all.

    >>> from metroworkshops import Speaks
    >>> MembersMeet(Speaks("fr", "B2"), at_least=2)
    MembersMeet(of=Speaks(language='fr', level=Level.B2), at_least=2)
    """

    KIND: ClassVar[str] = "members meet"
    FACTS: ClassVar[tuple[str, ...]] = ("members",)

    of: Rule = field(converter=as_rule)
    at_least: int | None = field(kw_only=True, default=None, converter=_count)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield what makes the rule of the members impossible to ask."""
        for problem in problems_of(self.of, edition):
            where = f"of.{problem.where}" if problem.where else "of"
            yield InvalidValue(problem.message, problem.value, where)

    def _answer(self, answers: list[Truth]) -> Truth:
        return Truth.all_of(answers) if self.at_least is None else Truth.at_least(self.at_least, answers)

    def asked(self, edition: Edition) -> Asked:
        """Make the function that examines the members."""
        case = Case(edition, self.of)

        def ask(applicant: Applicant) -> Verdict:
            if applicant.members is None:
                return NOT_GIVEN
            screenings = [case.screen(member) for member in applicant.members]
            truth = self._answer([one.truth for one in screenings])
            if truth.is_settled:
                return ENOUGH if truth is Truth.YES else TOO_FEW
            if not screenings:
                return NOBODY
            open_ = [finding for one in screenings for finding in one.missing]
            organisers = all(finding.whose is Whose.ORGANISER for finding in open_)
            return _OPEN_ORGANISER if organisers else _OPEN_APPLICANT

        return ask

    def members(self, applicant: Applicant, edition: Edition) -> tuple[MemberFindings, ...]:
        """Collect what was found of each member."""
        case = Case(edition, self.of)
        screenings = [case.screen(member) for member in applicant.members or ()]
        return tuple(MemberFindings(one.applicant.id, one.truth, findings=one.findings) for one in screenings)

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect how many members meet the rule, of how many."""
        if applicant.members is None:
            return ()
        found = [one.truth for one in self.members(applicant, edition)]
        return (("meeting", found.count(Truth.YES)), ("open", found.count(Truth.UNKNOWN)), ("members", len(found)))

    def needed(self, edition: Edition) -> Details:
        """Tell how many are needed; nothing when it is all."""
        return () if self.at_least is None else (("at_least", self.at_least),)


_OPEN_APPLICANT = Verdict(Truth.UNKNOWN, "members-meet-open", Whose.APPLICANT)
_OPEN_ORGANISER = Verdict(Truth.UNKNOWN, "members-meet-open", Whose.ORGANISER)
