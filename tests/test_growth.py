"""Work grows with the size of what is given, and not with its square: calls of functions are counted, not seconds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, Final, TypeVar

import attrs
import pytest

import metroworkshops as mw
from metroworkshops import (
    AllOf,
    AnyOf,
    Applicant,
    Attends,
    AttendsEverySession,
    Call,
    City,
    Column,
    Commitment,
    Deadline,
    Declares,
    DocumentError,
    Edition,
    InvalidValue,
    LanguageSkill,
    Milestone,
    Offset,
    Part,
    Partner,
    Preference,
    Programme,
    Publication,
    Quota,
    Ranking,
    Score,
    ScoredCriterion,
    Session,
    Speaks,
    Statement,
    TableMapping,
    Text,
    Truth,
    Waiver,
    When,
    WorksIn,
    tables,
)
from metroworkshops.calendars import publish, to_ical, to_jcal
from metroworkshops.documents import dumps, fingerprint, loads, to_schema_org
from metroworkshops.pictures import timeline

PROGRAMME: Final = "workshops.example.org"
AT: Final = datetime(2020, 1, 15, 12, tzinfo=UTC)
FIRST: Final = date(2021, 1, 4)
T = TypeVar("T")
Work = Callable[[int], Callable[[], object]]
"""Makes what is given, of a size, and then what is done with it; the second alone is counted."""


class Counted(str):
    """An id that is compared in Python: a search through a list hides its comparisons from whoever counts calls."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return str.__eq__(self, other) is not True

    __hash__ = str.__hash__


def counted(do: Callable[[], object]) -> tuple[int, int]:
    """Count the calls that something takes, of functions written in Python or in C; and how often ids are compared."""
    calls = compared = 0
    comparing = (Counted.__eq__.__code__, Counted.__ne__.__code__)

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls, compared
        calls += event in ("call", "c_call")
        compared += event == "call" and frame.f_code in comparing

    before = sys.getprofile()
    gc.disable()  # Hypothesis looks on when it collects
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
        gc.enable()
    return calls, compared


def growth(work: Work, n: int) -> float:
    """Tell by how much more is done from 2n to 4n than from n to 2n: 2 is a line, 4 is a square."""
    counts: list[tuple[int, int]] = []
    for size in (n, 2 * n, 4 * n):
        work(size)()  # what is kept for all values is made
        counts.append(counted(work(size)))
    (one, few), (two, twice_as_few), (four, more) = counts
    return max((four - two) / (two - one or 1), (more - twice_as_few) / max(twice_as_few - few, n))


def on(number: int) -> str:
    """Give a day of its own to each."""
    return str(FIRST + timedelta(days=3 * number))


def named(kind: str, number: int) -> Counted:
    return Counted(f"{kind}-{number}")


def city(number: int) -> City:
    return City(named("city", number), f"City {number}", country="IT", time_zone="Europe/Rome")


def sessions(n: int, word: str = "Session") -> list[Session]:
    return [
        Session(named("s", number), Text(en=f"{word} {number}"), when=on(number), places=[city(number)])
        for number in range(n)
    ]


def edition(n: int, word: str = "Session", **more: Any) -> Edition:
    return Edition(PROGRAMME, Counted("2021"), sessions=sessions(n, word), **more)


def in_parts(n: int, word: str = "Session", title: str = "Part") -> Edition:
    parts = [Part(named("p", k), f"{title} {k}", when=on(k), places=[city(k)]) for k in range(n)]
    session = Session(Counted("s"), word, when="XXXX" if n else on(900), parts=parts)
    return Edition(PROGRAMME, Counted("2021"), sessions=[session])


def on_separate_days(n: int, shift: int = 0) -> Edition:
    return Edition(PROGRAMME, Counted("2021"), sessions=[Session(Counted("s"), "Session", when=set_of(n, shift))])


def milestones(n: int, **more: Any) -> list[Milestone]:
    return [Milestone(named("m", number), f"Milestone {number}", when=on(number), **more) for number in range(n)]


