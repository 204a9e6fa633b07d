"""How the documentation is built."""

from __future__ import annotations

from importlib.metadata import version as installed

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
