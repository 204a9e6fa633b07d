"""Contradictions: rules that nobody can ever meet."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from math import prod
from typing import Final

from .conditions.bounded import Bounded, candidates
from .conditions.members import MembersMeet
from .rule import Rule, evaluated, leaves_of
from .truth import Truth

__all__ = ["can_hold"]

_MOST: Final = 4096
"""How many ways to answer are tried; of a rule that has more it is taken that it can hold."""


def can_hold(rule: Rule) -> bool:
    """Tell whether some applicant could meet a rule: "under 18 and over 40" nobody can.

    Every way to answer the conditions is tried, equal ones alike, and conditions on one number as that number has it;
    members of a team cannot meet what nobody can. What conditions of other kinds say of each other is not looked at.

    >>> from metroworkshops import OfAge
    >>> can_hold(OfAge(under=18, on="deadline") & OfAge(over=40, on="deadline"))
    False
    """
    leaves = leaves_of(rule)
    bounded: defaultdict[object, list[Bounded]] = defaultdict(list)
    for leaf in leaves:
        if isinstance(leaf, Bounded):
            bounded[leaf.quantity].append(leaf)
    numbers = {
        quantity: candidates({point for one in same for point in one.points}, whole=same[0].WHOLE)
        for quantity, same in bounded.items()
    }
    others = dict.fromkeys(leaf for leaf in leaves if not isinstance(leaf, Bounded))
    if prod(len(points) for points in numbers.values()) * 2 ** len(others) > _MOST:
        return True
    for values in product(*numbers.values()):
        number = dict(zip(numbers, values, strict=True))
        for settled in product(*map(_answers, others)):
            answer = dict(zip(others, settled, strict=True))
            answers = iter(
                Truth.of(leaf.holds_for(number[leaf.quantity]) if isinstance(leaf, Bounded) else answer[leaf])
                for leaf in leaves
            )
            if evaluated(rule, answers)[0] is not Truth.NO:
                return True
    return False


def _answers(condition: Rule) -> tuple[bool, ...]:
    never = isinstance(condition, MembersMeet) and not can_hold(condition.of)
    return (False,) if never else (True, False)
