"""Documents through files and pipes: show, check, state, convert and schema, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import UTC, datetime
from importlib.resources import files
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import metroworkshops as mw
from metroworkshops.cli import main
from metroworkshops.cli.app import app
from metroworkshops.documents.document import KINDS
from metroworkshops.domain.value import Value
from metroworkshops.testing import editions

Run = Callable[..., Result]

EDITION = mw.metropolitan_workshops().edition("2020")


@pytest.mark.parametrize("form", ["json", "yaml", "toml"])
def test_a_document_comes_through_stdin_in_any_form(run: Run, form: str) -> None:
    text = mw.documents.dumps(EDITION, form=form)  # type: ignore[arg-type]
    stated = () if form == "json" else ("--form", form)
    assert run("show", "-", "--json", *stated, stdin=text).stdout == mw.documents.dumps(EDITION)
    assert run("check", "-", *stated, stdin=text).stdout == "stdin: no faults (edition)\n"
    assert run("state", "-", *stated, "--at", "2020-01-10T00:00:00Z", stdin=text).exit_code == 0
    assert run("convert", "-", *stated, stdin=text).stdout == mw.documents.dumps(EDITION)


@given(editions())
def test_converting_there_and_back_gives_the_same_bytes(edition: mw.Edition) -> None:
    text = mw.documents.dumps(edition).encode()
    for form in ("yaml", "toml"):
        other = CliRunner().invoke(app, ["convert", "-", "--to", form], input=text).stdout_bytes
        back = CliRunner().invoke(app, ["convert", "-", "--form", form, "--json"], input=other)
        assert back.stdout_bytes == text


@given(editions(), st.sampled_from(["json", "yaml", "toml"]))
def test_the_exit_code_of_a_check_says_whether_there_are_faults(edition: mw.Edition, form: str) -> None:
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as told:
        path, other = Path(folder, f"edition.{form}"), Path(folder, "other.json")
        mw.documents.dump(edition, path)
        assert main(["check", str(path)]) == 0
        other.write_text(path.read_text(encoding="utf-8").replace("edition", "addition", 1), encoding="utf-8")
        assert main(["check", str(path), str(other)]) == 1
        assert main(["check", str(path), str(other) + "x", "--form", form]) == 3
    assert "no faults (edition)" in told.getvalue()


def test_converting_to_the_same_leaves_the_file_alone(run: Run, folder: Path) -> None:
    before = (folder / "edition.json").stat().st_mtime_ns
    assert run("convert", "edition.json", "edition.json").exit_code == 0
    assert (folder / "edition.json").stat().st_mtime_ns == before
    run("convert", "edition.json", "edition.yaml")
    assert mw.documents.load(folder / "edition.yaml") == EDITION


def test_check_has_a_record_for_every_fault(run: Run) -> None:
    text = mw.documents.dumps(EDITION, form="yaml").replace("2020-03", "2020-13").replace("IT", "Italy")
    found = run("check", "-", "edition.json", "--form", "yaml", "--json", stdin=text)
    first, second = json.loads(found.stdout)
    assert (first["file"], first["kind"], len(first["faults"])) == ("stdin", None, 2)
    assert first["faults"][0]["path"] == "$.sessions[0].when"
    assert text.splitlines()[first["faults"][0]["line"] - 1].lstrip(" -").startswith("when: 2020-13")
    assert second["file"] == "edition.json"


def test_check_tells_more_faults_than_a_reader_would_want() -> None:
    sessions = [{"id": f"s-{number}", "title": "A", "when": "2020-13"} for number in range(1500)]
    edition = {"format": "metroworkshops", "version": 1, "kind": "edition", "programme": "a.example", "id": "1"}
    found = CliRunner().invoke(app, ["check", "-", "--json"], input=json.dumps({**edition, "sessions": sessions}))
    assert (found.exit_code, len(json.loads(found.stdout)[0]["faults"])) == (1, 1500)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (EDITION.call, "Whether the call is open cannot be known."),
        (EDITION.call and EDITION.call.deadlines[0], "Whether it is past cannot be known."),
        (EDITION.eligibility, "speaks French"),
        (mw.When.parse("2020-03"), "March 2020\n"),
        (mw.Text(en="Bologna"), '"value"'),
        (mw.summarise(mw.screen_all([mw.Applicant("a")], EDITION)), "Applications to edition “2020”: 1"),
        (EDITION.sessions[0].places[0], '"kind": "city"'),
    ],
)
def test_other_kinds_are_shown_too(run: Run, value: Value, said: str) -> None:
    found = run("show", "-", "--at", "2020-01-31T23:30:00Z", stdin=mw.documents.dumps(value))
    assert (found.exit_code, said in found.stdout) == (0, True), found.stdout


def test_screenings_decisions_and_publications_are_shown(run: Run) -> None:
    at = datetime(2020, 2, 5, tzinfo=UTC)
    screening = mw.screen(mw.Applicant("a", languages=[]), EDITION)
    for value in (screening, mw.decide(screening, at=at)):
        assert run("show", "-", stdin=mw.documents.dumps(value)).stdout.startswith("No — French")
    published = mw.calendars.publish(EDITION, at=at)
    assert "  - Bologna (dates to be confirmed)" in run("show", "-", stdin=mw.documents.dumps(published)).stdout


def test_the_state_is_a_record_too(run: Run) -> None:
    found = run("state", "programme.json", "--edition", "2020", "--at", "2020-02-01T00:30:00+01:00", "--json")
    assert found.exit_code == 4
    assert json.loads(found.stdout) == {
        "programme": EDITION.programme,
        "edition": "2020",
        "at": "2020-01-31T23:30:00Z",
        "state": "undetermined",
        "is_open": "unknown",
        "deadlines": [
            {
                "id": "applications",
                "limit": "2020-01-31",
                "zones": [],
                "passed": "unknown",
                "closes_earliest": "2020-01-31T10:00:00Z",
                "closes_latest": "2020-02-01T12:00:00Z",
            }
        ],
    }


def test_a_call_that_nothing_is_known_of_is_no_answer(run: Run) -> None:
    empty = mw.documents.dumps(mw.Edition("workshops.example.org", "1"))
    assert run("state", "-", stdin=empty).exit_code == 4
    assert json.loads(run("state", "-", "--json", stdin=empty).stdout)["state"] == "not announced"


def test_read_in_leaves_a_stated_zone_alone(run: Run) -> None:
    stated = mw.Edition("a.example", "1", call=mw.Call([mw.Deadline.on("2020-01-31", zone="Europe/Paris")]))
    arguments = ("state", "-", "--read-in", "Pacific/Auckland", "--json", "--at", "2020-01-31T22:59:59Z")
    found = run(*arguments, stdin=mw.documents.dumps(stated))
    assert (found.exit_code, json.loads(found.stdout)["deadlines"][0]["zones"]) == (0, ["Europe/Paris"])


def test_a_catalogue_of_ones_own_is_a_language(run: Run, folder: Path) -> None:
    text = (files("metroworkshops.words") / "catalogues" / "fr.po").read_text("utf-8")
    (folder / "own.po").write_text(text.replace("Language: fr", "Language: it"), "utf-8")
    found = run("state", "edition.json", "--language", "own.po", "--at", "2020-01-10T00:00:00Z")
    assert (found.exit_code, "L’appel est ouvert" in found.stdout) == (0, True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_schema(run: Run, kind: str) -> None:
    assert json.loads(run("schema", kind).stdout) == mw.documents.json_schema(kind)


def test_the_kinds_are_listed(run: Run) -> None:
    assert run("schema").stdout.split("\n")[:-1] == list(KINDS)
    assert json.loads(run("schema", "--json").stdout) == list(KINDS)


def test_now_is_the_one_default_that_reads_the_clock(run: Run) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    told = json.loads(run("state", "edition.json", "--json").stdout)["at"]
    assert before <= datetime.fromisoformat(told) <= datetime.now(UTC)


def test_the_one_edition_of_a_programme_need_not_be_named(run: Run, folder: Path) -> None:
    programme = mw.metropolitan_workshops()
    mw.documents.dump(evolve(programme, editions=[programme.edition("2020")]), folder / "one.json")
    alone = run("state", "edition.json", "--at", "2020-01-05T00:00:00Z")
    assert run("state", "one.json", "--at", "2020-01-05T00:00:00Z").stdout == alone.stdout
    assert alone.exit_code == 0