def counted_from(n: int, session: bool) -> Edition:
    duties = [
        Milestone(named("m", k), f"Milestone {k}", relative=Offset(-k - 1, session=named("s", k) if session else None))
        for k in range(n)
    ]
    return edition(n, milestones=duties)


def rounds(n: int) -> Edition:
    deadlines = [Deadline.on(on(number), id=named("round", number), zone="UTC") for number in range(n)]
    return Edition(PROGRAMME, Counted("2021"), call=Call(deadlines))


def extended(n: int) -> Deadline:
    found = Deadline.on(on(0), zone="UTC")
    for number in range(n):
        found = found.extended_to(on(number + 1), announced=AT + timedelta(hours=number), reason=f"Reason {number}")
    return found


def moved(n: int) -> Session:
    found = Session(Counted("s"), "Session", when=on(0), places=[city(0)])
    for number in range(n):
        found = found.moved_to(
            on(number + 1), announced=AT + timedelta(hours=number), places=[city(number)], reason=f"Reason {number}"
        )
    return found


def programme(n: int, shared: bool = False) -> Programme:
    common = [Session(Counted("shared"), "Shared", when="2021-03")] if shared else []
    editions = [
        Edition(
            PROGRAMME,
            named("e", number),
            label=f"Edition {number}",
            sessions=[*common, Session(named("s", number), "Session", when=on(number), places=[city(number)])],
            partners=[Partner(named("org", number), f"Partner {number}", roles=["host"])],
            call=Call([Deadline.on(on(number), zone="UTC")]),
        )
        for number in range(n)
    ]
    return Programme(PROGRAMME, "Workshops", editions=editions)


def set_of(n: int, shift: int = 0) -> str:
    return "{" + ",".join(str(FIRST + timedelta(days=3 * number + shift)) for number in range(n)) + "}"


def one_of(n: int, shift: int = 0) -> str:
    return "[" + set_of(n, shift)[1:-1] + "]"


def leaves(n: int) -> list[Declares]:
    return [Declares(f"statement {number}") for number in range(n)]


def criteria(n: int) -> Edition:
    """Make criteria of more conditions than are tried in every way for a contradiction."""
    return Edition(PROGRAMME, Counted("2021"), eligibility=AllOf(*leaves(n + 12)))


def applicants(n: int) -> list[Applicant]:
    return [
        Applicant(
            named("a", number),
            languages=[LanguageSkill("fr", "C1")] if number % 2 else None,
            sectors=["local government"],
            commitments=[Commitment("s-0", to=on(number))],
            applied_at=AT + timedelta(minutes=number),
        )
        for number in range(n)
    ]


def for_many() -> Edition:
    local = WorksIn("local government")
    return edition(
        2,
        eligibility=Speaks("fr", "B2") & AttendsEverySession(),
        ranking=Ranking(
            [Preference("local", local, points=2)],
            criteria=[ScoredCriterion("motivation", "Motivation", out_of=5)],
            ties=["applied_at"],
        ),
        quotas=[Quota("local", local, at_least=1)],
        capacity=25,
    )


def screened(n: int) -> list[mw.Screening]:
    return list(mw.screen_all(applicants(n), for_many()))


def on_everything(n: int) -> mw.Screening:
    stated = [Statement(f"statement {number}", holds=number % 2 == 0) for number in range(n + 12)]
    return mw.screen(Applicant("a-1", statements=stated), criteria(n))


def published(what: Edition | Programme, *before: Edition | Programme, **how: Any) -> Publication:
    """Publish one after another, a day apart each."""
    last: Publication | None = None
    for days, one in enumerate((*before, what)):
        last = publish(one, previous=last, at=AT + timedelta(days=days), **how)
    assert last is not None
    return last


