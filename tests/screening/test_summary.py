"""Summaries: counts that add up, whatever the order and however a batch is cut."""

from __future__ import annotations

import gc
import inspect
import pkgutil
import random
import tracemalloc
from collections.abc import Iterator
from importlib import import_module
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    Applicant,
    AppliedInTime,
    Condition,
    Edition,
    EligibilityRule,
    Fault,
    Finding,
    InvalidValue,
    LanguageSkill,
    MissingCount,
    Outcome,
    ReasonCount,
    RuleCounts,
    Screening,
    Speaks,
    Summary,
    Truth,
    Unreadable,
    Whose,
    screen,
    screen_all,
    summarise,
)
from metroworkshops.domain import case, conditions
from metroworkshops.domain.rule import leaves_of
from metroworkshops.testing import applicants, editions

ID = "workshops.example.org"
# Each is a batch of several people.
few = settings(max_examples=settings().max_examples // 2)
BROKEN = Unreadable("row-17", [Fault("row 17", "must be an applicant, got nothing")])
OUTCOMES = {
    Outcome.ELIGIBLE: "eligible",
    Outcome.NOT_ELIGIBLE: "not_eligible",
    Outcome.UNDECIDED: "undecided",
}


@st.composite
def batches(draw: st.DrawFn) -> list[Screening]:
    edition = draw(editions())
    some = draw(st.lists(applicants(edition=edition), max_size=4))
    pool: list[Applicant | Unreadable] = [*some, BROKEN]
    drawn = draw(st.lists(st.sampled_from(pool), max_size=12))
    return list(screen_all(drawn, edition))


@few
@given(batches())
def test_outcomes_add_up_to_all_and_the_counts_of_each_leaf_to_those_who_could_be_read(batch: list[Screening]) -> None:
    summary = summarise(batch)
    assert summary.total == len(batch) == summary.eligible + summary.not_eligible + summary.undecided
    assert summary.unreadable == sum(isinstance(one.applicant, Unreadable) for one in batch)
    for leaf in summary.leaves:
        assert sum(one.count for one in leaf.reasons) == summary.total - summary.unreadable
        assert sum(leaf.count(truth) for truth in Truth) == summary.total - summary.unreadable
        for one in leaf.missing:
            assert 0 < one.count <= leaf.count(Truth.UNKNOWN)


@few
@given(batches())
def test_it_counts_what_the_findings_say(batch: list[Screening]) -> None:
    summary = summarise(batch)
    for outcome, name in OUTCOMES.items():
        assert getattr(summary, name) == sum(one.outcome is outcome for one in batch)
    read = [one for one in batch if not isinstance(one.applicant, Unreadable)]
    assert [leaf.rule for leaf in summary.leaves] == list(leaves_of(batch[0].rule) if batch else ())
    for index, leaf in enumerate(summary.leaves):
        findings = [one.findings[index] for one in read]
        found = {(one.truth, one.reason): one.count for one in leaf.reasons}
        assert found == {
            key: sum((finding.truth, finding.reason) == key for finding in findings)
            for key in {(finding.truth, finding.reason) for finding in findings}
        }
    missing = sum(len(one.missing) for one in read)
    assert sum(one.count for leaf in summary.leaves for one in leaf.missing) == missing


@few
@given(batches(), st.randoms(use_true_random=False))
def test_the_order_plays_no_part(batch: list[Screening], order: random.Random) -> None:
    shuffled = list(batch)
    order.shuffle(shuffled)
    assert summarise(shuffled) == summarise(batch)


@few
@given(batches(), st.data())
def test_the_summaries_of_parts_add_up_to_that_of_the_whole(batch: list[Screening], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(batch)))
    whole = summarise(batch)
    assert summarise(batch[:cut]) + summarise(batch[cut:]) == whole
    assert sum((summarise([one]) for one in batch), Summary()) == whole
    assert whole + Summary() == whole == Summary() + whole


