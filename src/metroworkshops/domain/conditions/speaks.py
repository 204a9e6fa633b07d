"""The condition on a language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from metroworkshops.domain.condition import Asked, FactCondition, Verdict
from metroworkshops.domain.errors import InvalidValue, named, shown
from metroworkshops.domain.finding import Details, Whose
from metroworkshops.domain.level import Level, LevelReading, Standing
from metroworkshops.domain.text import language_tag, lookup_order
from metroworkshops.domain.truth import Truth
from metroworkshops.domain.value import readable

if TYPE_CHECKING:
    from metroworkshops.domain.applicant import Applicant, LanguageSkill
    from metroworkshops.domain.edition import Edition

__all__ = ["Speaks"]

NOT_GIVEN = Verdict(Truth.UNKNOWN, "language-not-given", Whose.APPLICANT)
NOT_LISTED = Verdict(Truth.NO, "language-not-listed")
BELOW = Verdict(Truth.NO, "language-below")
NO_LEVEL = Verdict(Truth.UNKNOWN, "language-level-not-given", Whose.APPLICANT)
MET = Verdict(Truth.YES, "language-met")


def _level_or_words(given: Level | str | None) -> Level | str | None:
    if given is None or isinstance(given, Level):
        return given
    words = readable(given)
    try:
        return Level(words)
    except ValueError:
        return words


@lru_cache(maxsize=1024)
def _is_form_of(skill: str, language: str) -> bool:
    return language in lookup_order(skill)


@frozen(repr=False)
class Speaks(FactCondition):
    """Speaks a language, at a level or better.

    Args:
        language: A BCP 47 tag; a skill in a regional form of it counts ("fr-MA" for "fr").
        level: A CEFR level, or words of the call that the edition's own table reads as one ("excellent command").
            None: any level.
        standing: How the skill must be known. A skill that is known less firmly leaves the answer unknown, never no.

    Raises:
        InvalidValue: A malformed language tag.

    >>> Speaks("fr", "C1")
    Speaks(language='fr', level=Level.C1)
    """

    KIND: ClassVar[str] = "speaks"
    FACTS: ClassVar[tuple[str, ...]] = ("languages",)

    language: str = field(converter=language_tag)
    level: Level | str | None = field(default=None, converter=_level_or_words)

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        """Yield the words that the edition's table does not read as a level."""
        if isinstance(self.level, str) and self._reading(edition) is None:
            known = [reading.words for reading in edition.levels]
            yield InvalidValue(
                "'level' must be a CEFR level such as 'C1', or words that the edition's own 'levels' read as one "
                f"({named(map(repr, known)) or 'it reads none'}); got {shown(self.level)}",
                self.level,
                "level",
            )

    def _reading(self, edition: Edition) -> LevelReading | None:
        return next((reading for reading in edition.levels if reading.words == self.level), None)

    def _level(self, edition: Edition) -> Level | None:
        if isinstance(self.level, str):
            reading = self._reading(edition)
            return reading.level if reading else None
        return self.level

    def asked(self, edition: Edition) -> Asked:
        """Make the function that looks at an applicant's languages; the list, when given, is the whole list."""
        level = self._level(edition)
        enough = None if level is None else frozenset(one for one in Level if one.reaches(level))
        firm = frozenset(one for one in Standing if one.reaches(self.standing))
        weak = self.weak("language-standing")
        language = self.language

        def judged(skill: LanguageSkill) -> Verdict:
            if skill.standing not in firm:
                return weak
            if enough is None or skill.level in enough:
                return MET
            return NO_LEVEL if skill.level is None else BELOW

        def ask(applicant: Applicant) -> Verdict:
            if applicant.languages is None:
                return NOT_GIVEN
            answer = NOT_LISTED
            for skill in applicant.languages:
                if skill.language == language or _is_form_of(skill.language, language):
                    # The same language may be listed in two forms: the better answer counts.
                    verdict = judged(skill)
                    if verdict is MET:
                        return MET
                    if answer.truth is Truth.NO:
                        answer = verdict
            return answer

        return ask

    def _skill(self, applicant: Applicant, verdict: Verdict) -> LanguageSkill | None:
        """Find the skill that a verdict is about: of several the one at the highest level."""
        skills = [one for one in applicant.languages or () if _is_form_of(one.language, self.language)]
        if verdict.truth is Truth.YES:
            skills = [one for one in skills if one.standing.reaches(self.standing)]
        elif verdict.reason == "language-standing":
            skills = [one for one in skills if not one.standing.reaches(self.standing)]
        elif verdict is NO_LEVEL:
            skills = [one for one in skills if one.level is None]
        order = list(Level)
        return max(skills, key=lambda one: order.index(one.level) if one.level else -1, default=None)

    def seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Details:
        """Collect the level that was seen."""
        skill = self._skill(applicant, verdict)
        return (("level", skill.level),) if skill is not None and skill.level is not None else ()

    def standing_seen(self, applicant: Applicant, edition: Edition, verdict: Verdict) -> Standing | None:
        """Tell how the skill is known; None when there is none."""
        skill = self._skill(applicant, verdict)
        return None if skill is None else skill.standing

    def needed(self, edition: Edition) -> Details:
        """Tell which language, at which level, and in which words of the call."""
        level = self._level(edition)
        return (
            ("language", self.language),
            *((("level", level),) if level is not None else ()),
            *((("words", self.level),) if isinstance(self.level, str) else ()),
            ("standing", self.standing),
        )