PUBLISHED: dict[str, Callable[[int], Publication]] = {
    "sessions": lambda n: published(edition(n)),
    "sessions again": lambda n: published(edition(n), edition(n)),
    "sessions, reworded": lambda n: published(edition(n, "Workshop"), edition(n)),
    "sessions, withdrawn": lambda n: published(edition(0), edition(n)),
    "sessions, withdrawn long ago, and their edition retitled": lambda n: published(
        edition(0, title="Retitled"), edition(n), edition(0)
    ),
    "sessions, moved": lambda n: published(
        attrs.evolve(edition(n), sessions=[attrs.evolve(one, when="2022-03") for one in sessions(n)]), edition(n)
    ),
    "parts": lambda n: published(in_parts(n)),
    "parts, reworded": lambda n: published(in_parts(n, "Workshop", "Module"), in_parts(n)),
    "parts, withdrawn, and their session retitled": lambda n: published(
        in_parts(0, "Workshop"), in_parts(n), in_parts(0)
    ),
    "parts, withdrawn, and their edition retitled": lambda n: published(
        attrs.evolve(in_parts(0), title="Retitled"), in_parts(n), in_parts(0)
    ),
    "separate days": lambda n: published(on_separate_days(n)),
    "separate days, moved": lambda n: published(on_separate_days(n, shift=1), on_separate_days(n)),
    "separate days, back again": lambda n: published(on_separate_days(n), on_separate_days(n), on_separate_days(2)),
    "milestones": lambda n: published(edition(0, milestones=milestones(n)), milestones=True),
    "milestones of sessions": lambda n: published(counted_from(n, session=True), milestones=True),
    "milestones of all sessions": lambda n: published(counted_from(n, session=False), milestones=True),
    "rounds": lambda n: published(rounds(n)),
    "editions": lambda n: published(programme(n)),
    "editions, again": lambda n: published(attrs.evolve(programme(n), title="Retitled"), programme(n)),
    "editions that share a session": lambda n: published(programme(n, shared=True), programme(n, shared=True)),
}

VALUES: dict[str, Callable[[int], Any]] = {
    "sessions": edition,
    "editions": programme,
    "editions that share a session": lambda n: programme(n, shared=True),
    "a session in parts": lambda n: in_parts(n).sessions[0],
    "a session moved often": moved,
    "a deadline extended often": extended,
    "milestones": lambda n: edition(0, milestones=milestones(n)),
    "milestones of sessions": lambda n: counted_from(n, session=True),
    "rounds": rounds,
    "all of": lambda n: AllOf(*leaves(n)),
    "any of, all of": lambda n: AnyOf(*(AllOf(*leaves(4)) for _ in range(n))),
    "criteria": criteria,
    "attends": lambda n: edition(n, eligibility=Attends([one.id for one in sessions(n)])),
    "separate days": lambda n: When.parse(set_of(n)),
    "one of days": lambda n: When.parse(one_of(n)),
    "text in many languages": lambda n: Text({f"en-x-v{number}": f"Text {number}" for number in range(n)}),
    "a screening": on_everything,
    "a decision": lambda n: mw.decide(
        on_everything(n), at=AT, waivers=[Waiver("why", by="committee", at=AT, rule=leaf) for leaf in leaves(n)]
    ),
    "a publication": lambda n: published(edition(n)),
    "a team": lambda n: Applicant("team", members=applicants(n)),
    "a tally": lambda n: mw.tally(screened(n)),
    "a summary": lambda n: mw.summarise(mw.screen_all([Applicant("a")], criteria(n))),
}


def in_choices(n: int) -> Edition:
    """Make an edition in which one of each two sessions is to be attended."""
    chosen = [attrs.evolve(one, choice=f"c-{k // 2}") for k, one in enumerate(sessions(n))]
    return Edition(PROGRAMME, "2021", sessions=chosen)


MAPPING: Final = TableMapping([Column("Id", "id"), Column("French", "language", of="fr")])


def table(n: int) -> bytes:
    return ("Id,French\n" + "".join(f"a-{number},C1\n" for number in range(n))).encode()


def wrong(n: int) -> str:
    """Write an edition in which every session is in a place that is not there, and every milestone is of none."""
    text = dumps(counted_from(n, session=True)).replace('"session": "s', '"session": "t')
    return text.replace('"places": [\n        "city', '"places": [\n        "town')