@few
@given(batches())
def test_it_is_printed_ready_to_be_pasted_and_comes_back_from_its_document(batch: list[Screening]) -> None:
    summary = summarise(batch)
    names = {name: getattr(mw, name) for name in mw.__all__ if name[0].isupper()}
    assert eval(repr(summary), names) == summary
    assert mw.documents.loads(mw.documents.dumps(summary), Summary) == summary
    assert hash(summary) == hash(summarise(batch))


@few
@given(batches())
def test_it_is_put_into_words(batch: list[Screening]) -> None:
    summary = summarise(batch)
    for language in ("en", "fr"):
        said = mw.words.summary(summary, language, edition=batch[0].edition if batch else None)
        assert said.strip()
        assert all(line.strip() or not line for line in said.split("\n"))
        for leaf in summary.leaves:
            # Every reason of our own rules has its words.
            assert not any(one.reason in said for one in leaf.reasons)


def test_nobody_is_named_in_it() -> None:
    people: list[Applicant | Unreadable] = [
        Applicant("xyzzy-1", "Zaynab Xyzzy"),
        Applicant("xyzzy-2", languages=[]),
        BROKEN,
    ]
    summary = summarise(screen_all(people, EDITION))
    for told in (repr(summary), mw.documents.dumps(summary), mw.words.summary(summary, "en")):
        assert "yzzy" not in told
        assert BROKEN.id not in told


def cohort() -> list[Applicant | Unreadable]:
    return [
        Applicant("a-1", languages=[LanguageSkill("fr", "C1")]),
        Applicant("a-2", languages=[LanguageSkill("fr", "B1")]),
        Applicant("a-3"),
        BROKEN,
    ]


EDITION = Edition(ID, "2020", eligibility=Speaks("fr", "C1") & AppliedInTime())


def test_a_summary_says_what_is_missing_and_whose_it_is() -> None:
    summary = summarise(screen_all(cohort(), EDITION))
    language, time = summary.leaves
    assert language.reasons == (
        ReasonCount(Truth.YES, "language-met", count=1),
        ReasonCount(Truth.NO, "language-below", count=1),
        ReasonCount(Truth.UNKNOWN, "language-not-given", count=1),
    )
    assert language.missing == (MissingCount("language-not-given", Whose.APPLICANT, count=1),)
    # Unknown of three; of the one who does not speak French it does not matter any more.
    assert time.reasons == (ReasonCount(Truth.UNKNOWN, "time-no-deadline", count=3),)
    assert time.missing == (MissingCount("time-no-deadline", Whose.ORGANISER, count=2),)
    assert (summary.eligible, summary.not_eligible, summary.undecided, summary.unreadable) == (0, 1, 3, 1)


def test_a_committee_reads_it_in_its_language() -> None:
    summary = summarise(screen_all(cohort(), EDITION))
    assert mw.words.summary(summary, "en").splitlines()[:5] == [
        "Applications to edition “2020”: 4",
        "  - eligible: 0",
        "  - not eligible: 1",
        "  - undecided: 3",
        "  - records that could not be read, among the undecided: 1",
    ]
    french = mw.words.summary(summary, "fr").splitlines()
    assert french[0] == "Candidatures à l’édition «\N{NO-BREAK SPACE}2020\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: 4"
    assert "  - Non — en dessous du niveau\N{NO-BREAK SPACE}: 1" in french
    assert mw.words.summary(Summary(), "en") == "No applications."


def test_a_host_s_own_reason_is_named_by_its_code() -> None:
    class Photo(Condition):
        KIND: ClassVar[str] = "photo"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            return Finding(self, Truth.YES, reason="photo-seen", looked_at=(applicant.id, edition.id))

    edition = Edition(ID, "2020", eligibility=Photo())
    assert "photo-seen: 1" in mw.words.summary(summarise([screen(Applicant("a"), edition)]), "en")


@pytest.mark.parametrize("code", [code for code in mw.words.template().split('"') if code.startswith("because-")])
def test_every_short_reason_is_one_that_rules_give(code: str) -> None:
    modules = [import_module(f"{conditions.__name__}.{one.name}") for one in pkgutil.iter_modules(conditions.__path__)]
    sources = "".join(inspect.getsource(module) for module in (case, *modules))
    assert code.removeprefix("because-") in sources


