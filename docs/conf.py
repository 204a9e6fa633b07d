"""How the documentation is built."""

from __future__ import annotations

import shutil
from enum import Enum
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

import metroworkshops

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "metroworkshops"
author = "The metroworkshops founders"
copyright = f"2026, {author}"  # noqa: A001 - the name that Sphinx reads
release = installed("metroworkshops")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
napoleon_use_ivar = True
html_theme = "furo"
html_title = "metroworkshops"
html_static_path = ["static"]
html_css_files = ["pages.css"]
exclude_patterns = ["_build"]

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
add_module_names = False
autodoc_default_options = {"members": True, "show-inheritance": True, "exclude-members": "INVARIANTS, KIND"}
default_role = "code"


def _is_private(app: Sphinx, what: str, name: str, *_: object) -> bool | None:
    """Leave out what modules of the domain share among themselves: the pages show what hosts may import."""
    module = app.env.temp_data.get("autodoc:module") or ""
    within = what == "module" and module.startswith("metroworkshops.domain.")
    return True if within and name not in metroworkshops.__all__ else None


def _list_members(_app: Sphinx, _what: str, _name: str, obj: object, _options: object, lines: list[str]) -> None:
    """Say what an enumeration holds: each name in Python, with its word in documents."""
    if isinstance(obj, type) and issubclass(obj, Enum):
        lines += ["", "Members: " + ", ".join(f"``{one.name}`` (``{one.value}``)" for one in obj) + "."]


def _publish_schemas(app: Sphinx, error: Exception | None) -> None:
    """Put the JSON Schemas, as they are shipped, into the folder "schemas" of the site."""
    if error is None and app.builder.format == "html":
        shipped = Path(__file__).parents[1] / "src" / "metroworkshops" / "documents" / "schemas"
        shutil.copytree(shipped, Path(app.outdir) / "schemas", dirs_exist_ok=True)


def setup(app: Sphinx) -> None:
    """Connect what happens after the build."""
    app.connect("autodoc-skip-member", _is_private)
    app.connect("autodoc-process-docstring", _list_members)
    app.connect("build-finished", _publish_schemas)
