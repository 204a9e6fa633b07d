"""The example of a Django site, in the slower proofs: Django is not needed for the others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import icalendar
import pytest

import metroworkshops as mw
from metroworkshops import Edition

from .conftest import loaded

pytestmark = pytest.mark.slow

FIRST = datetime(2019, 12, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2020, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The models, in a database of a file: one in memory is never closed."""
    if find_spec("django") is None:
        assert "CI" not in os.environ, "Django must be there in CI"
        pytest.skip("Django is not installed")
    import django
    from django.conf import settings
    from django.db import connection

    file = tmp_path_factory.mktemp("site") / "database.sqlite3"
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}},
        LANGUAGES=[("en", "English"), ("fr", "Français")],
    )
    django.setup()
    site = loaded("django_command")
    with connection.schema_editor() as editor:
        editor.create_model(site.StoredEdition)
        editor.create_model(site.StoredPublication)
    yield site
    connection.close()


@pytest.fixture
def row(site: Any) -> Iterator[Any]:
    yield site.StoredEdition.objects.create(edition=edition())
    site.StoredEdition.objects.all().delete()
    site.StoredPublication.objects.all().delete()


def edition() -> Edition:
    return mw.metropolitan_workshops().edition("2020")


def run(site: Any, folder: Path, at: datetime) -> dict[str, bytes]:
    from django.core.management import call_command

    with (folder / "said.txt").open("w", encoding="utf-8") as said:
        call_command(site.Command(stdout=said), folder, at=at)
    return {path.name: path.read_bytes() for path in folder.glob("*.ics")}


def test_an_edition_comes_back_as_it_was(site: Any, row: Any) -> None:
    assert site.StoredEdition.objects.get(pk=row.pk).edition == edition()


def test_fixtures_and_migrations_know_the_field(site: Any, row: Any) -> None:
    from django.core import serializers
    from django.db.migrations.writer import MigrationWriter

    # As `manage.py dumpdata` and `loaddata` do it.
    text = serializers.serialize("python", [row])
    assert mw.documents.loads(text[0]["fields"]["edition"]) == edition()
    field = site.StoredEdition._meta.get_field("edition")
    assert field.clone().kind is Edition
    written, imports = MigrationWriter.serialize(field)
    assert "kind=metroworkshops.domain.edition.Edition" in written
    assert "import metroworkshops.domain.edition" in imports


def test_a_form_shows_the_document_and_tells_every_fault(site: Any, row: Any) -> None:
    from django import forms

    form_class = forms.modelform_factory(site.StoredEdition, fields=["edition"])
    shown = str(form_class(instance=row)["edition"].value())
    assert mw.documents.loads(shown) == edition()
    faulty = shown.replace("2020-06", "June").replace('"IT"', '"Italy"')
    form = form_class({"edition": faulty}, instance=row)
    assert [str(fault).partition(":")[0] for fault in form.errors["edition"]] == [
        "$.sessions[1].when",
        "$.cities[0].country",
    ]
    assert form["edition"].value() == faulty
    form_class({"edition": shown.replace("2020-06", "2020-07")}, instance=row).save()
    assert str(site.StoredEdition.objects.get().edition.sessions[1].when) == "2020-07"


def test_publishing_again_changes_nothing_and_a_move_changes_one_entry(site: Any, row: Any, tmp_path: Path) -> None:
    first = run(site, tmp_path, FIRST)
    assert sorted(first) == ["2020.en.ics", "2020.fr.ics"]
    assert run(site, tmp_path, LATER) == first
    row.edition = edition().replacing(edition().sessions[0].moved_to("2020-10", announced=LATER))
    row.save()
    moved = run(site, tmp_path, LATER)
    calendar = icalendar.Calendar.from_ical(moved["2020.fr.ics"])
    assert sorted(event.sequence for event in calendar.events) == [0, 0, 0, 1]
    assert "Bologna: postponed from March to October 2020" in (tmp_path / "said.txt").read_text(encoding="utf-8")


def test_a_clock_that_goes_back_is_refused_and_keeps_what_was_published(site: Any, row: Any, tmp_path: Path) -> None:
    run(site, tmp_path, LATER)
    before = site.StoredPublication.objects.get().publication
    row.edition = edition().replacing(edition().sessions[0].cancelled(announced=FIRST))
    row.save()
    with pytest.raises(mw.InvalidValue, match="previous"):
        run(site, tmp_path, FIRST)
    assert site.StoredPublication.objects.get().publication == before
