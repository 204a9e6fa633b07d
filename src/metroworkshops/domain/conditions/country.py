"""The condition on a country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, FactCondition, Verdict
from metroworkshops.domain.country import COUNTRIES
from metroworkshops.domain.country_tie import CountryTie, as_country_tie
from metroworkshops.domain.errors import InvalidValue, named
from metroworkshops.domain.finding import Detail, Details, Whose
from metroworkshops.domain.group import spelled_out, term_key
from metroworkshops.domain.truth import Truth

from .terms import one_or_more_terms

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant
    from metroworkshops.domain.edition import Edition

__all__ = ["FromCountry"]

_CODES: Final = {code.casefold(): code for code in COUNTRIES}
"""The codes of countries, by the form in which terms are compared."""

FACT_OF: Final = {
    CountryTie.NATIONALITY: "nationalities",
    CountryTie.RESIDENCE: "residence",
    CountryTie.WORK: "works_in_countries",
}


@frozen(repr=False)
class FromCountry(FactCondition):
    """Belongs to one of these countries: by nationality, by residence or by work.

    For two ties of which either will do, combine two rules with `|`.

    Args:
        of: An ISO 3166-1 code (or XK), the name of one of the edition's groups of countries, or several of these.
        by: The tie that counts.
        standing: How it must be known.

    >>> FromCountry("UfM member states", by="residence")
    FromCountry(of=('UfM member states',), by=CountryTie.RESIDENCE)
    """

    KIND: ClassVar[str] = "from country"
    FACTS: ClassVar[tuple[str, ...]] = tuple(FACT_OF.values())

    of: tuple[str, ...] = field(converter=one_or_more_terms)
    by: CountryTie = field(kw_only=True, converter=as_country_tie)

    @property
    def facts(self) -> tuple[str, ...]:
        """The countries of the tie that counts."""
        return (FACT_OF[self.by],)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield what is neither a country nor a group of countries of the edition."""
        groups = {term_key(group.name): group for group in edition.groups}
        for index, one in enumerate(self.of):
            group = groups.get(term_key(one))
            if group is None and one not in COUNTRIES:
                known = named(repr(group.name) for group in edition.groups) or "it has none"
                yield InvalidValue(
                    "must be an ISO 3166-1 code such as 'MA', or the name of one of the groups of the edition "
                    f"({known}); got {one!r}",
                    one,
                    f"of[{index}]",
                )
            for bad in (one for one in (group.members if group else ()) if one not in COUNTRIES):
                yield InvalidValue(
                    f"the members of the group {one!r} must be ISO 3166-1 codes such as 'MA' for a rule on countries, "
                    f"got {bad!r}",
                    bad,
                    f"of[{index}]",
                )

    def _countries(self, edition: Edition) -> frozenset[str]:
        keys = spelled_out(self.of, edition.groups)
        return frozenset(_CODES[key] for key in keys & _CODES.keys())

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at an applicant's countries; a list, when given, is the whole list."""
        (fact,), topic = self.facts, self.by.value
        not_given = Verdict(Truth.UNKNOWN, f"{topic}-not-given", Whose.APPLICANT)
        met, not_met = Verdict(Truth.YES, f"{topic}-met"), Verdict(Truth.NO, f"{topic}-not-met")
        accepted = self._countries(edition)

        def residing(applicant: Applicant) -> Verdict:
            if applicant.residence is None:
                return not_given
            return met if applicant.residence in accepted else not_met

        def having(applicant: Applicant) -> Verdict:
            given: tuple[str, ...] | None = getattr(applicant, fact)
            if given is None:
                return not_given
            return not_met if accepted.isdisjoint(given) else met

        ask = residing if self.by is CountryTie.RESIDENCE else having
        return self.firmly(ask, f"{topic}-standing")

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the applicant's countries: where it is met, those that meet it."""
        given: tuple[str, ...] | str | None = getattr(applicant, self.facts[0])
        if given is None:
            return ()
        countries = (given,) if isinstance(given, str) else given
        if verdict.truth is Truth.YES:
            accepted = self._countries(edition)
            countries = tuple(one for one in countries if one in accepted)
        return (("countries", countries),)

    def needed(self, edition: Edition) -> Details:
        """Tell the countries of the call, and the names of its groups in people's languages."""
        groups = {term_key(group.name): group for group in edition.groups}
        found: list[tuple[str, Detail]] = []
        for one in self.of:
            group = groups.get(term_key(one))
            found.append(("country", one) if group is None else ("term", group.title or group.name))
        return tuple(found)
