"""Editions in a Django site: a field that keeps them as documents, and a command that publishes their calendars.

Usage: python examples/django_command.py FOLDER      make a row, publish, edit, publish again, and show what changed

It needs Django: pip install "django>=5.2". In a site, `DocumentField` and the models go to models.py of an application,
and `Command` to its management/commands/publish_calendars.py, where `manage.py publish_calendars FOLDER` finds it.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from attrs import evolve
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandParser, call_command
from django.db import connection, models, transaction
from django.utils import timezone

import metroworkshops as mw
from metroworkshops import DocumentError, Edition, Publication

if not settings.configured:  # a site has settings of its own
    in_memory = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    settings.configure(DATABASES=in_memory, LANGUAGES=[("en", "English"), ("fr", "Français")])
    django.setup()


class DocumentFormField(forms.CharField):
    """A document to be edited by hand, in the admin site too."""

    def prepare_value(self, value: Any) -> Any:
        """Show a value as its document; what came from the form and is faulty stays as it was typed."""
        return value if isinstance(value, str | None) else mw.documents.dumps(value)


class DocumentField(models.TextField):  # type: ignore[type-arg]  # generic in Django's stubs, not in Django
    """One of our values, kept as its document: `DocumentField(kind=Edition)`."""

    def __init__(self, *args: Any, kind: type[Any], **options: Any) -> None:
        """Say which kind of value it keeps."""
        super().__init__(*args, **options)
        self.kind = kind

    def deconstruct(self) -> Any:
        """Tell migrations how it is made."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "kind": self.kind}

    def to_python(self, value: Any) -> Any:
        """Read what a form gives. Its faults, all of them, are those of the form."""
        if value is None or isinstance(value, self.kind):
            return value
        try:
            return mw.documents.loads(value, self.kind)
        except DocumentError as error:
            raise ValidationError([f"{fault.path}: {fault.message}" for fault in error.faults]) from None

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Read what the database gives."""
        return None if value is None else mw.documents.loads(value, self.kind)

    def get_prep_value(self, value: Any) -> str | None:
        """Write it for the database."""
        return None if value is None else mw.documents.dumps(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Write it for `manage.py dumpdata`."""
        return mw.documents.dumps(self.value_from_object(obj))

    def formfield(self, **options: Any) -> Any:
        """Make the field of a form."""
        return super().formfield(**{"form_class": DocumentFormField, **options})


class StoredEdition(models.Model):
    """An edition, as it is now."""

    edition = DocumentField(kind=Edition)

    class Meta:
        """Where it belongs."""

        app_label = "workshops"


class StoredPublication(models.Model):
    """What subscribers have been told so far. To lose it is to lose every sequence number."""

    programme: "models.CharField[str, str]" = models.CharField(max_length=200, primary_key=True)
    publication = DocumentField(kind=Publication, null=True)

    class Meta:
        """Where it belongs."""

        app_label = "workshops"


class Command(BaseCommand):
    """Publish all editions, and write a calendar for each of them and each language of the site."""

    help = "Publish the calendars of all editions into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and when it is."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--at", type=datetime.fromisoformat, help="default: now")

    def handle(self, *_: Any, folder: Path, at: datetime | None, **__: Any) -> None:
        """Publish against what was published, within one transaction, and write the files."""
        programme = mw.metropolitan_workshops()
        with transaction.atomic():
            StoredPublication.objects.get_or_create(pk=programme.id)
            # Locked before editions are read: two commands at once go one after the other, each from what is true then.
            row = StoredPublication.objects.select_for_update().get(pk=programme.id)
            editions = [stored.edition for stored in StoredEdition.objects.order_by("pk")]
            before, now = row.publication, at or timezone.now()
            row.publication = mw.calendars.publish(evolve(programme, editions=editions), previous=before, at=now)
            row.save()
        folder.mkdir(parents=True, exist_ok=True)
        for language, _name in settings.LANGUAGES:
            for edition in editions:
                view = row.publication.only(edition=edition.id)
                if any(map(view.shows, view.entries)):
                    path = folder / f"{edition.id}.{language}.ics"
                    path.write_bytes(mw.calendars.to_ical(view, language=language))
                    self.stdout.write(f"{path}")
            if row.publication is not before:
                self.stdout.write(mw.words.changes(row.publication, language))


def main(folder: Path) -> None:
    """Make a row, publish, edit it through a form, and publish again."""
    with connection.schema_editor() as editor:
        editor.create_model(StoredEdition)
        editor.create_model(StoredPublication)
    row = StoredEdition.objects.create(edition=mw.metropolitan_workshops().edition("2020"))
    call_command(Command(), folder, at=datetime.fromisoformat("2019-12-01T09:00Z"))

    form_class = forms.modelform_factory(StoredEdition, fields=["edition"])
    typed = str(form_class(instance=row)["edition"].value())
    print(*form_class({"edition": typed.replace("2020-06", "June").replace("IT", "Italy")}).errors["edition"], sep="\n")
    form_class({"edition": typed.replace("2020-06", "2020-06-08/2020-06-12")}, instance=row).save()
    call_command(Command(), folder, at=datetime.fromisoformat("2020-02-01T09:00Z"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