def refused(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        loads(text)
    str(caught.value)


def making(make: Callable[[int], object]) -> Work:
    return lambda n: lambda: make(n)


def given(make: Callable[[int], T], do: Callable[[T], object]) -> Work:
    """Make a value of a size, which is not counted, and then do something with it."""

    def work(n: int) -> Callable[[], object]:
        value = make(n)
        return lambda: do(value)

    return work


def documents_of(make: Callable[[int], Any]) -> Callable[[int], str]:
    return lambda n: dumps(make(n))


def whens(*texts: Callable[[int], str]) -> Callable[[int], list[When]]:
    return lambda n: [When.parse(text(n)) for text in texts]


def pairs(question: Callable[[Any, Any], object]) -> Callable[[list[When]], object]:
    return lambda values: [question(a, b) for a in values for b in values]


SETS: Final = whens(set_of, lambda n: set_of(n, 1), lambda _: "2021", lambda _: "2021-01-01/2099-01-01")
# One of n days beside one of n others is a square of pairs: such lists are short, for nobody reads long ones.
CHOICES: Final = whens(one_of, lambda _: "2021", lambda _: "2021-01-01/2099-01-01")

OPERATIONS: Final[dict[str, Work]] = {
    **{f"make {name}": making(make) for name, make in VALUES.items() if "often" not in name},
    **{f"write {name}": given(make, dumps) for name, make in VALUES.items()},
    **{f"read {name}": given(documents_of(make), loads) for name, make in VALUES.items()},
    **{f"publish {name}": making(make) for name, make in PUBLISHED.items()},
    **{f"tell {name}": given(make, lambda one: mw.words.changes(one, "en")) for name, make in PUBLISHED.items()},
    **{
        f"calendar of {name}": given(PUBLISHED[name], lambda one: to_ical(one, language="en"))
        for name in (
            "sessions, moved",
            "parts",
            "separate days",
            "milestones",
            "editions",
            "editions that share a session",
        )
    },
    "fingerprint": given(edition, fingerprint),
    "refuse a document": given(wrong, refused),
    "view of an edition": given(lambda n: published(programme(n)), lambda one: one.only(edition="e-0")),
    "jCal": given(lambda n: published(edition(n)), lambda one: to_jcal(one, language="en")),
    "schema.org": given(edition, lambda one: to_schema_org(one, "en")),
    "explain": given(on_everything, lambda one: mw.words.explain(one, "en")),
    "missing": given(lambda n: mw.screen(Applicant("a-1"), criteria(n)), lambda one: one.missing),
    "explain a change": given(
        lambda n: (mw.decide(on_everything(n), at=AT), mw.screen(Applicant("a-1"), criteria(n))),
        lambda both: mw.words.decision_change(mw.explain_change(*both), "en"),
    ),
    "screen": given(applicants, lambda many: list(mw.screen_all(many, for_many()))),
    "findings of all": given(screened, lambda many: [one.findings for one in many]),
    "decide on all": given(screened, lambda many: [mw.decide(one, at=AT) for one in many]),
    "summarise": given(screened, mw.summarise),
    "rank": given(
        lambda n: (screened(n), [Score(f"a-{k}", "motivation", points=k % 5, by="reader") for k in range(n)]),
        lambda both: mw.words.ranking(mw.rank(*both), "en", edition=both[0][0].edition),
    ),
    "tally": given(screened, lambda many: mw.tally(many, among=mw.rank(many))),
    "summary in words": given(
        lambda n: mw.summarise(mw.screen_all([Applicant("a")], criteria(n))), lambda one: mw.words.summary(one, "en")
    ),
    "edition in words": given(edition, lambda one: mw.words.edition(one, "en")),
    "milestones in words": given(lambda n: counted_from(n, session=True), lambda one: mw.words.edition(one, "en")),
    "milestones of all sessions in words": given(
        lambda n: counted_from(n, session=False), lambda one: mw.words.edition(one, "en")
    ),
    "programme in words": given(programme, lambda one: mw.words.programme(one, "en")),
    "rounds in words": given(rounds, lambda one: mw.words.edition(one, "en")),
    "deadline in words": given(extended, lambda one: mw.words.deadline(one, "en")),
    "days in words": given(lambda n: When.parse(set_of(n)), lambda one: mw.words.when(one, "en")),
    "rule in words": given(lambda n: AllOf(*leaves(n)), lambda one: mw.words.rule(one, "en")),
    "timeline": given(edition, lambda one: str(timeline(one, "en"))),
    "timeline of editions": given(programme, lambda one: timeline(one, "en").svg),
    "attend all": given(edition, lambda one: one.can_attend_all()),
    "attend one of each choice": given(in_choices, lambda one: one.can_attend_all()),
    "replace a session": given(lambda n: (edition(n), sessions(n)[-1]), lambda both: both[0].replacing(both[1])),
    "replace a place": given(lambda n: (edition(n), city(0)), lambda both: both[0].replacing(both[1])),
    "state of a call": given(rounds, lambda one: one.call and (one.call.state(AT), one.call.timeline())),
    "repr": given(edition, repr),
    **{
        f"{question.__name__} {name}": given(values, pairs(question))
        for name, values, questions in (
            ("sets", SETS, (When.before, When.overlaps, When.clashes_with, When.contains, When.narrows)),
            ("choices", CHOICES, (When.before, When.overlaps, When.clashes_with, When.contains)),
        )
        for question in questions
    },
    "sessions in parts clash": given(
        lambda n: (in_parts(n).sessions[0], on_separate_days(n, shift=1).sessions[0]),
        lambda both: both[0].clashes_with(both[1]),
    ),
    "read a table": given(table, lambda text: list(tables.read(text, MAPPING))),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_twice_as_much_takes_twice_the_work(name: str) -> None:
    # A document of few brackets is read without a look at how deeply it is nested: more than a few of each.
    assert growth(OPERATIONS[name], 20 if name.startswith("read") else 8) < 2.6


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS)
def test_much_more_takes_as_much_more_work(name: str) -> None:
    """What is small beside the rest at first would show here."""
    assert growth(OPERATIONS[name], 60) < 2.6


def test_applicants_as_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "applicants.jsonl"
    assert growth(given(applicants, lambda many: tables.write_json_lines(path, many)), 10) < 2.6

    def lines(n: int) -> None:
        tables.write_json_lines(path, applicants(n))

    assert growth(given(lines, lambda _: list(tables.read_json_lines(path, Applicant))), 10) < 2.6


def test_a_publication_that_goes_on_and_on_grows_with_what_it_holds() -> None:
    """To publish the n-th time costs as much as the first: nothing is kept of each time."""

    def revised(n: int) -> Publication:
        titles = ("One", "Two")
        return published(*[edition(4, titles[k % 2]) for k in range(n)])

    assert growth(making(revised), 5) < 2.6
    assert len(dumps(revised(12))) == len(dumps(revised(4)))


def test_where_very_many_may_be_at_one_time_the_answer_stays_unknown() -> None:
    """Each pair of them would be a square of pairs: of so many, not all are looked at."""

    def in_one_month(n: int) -> Edition:
        return Edition(PROGRAMME, "2021", sessions=[Session(named("s", k), "S", when="2021-03") for k in range(n)])

    assert in_one_month(100).can_attend_all() is Truth.UNKNOWN
    assert growth(given(in_one_month, lambda one: one.can_attend_all()), 20) < 2.6


def test_of_very_many_ways_to_choose_some_are_tried() -> None:
    assert in_choices(60).can_attend_all() is Truth.YES
    day = [Session(named("s", k), "S", when="2021-03-08", choice=f"c-{k // 2}") for k in range(60)]
    assert Edition(PROGRAMME, "2021", sessions=day[:8]).can_attend_all() is Truth.NO
    assert Edition(PROGRAMME, "2021", sessions=day).can_attend_all() is Truth.UNKNOWN


def test_a_list_of_dates_is_short() -> None:
    assert len(When.parse(set_of(366)).dates) == 366
    for text in (set_of(367), one_of(367)):
        with pytest.raises(InvalidValue, match="a list must hold at most 366 dates"):
            When.parse(text)


def test_an_error_names_some_of_those_that_would_have_done() -> None:
    """Each fault would name all of them: a square of words."""
    with pytest.raises(DocumentError) as caught:
        loads(wrong(40))
    assert max(len(str(fault)) for fault in caught.value.faults) < 300
