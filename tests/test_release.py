"""What stands around the code: the citation, the forms of issues, and the links of the pages beside it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
PAGES = sorted(ROOT.glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|#|urn:)([^)\s]+)\)")


def project() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return data


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_citation_is_of_this_project() -> None:
    cited, ours = read(ROOT / "CITATION.cff"), project()
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)  # what CFF 1.2.0 asks for
    assert (cited["title"], cited["version"], cited["license"]) == (ours["name"], ours["version"], ours["license"])
    assert cited["keywords"] == ours["keywords"]
    assert cited["authors"] == ours["authors"]


def test_the_changelog_is_ready_for_what_comes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[?([^\]\n]+)", text, re.MULTILINE)
    assert headings[0].startswith("Unreleased")
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_for_issues_is_one_that_github_takes(path: Path) -> None:
    """docs.github.com, "Syntax for issue forms" and "Syntax for GitHub's form schema"."""
    form = read(path)
    assert set(form) <= {"name", "description", "title", "labels", "assignees", "body"}
    assert all(isinstance(form[key], str) and form[key] for key in ("name", "description"))
    assert any(one["type"] != "markdown" for one in form["body"])
    assert list(_faults(form["body"])) == []


def _faults(body: list[dict[str, Any]]) -> Iterator[str]:
    asked = [one for one in body if one["type"] != "markdown"]
    for key in ("id", "label"):
        values = [one["id"] if key == "id" else one["attributes"]["label"] for one in asked]
        yield from (f"{key} {value!r} is there twice" for value, count in Counter(values).items() if count > 1)
    for one in body:
        attributes = set(one["attributes"])
        extra = {"textarea": {"render"}, "dropdown": {"options", "multiple"}}.get(one["type"], set())
        if one["type"] == "markdown":
            if attributes != {"value"}:
                yield f"markdown has {attributes}"
        elif one["type"] not in ("input", "textarea", "dropdown"):
            yield f"there is no type {one['type']!r}"
        elif not attributes <= {"label", "description", "placeholder", "value"} | extra:
            yield f"{one['id']} has {attributes}"
        elif not re.fullmatch(r"[A-Za-z0-9_-]+", one["id"]):
            yield f"{one['id']} is no id"
        elif one["type"] == "dropdown" and not all(isinstance(option, str) for option in one["attributes"]["options"]):
            yield f"{one['id']} has options that are no text"


def test_a_wrong_answer_is_told_with_its_zone_and_its_instants() -> None:
    form = read(ROOT / ".github" / "ISSUE_TEMPLATE" / "wrong-answer.yml")
    required = {one["id"] for one in form["body"] if one.get("validations", {}).get("required")}
    assert required >= {"stated", "zone", "instants", "answers", "versions"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    """Those of the docs are checked by Sphinx, with their anchors; nothing else checks these pages."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [page.parent / link.partition("#")[0] for link in LINK.findall(text)]
    assert [target for target in targets if not target.exists()] == []
