"""What screening refuses: the words that people read, the value that came, and its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from metroworkshops import (
    Applicant,
    Edition,
    InvalidValue,
    Preference,
    Ranking,
    Score,
    ScoredCriterion,
    Screening,
    Speaks,
    decide,
    explain_change,
    rank,
    reproduce,
    screen,
    screen_all,
    summarise,
    tally,
)
from metroworkshops.domain.case import Case

AT = datetime(2020, 2, 5, tzinfo=UTC)
RANKING = Ranking(
    [Preference("french", Speaks("fr"), points=1)],
    [ScoredCriterion("motivation", "Motivation", out_of=5), ScoredCriterion("project", "Project", out_of=5)],
)
EDITION = Edition("workshops.example.org", "2020", eligibility=Speaks("fr"), ranking=RANKING)
NEXT = attrs.evolve(EDITION, id="2021", eligibility=Speaks("it"))
UNRANKED = attrs.evolve(EDITION, ranking=None)
WITHOUT_CRITERIA = attrs.evolve(EDITION, ranking=Ranking(RANKING.preferences))
UNDER_OTHER_RULES = Case(EDITION, Speaks("it")).screen_anyhow(Applicant("b"))
NOBODY: Any = "nobody"


def of(applicant: str, edition: Edition = EDITION) -> Screening:
    return screen(Applicant(applicant), edition)


def score(applicant: str, criterion: str, points: float = 1) -> Score:
    return Score(applicant, criterion, points=points, by="first reader")


Refusal = tuple[Callable[[], object], str, object, str]
"""What is done, what is said, the value that came, and its place."""

REFUSALS: dict[str, Refusal] = {
    "screen nobody": (
        lambda: screen(NOBODY, EDITION),
        "must be an Applicant such as Applicant('a-017'), got 'nobody'",
        NOBODY,
        "",
    ),
    "progress never": (
        lambda: screen_all([], EDITION, every=0),
        "'every' must be a whole number of 1 or more such as 1000, got 0",
        0,
        "",
    ),
    "progress at yes": (
        lambda: screen_all([], EDITION, every=True),
        "'every' must be a whole number of 1 or more such as 1000, got True",
        True,
        "",
    ),
    "progress at half": (
        lambda: screen_all([], EDITION, every=0.5),  # type: ignore[arg-type]
        "'every' must be a whole number of 1 or more such as 1000, got 0.5",
        0.5,
        "",
    ),
    "summarise nobody": (
        lambda: summarise([NOBODY]),
        "must be a Screening such as screen(applicant, edition) gives, got 'nobody'",
        NOBODY,
        "",
    ),
    "summarise two editions": (
        lambda: summarise([of("a"), of("b", NEXT)]),
        (
            "only screenings of one edition under the same rules are counted together, such as those of one "
            "screen_all; got '2020' under Speaks(language='fr') and '2021' under Speaks(language='it')"
        ),
        of("b", NEXT),
        "",
    ),
    "summarise one edition under two rules": (
        lambda: summarise([of("a"), UNDER_OTHER_RULES]),
        (
            "only screenings of one edition under the same rules are counted together, such as those of one "
            "screen_all; got '2020' under Speaks(language='fr') and '2020' under Speaks(language='it')"
        ),
        UNDER_OTHER_RULES,
        "",
    ),
    "tally nobody": (
        lambda: tally([NOBODY]),
        "must be a Screening such as screen(applicant, edition) gives, got 'nobody'",
        NOBODY,
        "",
    ),
    "tally two editions": (
        lambda: tally([of("a"), of("b", NEXT)]),
        "all must be of one edition, that of the first, '2020'; got one of '2021' that differs",
        of("b", NEXT),
        "",
    ),
    "tally among nobody": (
        lambda: tally([], among=[NOBODY]),
        "[0]: must be a Ranked such as rank(screenings)[0], got 'nobody'",
        NOBODY,
        "[0]",
    ),
    "tally among others": (
        lambda: tally([of("b")], among=rank([of("c"), of("b"), of("a")])),
        "among: 'among' must hold applicants who are among the screenings, got others: a, c",
        ("a", "c"),
        "among",
    ),
    "rank nobody": (
        lambda: rank([NOBODY]),
        "[0]: must be a Screening such as screen(applicant, edition), got 'nobody'",
        NOBODY,
        "[0]",
    ),
    "rank by no score": (
        lambda: rank([], [NOBODY]),
        "[0]: must be a Score such as Score('a-017', 'motivation', points=4, by='first reader'), got 'nobody'",
        NOBODY,
        "[0]",
    ),
    "rank without a ranking": (
        lambda: rank([of("a", UNRANKED)]),
        (
            "the edition must state how it ranks such as ranking=Ranking([Preference(...)]), got '2020', which states "
            "nothing"
        ),
        UNRANKED,
        "",
    ),
    "rank two editions": (
        lambda: rank([of("a"), of("b", NEXT)]),
        "screenings[1]: all must be of one edition, that of the first, '2020'; got one of '2021' that differs",
        of("b", NEXT),
        "screenings[1]",
    ),
    "rank somebody twice": (
        lambda: rank([of("a"), of("b"), of("a")]),
        "screenings[2]: each applicant must be given once, got 'a' again",
        "a",
        "screenings[2]",
    ),
    "rank scores of nobody": (
        lambda: rank([], [score("a", "motivation"), score("b", "motivation")]),
        (
            "cannot make a ranking:\n"
            "  scores[0].applicant: a score must be of one of the applicants who are ranked, got 'a'\n"
            "  scores[1].applicant: a score must be of one of the applicants who are ranked, got 'b'"
        ),
        None,
        "",
    ),
    "rank by other criteria": (
        lambda: rank([of("a")], [score("a", "charm"), score("a", "project", 5.5)]),
        (
            "cannot make a ranking:\n"
            "  scores[0].criterion: a score must be for one of the criteria of the ranking ('motivation', 'project'), "
            "got 'charm'\n"
            "  scores[1].points: a score for 'project' must be from 0 to 5, got 5.5"
        ),
        None,
        "",
    ),
    "rank by scores without criteria": (
        lambda: rank([of("a", WITHOUT_CRITERIA)], [score("a", "motivation")]),
        "scores[0].criterion: a score must be for one of the criteria of the ranking (none), got 'motivation'",
        "motivation",
        "scores[0].criterion",
    ),
    "reproduce from other documents": (
        lambda: reproduce(decide(of("a"), at=AT), Applicant("a", languages=[]), NEXT),
        (
            "the documents must be those that the decision on 'a' was made of, got others of: edition, rules, "
            "applicant. To see what that changes, use explain_change"
        ),
        ["edition", "rules", "applicant"],
        "",
    ),
    "compare two people": (
        lambda: explain_change(decide(of("a"), at=AT), of("b")),
        "must be of the same applicant, 'a'; got 'b'",
        "b",
        "",
    ),
}


@pytest.mark.parametrize(("do", "said", "value", "where"), REFUSALS.values(), ids=REFUSALS.keys())
def test_a_refusal_says_what_must_hold_and_shows_what_came(
    do: Callable[[], object], said: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        do()
    assert (str(caught.value), caught.value.value, caught.value.where) == (said, value, where)
