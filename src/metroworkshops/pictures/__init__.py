"""Pictures: an edition as a timeline, in SVG and as a table of plain text, in any language."""

from __future__ import annotations

from .picture import Picture
from .timeline import timeline

__all__ = ["Picture", "timeline"]
