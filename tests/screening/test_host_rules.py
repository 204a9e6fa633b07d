"""A host's own kinds of rule: by structure or derived, at home everywhere, and known only to whom they were told."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from metroworkshops import (
    AllOf,
    AnyOf,
    Applicant,
    Area,
    AtLeast,
    City,
    Condition,
    Edition,
    EligibilityRule,
    Finding,
    InvalidValue,
    LanguageSkill,
    MemberFindings,
    MembersMeet,
    Not,
    Outcome,
    Session,
    Speaks,
    Statement,
    SupportsExamine,
    Truth,
    Whose,
    documents,
    screen,
    screen_all,
    summarise,
    words,
)
from metroworkshops.documents.document import RULES
from metroworkshops.domain.case import Case
from metroworkshops.domain.errors import DocumentError
from metroworkshops.domain.rule import Rule, leaves_of, parts_of
from metroworkshops.testing import applicants, rules


@attrs.frozen
class Supported:
    """Has letters of support: a kind by structure, without a base class."""

    KIND: ClassVar[str] = "supported"

    at_least: int = 1

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Count the letters among what was stated; nothing stated is unknown."""
        del edition  # the same in every one
        if applicant.statements is None:
            return Finding(self, Truth.UNKNOWN, reason="letters-not-given", whose=Whose.APPLICANT)
        letters = sum(one.holds and one.name.startswith("letter of support") for one in applicant.statements)
        answer = Truth.of(letters >= self.at_least)
        return Finding(self, answer, reason="letters-counted", seen=(("letters", letters),))

    def explain(self, finding: Finding, language: str) -> str:
        seen = dict(finding.seen).get("letters", "?")
        if language == "fr":
            return f"lettres de soutien\u00a0: {seen}\u00a0; demandé\u00a0: {self.at_least}"
        return f"letters of support: {seen}; needed: {self.at_least}"

    def describe(self, language: str) -> str:
        return f"{'lettres de soutien' if language == 'fr' else 'letters of support'} ({self.at_least})"


@attrs.frozen(repr=False)
class LivesWhereASessionIs(Condition):
    """Lives in a country where a session takes place: a kind that derives, and so has operators and a `repr`."""

    KIND: ClassVar[str] = "lives where a session is"

    def examine(self, applicant: Applicant, edition: Edition) -> Finding:
        """Compare the residence with the places of the sessions."""
        if applicant.residence is None:
            return Finding(self, Truth.UNKNOWN, reason="residence-not-told", whose=Whose.APPLICANT)
        countries = {place.country for one in edition.sessions for place in one.places if isinstance(place, City)}
        return Finding(self, Truth.of(applicant.residence in countries), reason="residence-compared")

    def explain(self, finding: Finding, language: str) -> str:
        there = finding.truth is Truth.YES
        if language == "fr":
            return f"{'habite' if there else 'n’habite pas'} dans le pays d’une session"
        return f"{'lives' if there else 'does not live'} in the country of a session"

    def describe(self, language: str) -> str:
        return "habite dans le pays d’une session" if language == "fr" else "lives in the country of a session"


BOLOGNA = City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
EDITION = Edition(
    "workshops.example.org",
    "2024",
    sessions=[Session("march", "March", when="2024-03", places=[BOLOGNA])],
    eligibility=AllOf(Supported(2), LivesWhereASessionIs()),
)
LETTERS = [Statement("letter of support of a mayor"), Statement("letter of support of a university")]
BOTH = Applicant("a-1", statements=LETTERS, residence="IT")
NEITHER = Applicant("a-2", statements=LETTERS[:1], residence="FR")
NOTHING = Applicant("a-3")


def test_a_kind_by_structure_is_a_rule() -> None:
    assert isinstance(Supported(), SupportsExamine)
    assert not isinstance(Supported(), EligibilityRule)
    rule: Rule = Supported()
    assert (leaves_of(rule), parts_of(rule)) == ((rule,), ())


def test_what_has_no_such_structure_is_none() -> None:
    @attrs.frozen
    class Nameless:
        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            raise NotImplementedError(applicant, edition)

    for given_ in (Nameless(), Supported, "supported", None):
        with pytest.raises(InvalidValue, match="must be an eligibility rule"):
            AllOf(given_)  # type: ignore[arg-type]


