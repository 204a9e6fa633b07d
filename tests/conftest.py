"""Hypothesis profiles: quick by default, thorough in CI, brief on other Pythons, long by hand: HYPOTHESIS_PROFILE."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("brief", max_examples=5, **_COMMON)  # type: ignore[arg-type]
settings.register_profile("quick", max_examples=20, **_COMMON)  # type: ignore[arg-type]
settings.register_profile("ci", max_examples=200, print_blob=True, **_COMMON)  # type: ignore[arg-type]
settings.register_profile("long", max_examples=5000, **_COMMON)  # type: ignore[arg-type]
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
