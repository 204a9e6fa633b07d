"""Strategies for mappings of tables."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metroworkshops.domain.column import Column, ColumnFact, EmptyCell, header_text
from metroworkshops.domain.level import Standing
from metroworkshops.domain.table_mapping import TableMapping

from .dates import whens
from .rules import COUNTRIES, ROLES, SECTORS, STATEMENTS
from .texts import identifiers, language_tags, plain_texts

__all__ = ["table_mappings"]

_FORMS = ("dd/mm/yyyy", "mm/dd/yyyy", "yyyy/mm/dd", "dd-mm-yyyy", "dd.mm.yyyy", "yyyy-mm-dd")
_MEANINGS: dict[ColumnFact, tuple[str, ...]] = {
    ColumnFact.LANGUAGE: ("A1", "B2", "C1", "none"),
    ColumnFact.EDUCATION: ("bachelor", "master"),
    ColumnFact.ROLES: ROLES[:1],
    ColumnFact.SECTORS: SECTORS,
    ColumnFact.EXPERIENCE_YEARS: ("2", "2.5"),
    **dict.fromkeys((ColumnFact.NATIONALITIES, ColumnFact.RESIDENCE, ColumnFact.WORKS_IN_COUNTRIES), COUNTRIES),
}
_SEVERAL = (ColumnFact.ROLES, ColumnFact.SECTORS, ColumnFact.NATIONALITIES, ColumnFact.WORKS_IN_COUNTRIES)
_FIRM = (ColumnFact.BIRTH_DATE, ColumnFact.LANGUAGE, ColumnFact.STATEMENT, *_MEANINGS)


def table_mappings() -> SearchStrategy[TableMapping]:
    """Draw a mapping of a table: any of the facts, in any order, with hostile headers."""
    return _table_mappings()


@cache
def _table_mappings() -> SearchStrategy[TableMapping]:
    return st.lists(st.sampled_from(ColumnFact), min_size=1, max_size=8, unique=True).flatmap(
        lambda facts: st.lists(
            plain_texts().map(header_text).filter(bool), min_size=len(facts) + 1, max_size=len(facts) + 2, unique=True
        ).flatmap(
            lambda headers: st.builds(
                TableMapping,
                st.tuples(*(_columns(header, fact) for header, fact in zip(headers, facts, strict=False))),
                ignored=st.just(headers[len(facts) :]),
                delimiter=st.sampled_from((None, ";", ",", "\t")),
                encoding=st.sampled_from((None, "utf-8", "cp1252")),
                sheet=st.none() | plain_texts(),
                yes=st.just(("oui", "نعم")),
                no=st.just(("non", "لا")),
            )
        )
    )


def _columns(header: str, fact: ColumnFact) -> SearchStrategy[Column]:
    given: dict[str, SearchStrategy[Any]] = {}
    if fact is ColumnFact.LANGUAGE:
        given["of"] = language_tags()
    elif fact is ColumnFact.COMMITMENT:
        given |= {"of": identifiers(), "to": st.none() | whens()}
    elif fact is ColumnFact.STATEMENT:
        given["of"] = st.sampled_from(STATEMENTS)
    elif fact is ColumnFact.BIRTH_DATE:
        given["form"] = st.sampled_from(_FORMS)
    if fact in (ColumnFact.LANGUAGE, ColumnFact.COMMITMENT, ColumnFact.STATEMENT):
        given["empty"] = st.sampled_from(EmptyCell)
    if fact in _FIRM:
        given["standing"] = st.sampled_from(Standing)
    if fact in _MEANINGS:
        words = st.one_of(st.sampled_from(("courant", "نعم", "Très bien", "5 à 10")), plain_texts())
        given["words"] = st.lists(
            st.tuples(words, st.sampled_from(_MEANINGS[fact])),
            max_size=3,
            unique_by=lambda pair: " ".join(pair[0].casefold().split()),
        )
    if fact in _SEVERAL:
        given["separator"] = st.sampled_from((None, ";", ",", " / ", "\n"))
    if fact is ColumnFact.EXPERIENCE_YEARS:
        given["decimal"] = st.sampled_from((None, ",", "."))
    if fact is ColumnFact.APPLIED_AT:
        clock = st.sampled_from((("hh:mm", "Europe/Paris"), ("hh:mm AM", "UTC"), ("hh:mm +hh:mm", None)))
        return st.tuples(st.sampled_from(_FORMS), clock).map(
            lambda drawn: Column(header, fact, form=f"{drawn[0]} {drawn[1][0]}", time_zone=drawn[1][1])
        )
    return st.builds(Column, st.just(header), st.just(fact), **given)
