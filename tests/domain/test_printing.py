"""What values and errors print of themselves: ready to be pasted, nothing that identifies a person, one line."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import pytest

from metroworkshops import Applicant, Condition, Edition, InvalidValue, Score, Session


def test_what_identifies_a_person_is_hidden_where_it_was_given() -> None:
    given = Applicant("a", name="Zaynab Xyzzy", email="zaynab@xyzzy.example", birth_date="1985-06-30", roles=["mayor"])
    assert repr(given) == "Applicant(id='a', name=<hidden>, email=<hidden>, birth_date=<hidden>, roles=('mayor',))"
    assert repr(Applicant("a")) == "Applicant(id='a')"


def test_what_is_as_by_default_is_left_out() -> None:
    assert repr(Session("s", "S")) == "Session(id='s', title=Text('S'))"
    assert repr(Edition("a.example", "2020", label="2020")) == "Edition(programme='a.example', id='2020')"
    assert repr(Edition("a.example", "2020", label="2021")) == "Edition(programme='a.example', id='2020', label='2021')"


@attrs.frozen(repr=False)
class Supported(Condition):
    """A host's own kind of rule."""

    KIND: ClassVar[str] = "supported"

    by: tuple[str, ...] = attrs.field(factory=tuple)


def test_a_host_s_rule_prints_as_ours_do() -> None:
    assert [repr(rule) for rule in (Supported(), Supported(("mayor",)))] == ["Supported()", "Supported(by=('mayor',))"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a" * 200, f"'{'a' * 37}...{'a' * 38}'"),
        ([[[[]]]], "[[[...]]]"),
        (10**5000, "int with a number too long to print"),
        ([10**5000], "list with a number too long to print"),
    ],
    ids=["text", "lists", "number", "list"],
)
def test_what_was_refused_is_shown_on_one_short_line(given: Any, shown: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Score("a", "c", points=given, by="reader")
    assert caught.value.message == (
        f"'points' must be a number from 0 to 1,000,000 with at most 6 decimals such as 3.5, got {shown}"
    )