def test_they_combine_from_either_side() -> None:
    plain, derived, ours = Supported(), LivesWhereASessionIs(), Speaks("fr")
    assert ours & plain == AllOf(ours, plain)
    assert plain & ours == AllOf(plain, ours)
    assert ours | plain == AnyOf(ours, plain)
    assert plain | ours == AnyOf(plain, ours)
    assert plain & (ours & derived) == AllOf(plain, ours, derived)
    assert plain | (ours | derived) == AnyOf(plain, ours, derived)
    assert derived & plain == AllOf(derived, plain)
    assert ~derived == Not(derived)
    assert ~~derived == derived
    assert ~Not(plain) == Not(Not(plain))
    assert repr(plain & derived) == "AllOf(Supported(at_least=1), LivesWhereASessionIs())"


@pytest.mark.parametrize(
    ("applicant", "outcome", "reasons"),
    [
        (BOTH, Outcome.ELIGIBLE, ("letters-counted", "residence-compared")),
        (NEITHER, Outcome.NOT_ELIGIBLE, ("letters-counted", "residence-compared")),
        (NOTHING, Outcome.UNDECIDED, ("letters-not-given", "residence-not-told")),
    ],
)
def test_they_screen(applicant: Applicant, outcome: Outcome, reasons: tuple[str, ...]) -> None:
    screening = screen(applicant, EDITION)
    assert (screening.outcome, screening.reasons) == (outcome, reasons)
    assert list(screen_all([applicant], EDITION)) == [screening]
    assert [finding.whose for finding in screening.missing] == [Whose.APPLICANT] * len(screening.missing)


def test_they_stand_alone_as_the_criteria() -> None:
    for rule in (Supported(), LivesWhereASessionIs()):
        assert screen(BOTH, attrs.evolve(EDITION, eligibility=rule)).outcome is Outcome.ELIGIBLE


def test_they_explain_themselves_in_the_readers_language() -> None:
    assert words.explain(screen(NEITHER, EDITION), "en").split("\n") == [
        "No — letters of support: 1; needed: 2",
        "No — does not live in the country of a session",
    ]
    assert words.explain(screen(BOTH, EDITION), "fr", reader="applicant").split("\n") == [
        "Oui — lettres de soutien\u00a0: 2\u00a0; demandé\u00a0: 2",
        "Oui — habite dans le pays d’une session",
    ]


def test_they_are_described_among_the_criteria() -> None:
    rule = Speaks("fr", "C1") & Supported(2) & ~LivesWhereASessionIs()
    assert words.rule(rule, "en") == (
        "all of: (speaks French, level C1), (letters of support (2)), and (not: lives in the country of a session)"
    )
    assert "lettres de soutien (2)" in words.rule(rule, "fr")


def test_an_exclusion_is_told_by_its_description() -> None:
    (line,) = words.explain(screen(BOTH, attrs.evolve(EDITION, eligibility=Not(Supported()))), "en").split("\n")
    assert line == "No — this excludes: letters of support (1)"


def test_one_that_does_not_explain_itself_is_named() -> None:
    @attrs.frozen
    class Silent:
        KIND: ClassVar[str] = "silent"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            return Finding(self, Truth.NO, reason=f"{applicant.id}-in-{edition.id}")

    assert words.explain(screen(BOTH, attrs.evolve(EDITION, eligibility=Silent())), "en") == "No — silent: a-1-in-2024"
    assert words.rule(Silent(), "en") == "silent"


def test_one_that_raises_is_a_finding_and_does_not_explain_it() -> None:
    @attrs.frozen
    class Raises:
        KIND: ClassVar[str] = "raises"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            raise LookupError(applicant.id, edition.id)

        def explain(self, finding: Finding, language: str) -> str:
            raise LookupError(finding, language)

    edition = attrs.evolve(EDITION, eligibility=Raises() & Speaks("fr"))
    (screening,) = screen_all([BOTH], edition)
    assert screening.reasons == ("rule-failed", "language-not-given")
    assert "“raises” could not be examined" in words.explain(screening, "en")


def test_what_nobody_can_settle_is_counted_and_told_without_whose_it_is() -> None:
    @attrs.frozen
    class Pending:
        KIND: ClassVar[str] = "pending"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            return Finding(self, Truth.UNKNOWN, reason=f"{applicant.id}-waits-in-{edition.id}")

    edition = attrs.evolve(EDITION, eligibility=Pending())
    said = words.summary(summarise(screen_all([BOTH], edition)), "en", edition=edition)
    assert said.endswith("What keeps outcomes open\n  - pending — a-1-waits-in-2024: 1")


