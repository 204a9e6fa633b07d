"""What holds of every value: frozen, slotted, equal by content, hashable, picklable, printed ready to be pasted."""

from __future__ import annotations

import datetime  # noqa: ICN001 - the name that `repr` prints
import inspect
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops import testing
from metroworkshops.domain.value import Value

STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "texts": testing.texts(),
    "cities": testing.cities(),
    "areas": testing.areas(),
    "partners": testing.partners(),
    "whens": testing.whens(),
    "limits": testing.limits(),
    "deadlines": testing.deadlines(),
    "calls": testing.calls(),
    "milestones": testing.milestones(),
    "sessions": testing.sessions(),
    "rules": testing.rules(),
    "editions": testing.editions(),
    "programmes": testing.programmes(),
    "applicants": testing.applicants(),
    "preferences": testing.preferences(),
    "rankings": testing.rankings(),
    "quotas": testing.quotas(),
    "summaries": testing.summaries(),
    "decisions": testing.decisions(),
}
NAMES = {name: getattr(mw, name) for name in mw.__all__ if name[0].isupper()} | {"datetime": datetime}
PERSONAL = ("name", "email", "birth_date")
any_value = st.one_of(*STRATEGIES.values())


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_value_can_be_copied_through_print_and_pickle(name: str) -> None:
    @given(STRATEGIES[name])
    def holds(value: Any) -> None:
        assert pickle.loads(pickle.dumps(value)) == value
        assert hash(pickle.loads(pickle.dumps(value))) == hash(value)
        if not isinstance(value, mw.Applicant):
            assert eval(repr(value), NAMES) == value

    holds()


@given(any_value)
def test_every_value_is_frozen_and_slotted(value: Any) -> None:
    assert not hasattr(value, "__dict__")
    field = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, None)


@given(testing.applicants())
def test_personal_data_is_hidden(applicant: mw.Applicant) -> None:
    printed = repr(attrs.evolve(applicant, name="Zaynab Xyzzy", email="zaynab@xyzzy.example", birth_date="1985-06-30"))
    assert "yzzy" not in printed
    assert "1985" not in printed


