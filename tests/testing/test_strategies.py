"""The strategies draw every form, state and rule kind, and hostile text, often enough."""

from __future__ import annotations

from collections import Counter
from typing import Any
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from metroworkshops import Edition, Programme, Session, State, Step
from metroworkshops.documents.document import RULES
from metroworkshops.domain.edtf import Form, Unit
from metroworkshops.domain.rule import Rule, parts_of
from metroworkshops.testing import (
    applicants,
    deadlines,
    editions,
    plain_texts,
    programmes,
    rules,
    sessions,
    summaries,
    whens,
)
from metroworkshops.testing.rules import GROUPS


def counted(strategy: st.SearchStrategy[Any], features: Any, examples: int = 200) -> Counter[str]:
    counts: Counter[str] = Counter()

    @seed(2020)
    @settings(
        max_examples=examples,
        database=None,
        derandomize=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(strategy)
    def count(value: Any) -> None:
        counts.update(set(features(value)))

    count()
    return counts


def test_every_form_of_date_comes_often_enough() -> None:
    counts = counted(
        whens(),
        lambda when: [
            when.form.value,
            type(when).__name__,
            *(one.unit.value for one in when.dates if one),
            *("clock" for one in when.dates if one and one.clock),
            *("mark" for one in when.dates if one and one.mark),
            *("open" for one in when.dates if one is None),
        ],
    )
    for feature in (
        *(form.value for form in Form),
        *(unit.value for unit in Unit),
        "Days",
        "Window",
        "clock",
        "mark",
        "open",
    ):
        # There is one way only to know nothing, and Hypothesis does not draw the same twice.
        assert counts[feature] >= (1 if feature == "unknown" else 5), (feature, counts)


@pytest.mark.slow
def test_every_state_and_step_of_a_session_comes_often_enough() -> None:
    def features(session: Session) -> list[str]:
        return [
            session.state.value,
            session.mode.value,
            *(step.step.value for step in session.earlier),
            *(["one of places"] if session.one_of_places else []),
            *(["no place"] if not session.places else []),
        ]

    counts = counted(sessions(), features, 400)
    for feature in (*(s.value for s in State), *(s.value for s in Step), "one of places", "no place"):
        assert counts[feature] >= 5, (feature, counts)


def test_a_summary_of_nobody_comes_often_enough() -> None:
    counts = counted(
        summaries(), lambda found: ["blank" if found.rule is None else "of nobody" if not found.total else "of some"]
    )
    for feature in ("blank", "of nobody", "of some"):
        # There is one summary only that is blank, and few of nobody: Hypothesis does not draw the same twice.
        assert counts[feature] >= (5 if feature == "of some" else 1), (feature, counts)


def test_every_kind_of_zone_and_limit_comes_often_enough() -> None:
    def features(deadline: Any) -> list[str]:
        zones = deadline.limit.zones
        kind = "none" if not zones else "several" if len(zones) > 1 else zones[0].strip("+-0123456789:") or "offset"
        return [
            "named" if "/" in kind else kind,
            "exclusive" if deadline.limit.exclusive else "inclusive",
            *(amendment.kind.value for amendment in deadline.amendments),
        ]

    counts = counted(deadlines(), features)
    for feature in (
        "none",
        "several",
        "named",
        "AoE",
        "UTC",
        "offset",
        "exclusive",
        "extended",
        "brought forward",
        "read in a zone",
    ):
        assert counts[feature] >= 5, (feature, counts)


def kinds(rule: Rule) -> list[str]:
    return [rule.KIND, *(kind for part in parts_of(rule) for kind in kinds(part))]


@pytest.mark.slow
def test_every_kind_of_rule_comes_often_enough() -> None:
    counts = counted(rules(words=["excellent"], deadlines=["applications"], sessions=["s"], groups=GROUPS), kinds, 400)
    for kind in RULES:
        assert counts[kind.KIND] >= 10, (kind, counts)


def test_hostile_text_comes_often_enough() -> None:
    def features(text: str) -> list[str]:
        return [
            *("control" for c in text if category(c) == "Cc"),
            *("break" for c in text if c in "\r\n\x85\u2028"),
            *("bidirectional" for c in text if c in "\u200f\u202e"),
            *("emoji" for c in text if ord(c) > 0x1F000),
            *(["long"] if len(text) > 1000 else []),
            *("escape" for c in text if c in '\\;,"'),
        ]

    five = st.lists(plain_texts(), min_size=5, max_size=5).map("".join)
    counts = counted(five, features)
    for feature in ("control", "break", "bidirectional", "emoji", "long", "escape"):
        assert counts[feature] >= 5, (feature, counts)


@pytest.mark.slow
def test_facts_are_missing_and_sessions_shared_often_enough() -> None:
    facts = counted(
        applicants(),
        lambda a: [f for f in ("languages", "commitments", "applied_at", "name") if getattr(a, f) is None],
    )
    assert all(count >= 10 for count in facts.values())
    assert len(facts) == 4

    def features(programme: Programme) -> list[str]:
        ids = [session.id for edition in programme.editions for session in edition.sessions]
        return ["shared"] if len(set(ids)) < len(ids) else ["not shared"]

    assert counted(programmes(), features, 100)["shared"] >= 5

    def parts(edition: Edition) -> list[str]:
        names = ("call", "eligibility", "title", "sessions", "levels", "ranking", "quotas")
        return [name for name in names if getattr(edition, name)]

    found = counted(editions(), parts, 50)
    assert len(found) == 7
    assert all(count >= 5 for count in found.values())
