"""Hypothesis profiles: quick by default, thorough in CI, brief on other Pythons, long by hand: HYPOTHESIS_PROFILE.

Where a change is judged (`CI` is set), a law is given the same examples on every run, so that a red run tells of the
change and not of the dice. Elsewhere, and always in `long`, examples are new each time; those that fail are kept in
`.hypothesis` and tried first from then on. A failure is printed with a line that tries it again on another machine.
"""

from __future__ import annotations

import gc
import os

from hypothesis import HealthCheck, Phase, settings

_ANY = settings(
    settings.get_profile("default"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)
for _name, _examples in {"brief": 5, "quick": 20, "ci": 200}.items():
    settings.register_profile(_name, _ANY, max_examples=_examples, derandomize="CI" in os.environ)
# Whether a mutant fails is all that is asked, not how simply.
_QUICKLY = [Phase.explicit, Phase.generate]
settings.register_profile("mutation", _ANY, max_examples=10, derandomize=True, phases=_QUICKLY)
settings.register_profile("long", _ANY, max_examples=5000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_finish() -> None:
    """Let the collector leave alone what lives until the end, or a tenth of the time goes into walking through it."""
    gc.collect()
    gc.freeze()