CLASSES = [
    kind
    for name in mw.__all__
    if name[0].isupper() and isinstance(kind := getattr(mw, name), type) and issubclass(kind, Value) and attrs.has(kind)
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_only_the_first_two_fields_are_taken_by_position(kind: type[Any]) -> None:
    parameters = list(inspect.signature(kind).parameters.values())
    assert all(p.kind is not p.POSITIONAL_OR_KEYWORD for p in parameters[2:])


LISTS: list[tuple[Any, str]] = [
    (lambda v: mw.Edition("a.example", "1", partners=v), "partners"),
    (lambda v: mw.Edition("a.example", "1", sessions=v), "sessions"),
    (lambda v: mw.Edition("a.example", "1", languages=v), "languages"),
    (lambda v: mw.Edition("a.example", "1", sources=v), "sources"),
    (lambda v: mw.Edition("a.example", "1", levels=v), "levels"),
    (lambda v: mw.Edition("a.example", "1", milestones=v), "milestones"),
    (lambda v: mw.Edition("a.example", "1", quotas=v), "quotas"),
    (lambda v: mw.Ranking(v), "preferences"),
    (lambda v: mw.Ranking(criteria=v), "criteria"),
    (lambda v: mw.Ranking(ties=v), "ties"),
    (lambda v: mw.Session("s", "S", places=v), "places"),
    (lambda v: mw.Session("s", "S", earlier=v), "earlier"),
    (lambda v: mw.Session("s", "S", sources=v), "sources"),
    (lambda v: mw.Partner("p", "P", roles=v), "roles"),
    (lambda v: mw.Call(v), "deadlines"),
    (lambda v: mw.Call(declared=v), "declared"),
    (lambda v: mw.Programme("a.example", "P", editions=v), "editions"),
    (lambda v: mw.Programme("a.example", "P", audience=v), "audience"),
    (lambda v: mw.Applicant("a", languages=v), "languages"),
    (lambda v: mw.Applicant("a", commitments=v), "commitments"),
    (lambda v: mw.Commitment("s", "2020", places=v), "places"),
]


@pytest.mark.parametrize(("make", "name"), LISTS, ids=[name for _, name in LISTS])
@pytest.mark.parametrize("bad", ["abc", 7])
def test_a_bare_string_where_a_list_belongs_is_refused(make: Any, name: str, bad: object) -> None:
    with pytest.raises(mw.InvalidValue, match=r"must be a list such as .*got"):
        make(bad)
    assert name


@pytest.mark.parametrize(("given", "kept"), [(0, "0"), (2.5, "2.5"), (5.0, "5"), (100, "100")])
def test_years_of_experience_are_kept_as_people_write_them(given: float, kept: str) -> None:
    assert repr(mw.Applicant("a", experience_years=given)) == f"Applicant(id='a', experience_years={kept})"


@pytest.mark.parametrize("given", [(90, 180), [-90, -180], (44.4939, 11.3428)])
def test_coordinates_reach_to_the_poles_and_half_around_the_globe(given: Any) -> None:
    city = mw.City("c", "C", country="IT", time_zone="Europe/Rome", coordinates=given)
    assert city.coordinates == tuple(map(float, given))


def test_there_is_one_zero_of_degrees() -> None:
    city = mw.City("c", "C", country="GH", time_zone="Africa/Abidjan", coordinates=(-0.0, -0.0))
    assert str(city.coordinates) == "(0.0, 0.0)"


@pytest.mark.parametrize(("given", "kept"), [(0, "0"), (2.5, "2.5"), (3.0, "3"), (1000, "1000")])
def test_a_bound_of_a_rule_is_kept_as_people_write_it(given: float, kept: str) -> None:
    assert repr(mw.HasExperience(at_least=given)) == f"HasExperience(at_least={kept})"


def test_people_are_counted_from_none_and_places_from_one() -> None:
    quota = mw.Quota("local", mw.WorksIn("local government"), at_least=1)
    assert (quota.at_least, mw.QuotaCount(quota, 0).met, mw.QuotaCount(quota, 25).met) == (1, 0, 25)
    for bad in (-1, True, 2.0, "2"):
        with pytest.raises(mw.InvalidValue, match="must be a whole number of 0 or more such as 25, got") as caught:
            mw.QuotaCount(quota, bad)  # type: ignore[arg-type]
        assert caught.value.value == bad


@pytest.mark.parametrize("minutes", [0, 527_040])
def test_grace_lasts_up_to_a_year(minutes: int) -> None:
    at = datetime.datetime(2020, 1, 31, tzinfo=datetime.UTC)
    assert mw.Deadline.on("2020-01-31", grace_minutes=minutes).grace_minutes == minutes
    assert mw.LimitUsed("d", earliest=at, latest=at, grace_minutes=minutes).grace_minutes == minutes


@pytest.mark.parametrize("bad", ["", "a b", "a\nb", "x" * 201, None, 7, "\ud800"])
def test_an_id_is_visible_characters(bad: Any) -> None:
    with pytest.raises(mw.InvalidValue, match="an id must be"):
        mw.Session(bad, "S")


@pytest.mark.parametrize("bad", [1, "yes", None, 0])
def test_a_flag_is_true_or_false(bad: Any) -> None:
    with pytest.raises(mw.InvalidValue, match="True or False"):
        mw.Session("s", "S", dates_confirmed=bad)


EVIL: Any = "not what is expected"
REFUSALS: list[Any] = [
    lambda: mw.City("c", "C", country="XX", time_zone="Europe/Rome"),
    lambda: mw.City("c", "C", country="IT", time_zone="CET"),
    lambda: mw.City("c", "C", country="IT", time_zone="Europe/Rome", coordinates=(91, 0)),
    lambda: mw.City("c", "C", country="IT", time_zone="Europe/Rome", coordinates=(float("nan"), 0)),
    lambda: mw.City("c", "C", country="IT", time_zone="Europe/Rome", coordinates=(10**400, 0)),
    lambda: mw.HasExperience(at_least=10**400),
    lambda: mw.HasExperience(at_least=float("nan")),
    lambda: mw.City("c", "C", country="IT", time_zone=EVIL),
    lambda: mw.Partner("p", "P", url="ftp://example.org"),
    lambda: mw.When.parse("2020-13-01"),
    lambda: mw.LanguageSkill("fr", "C3"),
    lambda: mw.LanguageSkill("french", "C1"),
    lambda: mw.Speaks("fr", standing="sworn"),
    lambda: mw.Applicant("a", email="nobody"),
    lambda: mw.Applicant("a", birth_date="30/06/1985"),
    lambda: mw.Applicant("a", applied_at=datetime.datetime(2020, 1, 1)),
    lambda: mw.Applicant("a", commitments=[mw.Commitment("s", "2020"), mw.Commitment("s", "2021")]),
    lambda: mw.Edition("a.example", "1", eligibility=EVIL),
    lambda: mw.Edition("a.example", "1", call=EVIL),
    lambda: mw.Deadline("d", EVIL),
    lambda: mw.AllOf(EVIL),
    lambda: mw.Session("s", "S", mode="by post"),
]


@pytest.mark.parametrize("refused", REFUSALS)
def test_each_refusal_says_what_must_hold_an_example_and_what_came(refused: Any) -> None:
    with pytest.raises(mw.InvalidValue) as caught:
        refused()
    text = str(caught.value)
    assert "must" in text or text.startswith("no such")
    assert "such as" in text or "one of" in text or "years go" in text or "again" in text or "go from" in text
    assert "got" in text or "in '" in text
    assert str(pickle.loads(pickle.dumps(caught.value))) == text


@pytest.mark.parametrize(
    "error",
    [
        mw.InvalidValue("m", 1, "where"),
        mw.InvalidDate("m", "x"),
        mw.NotFound("m", "x", ("a",)),
        mw.UndeterminedDeadline("m", datetime.datetime(2020, 1, 31), datetime.datetime(2020, 2, 1)),
        mw.DocumentError("Edition", (mw.Fault("$", "m"),)),
    ],
)
def test_errors_pickle_and_share_a_base(error: mw.MetroworkshopsError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (copy.args, str(copy), vars(copy)) == (error.args, str(error), vars(error))
    assert isinstance(error, mw.MetroworkshopsError)
