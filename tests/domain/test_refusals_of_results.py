"""What is refused of rules put together, findings, tallies, summaries, publications and tables: the exact words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from metroworkshops import (
    AllOf,
    AnyOf,
    AtLeast,
    Column,
    Deadline,
    Entry,
    Finding,
    InvalidValue,
    MemberFindings,
    MissingCount,
    Not,
    NotFound,
    Publication,
    PublishedEdition,
    Quota,
    QuotaCount,
    ReasonCount,
    RuleCounts,
    Session,
    Speaks,
    Summary,
    TableMapping,
    Tally,
    Text,
    Truth,
    Unreadable,
    Waiver,
)

from .unhashable import Unhashable

ODD: Any = 7
TRUE: Any = True
TEXT: Any = "abc"
HALF: Any = 0.5
CLASS: Any = Speaks
ID = "workshops.example.org"
AT, LATER = datetime(2020, 3, 2, tzinfo=UTC), datetime(2020, 9, 1, tzinfo=UTC)
FRENCH, ARABIC = Speaks("fr"), Speaks("ar")
UNHASHABLE = Unhashable(["a"])
DEEP: Any = FRENCH
for _ in range(32):
    DEEP = AllOf(DEEP)
QUOTA: Any = Quota("q", FRENCH, at_least=5)
MET: Any = ReasonCount("yes", "language-met", count=2)
OPEN = ReasonCount("unknown", "language-not-given", count=1)
MISSING_FRENCH: Any = MissingCount("language-not-given", "applicant", count=1)
COUNTS = RuleCounts(FRENCH, [MET, OPEN], missing=[MISSING_FRENCH])
SESSION: Any = Session("s", "S")
ENTRY = Entry("u", SESSION, editions=["2020"], published=AT, modified=AT)
LIMIT = Deadline.on("2020-01-31", zone="UTC")
NAME, TWICE = Column("Nom", "name"), Column("Name", "name")
THREE: Any = ("a", "b", "c")
LISTED: Any = ["a", "b"]
UNNAMED: Any = (7, "b")
SET: Any = ("a", {1})
MIXED: Any = ("a", ["b", Text("c")])
AN_ID = "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020', got "
RULE = "must be an eligibility rule such as Speaks('fr', 'C1'), got "


REFUSALS: dict[str, tuple[Callable[[], object], str, object, str]] = {
    # Rules.
    "rule of another kind": (lambda: AllOf(FRENCH, ODD), f"{RULE}7", ODD, "[1]"),
    "rule that is a class": (
        lambda: AllOf(CLASS),
        f"{RULE}<class 'metroworkshops.domain.conditions.speaks.Speaks'>",
        CLASS,
        "[0]",
    ),
    "rule that is no value": (
        lambda: AnyOf(FRENCH, UNHASHABLE),
        (
            "a rule must be a value: a frozen class whose fields are values too, such as tuples for lists; "
            "got Unhashable(kinds=['a']), which cannot be hashed"
        ),
        UNHASHABLE,
        "[1]",
    ),
    "rule beside another kind": (lambda: FRENCH & ODD, f"{RULE}7", ODD, ""),
    "rule that is not": (lambda: Not(ODD), f"{RULE}7", ODD, ""),
    "rules too deep": (lambda: AllOf(FRENCH, DEEP), "rules must not be nested more than 32 deep, got more", None, "of"),
    "opposite too deep": (lambda: Not(DEEP), "rules must not be nested more than 32 deep, got more", None, "of"),
    "at least none": (lambda: AtLeast(0, FRENCH), "'n' must be a whole number of 1 or more such as 2, got 0", 0, ""),
    "at least true": (
        lambda: AtLeast(TRUE, FRENCH),
        "'n' must be a whole number of 1 or more such as 2, got True",
        TRUE,
        "",
    ),
    "at least a half": (
        lambda: AtLeast(HALF, FRENCH),
        "'n' must be a whole number of 1 or more such as 2, got 0.5",
        HALF,
        "",
    ),
    "at least more than there are": (
        lambda: AtLeast(3, FRENCH, ARABIC),
        "'n' must not be more than there are rules, 2: it could never hold; got 3",
        3,
        "n",
    ),
    "answers below 0": (
        lambda: Truth.at_least(-1, []),
        "a number of answers must be 0 or more such as 2, got -1",
        -1,
        "",
    ),
    # Findings, waivers, records.
    "truth that is none": (
        lambda: Finding(FRENCH, "maybe", reason="r"),
        "'truth' must be one of 'yes', 'no', 'unknown', got 'maybe'",
        "maybe",
        "",
    ),
    "whose that is none": (
        lambda: Finding(FRENCH, "unknown", reason="r", whose="nobody"),
        "'whose' must be one of 'applicant', 'organiser', got 'nobody'",
        "nobody",
        "",
    ),
    "seen that is text": (
        lambda: Finding(FRENCH, "yes", reason="r", seen=TEXT),
        "must be a list of names and values such as [('level', 'C1')], got 'abc'",
        TEXT,
        "",
    ),
    "seen that is a number": (
        lambda: Finding(FRENCH, "yes", reason="r", seen=ODD),
        "must be a list of names and values such as [('level', 'C1')], got 7",
        ODD,
        "",
    ),
    "seen that is no pair": (
        lambda: Finding(FRENCH, "yes", reason="r", seen=[("a", "b"), THREE]),
        "must be a name and a piece of evidence such as ('level', Level.C1), got ('a', 'b', 'c')",
        THREE,
        "[1]",
    ),
    "seen that is a list": (
        lambda: Finding(FRENCH, "yes", reason="r", seen=[LISTED]),
        "must be a name and a piece of evidence such as ('level', Level.C1), got ['a', 'b']",
        LISTED,
        "[0]",
    ),
    "seen without a name": (
        lambda: Finding(FRENCH, "yes", reason="r", seen=[UNNAMED]),
        "must be a name and a piece of evidence such as ('level', Level.C1), got (7, 'b')",
        UNNAMED,
        "[0]",
    ),
    "seen that is true": (
        lambda: Finding(FRENCH, "yes", reason="r", seen=[("a", True)]),
        "must be a name and a piece of evidence such as ('level', Level.C1), got ('a', True)",
        ("a", True),
        "[0]",
    ),
    "seen that is of no kind": (
        lambda: Finding(FRENCH, "yes", reason="r", needed=[SET]),
        "must be a name and a piece of evidence such as ('level', Level.C1), got ('a', {1})",
        SET,
        "[0]",
    ),
    "seen that is mixed": (
        lambda: Finding(FRENCH, "yes", reason="r", needed=[MIXED]),
        ("must be a name and a piece of evidence such as ('level', Level.C1), got ('a', ['b', Text('c')])"),
        MIXED,
        "[0]",
    ),
    "findings of another kind": (
        lambda: MemberFindings("a-1", "yes", findings=[ODD]),
        "must be a Finding such as Finding(...), got 7",
        ODD,
        "[0]",
    ),
    "findings of members of another kind": (
        lambda: Finding(FRENCH, "yes", reason="r", members=[ODD]),
        "must be a MemberFindings such as MemberFindings('a-017', truth, findings=findings), got 7",
        ODD,
        "[0]",
    ),
    "waiver of another kind": (lambda: Waiver("why", by="committee", at=AT, rule=ODD), f"{RULE}7", ODD, ""),
    "record with other faults": (
        lambda: Unreadable("row-17", [ODD]),
        "must be a Fault such as Fault('row 17, column Niveau', 'must be ...'), got 7",
        ODD,
        "[0]",
    ),
    # Quotas and tallies.
    "quota without a bound": (
        lambda: Quota("q", FRENCH),
        "a quota must have a bound such as at_least=5 or at_most=8, got none",
        None,
        "",
    ),
    "quota of a least that is more": (
        lambda: Quota("q", FRENCH, at_least=8, at_most=7),
        "'at_least' must not be more than 'at_most', got 8 and 7",
        8,
        "at_least",
    ),
    "quota of 0 at least": (
        lambda: Quota("q", FRENCH, at_least=0),
        "'at_least' must be a whole number of 1 or more such as 5, got 0",
        0,
        "",
    ),
    "quota of 0 at most": (
        lambda: Quota("q", FRENCH, at_most=0),
        "'at_most' must be a whole number of 1 or more such as 5, got 0",
        0,
        "",
    ),
    "quota of another kind": (lambda: Quota("q", ODD, at_least=1), f"{RULE}7", ODD, ""),
    "count of another kind": (
        lambda: QuotaCount(ODD, 3),
        "must be a Quota such as Quota('local', rule, at_least=5), got 7",
        ODD,
        "",
    ),
    "count below 0": (lambda: QuotaCount(QUOTA, -1), "must be a whole number of 0 or more such as 25, got -1", -1, ""),
    "count that is true": (
        lambda: QuotaCount(QUOTA, TRUE),
        "must be a whole number of 0 or more such as 25, got True",
        TRUE,
        "",
    ),
    "count that is text": (
        lambda: QuotaCount(QUOTA, TEXT),
        "must be a whole number of 0 or more such as 25, got 'abc'",
        TEXT,
        "",
    ),
    "tally of 0 places": (
        lambda: Tally(capacity=0),
        "'capacity' must be a whole number of 1 or more such as 5, got 0",
        0,
        "",
    ),
    "tally of another kind": (
        lambda: Tally(quotas=[QUOTA]),
        (
            "must be a QuotaCount such as QuotaCount(quota, 3, unknown=1), got Quota(id='q', "
            "rule=Speaks(language='fr'), at_least=5)"
        ),
        QUOTA,
        "[0]",
    ),
    "tally of more than were counted": (
        lambda: Tally(eligible=1, undecided=1, not_eligible=1, quotas=[QuotaCount(QUOTA, 2, unknown=2)]),
        "'met' and 'unknown' must not be more than the 3 who were counted, got 4",
        4,
        "quotas[0]",
    ),
    "tally of a quota twice": (
        lambda: Tally(eligible=3, quotas=[QuotaCount(QUOTA, 2), QuotaCount(QUOTA, 2)]),
        "each quota must be counted once, got 'q' again",
        "q",
        "quotas[1].quota.id",
    ),
    # Summaries.
    "reason of no answer": (
        lambda: ReasonCount("maybe", "r", count=1),
        "'truth' must be one of 'yes', 'no', 'unknown', got 'maybe'",
        "maybe",
        "",
    ),
    "what is missing of nobody": (
        lambda: MissingCount("r", "nobody", count=1),
        "'whose' must be one of 'applicant', 'organiser', got 'nobody'",
        "nobody",
        "",
    ),
    "reason counted twice": (
        lambda: RuleCounts(FRENCH, [MET, OPEN, MET]),
        "each reason must be counted once, got 'language-met' again",
        "language-met",
        "reasons[1]",
    ),
    "what is missing counted twice": (
        lambda: RuleCounts(FRENCH, [OPEN], missing=[attrs.evolve(MISSING_FRENCH, count=0), MISSING_FRENCH]),
        "each reason must be counted once, got 'language-not-given' again",
        "language-not-given",
        "missing[1]",
    ),
    "what is missing more often than unknown": (
        lambda: RuleCounts(
            FRENCH, [MET, OPEN], missing=[MISSING_FRENCH, MissingCount("language-not-given", "organiser", count=1)]
        ),
        "'language-not-given' must not keep more open than the 1 of whom it is unknown, got 2",
        2,
        "missing",
    ),
    "what is missing and never unknown": (
        lambda: RuleCounts(FRENCH, [MET], missing=[MISSING_FRENCH]),
        "'language-not-given' must not keep more open than the 0 of whom it is unknown, got 1",
        1,
        "missing",
    ),
    "reasons of another kind": (
        lambda: RuleCounts(FRENCH, [MISSING_FRENCH]),
        (
            "must be a ReasonCount such as ReasonCount('yes', 'language-met', count=12), got "
            "MissingCount(reason='language-not-given', whose=Whose.APPLICANT, count=1)"
        ),
        MISSING_FRENCH,
        "[0]",
    ),
    "what is missing of another kind": (
        lambda: RuleCounts(FRENCH, missing=[MET]),
        (
            "must be a MissingCount such as MissingCount('time-not-given', 'applicant', count=2), got "
            "ReasonCount(truth=Truth.YES, reason='language-met', count=2)"
        ),
        MET,
        "[0]",
    ),
    "counts of two rules": (
        lambda: COUNTS + RuleCounts(ARABIC),
        "must be counts of one rule, Speaks(language='fr'); got Speaks(language='ar')",
        RuleCounts(rule=Speaks(language="ar")),
        "",
    ),
    "leaves of another kind": (
        lambda: Summary(ID, "2020", rule=FRENCH, leaves=[MET]),
        (
            "must be a RuleCounts such as RuleCounts(rule, [ReasonCount('yes', 'language-met', count=12)]), "
            "got ReasonCount(truth=Truth.YES, reason='language-met', count=2)"
        ),
        MET,
        "[0]",
    ),
    "leaves too few": (
        lambda: Summary(ID, "2020", rule=FRENCH & ARABIC, leaves=[RuleCounts(FRENCH)]),
        "'leaves' must have one for each leaf of the rule, 2; got 1",
        1,
        "leaves",
    ),
    "leaves of no rule": (
        lambda: Summary(leaves=[RuleCounts(FRENCH)]),
        "'leaves' must have one for each leaf of the rule, 0; got 1",
        1,
        "leaves",
    ),
    "leaves in another order": (
        lambda: Summary(ID, "2020", rule=FRENCH & ARABIC, leaves=[RuleCounts(FRENCH), RuleCounts(FRENCH)]),
        "must be the counts of that leaf of the rule, Speaks(language='ar'); got Speaks(language='fr')",
        FRENCH,
        "leaves[1].rule",
    ),
    "more unreadable than undecided": (
        lambda: Summary(ID, "2020", rule=FRENCH, undecided=1, unreadable=2, leaves=[RuleCounts(FRENCH)]),
        "'unreadable' must not be more than 'undecided', 1, among which they are; got 2",
        2,
        "unreadable",
    ),
    "leaves that do not add up": (
        lambda: Summary(
            ID,
            "2020",
            rule=FRENCH & ARABIC,
            eligible=3,
            undecided=2,
            not_eligible=1,
            unreadable=1,
            leaves=[RuleCounts(FRENCH, [attrs.evolve(MET, count=5)]), RuleCounts(ARABIC, [attrs.evolve(MET, count=6)])],
        ),
        "the counts of each leaf must add up to the 5 who could be read, got 6",
        6,
        "leaves[1].reasons",
    ),
    "summary without an edition": (
        lambda: Summary(ID, rule=FRENCH, leaves=[RuleCounts(FRENCH)]),
        ("must name 'programme', 'edition' and 'rule', all of them or, for nobody, none; got it without edition"),
        None,
        "",
    ),
    "summary without a programme and a rule": (
        lambda: Summary(None, "2020"),
        (
            "must name 'programme', 'edition' and 'rule', all of them or, for nobody, none; got it without "
            "programme and rule"
        ),
        None,
        "",
    ),
    "summary of nobody who are counted": (
        lambda: Summary(eligible=1),
        (
            "must name 'programme', 'edition' and 'rule', all of them or, for nobody, none; got it without "
            "programme and edition and rule"
        ),
        None,
        "",
    ),
    "summary in an edition that is none": (lambda: Summary(ID, "a b"), f"{AN_ID}'a b'", "a b", ""),
    "summaries of two editions": (
        lambda: (
            Summary(ID, "2020", rule=FRENCH, leaves=[RuleCounts(FRENCH)])
            + Summary(ID, "2021", rule=FRENCH, leaves=[RuleCounts(FRENCH)])
        ),
        (
            "only summaries of one edition under the same rules add up, such as those of two parts of a "
            "batch; got '2020' under Speaks(language='fr') and '2021' under Speaks(language='fr')"
        ),
        Summary(
            programme="workshops.example.org",
            edition="2021",
            rule=Speaks(language="fr"),
            leaves=(RuleCounts(rule=Speaks(language="fr")),),
        ),
        "",
    ),
    # Publications.
    "entry of another kind": (
        lambda: Entry("u", ODD, published=AT, modified=AT),
        "'subject' must be a Session, a PublishedPart, a Deadline or a Milestone, got 7",
        ODD,
        "",
    ),
    "entry of a sequence below 0": (
        lambda: Entry("u", SESSION, sequence=-1, published=AT, modified=AT),
        "must be a whole number from 0 to 2147483647 such as 1, got -1",
        -1,
        "",
    ),
    "entry of a sequence too high": (
        lambda: Entry("u", SESSION, sequence=2**31, published=AT, modified=AT),
        "must be a whole number from 0 to 2147483647 such as 1, got 2147483648",
        2**31,
        "",
    ),
    "entry of a sequence that is true": (
        lambda: Entry("u", SESSION, sequence=TRUE, published=AT, modified=AT),
        "must be a whole number from 0 to 2147483647 such as 1, got True",
        TRUE,
        "",
    ),
    "entry of a sequence that is text": (
        lambda: Entry("u", SESSION, sequence=TEXT, published=AT, modified=AT),
        "must be a whole number from 0 to 2147483647 such as 1, got 'abc'",
        TEXT,
        "",
    ),
    "entry modified before it was published": (
        lambda: Entry("u", SESSION, published=LATER, modified=AT),
        ("'modified' must not be before 'published', 2020-09-01T00:00:00+00:00; got 2020-03-02T00:00:00+00:00"),
        AT,
        "modified",
    ),
    "entry in editions of another kind": (
        lambda: Entry("u", SESSION, editions=[ODD], published=AT, modified=AT),
        "must be text such as '2020', got 7",
        ODD,
        "[0]",
    ),
    "entry in editions that are none": (
        lambda: Entry("u", SESSION, editions=["a b"], published=AT, modified=AT),
        f"{AN_ID}'a b'",
        "a b",
        "",
    ),
    "entries of another kind": (
        lambda: Publication(ID, AT, entries=[SESSION]),
        "must be an Entry such as Entry(...), got Session(id='s', title=Text('S'))",
        SESSION,
        "[0]",
    ),
    "editions of another kind": (
        lambda: Publication(ID, AT, editions=[SESSION]),
        "must be a PublishedEdition such as PublishedEdition(...), got Session(id='s', title=Text('S'))",
        SESSION,
        "[0]",
    ),
    "entry twice": (
        lambda: Publication(ID, AT, editions=[PublishedEdition("2020", "2020")], entries=[ENTRY, ENTRY]),
        "every 'uid' must be given once, got 'u' again",
        "u",
        "entries[1].uid",
    ),
    "edition twice": (
        lambda: Publication(ID, AT, editions=[PublishedEdition("2020", "2020")] * 2),
        "every id in 'editions' must be given once, got '2020' again",
        "2020",
        "editions[1].id",
    ),
    "entry in an edition that is not told": (
        lambda: Publication(
            ID, AT, editions=[PublishedEdition("2018", "2018"), PublishedEdition("2019", "2019")], entries=[ENTRY]
        ),
        "an entry's editions must be among those of the publication (2018, 2019), got '2020'",
        "2020",
        "entries[0].editions",
    ),
    "entry where no edition is told": (
        lambda: Publication(ID, AT, entries=[ENTRY]),
        "an entry's editions must be among those of the publication (none), got '2020'",
        "2020",
        "entries[0].editions",
    ),
    "cancelled entries kept for no number of days": (
        lambda: Publication(ID, AT, keep_days=-1),
        "must be a whole number of days from 0 to 36500 such as 90, got -1",
        -1,
        "",
    ),
    "cancelled entries kept for a century and more": (
        lambda: Publication(ID, AT, keep_days=36501),
        "must be a whole number of days from 0 to 36500 such as 90, got 36501",
        36501,
        "",
    ),
    "windows shown that are too long": (
        lambda: Publication(ID, AT, longest_window=TRUE),
        "must be a whole number of days from 0 to 36500 such as 90, got True",
        TRUE,
        "",
    ),
    "windows shown of no number": (
        lambda: Publication(ID, AT, longest_window=TEXT),
        "must be a whole number of days from 0 to 36500 such as 90, got 'abc'",
        TEXT,
        "",
    ),
    # Reminders.
    "reminder below 0 days": (
        lambda: LIMIT.reminders([-1]),
        "a lead must be a whole number of days from 0 to 3650 such as 14 or timedelta(weeks=2), got -1",
        -1,
        "",
    ),
    "reminder of too many days": (
        lambda: LIMIT.reminders([3651]),
        ("a lead must be a whole number of days from 0 to 3650 such as 14 or timedelta(weeks=2), got 3651"),
        3651,
        "",
    ),
    "reminder that is true": (
        lambda: LIMIT.reminders([TRUE]),
        ("a lead must be a whole number of days from 0 to 3650 such as 14 or timedelta(weeks=2), got True"),
        TRUE,
        "",
    ),
    "reminder of hours": (
        lambda: LIMIT.reminders([timedelta(hours=30)]),
        (
            "a lead must be a whole number of days from 0 to 3650 such as 14 or timedelta(weeks=2), got "
            "datetime.timedelta(days=1, seconds=21600)"
        ),
        timedelta(hours=30),
        "",
    ),
    # Tables.
    "table of no columns": (
        lambda: TableMapping([]),
        "must have a column or more such as Column('Nom', 'name'), got none",
        [],
        "",
    ),
    "columns of another kind": (
        lambda: TableMapping([ODD]),
        "must be a Column such as Column('Nom', 'name'), got 7",
        ODD,
        "[0]",
    ),
    "delimiter of another kind": (
        lambda: TableMapping([NAME], delimiter="|"),
        "'delimiter' must be ';', ',' or a tab, got '|'",
        "|",
        "",
    ),
    "encoding of another kind": (
        lambda: TableMapping([NAME], encoding="latin-1"),
        "'encoding' must be 'utf-8' or 'cp1252', got 'latin-1'",
        "latin-1",
        "",
    ),
    "header twice": (
        lambda: TableMapping([NAME, Column("Nom", "id")]),
        "every column must be named once, got 'Nom' again",
        "Nom",
        "columns[1].header",
    ),
    "header that is ignored too": (
        lambda: TableMapping([NAME], ignored=["Remarques", "Nom"]),
        "every column must be named once, got 'Nom' again",
        "Nom",
        "ignored[1]",
    ),
    "fact twice": (
        lambda: TableMapping([NAME, TWICE]),
        "every fact must have one column, got name again",
        TWICE,
        "columns[1]",
    ),
    "language twice with one standing": (
        lambda: TableMapping([Column("FR", "language", of="fr"), Column("Fr 2", "language", of="FR")]),
        "every fact must have one column, got language 'FR' again",
        Column("Fr 2", "language", of="FR"),
        "columns[1]",
    ),
    "commitment twice": (
        lambda: TableMapping([Column("A", "statement", of="Took part"), Column("B", "statement", of="took  part")]),
        "every fact must have one column, got statement 'took  part' again",
        Column("B", "statement", of="took  part"),
        "columns[1]",
    ),
    "word for yes and no": (
        lambda: TableMapping([NAME], yes=["ja", "da"], no=["nein", "DA"]),
        "a word must mean yes or no, got 'DA' for both",
        "DA",
        "no[1]",
    ),
    "word twice": (
        lambda: TableMapping([NAME], yes=["ja", "JA"]),
        "each term must be given once, got 'JA' again",
        "JA",
        "[1]",
    ),
    "sheet without a name": (
        lambda: TableMapping([NAME], sheet=""),
        "must be text that is not empty such as 'Bologna', got ''",
        "",
        "",
    ),
}


@pytest.mark.parametrize(("make", "message", "value", "where"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_what_must_hold_and_keeps_what_came(
    make: Callable[[], object], message: str, value: object, where: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        make()
    assert (caught.value.message, caught.value.value, caught.value.where) == (message, value, where)


MISSING: dict[str, tuple[Callable[[], object], str, str, tuple[str, ...]]] = {
    "edition that is not published": (
        lambda: Publication(
            ID, AT, editions=[PublishedEdition("2020", "2020"), PublishedEdition("2021", "2021")]
        ).edition("1999"),
        "no edition '1999' in this publication; there are: 2020, 2021",
        "1999",
        ("2020", "2021"),
    ),
    "edition where none is published": (
        lambda: Publication(ID, AT).only(edition="1999"),
        "no edition '1999' in this publication; there are: none",
        "1999",
        (),
    ),
}


@pytest.mark.parametrize(("find", "message", "value", "known"), MISSING.values(), ids=MISSING)
def test_what_is_not_there_is_told_with_what_is(
    find: Callable[[], object], message: str, value: str, known: tuple[str, ...]
) -> None:
    with pytest.raises(NotFound) as caught:
        find()
    assert (str(caught.value), caught.value.value, caught.value.known) == (message, value, known)
