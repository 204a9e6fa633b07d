"""Every public function, asked once, in a new process: by one thread, by many at once, or by children.

``python answers.py one|threads|names|clock|fork|forkserver|spawn`` prints what was answered, as JSON: each question
with all the different answers that came.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import metroworkshops as mw

__all__ = ["questions"]

LANGUAGES = ("ar", "en", "fr", "it")
# Those that messages are not needed for, and that Babel once gave the words of another.
MORE_LANGUAGES = ("ar-LB", "ar-TN", "bs", "fr-CA", "ja", "pt-BR", "uk", "zh-Hant")
WHENS = ("2020-03", "2020-10/2020-11", "2020-03-30/2020-04-02", "2020-33", "2020-05-04T09:00/2020-05-04T17:30")
THREADS = 5
CLOCK = ("now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime")
TABLE = "Dossier;Pays;Français\nb-1;MA;courant\nb-2;Atlantis;C1\nb-3;;\n"
Questions = dict[str, Callable[[], object]]


def at(day: int) -> datetime:
    return datetime(2020, 2, day, 12, tzinfo=UTC)


def story() -> list[mw.Edition]:
    """The edition of 2020 with ranking and quotas, and what became of its first session and its deadline."""
    ranking = mw.Ranking(
        [mw.Preference("north", mw.FromCountry(["MA", "TN"], by="residence"), points=5)],
        criteria=[mw.ScoredCriterion("motivation", "Motivation", out_of=10)],
    )
    quotas = [mw.Quota("planners", mw.WorksAs(["urban planner"]), at_least=1)]
    known = mw.metropolitan_workshops().edition("2020")
    assert known.call is not None
    kept = ("label", "title", "partners", "sessions", "eligibility", "levels")
    first = mw.Edition(
        known.programme,
        known.id,
        call=known.call.replacing(known.call.deadlines[0].read_in("Europe/Paris")),
        milestones=[mw.Milestone("visa", "Visa papers", when="2020-02")],
        ranking=ranking,
        quotas=quotas,
        **{name: getattr(known, name) for name in kept},
    )
    assert first.call is not None
    session, deadline = first.sessions[0], first.call.deadlines[0]
    later = first.replacing(session.moved_to("2020-09-30/2020-10-02", announced=at(1), reason="closed borders"))
    longer = later.replacing(deadline.extended_to("2020-02-14", announced=at(2)))
    return [first, longer]


def questions(languages: Sequence[str] = LANGUAGES, more: Sequence[str] = MORE_LANGUAGES) -> Questions:
    """Make the questions, and what they are about; in more languages those that CLDR alone has the words for."""
    first, last = story()
    programme, call = mw.metropolitan_workshops(), last.call
    assert call is not None
    deadline, session = call.deadlines[0], last.sessions[0]
    promises = [mw.Commitment(one.id, to=one.when) for one in last.sessions]
    french = [mw.LanguageSkill("fr", "C1")]
    people = [
        mw.Applicant("a-1", languages=french, commitments=promises, applied_at=at(3), residence="MA"),
        mw.Applicant("a-2", languages=[mw.LanguageSkill("fr", "B2")], applied_at=at(20), roles=["urban planner"]),
        mw.Applicant("a-3"),
    ]
    mapping = mw.TableMapping(
        [
            mw.Column("Dossier", "id"),
            mw.Column("Pays", "residence"),
            mw.Column("Français", "language", of="fr", words={"courant": "C1"}),
        ]
    )

    def told() -> mw.Publication:
        before = mw.calendars.publish(first, at=at(1), milestones=True)
        return mw.calendars.publish(last, previous=before, at=at(3))

    def screenings() -> list[mw.Screening]:
        return list(mw.screen_all(people, last))

    def decision() -> mw.Decision:
        return mw.decide(mw.screen(people[1], first), at=at(21))

    def change() -> mw.DecisionChange:
        return mw.explain_change(decision(), mw.screen(people[1], last))

    def ranked() -> tuple[mw.Ranked, ...]:
        return mw.rank(screenings(), [mw.Score("a-1", "motivation", points=7, by="committee")])

    def there_and_back(form: Any) -> object:
        return mw.documents.loads(mw.documents.dumps(last, form=form), form=form) == last

    def by_files() -> object:
        pseudonyms = mw.tables.Pseudonyms(b"for tests alone: no secret at all")
        with tempfile.TemporaryDirectory() as folder:
            kept, table, lines = (Path(folder) / name for name in ("e.json", "results.csv", "people.jsonl"))
            mw.documents.dump(last, kept)
            mw.tables.write_csv(table, screenings(), "fr", pseudonyms=pseudonyms)
            mw.tables.write_json_lines(lines, people)
            return (
                mw.documents.load(kept) == last,
                table.read_text(encoding="utf-8-sig"),
                list(mw.tables.read_json_lines(lines, mw.Applicant)) == people,
            )

    def by_a_host() -> object:
        converter = mw.documents.make_converter()
        mw.documents.configure(converter)
        return converter.structure(converter.unstructure(last), mw.Edition) == last

    asked: Questions = {
        "metropolitan_workshops": lambda: programme,
        "When.parse": lambda: [mw.When.parse(one) for one in WHENS],
        "When.parse refuses": lambda: refused(lambda: mw.When.parse("2020-13")),
        "City refuses": lambda: refused(lambda: mw.City("b", "B", country="IT", time_zone="Europe/Bologna")),
        "closes_at": deadline.closes_at,
        "closes_between": mw.Deadline.on("2020-01-31").closes_between,
        "state": lambda: [call.state(at(day)) for day in (1, 14, 15, 20)],
        "starts": lambda: (session.when.starts, session.when.ends),
        "screen": lambda: mw.screen(people[0], last),
        "screen_all": screenings,
        "decide": decision,
        "explain_change": change,
        "reproduce": lambda: mw.reproduce(decision(), people[1], first) == decision(),
        "rank": ranked,
        "tally": lambda: mw.tally(screenings(), among=ranked()),
        "summarise": lambda: mw.summarise(screenings()),
        "publish": told,
        "uid": lambda: mw.calendars.uid(session, programme=last.programme),
        "dumps": lambda: mw.documents.dumps(last),
        **{f"loads {form}": partial(there_and_back, form) for form in ("json", "yaml", "toml")},
        "loads refuses": lambda: refused(lambda: mw.documents.loads('{"kind": "edition", "sessions": [{}]}')),
        "fingerprint": lambda: mw.documents.fingerprint(last),
        "json_schema": lambda: mw.documents.json_schema("edition"),
        "make_converter": by_a_host,
        "dump, load": by_files,
        "read": lambda: list(mw.tables.read(TABLE.encode(), mapping, last)),
        "languages": lambda: mw.words.languages(),
        "template": lambda: mw.words.template(),
    }
    for language in languages:
        asked.update(_worded(language, last, told, screenings, ranked, change))
    for language in (*languages, *more):
        asked.update(_named(language, session))
    return asked


def _worded(
    language: str,
    edition: mw.Edition,
    told: Callable[[], mw.Publication],
    screenings: Callable[[], list[mw.Screening]],
    ranked: Callable[[], tuple[mw.Ranked, ...]],
    change: Callable[[], mw.DecisionChange],
) -> Questions:
    call = edition.call
    assert call is not None
    assert edition.eligibility is not None
    rule, deadline, session = edition.eligibility, call.deadlines[0], edition.sessions[0]
    opening = mw.Part("opening", "Opening", when="2020-09-30T14:30/2020-09-30T16:00")

    def entries(ask: Callable[[mw.Entry, mw.Publication], object]) -> object:
        publication = told()
        return [ask(entry, publication) for entry in publication.entries]

    # Each is `lambda:` so that the words are loaded by whoever asks first.
    asked: Questions = {
        "calendar_description": lambda: mw.words.calendar_description(told(), language),
        "calendar_name": lambda: mw.words.calendar_name(told(), language),
        "call_at": lambda: mw.words.call_at(call, at(3), language, zone="Africa/Tunis"),
        "call_state": lambda: [mw.words.call_state(one, language) for one in mw.CallState],
        "changes": lambda: mw.words.changes(told(), language),
        "countdown": lambda: mw.words.countdown(deadline, at(3), language, zone="Asia/Beirut"),
        "deadline": lambda: mw.words.deadline(deadline, language),
        "decision_change": lambda: mw.words.decision_change(change(), language),
        "edition": lambda: mw.words.edition(edition, language, at=at(3)),
        "entry_description": lambda: entries(lambda e, of: mw.words.entry_description(e, of, language)),
        "entry_location": lambda: entries(lambda e, _: mw.words.entry_location(e, language)),
        "entry_title": lambda: entries(lambda e, of: mw.words.entry_title(e, of, language)),
        "explain": lambda: [mw.words.explain(one, language) for one in screenings()],
        "instant": lambda: mw.words.instant(at(3), language, "Europe/Rome"),
        "length": lambda: mw.words.length(mw.Length(3, 5), language),
        "limit": lambda: mw.words.limit(deadline.current, language),
        "mode": lambda: [mw.words.mode(one, language) for one in mw.Mode],
        "outcome": lambda: [mw.words.outcome(one, language) for one in mw.Outcome],
        "part": lambda: mw.words.part(opening, language),
        "programme": lambda: mw.words.programme(mw.metropolitan_workshops(), language),
        "ranking": lambda: mw.words.ranking(ranked(), language, edition=edition),
        "rule": lambda: mw.words.rule(rule, language, edition=edition),
        "status": lambda: mw.words.status(session, language),
        "summary": lambda: mw.words.summary(mw.summarise(screenings()), language, edition=edition),
        "tally": lambda: mw.words.tally(mw.tally(screenings()), language, edition=edition),
        "truth": lambda: [mw.words.truth(one, language) for one in mw.Truth],
    }
    asked = {f"words.{name}": ask for name, ask in asked.items()} | {
        "to_calendar": lambda: mw.calendars.to_calendar(told(), language=language).to_ical(),
        "to_ical": lambda: mw.calendars.to_ical(told(), language=language),
        "to_jcal": lambda: mw.calendars.to_jcal(told(), language=language),
        "to_schema_org": lambda: mw.documents.to_schema_org(edition, language),
        "schema_org_script": lambda: mw.documents.schema_org_script(mw.documents.to_schema_org(edition, language)),
        "timeline": lambda: mw.pictures.timeline(edition, language),
    }
    return {f"{name} {language}": ask for name, ask in asked.items()}


def _named(language: str, session: mw.Session) -> Questions:
    """Ask what only CLDR has to know the language for."""
    asked: Questions = {
        "words.duration": lambda: mw.words.duration(timedelta(days=25, hours=3), language),
        "words.language_name": lambda: [mw.words.language_name(one, language) for one in ("fr", "ar", "pt-BR")],
        "words.place": lambda: mw.words.place(session, language),
        "words.when": lambda: [mw.words.when(one, language) for one in WHENS],
    }
    return {f"{name} {language}": ask for name, ask in asked.items()}


def refused(act: Callable[[], object]) -> str:
    try:
        act()
    except mw.MetroworkshopsError as e:
        return f"{type(e).__name__}: {e}"
    raise AssertionError("nothing was refused")


def answer(name: str) -> str:
    return repr(questions()[name]())


def one() -> Iterable[tuple[str, str]]:
    return [(name, repr(ask())) for name, ask in questions().items()]


def threads() -> Iterable[tuple[str, str]]:
    """Ask everything in every thread at once, from another question on in each; nothing was loaded before."""
    return _at_once(lambda place: _turned(questions(), place))


def names() -> Iterable[tuple[str, str]]:
    """Touch every public name in every thread at once."""

    def touch(name: str) -> Callable[[], object]:
        return lambda: (id(getattr(mw, name)), getattr(mw, name))

    return _at_once(lambda place: _turned({name: touch(name) for name in mw.__all__}, place))


def _at_once(asked: Callable[[int], Questions]) -> Iterable[tuple[str, str]]:
    barrier = threading.Barrier(THREADS)

    def ask_all(place: int) -> list[tuple[str, str]]:
        barrier.wait()
        return [(name, repr(ask())) for name, ask in asked(place).items()]

    sys.setswitchinterval(1e-6)
    with ThreadPoolExecutor(THREADS) as pool:
        return [found for each in pool.map(ask_all, range(THREADS)) for found in each]


def _turned(asked: Questions, place: int) -> Questions:
    order = list(asked)
    start = len(order) * place // THREADS
    return {name: asked[name] for name in order[start:] + order[:start]}


def clock() -> Iterable[tuple[str, str]]:
    """Name the places that asked the clock while everything was answered."""
    asked: list[tuple[str, str]] = []

    def watch(frame: FrameType, event: str, called: Any) -> None:
        if (
            event == "c_call"
            and called.__name__ in CLOCK
            and (isinstance(called.__self__, type) or called.__self__ is time)
        ):
            asked.append((frame.f_globals["__name__"], f"{called.__name__} in {frame.f_code.co_qualname}"))

    sys.setprofile(watch)
    for ask in questions().values():
        ask()
    sys.setprofile(None)
    return asked


def processes(method: str) -> Iterable[tuple[str, str]]:
    """Ask children, of which those that are forked inherit what their parent loaded; values go there and back."""
    asked = questions()
    if method == "fork":
        for name in list(asked)[::2]:
            asked[name]()
    with multiprocessing.get_context(method).Pool(2) as pool:
        found = pool.map(answer, asked, chunksize=len(asked) // 4)
        sent = [*story(), *mw.metropolitan_workshops().editions]
        assert pool.map(same, sent) == sent
    return zip(asked, found, strict=True)


def same(value: object) -> object:
    return value


def main(how: str) -> None:
    ways = {"one": one, "threads": threads, "names": names, "clock": clock}
    found: dict[str, list[str]] = {}
    for name, text in ways[how]() if how in ways else processes(how):
        if text not in found.setdefault(name, []):
            found[name].append(text)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
