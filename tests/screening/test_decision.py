"""Decisions: recorded with what they were made of, reproduced byte for byte, compared with how they come out now."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import (
    AllOf,
    Applicant,
    AppliedInTime,
    AttendsEverySession,
    Call,
    City,
    Commitment,
    Deadline,
    Decision,
    DecisionChange,
    Edition,
    Evidence,
    Fault,
    FindingChangeKind,
    Group,
    InvalidValue,
    LanguageSkill,
    LevelReading,
    MembersMeet,
    OfAge,
    Outcome,
    Session,
    Speaks,
    Unreadable,
    Waiver,
    WorksAs,
    decide,
    explain_change,
    reproduce,
    screen,
    screen_all,
)
from metroworkshops.domain.value import LONGEST_ID
from metroworkshops.testing import applicants, decisions, editions

AT = datetime(2020, 2, 5, tzinfo=UTC)
BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
EDITION = Edition(
    "workshops.example.org",
    "2020",
    sessions=[Session("bologna-2020", "Bologna", when="2020-03", places=[BOLOGNA])],
    call=Call([Deadline.on("2020-01-31", zone="Europe/Paris", grace_minutes=60)]),
    eligibility=Speaks("fr", "excellent command") & AttendsEverySession() & AppliedInTime(),
    levels=[LevelReading("excellent command", "C1")],
)
APPLICANT = Applicant(
    "a-017",
    "Amina B.",
    birth_date=date(1985, 6, 30),
    languages=[LanguageSkill("fr", "C1")],
    commitments=[Commitment("bologna-2020", to="2020-03")],
    applied_at=datetime(2020, 1, 30, 18, tzinfo=UTC),
)
DECISION = decide(screen(APPLICANT, EDITION), at=AT)

cohort = editions().flatmap(lambda edition: st.tuples(st.just(edition), applicants(edition=edition)))


@given(cohort)
def test_a_decision_is_reproduced_byte_for_byte_by_the_documents_it_was_made_of(
    pair: tuple[Edition, Applicant],
) -> None:
    edition, applicant = pair
    text = mw.documents.dumps(decide(screen(applicant, edition), at=AT))
    recorded = mw.documents.loads(text, Decision)
    edition_again = mw.documents.loads(mw.documents.dumps(edition), Edition)
    applicant_again = mw.documents.loads(mw.documents.dumps(applicant), Applicant)
    assert mw.documents.dumps(reproduce(recorded, applicant_again, edition_again)) == text


REPRODUCE = """
import sys
from pathlib import Path
import metroworkshops as mw
folder = Path(sys.argv[1])
decision = mw.documents.load(folder / "decision.json", mw.Decision)
applicant = mw.documents.load(folder / "applicant.json", mw.Applicant)
edition = mw.documents.load(folder / "edition.json", mw.Edition)
mw.documents.dump(mw.reproduce(decision, applicant, edition), folder / "again.json")
"""


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_a_new_process_reproduces_it_byte_for_byte(tmp_path: Path, seed: str) -> None:
    waived = DECISION.waived(
        Waiver("speaks it at work", by="selection committee", at=AT, rule=DECISION.findings[0].rule)
    )
    for name, value in (("decision", waived), ("applicant", APPLICANT), ("edition", EDITION)):
        mw.documents.dump(value, tmp_path / f"{name}.json")
    environment = {"PYTHONHASHSEED": seed, "PATH": "", "TZ": "Asia/Beirut"}
    subprocess.run([sys.executable, "-c", REPRODUCE, str(tmp_path)], check=True, env=environment)  # noqa: S603
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "decision.json").read_bytes()


def test_it_holds_the_fingerprints_and_the_instants_it_used() -> None:
    edition = attrs.evolve(EDITION)  # for which nothing was worked out before
    decision = decide(screen(APPLICANT, edition), at=AT)
    assert decision.rules_fingerprint == mw.documents.fingerprint(EDITION.eligibility)  # type: ignore[arg-type]
    assert decision.edition_fingerprint == mw.documents.fingerprint(EDITION)
    assert decision.applicant_fingerprint == mw.documents.fingerprint(APPLICANT)
    assert (decision.decided, decision.applied) == (AT, APPLICANT.applied_at)
    (limit,) = decision.limits
    assert limit.earliest == limit.latest == datetime(2020, 1, 31, 23, tzinfo=UTC)
    assert (limit.deadline, limit.grace_minutes) == ("applications", 60)


@pytest.mark.parametrize(
    ("rule", "count"),
    [(Speaks("fr"), 0), (AppliedInTime(), 1), (MembersMeet(AllOf(AppliedInTime())), 1), (None, 0)],
)
def test_limits_are_those_that_the_rules_looked_at(rule: Any, count: int) -> None:
    edition = attrs.evolve(EDITION, eligibility=rule)
    assert len(decide(screen(APPLICANT, edition), at=AT).limits) == count


@pytest.mark.parametrize(
    ("applicant", "edition", "named"),
    [
        (attrs.evolve(APPLICANT, name="Amina C."), EDITION, "applicant"),
        (APPLICANT, attrs.evolve(EDITION, capacity=25), "edition"),
        (APPLICANT, attrs.evolve(EDITION, eligibility=Speaks("fr", "B2")), "edition, rules"),
    ],
)
def test_other_documents_than_those_it_was_made_of_are_refused(
    applicant: Applicant, edition: Edition, named: str
) -> None:
    with pytest.raises(InvalidValue, match=f"got others of: {named}"):
        reproduce(DECISION, applicant, edition)


def test_what_was_waived_and_hidden_is_reproduced_as_it_was_recorded() -> None:
    waiver = Waiver("speaks it at work", by="selection committee", at=AT, rule=DECISION.findings[0].rule)
    waived = decide(screen(APPLICANT, EDITION), at=AT, waivers=[waiver])
    assert waived.waivers == (waiver,)
    for recorded in (waived, waived.under("p-9")):
        assert reproduce(recorded, APPLICANT, EDITION) == recorded


def test_a_waiver_stands_beside_the_outcome_and_never_replaces_it() -> None:
    refused = decide(screen(attrs.evolve(APPLICANT, languages=[]), EDITION), at=AT)
    waiver = Waiver("speaks it at work", by="selection committee", at=AT, rule=Speaks("fr", "excellent command"))
    waived = refused.waived(waiver)
    assert (waived.outcome, waived.waivers) == (Outcome.NOT_ELIGIBLE, (waiver,))
    said = mw.words.explain(waived, "en").splitlines()
    assert len(said) == 4
    assert said[-1].startswith("Waived by selection committee, February 5, 2020")
    assert said[-1].endswith("(“speaks French, “excellent command””): speaks it at work")
    with pytest.raises(InvalidValue, match="must be one of the conditions") as caught:
        refused.waived(attrs.evolve(waiver, rule=Speaks("ar")))
    assert caught.value.where == "waivers[0].rule"


def test_an_outcome_that_does_not_follow_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must be what follows from the findings, 'eligible'; got 'not eligible'"):
        attrs.evolve(DECISION, outcome="not eligible")
    with pytest.raises(InvalidValue, match="must be those of the conditions of the rule, 3 in their order, got 2"):
        attrs.evolve(DECISION, findings=DECISION.findings[:2])
    with pytest.raises(InvalidValue, match="must be a fingerprint such as"):
        attrs.evolve(DECISION, edition_fingerprint="sha256:00")


def test_a_document_that_was_tampered_with_is_refused_with_its_place() -> None:
    text = mw.documents.dumps(DECISION).replace('"outcome": "eligible"', '"outcome": "not eligible"')
    with pytest.raises(mw.DocumentError) as caught:
        mw.documents.loads(text, Decision)
    assert [fault.path for fault in caught.value.faults] == ["$.outcome"]


@given(decisions())
def test_what_is_missing_is_the_same_on_record(decision: Decision) -> None:
    assert bool(decision.missing) is (decision.outcome is Outcome.UNDECIDED)
    assert mw.words.explain(decision, "fr")


@given(cohort)
def test_a_decision_explains_itself_as_the_screening_did(pair: tuple[Edition, Applicant]) -> None:
    edition, applicant = pair
    screening = screen(applicant, edition)
    decision = decide(screening, at=AT)
    assert (decision.outcome, decision.findings, decision.missing) == (
        screening.outcome,
        screening.findings,
        screening.missing,
    )
    for reader in ("committee", "applicant"):
        assert mw.words.explain(decision, "en", reader=reader) == mw.words.explain(screening, "en", reader=reader)


def test_a_record_that_could_not_be_read_is_decided_on_as_such() -> None:
    broken = Unreadable("row-17", [Fault("row 17, column Niveau", "must be a CEFR level such as 'C1', got 'C3'")])
    (screening,) = screen_all([broken], EDITION)
    decision = decide(screening, at=AT)
    assert (decision.outcome, decision.applicant, decision.applicant_fingerprint) == (
        Outcome.UNDECIDED,
        "row-17",
        None,
    )
    assert mw.documents.loads(mw.documents.dumps(decision)) == decision
    assert "row 17, column Niveau" in mw.words.explain(decision, "en")
    assert "ligne 17, colonne Niveau" in mw.words.explain(decision, "fr")
    assert decision.missing == decision.findings


def test_under_a_pseudonym_nothing_leads_back_and_every_answer_stays() -> None:
    member = Applicant("m-1", "Bilal", languages=[LanguageSkill("fr", "C1")])
    team = attrs.evolve(APPLICANT, members=[member], evidence=[Evidence("languages", source="row 17, column Langues")])
    edition = attrs.evolve(EDITION, eligibility=Speaks("fr", "C1") & MembersMeet(Speaks("fr", "C1")))
    decision = decide(screen(team, edition), at=AT)
    hidden = decision.under("p-9")
    text = mw.documents.dumps(hidden)
    assert not any(told in text for told in ("a-017", "m-1", "Amina", "Bilal", "row 17", "1985"))
    assert (hidden.outcome, hidden.truth) == (decision.outcome, decision.truth)
    assert [finding.reason for finding in hidden.findings] == [finding.reason for finding in decision.findings]
    assert hidden.findings[1].members[0].member == "p-9-1"


def test_under_the_longest_pseudonym_members_have_ids_of_their_own() -> None:
    members = [Applicant("m-1", languages=[]), Applicant("m-2", languages=[])]
    edition = attrs.evolve(EDITION, eligibility=MembersMeet(Speaks("fr", "C1")))
    hidden = decide(screen(attrs.evolve(APPLICANT, members=members), edition), at=AT).under("p" * LONGEST_ID)
    ids = [one.member for one in hidden.findings[0].members]
    assert ids == ["p" * (LONGEST_ID - 2) + "-1", "p" * (LONGEST_ID - 2) + "-2"]


def test_under_a_pseudonym_what_was_seen_stays_and_where_it_stood_goes() -> None:
    sources = [Evidence("languages", source="row 18, column Langues")]
    member = Applicant("m-1", languages=[LanguageSkill("fr", "C1")], evidence=sources)
    edition = attrs.evolve(EDITION, eligibility=MembersMeet(Speaks("fr", "C1")))
    shown = decide(screen(attrs.evolve(APPLICANT, members=[member]), edition), at=AT)
    hidden = shown.under("p-9")
    assert hidden.findings[0].seen == shown.findings[0].seen
    (of_member,), (known,) = hidden.findings[0].members[0].findings, shown.findings[0].members[0].findings
    assert known.came_from == ("row 18, column Langues",)
    assert of_member == attrs.evolve(known, came_from=())


def test_under_a_pseudonym_the_faults_of_a_broken_record_are_not_told() -> None:
    (screening,) = screen_all([Unreadable("row-3", [Fault("row 3, column Nom", "must be text, got 'Amina'")])], EDITION)
    hidden = decide(screening, at=AT).under("p-9")
    assert [(finding.reason, finding.seen) for finding in hidden.findings] == [("record-broken", ())]


def change(now: Edition = EDITION, applicant: Applicant = APPLICANT, before: Decision = DECISION) -> DecisionChange:
    return explain_change(before, screen(applicant, now))


def kinds(given: DecisionChange) -> list[FindingChangeKind]:
    return [one.kind for one in given.findings]


def test_nothing_changed_is_said_so() -> None:
    same = change()
    assert (same.findings, same.comes_out_differently) == ((), False)
    assert (same.rules_changed, same.edition_changed, same.applicant_changed) == (False, False, False)
    assert mw.words.decision_change(same, "en") == "Still eligible."
    assert mw.words.decision_change(same, "fr") == "Toujours éligible."


def test_a_commitment_to_a_session_that_moved_is_unknown_again() -> None:
    moved = EDITION.replacing(EDITION.sessions[0].moved_to("2020-10", announced=datetime(2020, 3, 2, tzinfo=UTC)))
    now = change(moved)
    assert (now.before, now.after, kinds(now)) == (
        Outcome.ELIGIBLE,
        Outcome.UNDECIDED,
        [FindingChangeKind.SESSION_CHANGED],
    )
    assert (now.rules_changed, now.edition_changed, now.applicant_changed) == (False, True, False)
    first, second = mw.words.decision_change(now, "en").splitlines()
    assert first == "Before: eligible. Now: undecided."
    assert second == (
        "a session changed: Unknown — attendance: to be promised again for Bologna, which changed after the promise; "
        "needed: Bologna (before: Yes — attendance: promised for every session; needed: Bologna)"
    )


def test_a_session_that_was_added_is_one_that_was_not_promised() -> None:
    now = change(attrs.evolve(EDITION, sessions=[*EDITION.sessions, Session("tunis-2020", "Tunis", when="2020-05")]))
    assert (now.after, kinds(now)) == (Outcome.NOT_ELIGIBLE, [FindingChangeKind.SESSION_CHANGED])


def test_a_deadline_that_was_extended_admits_who_was_late() -> None:
    late = attrs.evolve(APPLICANT, applied_at=datetime(2020, 2, 3, tzinfo=UTC))
    before = decide(screen(late, EDITION), at=AT)
    assert EDITION.call is not None
    longer = EDITION.call.deadlines[0].extended_to("2020-02-14", announced=datetime(2020, 2, 4, tzinfo=UTC))
    now = change(EDITION.replacing(longer), late, before)
    assert (now.before, now.after, kinds(now)) == (
        Outcome.NOT_ELIGIBLE,
        Outcome.ELIGIBLE,
        [FindingChangeKind.LIMIT_CHANGED],
    )


def test_criteria_that_came_and_went_are_named() -> None:
    now = change(
        attrs.evolve(EDITION, eligibility=AttendsEverySession() & AppliedInTime() & OfAge(under=40, on="deadline"))
    )
    assert now.rules_changed
    assert kinds(now) == [FindingChangeKind.CRITERION_ADDED, FindingChangeKind.CRITERION_REMOVED]
    assert now.findings[0].before is None
    assert now.findings[1].after is None
    said = mw.words.decision_change(now, "en").splitlines()
    assert said[1].startswith("new criterion: Yes — age on the day of the deadline")
    assert said[2].startswith("no longer a criterion: Yes — French")


def test_words_that_are_read_at_another_level_are_a_changed_criterion() -> None:
    now = change(attrs.evolve(EDITION, levels=[LevelReading("excellent command", "C2")]))
    assert (now.after, kinds(now)) == (Outcome.NOT_ELIGIBLE, [FindingChangeKind.CRITERION_CHANGED])
    assert (now.rules_changed, now.edition_changed) == (False, True)


def test_a_group_with_other_members_changes_the_answer() -> None:
    edition = attrs.evolve(
        EDITION, eligibility=WorksAs("practitioners"), groups=[Group("practitioners", ["architect"])]
    )
    architect = attrs.evolve(APPLICANT, roles=["architect"])
    before = decide(screen(architect, edition), at=AT)
    narrower = attrs.evolve(edition, groups=[Group("practitioners", ["urban planner"])])
    assert kinds(change(narrower, architect, before)) == [FindingChangeKind.OTHER]


def test_facts_that_were_given_since_and_facts_that_were_corrected_are_told_apart() -> None:
    silent = attrs.evolve(APPLICANT, languages=None)
    before = decide(screen(silent, EDITION), at=AT)
    given_since = change(EDITION, APPLICANT, before)
    assert (given_since.after, kinds(given_since)) == (Outcome.ELIGIBLE, [FindingChangeKind.FACT_GIVEN])
    corrected = change(EDITION, attrs.evolve(APPLICANT, languages=[LanguageSkill("fr", "B1")]))
    assert (corrected.after, kinds(corrected)) == (Outcome.NOT_ELIGIBLE, [FindingChangeKind.FACT_CORRECTED])
    assert corrected.applicant_changed
    # That there is none is a fact as well.
    before = decide(screen(attrs.evolve(APPLICANT, languages=[]), EDITION), at=AT)
    assert kinds(change(EDITION, APPLICANT, before)) == [FindingChangeKind.FACT_CORRECTED]


def test_decisions_on_two_people_are_not_compared() -> None:
    with pytest.raises(InvalidValue, match="must be of the same applicant, 'a-017'; got 'a-018'"):
        change(EDITION, attrs.evolve(APPLICANT, id="a-018"))


@given(cohort)
def test_without_a_change_nothing_comes_out_differently(pair: tuple[Edition, Applicant]) -> None:
    edition, applicant = pair
    screening = screen(applicant, edition)
    same = explain_change(decide(screening, at=AT), screening)
    assert (same.findings, same.comes_out_differently, same.applicant_changed) == ((), False, False)
