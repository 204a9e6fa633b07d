"""How the documentation is built."""

from __future__ import annotations

import shutil
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

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
exclude_patterns = ["_build"]

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True, "exclude-members": "INVARIANTS, KIND"}
default_role = "code"


def _publish_schemas(app: Sphinx, error: Exception | None) -> None:
    """Put the JSON Schemas, as they are shipped, into the folder "schemas" of the site."""
    if error is None and app.builder.format == "html":
        shipped = Path(__file__).parents[1] / "src" / "metroworkshops" / "documents" / "schemas"
        shutil.copytree(shipped, Path(app.outdir) / "schemas", dirs_exist_ok=True)


def setup(app: Sphinx) -> None:
    """Connect what happens after the build."""
    app.connect("build-finished", _publish_schemas)
