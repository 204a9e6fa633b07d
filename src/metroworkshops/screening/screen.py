"""Screening: one applicant, or any number of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final

from metroworkshops.domain.applicant import Applicant
from metroworkshops.domain.errors import Fault, InvalidValue, shown
from metroworkshops.domain.unreadable import Unreadable

if TYPE_CHECKING:
    from metroworkshops.domain.case import Case
    from metroworkshops.domain.edition import Edition
    from metroworkshops.domain.screening import Screening

__all__ = ["screen", "screen_all"]

_CHUNK: Final = 256
"""How many applicants are taken at a time, rule by rule: more gains nothing, and memory stays flat."""


def screen(applicant: Applicant, edition: Edition) -> Screening:
    """Examine one applicant under the criteria of an edition.

    Every rule is evaluated and its finding kept, whatever the others say. A pure function: the clock is not read.

    Args:
        applicant: The facts that were given. What was not given is unknown, never no.
        edition: The edition, with its `Edition.eligibility`. Criteria that are not stated leave the outcome undecided.

    Raises:
        InvalidValue: It is no applicant, or a rule is neither a condition nor a combination.

    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops
    >>> edition = metropolitan_workshops().edition("2020")
    >>> screen(Applicant("a-017", languages=[LanguageSkill("fr", "B1")]), edition).outcome
    Outcome.NOT_ELIGIBLE
    """
    if not isinstance(applicant, Applicant):
        raise InvalidValue(f"must be an Applicant such as Applicant('a-017'), got {shown(applicant)}", applicant)
    return edition.case.screen(applicant)


def screen_all(
    applicants: Iterable[Applicant | Unreadable],
    edition: Edition,
    *,
    progress: Callable[[int], object] | None = None,
    every: int = 1000,
) -> Iterator[Screening]:
    """Examine any number of applicants, as they come: as many screenings, in the same order.

    Nobody is lost. A record that could not be read, or that is no applicant at all, and a rule that raises an error on
    somebody, become findings of their own, and the outcome is undecided. Applicants are taken a few hundred at a time,
    so that memory stays flat whatever their number.

    Args:
        applicants: The applicants, or records that could not be read as such.
        edition: The edition.
        progress: Called with the number of those done so far, now and then and at the end.
        every: After how many it is called, 1 or more.

    Raises:
        InvalidValue: *every* is less than 1, or a rule is neither a condition nor a combination.

    >>> from metroworkshops import Applicant, LanguageSkill, metropolitan_workshops
    >>> edition = metropolitan_workshops().edition("2020")
    >>> cohort = [Applicant("a-1"), Applicant("a-2", languages=[])]
    >>> [screening.outcome for screening in screen_all(cohort, edition)]
    [Outcome.UNDECIDED, Outcome.NOT_ELIGIBLE]
    """
    if isinstance(every, bool) or not isinstance(every, int) or every < 1:
        raise InvalidValue(f"'every' must be a whole number of 1 or more such as 1000, got {shown(every)}", every)
    return _stream(iter(applicants), edition.case, progress, every)


def _stream(
    applicants: Iterator[Applicant | Unreadable], case: Case, progress: Callable[[int], object] | None, every: int
) -> Iterator[Screening]:
    done = 0
    while chunk := list(islice(applicants, min(_CHUNK, every - done % every))):
        yield from _chunk(chunk, case, done)
        done += len(chunk)
        if progress is not None and done % every == 0:
            progress(done)
    if progress is not None and done % every:
        progress(done)


def _chunk(chunk: list[Applicant | Unreadable], case: Case, done: int) -> Iterable[Screening]:
    if all(type(one) is Applicant for one in chunk):
        # Whatever a host's rule raises: it is asked again, one applicant at a time.
        with suppress(Exception):
            return case.screen_each(chunk)  # type: ignore[arg-type]
    return [_anyhow(one, case, done + index) for index, one in enumerate(chunk, start=1)]


def _anyhow(one: object, case: Case, number: int) -> Screening:
    if not isinstance(one, Applicant | Unreadable):
        # Of what kind it is, and no more: it may hold anything about anybody.
        message = f"must be an Applicant such as Applicant('a-017'), got something of type {type(one).__name__}"
        one = Unreadable(f"record-{number}", [Fault(f"record {number}", message)])
    return case.screen_anyhow(one)