@pytest.mark.parametrize(
    "other",
    [
        attrs.evolve(EDITION, eligibility=Speaks("fr", "C1")),
        attrs.evolve(EDITION, eligibility=Speaks("fr", "C1") | AppliedInTime()),
        attrs.evolve(EDITION, id="2021"),
        attrs.evolve(EDITION, programme="other.example.org"),
    ],
)
def test_screenings_under_other_rules_are_refused(other: Edition) -> None:
    mine, theirs = screen(Applicant("a"), EDITION), screen(Applicant("a"), other)
    with pytest.raises(InvalidValue, match="only screenings of one edition under the same rules"):
        summarise([mine, theirs])
    with pytest.raises(InvalidValue, match="only summaries of one edition under the same rules"):
        _ = summarise([mine]) + summarise([theirs])
    assert summarise([mine, screen(Applicant("a"), attrs.evolve(EDITION))]).total == 2


def test_what_is_no_screening_is_refused() -> None:
    bad: Any = Applicant("a")
    with pytest.raises(InvalidValue, match="must be a Screening such as"):
        summarise([bad])
    with pytest.raises(TypeError):
        _ = Summary() + 1  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]


ONE = ReasonCount(Truth.UNKNOWN, "language-not-given", count=1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"eligible": 1}, r"leaves\[0\].reasons: the counts of each leaf must add up to the 2"),
        ({"undecided": 0, "unreadable": 1}, "'unreadable' must not be more than 'undecided'"),
        ({"leaves": []}, "'leaves' must have one for each leaf of the rule, 1; got 0"),
        ({"leaves": [RuleCounts(Speaks("ar"), [ONE])]}, r"leaves\[0\].rule: must be the counts of that leaf"),
        ({"rule": None, "leaves": []}, "without rule"),
        ({"programme": None}, "without programme"),
        ({"undecided": -1}, "whole number of 0 or more"),
        ({"leaves": "abc"}, r"must be a list such as"),
    ],
)
def test_counts_that_do_not_add_up_are_refused(fields: dict[str, Any], message: str) -> None:
    whole: dict[str, Any] = {"rule": Speaks("fr"), "undecided": 1, "leaves": [RuleCounts(Speaks("fr"), [ONE])]}
    assert Summary(ID, "2020", **whole).total == 1
    with pytest.raises(InvalidValue, match=message):
        Summary(**{"programme": ID, "edition": "2020", **whole, **fields})


def test_a_reason_is_counted_once_and_misses_no_more_than_is_unknown() -> None:
    with pytest.raises(InvalidValue, match="each reason must be counted once"):
        RuleCounts(Speaks("fr"), [ONE, ONE])
    with pytest.raises(InvalidValue, match="must not keep more open than the 1 of whom it is unknown, got 2"):
        RuleCounts(Speaks("fr"), [ONE], missing=[MissingCount("language-not-given", "applicant", count=2)])
    with pytest.raises(InvalidValue, match="must be counts of one rule"):
        _ = RuleCounts(Speaks("fr")) + RuleCounts(Speaks("ar"))


def test_memory_stays_flat_whatever_their_number() -> None:
    applicant = Applicant("a", languages=[LanguageSkill("fr", "C1")])

    def peak(number: int) -> int:
        summarise(screen_all([applicant], EDITION))
        gc.collect()
        tracemalloc.start()
        assert summarise(screen_all((applicant for _ in range(number)), EDITION)).total == number
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    assert peak(20_000) < 1.5 * peak(2_000)


def test_a_rule_that_never_gives_the_same_verdict_twice_is_counted_too() -> None:
    @attrs.frozen(repr=False)
    class Numbered(EligibilityRule):
        KIND: ClassVar[str] = "numbered"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            return Finding(self, Truth.YES, reason=f"number-{applicant.id}", looked_at=(edition.id,))

    def everybody() -> Iterator[Applicant]:
        return (Applicant(f"a-{number}") for number in range(5_000))

    summary = summarise(screen_all(everybody(), Edition(ID, "2020", eligibility=Numbered())))
    assert summary.eligible == len(summary.leaves[0].reasons) == 5_000
