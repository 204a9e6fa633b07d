"""Rules put together, and the evidence that findings keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import attrs
import pytest

from metroworkshops import (
    AllOf,
    Applicant,
    AtLeast,
    Condition,
    Edition,
    EligibilityRule,
    Finding,
    InvalidValue,
    Level,
    Not,
    Preference,
    Speaks,
    Text,
    Truth,
)

FRENCH = Speaks("fr")


@attrs.frozen
class Supported:
    """A host's own kind of rule, by structure."""

    KIND: ClassVar[str] = "supported"

    kinds: tuple[str, ...] = ()

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        return Finding(self, Truth.UNKNOWN, reason=f"{applicant.id}-in-{edition.id}")


LISTED: Any = Supported(["a"])  # type: ignore[arg-type]


@attrs.frozen(repr=False)
class Never(Condition):
    """A host's own kind of rule, which is wrong as a whole wherever it is asked."""

    KIND: ClassVar[str] = "never"

    def problems(self, edition: Edition) -> Iterator[InvalidValue]:
        yield InvalidValue(f"must not be asked in {edition.programme}", self)


def test_a_condition_is_made_of_no_parts() -> None:
    with pytest.raises(NotImplementedError, match=r"^Speaks is made of no parts$"):
        FRENCH.combine([])


def test_a_host_s_condition_is_as_deep_as_one_of_ours() -> None:
    assert [rule.depth for rule in (FRENCH, AllOf(FRENCH), AllOf(Supported()), Not(AllOf(Supported())))] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        (Never(), "eligibility"),
        (AllOf(FRENCH, Never()), "eligibility.of[1]"),
        (~AtLeast(1, Never()), "eligibility.of.of[0]"),
    ],
)
def test_a_rule_that_is_wrong_as_a_whole_is_told_at_its_own_place(rule: EligibilityRule, place: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Edition("a.example", "2020", eligibility=rule)
    assert (caught.value.where, caught.value.value) == (place, Never())


def test_a_rule_that_is_no_value_is_kept_in_what_refuses_it() -> None:
    for make in (Not, lambda given: Preference("p", given, points=1)):
        with pytest.raises(InvalidValue, match="which cannot be hashed") as caught:
            make(LISTED)
        assert caught.value.value is LISTED


def test_evidence_is_kept_as_a_value() -> None:
    given: Any = [("languages", ["fr", "ar"]), ("titles", [Text("a")]), ("level", Level.C1)]
    finding = Finding(FRENCH, "yes", reason="r", seen=given)
    assert finding.seen == (("languages", ("fr", "ar")), ("titles", (Text("a"),)), ("level", Level.C1))
    assert hash(finding) == hash(Finding(FRENCH, "yes", reason="r", seen=finding.seen))