def test_one_that_looks_at_members_tells_what_it_found_of_each() -> None:
    @attrs.frozen
    class Together:
        KIND: ClassVar[str] = "together"

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            inner = Supported(1)
            each = [(one.id, inner.examine(one, edition)) for one in applicant.members or ()]
            members = [MemberFindings(one, finding.truth, findings=[finding]) for one, finding in each]
            return Finding(self, Truth.all_of([one.truth for one in members]), reason="counted", members=members)

    team = Applicant("team", members=[BOTH, NOTHING])
    told = words.explain(screen(team, attrs.evolve(EDITION, eligibility=Together())), "en").split("\n")
    assert [line.split(":")[0].strip() for line in told[1:]] == ["a-1", "a-3"]
    assert told[1].endswith("letters of support: 2; needed: 1")


# Within our own


@pytest.mark.parametrize(("applicant", "answer"), [(BOTH, Truth.YES), (NEITHER, Truth.NO), (NOTHING, Truth.UNKNOWN)])
def test_they_count_within_at_least(applicant: Applicant, answer: Truth) -> None:
    speaking = attrs.evolve(applicant, languages=[LanguageSkill("fr")])
    rule = AtLeast(2, Supported(2), LivesWhereASessionIs(), Speaks("ar"))
    assert Case(EDITION, rule).screen(speaking).truth is answer


@pytest.mark.parametrize(
    ("members", "answer"),
    [([BOTH, NEITHER], Truth.YES), ([NEITHER], Truth.NO), ([NEITHER, NOTHING], Truth.UNKNOWN)],
)
def test_members_of_a_team_meet_them(members: list[Applicant], answer: Truth) -> None:
    edition = attrs.evolve(EDITION, eligibility=MembersMeet(Supported(2), at_least=1))
    screening = screen(Applicant("team", members=members), edition)
    assert screening.truth is answer
    first, *told = words.explain(screening, "en").split("\n")
    assert "members meet “letters of support (2)”" in first
    assert [line.split(":")[0].strip() for line in told] == [member.id for member in members]


# Documents

ROUND = attrs.evolve(
    EDITION, eligibility=AnyOf(Supported(2), AtLeast(1, LivesWhereASessionIs()), MembersMeet(Supported(3)))
)


def test_a_converter_that_was_told_reads_them_within_an_edition() -> None:
    converter = documents.make_converter(rules=[Supported, LivesWhereASessionIs])
    data = converter.unstructure(ROUND)
    assert data["eligibility"]["of"][0] == {"rule": "supported", "at_least": 2}
    again = converter.structure(data, Edition)
    assert again == ROUND
    for applicant in (BOTH, NEITHER, NOTHING):
        assert screen(applicant, again) == screen(applicant, ROUND)
        assert screen(applicant, again).findings == screen(applicant, ROUND).findings
    assert documents.dumps(again) == documents.dumps(ROUND)


def test_a_reader_that_was_not_told_refuses_them_with_every_place() -> None:
    with pytest.raises(DocumentError) as refused:
        documents.loads(documents.dumps(ROUND), Edition)
    assert [fault.path for fault in refused.value.faults] == [
        "$.eligibility.of[0].rule",
        "$.eligibility.of[1].of[0].rule",
        "$.eligibility.of[2].of.rule",
    ]
    assert all("must be one of " in str(fault) for fault in refused.value.faults)


def test_their_own_fields_are_read_strictly() -> None:
    converter = documents.make_converter(rules=[Supported])
    data = converter.unstructure(attrs.evolve(EDITION, eligibility=Supported(2)))
    for wrong in ({"at_least": "2"}, {"at_least": 2, "att_least": 3}):
        with pytest.raises(DocumentError, match=r"\$\.eligibility\."):
            converter.structure({**data, "eligibility": {"rule": "supported", **wrong}}, Edition)


def test_a_field_of_a_type_that_cattrs_alone_knows_has_its_faults_told_with_the_others() -> None:
    @attrs.frozen
    class Between:
        KIND: ClassVar[str] = "between"
        bounds: tuple[int, str]

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            raise NotImplementedError(applicant, edition)

    converter = documents.make_converter(rules=[Between])
    data = converter.unstructure(attrs.evolve(EDITION, eligibility=Between((1, "x"))))
    assert converter.structure(data, Edition).eligibility == Between((1, "x"))
    for wrong, told in (
        (["x", 1], 'must be a whole number such as 25, got "x"'),
        ([1], "must be what can be read as tuple[int, str], got [1]"),
        ([1, "x", 2], 'must be what can be read as tuple[int, str], got [1, "x", 2]'),
        ({"a": 1}, 'must be what can be read as tuple[int, str], got {"a": 1}'),
        (3, "must be what can be read as tuple[int, str], got 3"),
    ):
        data["eligibility"]["bounds"] = wrong
        with pytest.raises(DocumentError) as refused:
            converter.structure(data, Edition)
        assert [str(fault) for fault in refused.value.faults] == [f"$.eligibility.bounds: {told}"]


