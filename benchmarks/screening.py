"""Screening: what `screen` and `screen_all` cost beside plain functions and beside rule engines.

Usage: python benchmarks/screening.py [--quick]

The first candidate of each table is a set of five plain functions, and ratios are to it. All answers of all candidates
about up to 10,000 applicants are equal, which is compared before anything is timed. Rule engines are measured where
they are installed: python -m pip install --requirement benchmarks/requirements.txt
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import chain, repeat
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve
from measuring import OURS, Work, by_size, installed, main, peaks

from metroworkshops import (
    Applicant,
    AppliedInTime,
    AttendsEverySession,
    Call,
    Commitment,
    Deadline,
    Edition,
    Extension,
    FromCountry,
    Group,
    LanguageSkill,
    Limit,
    OfAge,
    Session,
    Speaks,
    Truth,
    screen,
    screen_all,
)

# An invented group of countries: any would do.
MEMBERS = "AL BA CY DZ EG ES FR GR HR IL IT JO LB MA MC ME MT PS PT SI TN TR".split()

DEADLINE = date(2026, 1, 31)
EDITION = Edition(
    "workshops.example.org",
    "2026",
    sessions=[
        Session("tunis-2026", "Tunis", when="2026-03-09/2026-03-13"),
        # Moved from June, so that who promised June is asked again.
        Session("tirana-2026", "Tirana", when="2026-06").moved_to(
            "2026-09", announced=datetime(2026, 1, 15, tzinfo=UTC)
        ),
        Session("marseille-2026", "Marseille", when="2026-10/2026-11"),
    ],
    call=Call(deadlines=[Deadline.on(DEADLINE, id="applications", zone="Europe/Paris")]),
    groups=[Group("member states", MEMBERS)],
    eligibility=Speaks("fr", "C1")
    & AttendsEverySession()
    & AppliedInTime()
    & FromCountry("member states", by="residence")
    & OfAge(under=40, on="deadline"),
)

# --- The cohort ---------------------------------------------------------------

PROMISES = {
    "tunis-2026": ("2026-03-09/2026-03-13", "2026-03"),
    "tirana-2026": ("2026-09", "2026-09", "2026-09", "2026-06"),
    "marseille-2026": ("2026-10/2026-11",),
}
LEVELS = ("A2", "B1", "B2", "C1", "C1", "C2", "C2", None)
COUNTRIES = (*MEMBERS, "BE", "CA", "DE", "SN")

skill = cache(LanguageSkill)  # equal values are one object, as when a file is read
promise = cache(Commitment)
extension = cache(Extension)


def cohort(count: int) -> Iterator[Applicant]:
    """Invent applicants, one after the other and the same each time; about one fact in ten is missing."""
    random = Random(2026)  # noqa: S311 - no secret
    opened = datetime(2025, 12, 1, tzinfo=UTC)
    for number in range(count):
        given: dict[str, Any] = {
            "languages": [
                skill(tag, random.choice(LEVELS))
                for tag, share in (("ar", 0.5), ("fr", 0.8), ("fr-MA", 0.05), ("it", 0.2))
                if random.random() < share
            ],
            "commitments": [
                promise(session, random.choice(dates), attends=random.random() < 0.97)
                for session, dates in PROMISES.items()
                if random.random() < 0.95
            ],
            "applied_at": opened + timedelta(minutes=random.randrange(65 * 24 * 60)),
            "residence": random.choice(COUNTRIES),
            "birth_date": date(1975, 1, 1) + timedelta(days=random.randrange(30 * 365)),
        }
        known = {fact: value for fact, value in given.items() if random.random() < 0.9}
        if random.random() < 0.02:
            until = Limit.on("2026-02-03", zone="Europe/Paris")
            known["extensions"] = [extension("applications", until, granted_by="the programme officer")]
        yield Applicant(f"a-{number:06}", **known)


# --- Five plain functions ------------------------------------------------------

Answer = bool | None
Answers = tuple[Answer, Answer, Answer, Answer, Answer]

PARIS = ZoneInfo("Europe/Paris")
CLOSES = datetime(2026, 2, 1, tzinfo=PARIS).astimezone(UTC)
CLOSES_LATER = datetime(2026, 2, 4, tzinfo=PARIS).astimezone(UTC)
ENOUGH = {"C1", "C2"}
# What was promised, and still holds: the same dates as now, or wider ones.
HOLDS = {
    "tunis-2026": {"2026-03-09/2026-03-13", "2026-03"},
    "tirana-2026": {"2026-09"},
    "marseille-2026": {"2026-10/2026-11"},
}
MEMBER_SET = frozenset(MEMBERS)


def speaks(applicant: Applicant) -> Answer:
    """Tell whether somebody speaks French at C1 or better."""
    if applicant.languages is None:
        return None
    answer: Answer = False
    for one in applicant.languages:
        if one.language == "fr" or one.language.startswith("fr-"):
            if one.level is None:
                answer = None
            elif one.level.value in ENOUGH:
                return True
    return answer


def attends(applicant: Applicant) -> Answer:
    """Tell whether somebody comes to all three sessions; a promise of other dates than now has to be asked again."""
    if applicant.commitments is None:
        return None
    promised = {one.session: one.to.edtf for one in applicant.commitments if one.attends}
    answer: Answer = True
    for session, dates in HOLDS.items():
        to = promised.get(session)
        if to is None:
            return False
        if to not in dates:
            answer = None
    return answer


def in_time(applicant: Applicant) -> Answer:
    """Tell whether somebody applied before the limit, or before a later one of their own."""
    at = applicant.applied_at
    if at is None:
        return None
    return at < CLOSES or (bool(applicant.extensions) and at < CLOSES_LATER)


def from_country(applicant: Applicant) -> Answer:
    """Tell whether somebody lives in a member state."""
    return None if applicant.residence is None else applicant.residence in MEMBER_SET


def of_age(applicant: Applicant) -> Answer:
    """Tell whether somebody is under 40 on the day of the deadline."""
    birth = applicant.birth_date
    if birth is None:
        return None
    return DEADLINE.year - birth.year - ((DEADLINE.month, DEADLINE.day) < (birth.month, birth.day)) < 40


def five_answers(applicant: Applicant) -> Answers:
    """Ask all five."""
    return speaks(applicant), attends(applicant), in_time(applicant), from_country(applicant), of_age(applicant)


# --- Rule engines: the same questions, of facts prepared for them --------------

Facts = dict[str, Any]
Engine = Callable[[Facts], Answers]

RANKS = {level: rank for rank, level in enumerate(("A1", "A2", "B1", "B2", "C1", "C2"), start=1)}
IDS = list(HOLDS)


def facts(applicant: Applicant) -> Facts:
    """Make flat facts of an applicant: ranks, lists of ids, seconds, years. An engine looks at nothing else."""
    promised = None if applicant.commitments is None else [one for one in applicant.commitments if one.attends]
    spoken = None if applicant.languages is None else [one for one in applicant.languages if one.language[:2] == "fr"]
    best = max((RANKS[one.level.value] for one in spoken or () if one.level), default=0)
    unclear = spoken is None or (best < RANKS["C1"] and any(one.level is None for one in spoken))
    limit = CLOSES_LATER if applicant.extensions else CLOSES
    birth = applicant.birth_date
    return {
        "french": None if unclear else best,
        "promised": promised and [one.session for one in promised if one.to.edtf in HOLDS[one.session]],
        "promised_once": promised and [one.session for one in promised],
        "seconds_left": applicant.applied_at and (limit - applicant.applied_at).total_seconds(),
        "residence": applicant.residence,
        "age": birth and DEADLINE.year - birth.year - ((DEADLINE.month, DEADLINE.day) < (birth.month, birth.day)),
    }


def rule_engine() -> Engine:
    """Write expressions; what follows when a fact is not given is written into each, for by itself it is an error."""
    engine = import_module("rule_engine")
    every = " and ".join(f"'{one}' in {{0}}" for one in IDS)
    promised, once = every.format("promised"), every.format("promised_once")
    a, b, c, d, e = [
        engine.Rule(text).evaluate
        for text in (
            "french == null ? null : french >= 5",
            f"promised == null ? null : (({promised}) ? true : (({once}) ? null : false))",
            "seconds_left == null ? null : seconds_left > 0",
            f"residence == null ? null : residence in {MEMBERS}",
            "age == null ? null : age < 40",
        )
    ]
    return lambda known: (a(known), b(known), c(known), d(known), e(known))


def json_logic() -> Engine:
    """Write expressions; what follows when a fact is not given is written into each, for by itself it is a no."""
    apply = import_module("json_logic").jsonLogic

    def unless_missing(fact: str, then: object) -> object:
        return {"if": [{"===": [{"var": fact}, None]}, None, then]}

    def every(fact: str) -> object:
        return {"and": [{"in": [one, {"var": fact}]} for one in IDS]}

    a, b, c, d, e = (
        unless_missing("french", {">=": [{"var": "french"}, 5]}),
        unless_missing("promised", {"if": [every("promised"), True, every("promised_once"), None, False]}),
        unless_missing("seconds_left", {">": [{"var": "seconds_left"}, 0]}),
        unless_missing("residence", {"in": [{"var": "residence"}, MEMBERS]}),
        unless_missing("age", {"<": [{"var": "age"}, 40]}),
    )
    return lambda known: (apply(a, known), apply(b, known), apply(c, known), apply(d, known), apply(e, known))


def business_rules() -> Engine:
    """Write several conditions for each question, asked in turn, for each is yes or no and none may be negated."""
    check = import_module("business_rules.engine").check_conditions_recursively
    kinds: Any = import_module("business_rules.variables")
    number, ids = kinds.numeric_rule_variable, kinds.select_multiple_rule_variable()

    def given(fact: str) -> Any:
        return kinds.boolean_rule_variable(lambda self: self.known[fact] is not None)

    def fact(kind: Any, name: str) -> Any:
        return kind(lambda self: self.known[name])

    names = {"french": number, "promised": ids, "promised_once": ids, "seconds_left": number, "age": number}
    variables = type(
        "Variables",
        (kinds.BaseVariables,),
        {
            "__init__": lambda self, known: setattr(self, "known", known),
            **{name: fact(kind, name) for name, kind in names.items()},
            "residence": ids(lambda self: [self.known["residence"]]),
            **{f"{name}_given": given(name) for name in (*names, "residence")},
        },
    )

    def condition(name: str, operator: str, value: object = None) -> Facts:
        return {"name": name, "operator": operator, "value": value}

    def question(name: str, *met: Facts, again: Facts | None = None) -> list[tuple[Facts, Answer]]:
        last: list[tuple[Facts, Answer]] = [(again, None)] if again else []
        return [(condition(f"{name}_given", "is_false"), None), *((one, True) for one in met), *last]

    questions = [
        question("french", condition("french", "greater_than_or_equal_to", 5)),
        question(
            "promised",
            condition("promised", "contains_all", IDS),
            again=condition("promised_once", "contains_all", IDS),
        ),
        question("seconds_left", condition("seconds_left", "greater_than", 0)),
        question("residence", condition("residence", "is_contained_by", MEMBERS)),
        question("age", condition("age", "less_than", 40)),
    ]

    def ask(known: Facts) -> Answers:
        asked = variables(known)
        a, b, c, d, e = [
            next((answer for one, answer in question if check(one, asked)), False) for question in questions
        ]
        return a, b, c, d, e

    return ask


ENGINES: Mapping[str, Callable[[], Engine]] = {
    "json-logic": json_logic,
    "business-rules": business_rules,
    "rule-engine": rule_engine,
}


# --- Comparing and measuring -------------------------------------------------------

PLAIN = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}


def agree(applicants: Sequence[Applicant], known: Sequence[Facts], engines: Mapping[str, Engine]) -> int:
    """Compare all answers about all applicants, before any is timed; count them.

    Raises:
        ValueError: Two differ.
    """
    compared = 0
    for applicant, own, screening in zip(applicants, known, screen_all(applicants, EDITION), strict=True):
        answers = list(five_answers(applicant))
        others = {
            "screen_all": [PLAIN[finding.truth] for finding in screening.findings],
            "screen": answers if screen(applicant, EDITION) == screening else [],
            **{name: list(engine(own)) for name, engine in engines.items()},
        }
        for name, given in others.items():
            if given != answers:
                raise ValueError(
                    f"answers about {applicant.id} differ: {answers} by plain functions, {given} by {name}"
                )
            compared += len(given)
    return compared


def use(answers: Iterable[object]) -> None:
    """Take each answer and let it go, as in a stream."""
    deque(answers, maxlen=0)


Run = Callable[[Sequence[Applicant]], object]

ONE_AT_A_TIME = f"{OURS}, screen, one at a time"
ALL = f"{OURS}, screen_all"
PLAIN_FUNCTIONS = "five plain functions"


def functions(applicants: Sequence[Applicant]) -> None:
    """Ask the five functions, and let their answers go."""
    use(map(five_answers, applicants))


STREAMS: Mapping[str, Run] = {
    PLAIN_FUNCTIONS: functions,
    ONE_AT_A_TIME: lambda given: use(map(screen, given, repeat(EDITION))),
    ALL: lambda given: use(screen_all(given, EDITION)),
    f"{OURS}, the reasons read": lambda given: use(one.reasons for one in screen_all(given, EDITION)),
    f"{OURS}, all findings read": lambda given: use(one.findings for one in screen_all(given, EDITION)),
}
KEPT: Mapping[str, Run] = {
    PLAIN_FUNCTIONS: lambda given: len(list(map(five_answers, given))),
    ALL: lambda given: len(list(screen_all(given, EDITION))),
    f"{OURS}, ids and outcomes kept": lambda given: len(
        [(one.applicant.id, one.outcome) for one in screen_all(given, EDITION)]
    ),
}


def stream_of(size: str) -> Callable[[], object]:
    """Screen applicants that are made as they are asked for, and let all go.

    The edition is a new one: what it keeps to be quick counts too.
    """
    return lambda: use(screen_all(cohort(int(size)), evolve(EDITION)))


def list_of(size: str) -> Callable[[], object]:
    """Screen applicants that are made as they are asked for, and keep all, the applicants too."""
    return lambda: list(screen_all(cohort(int(size)), evolve(EDITION)))


def held() -> Mapping[str, Callable[[str], Callable[[], object]]]:
    """Give what the memory of is measured."""
    return {"as a stream": stream_of, "kept": list_of}


def works(quick: bool) -> Iterator[Work]:
    """Compare, then measure."""
    sizes = (50, 500, 5_000) if quick else (1_000, 10_000, 100_000)
    cohorts = {size: list(cohort(size)) for size in sizes}
    engines = dict(installed(ENGINES))
    compared = cohorts[min(sizes[-1], 10_000)]
    print(f"Equal: {agree(compared, list(map(facts, compared)), engines):,} answers")
    memory = peaks("screening", {size: str(size) for size in sizes}, held())

    def inputs(size: int) -> Iterator[Sequence[Applicant]]:
        return chain([cohorts[sizes[0]]], repeat(cohorts[size]))

    yield Work(
        "screening/streams",
        "Screen applicants by five rules, let go one by one",
        "applicant",
        by_size(STREAMS, inputs, sizes, quick=quick),
        {ALL: memory["as a stream"]} if memory else {},
        aims={ONE_AT_A_TIME: 1.7, ALL: 1.2},
    )
    kept = by_size(KEPT, inputs, sizes, quick=quick)
    all_kept = {ALL: memory["kept"]} if memory else {}
    yield Work("screening/kept", "Screen applicants, all kept", "applicant", kept, all_kept)
    gc.disable()
    try:
        paused = by_size(KEPT, inputs, sizes, quick=quick)
    finally:
        gc.enable()
    yield Work("screening/paused", "Screen applicants, all kept, the cyclic collector paused", "applicant", paused)
    yield by_engines(engines, cohorts, quick=quick)


Both = tuple[Sequence[Applicant], Sequence[Facts]]


def by_engines(engines: Mapping[str, Engine], cohorts: Mapping[int, Sequence[Applicant]], *, quick: bool) -> Work:
    """Measure the engines, which get their facts made flat beforehand, outside the time."""

    def asked(engine: Engine) -> Callable[[Both], object]:
        return lambda given: use(map(engine, given[1]))

    candidates: dict[str, Callable[[Both], object]] = {
        PLAIN_FUNCTIONS: lambda given: functions(given[0]),
        ALL: lambda given: use(screen_all(given[0], EDITION)),
        **{f"{name}, no reasons": asked(engine) for name, engine in engines.items()},
    }

    def inputs(size: int) -> Iterator[Both]:
        small, given = cohorts[min(cohorts)], cohorts[size]
        return chain([(small, list(map(facts, small)))], repeat((given, list(map(facts, given)))))

    results = by_size(candidates, inputs, tuple(cohorts), quick=quick)
    aims = {ALL: 1.2}
    return Work("screening/engines", "Answer the same five questions", "applicant", results, ours=ALL, aims=aims)


if __name__ == "__main__":
    main(works, __doc__)