def test_the_id_of_a_place_is_not_read_in_their_fields() -> None:
    """It is listed for those who are linked with it, which a rule is not."""

    @attrs.frozen
    class Near:
        KIND: ClassVar[str] = "near"
        place: City | Area

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            raise NotImplementedError(applicant, edition)

    converter = documents.make_converter(rules=[Near])
    data = converter.unstructure(EDITION) | {"eligibility": {"rule": "near", "place": "bologna"}}
    with pytest.raises(DocumentError) as caught:
        converter.structure(data, Edition)
    told = 'must be the id of a city or an area of this document such as "bologna", got "bologna"'
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [("$.eligibility.place", told)]


def test_each_has_a_fingerprint() -> None:
    rules = Supported(2), Supported(3), LivesWhereASessionIs(), Supported(2) & Speaks("fr")
    assert len({documents.fingerprint(rule) for rule in rules}) == 4
    assert documents.fingerprint(Supported(2)) == documents.fingerprint(Supported(2))


def test_what_no_document_can_hold_is_refused_in_their_fields() -> None:
    @attrs.frozen
    class Odd:
        KIND: ClassVar[str] = "odd"
        number: complex

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            return Finding(self, Truth.of(applicant.id == edition.id), reason="compared")

    with pytest.raises(InvalidValue, match="must be a value that documents know, got 1j"):
        documents.dumps(attrs.evolve(EDITION, eligibility=Odd(1j)))


def _short(given: str) -> str:
    if len(given) > 3:
        raise InvalidValue("must be short", given, "letters.last")
    return given


def test_faults_that_they_find_within_a_value_are_told_in_the_order_of_the_document() -> None:
    @attrs.frozen
    class Coded:
        KIND: ClassVar[str] = "coded"
        code: str = attrs.field(converter=_short)
        at: City | Area | None = None

        def examine(self, applicant: Applicant, edition: Edition) -> Finding:
            return Finding(self, Truth.of(applicant.id == edition.id), reason=self.code)

    converter = documents.make_converter(rules=[Coded])
    data = converter.unstructure(attrs.evolve(EDITION, eligibility=Coded("abc")))
    wrong = {**data, "eligibility": {"rule": "coded", "code": "abcd", "at": "somewhere"}, "more_sessions": 1}
    with pytest.raises(DocumentError) as refused:
        converter.structure(wrong, Edition)
    assert [fault.path for fault in refused.value.faults] == [
        "$.eligibility.code.letters.last",
        "$.eligibility.at",
        "$.more_sessions",
    ]


def test_no_global_is_touched() -> None:
    before = RULES
    told, other = documents.make_converter(rules=[Supported, LivesWhereASessionIs]), documents.make_converter()
    data = told.unstructure(ROUND)
    told.structure(data, Edition)
    for reader in (other, documents.make_converter(), documents.make_converter(rules=[Supported])):
        with pytest.raises(DocumentError):
            reader.structure(data, Edition)
    assert before == RULES
    with pytest.raises(DocumentError):
        documents.loads(documents.dumps(ROUND))


# Strategies

own = st.builds(Supported, st.integers(1, 3)) | st.just(LivesWhereASessionIs())
mixed = rules(sessions=["march"], hosts=[own])


def kinds(rule: Any) -> set[str]:
    inner = (rule.of,) if isinstance(rule, MembersMeet) else parts_of(rule)
    return {rule.KIND}.union(*map(kinds, inner))


def test_strategies_draw_them_among_ours() -> None:
    seen: set[str] = set()

    @seed(2020)
    @settings(max_examples=300, database=None)
    @given(mixed)
    def draw(rule: Rule) -> None:
        seen.update(kinds(rule))

    draw()
    assert {"supported", "lives where a session is", "speaks"} <= seen


@given(mixed, applicants(edition=EDITION))
def test_whatever_is_drawn_is_screened_explained_and_told_apart_from_the_unknown(
    rule: Rule, applicant: Applicant
) -> None:
    screening = Case(EDITION, rule).screen(applicant)
    assert (not screening.missing) is screening.truth.is_settled
    for language in ("en", "fr"):
        own_lines = [line for line in words.explain(screening, language).split("\n") if not line.startswith("    ")]
        assert len(own_lines) == len(screening.findings)
