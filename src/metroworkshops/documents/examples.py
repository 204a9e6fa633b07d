"""A small document of each kind, without its header: what its JSON Schema shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["EXAMPLES"]

EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "programme": {
        "id": "metropolitan-workshops.cmimarseille.org",
        "title": "Metropolitan Workshops",
        "editions": [
            {
                "id": "2020",
                "sessions": [
                    {
                        "id": "bologna-2020",
                        "title": "Bologna",
                        "when": "2020-03",
                        "places": ["bologna"],
                        "wording": "March 2020",
                    }
                ],
            }
        ],
        "audience": ["urban practitioners"],
        "cities": [
            {
                "id": "bologna",
                "name": {"en": "Bologna", "fr": "Bologne"},
                "country": "IT",
                "time_zone": "Europe/Rome",
                "coordinates": [44.4939, 11.3428],
            }
        ],
    },
    "edition": {
        "programme": "metropolitan-workshops.cmimarseille.org",
        "id": "2020",
        "title": "Metropolitan Workshops 2020",
        "partners": [{"organisation": "afd", "roles": ["funder"]}],
        "sessions": [
            {
                "id": "bologna-2020",
                "title": "Bologna",
                "when": "2020-03",
                "places": ["bologna"],
                "wording": "March 2020",
            }
        ],
        "more_sessions": True,
        "call": {"deadlines": [{"id": "applications", "limit": "2020-01-31", "wording": "January 31, 2020"}]},
        "eligibility": {
            "rule": "all of",
            "of": [
                {"rule": "speaks", "language": "fr", "level": "C1"},
                {"rule": "attends every session"},
                {"rule": "applied in time"},
            ],
        },
        "sources": ["cmimarseille.org, Metropolitan Workshops 2020"],
        "cities": [
            {
                "id": "bologna",
                "name": {"en": "Bologna", "fr": "Bologne"},
                "country": "IT",
                "time_zone": "Europe/Rome",
                "coordinates": [44.4939, 11.3428],
            }
        ],
        "organisations": [
            {"id": "afd", "name": "French Development Agency", "acronym": "AFD", "url": "https://www.afd.fr/"}
        ],
    },
    "session": {
        "id": "bologna-2020",
        "title": "Bologna",
        "places": ["bologna"],
        "wording": "March 2020",
        "earlier": [
            {
                "step": "postponed",
                "announced": "2020-03-02T00:00:00Z",
                "reason": "The borders are closed.",
                "when": "2020-03",
                "places": ["bologna"],
            }
        ],
        "state": "postponed",
        "cities": [
            {
                "id": "bologna",
                "name": {"en": "Bologna", "fr": "Bologne"},
                "country": "IT",
                "time_zone": "Europe/Rome",
                "coordinates": [44.4939, 11.3428],
            }
        ],
    },
    "city": {
        "id": "bologna",
        "name": {"en": "Bologna", "fr": "Bologne"},
        "country": "IT",
        "time_zone": "Europe/Rome",
        "coordinates": [44.4939, 11.3428],
    },
    "area": {"id": "morocco", "name": "A Moroccan metropolis", "country": "MA"},
    "partner": {
        "id": "afd",
        "name": "French Development Agency",
        "acronym": "AFD",
        "roles": ["funder"],
        "url": "https://www.afd.fr/",
    },
    "call": {"deadlines": [{"id": "applications", "limit": "2020-01-31", "wording": "January 31, 2020"}]},
    "deadline": {
        "id": "applications",
        "limit": "2020-01-31",
        "zone": "Europe/Paris",
        "amendments": [{"kind": "extended", "limit": "2020-02-14", "announced": "2020-01-29T00:00:00Z"}],
    },
    "milestone": {"id": "visa", "title": "Visa papers", "when": "2020-02", "wording": "in February"},
    "applicant": {
        "id": "a-017",
        "languages": [{"language": "fr", "level": "C1", "standing": "evidenced"}],
        "commitments": [{"session": "bologna-2020", "to": "2020-03"}],
        "applied_at": "2020-01-15T10:00:00Z",
    },
    "screening": {
        "applicant": {"id": "a-017", "languages": []},
        "edition": {
            "programme": "metropolitan-workshops.cmimarseille.org",
            "id": "2020",
            "call": {"deadlines": [{"id": "applications", "limit": "2020-01-31"}]},
            "eligibility": {
                "rule": "any of",
                "of": [{"rule": "speaks", "language": "fr"}, {"rule": "applied in time"}],
            },
        },
        "outcome": "undecided",
        "missing": [1],
        "findings": [
            {
                "rule": {"rule": "speaks", "language": "fr"},
                "truth": "no",
                "reason": "language-not-listed",
                "needed": [
                    {"name": "language", "kind": "string", "value": "fr"},
                    {"name": "standing", "kind": "standing", "value": "declared"},
                ],
                "looked_at": ["languages"],
            },
            {
                "rule": {"rule": "applied in time"},
                "truth": "unknown",
                "reason": "time-not-given",
                "needed": [{"name": "deadline", "kind": "limit", "value": {"on": "2020-01-31"}}],
                "whose": "applicant",
                "looked_at": ["applied_at", "extensions"],
            },
        ],
    },
    "decision": {
        "applicant": "a-017",
        "edition": "2020",
        "programme": "metropolitan-workshops.cmimarseille.org",
        "outcome": "eligible",
        "rule": {"rule": "speaks", "language": "fr", "level": "C1"},
        "findings": [
            {
                "rule": {"rule": "speaks", "language": "fr", "level": "C1"},
                "truth": "yes",
                "reason": "language-met",
                "seen": [{"name": "level", "kind": "level", "value": "C1"}],
                "needed": [
                    {"name": "language", "kind": "string", "value": "fr"},
                    {"name": "level", "kind": "level", "value": "C1"},
                    {"name": "standing", "kind": "standing", "value": "declared"},
                ],
                "standing": "evidenced",
                "looked_at": ["languages"],
            }
        ],
        "decided": "2020-02-10T09:00:00Z",
        "applied": "2020-01-15T10:00:00Z",
        "rules_fingerprint": "f1-sha256:f5b499df8720adbd58580f1e49111d95e5b3d436ffb828438e2570f975071997",
        "edition_fingerprint": "f1-sha256:eddf32a427d674f18435605b86194c853f1ee4db1f20fe55956fa986c179632e",
        "applicant_fingerprint": "f1-sha256:255142b915127953af923b64a216edecf9ac6d5c4035e3e83513180815896516",
    },
    "summary": {
        "programme": "metropolitan-workshops.cmimarseille.org",
        "edition": "2020",
        "rule": {"rule": "speaks", "language": "fr", "level": "C1"},
        "eligible": 1,
        "leaves": [
            {
                "rule": {"rule": "speaks", "language": "fr", "level": "C1"},
                "reasons": [{"truth": "yes", "reason": "language-met", "count": 1}],
            }
        ],
    },
    "score": {"applicant": "a-017", "criterion": "motivation", "points": 3.5, "by": "first reader"},
    "ranking result": {
        "rank": 1,
        "applicant": "a-017",
        "outcome": "eligible",
        "total": "17/3",
        "possible": "17/3",
        "parts": [
            {"id": "local", "points": 2, "possible": 2, "out_of": 2, "truth": "yes"},
            {
                "id": "motivation",
                "points": "11/3",
                "possible": "11/3",
                "out_of": 5,
                "scores": [
                    {"applicant": "a-017", "criterion": "motivation", "points": 3.5, "by": "first reader"},
                    {"applicant": "a-017", "criterion": "motivation", "points": 4.5, "by": "second reader"},
                    {"applicant": "a-017", "criterion": "motivation", "points": 3, "by": "third reader"},
                ],
            },
        ],
    },
    "tally": {
        "capacity": 25,
        "eligible": 27,
        "undecided": 4,
        "quotas": [
            {
                "quota": {
                    "id": "local",
                    "rule": {"rule": "works in", "of": ["local government"]},
                    "at_least": 5,
                },
                "met": 3,
                "unknown": 2,
            }
        ],
    },
    "text": {"value": {"en": "Bologna", "fr": "Bologne", "original": "fr"}},
    "when": {"value": "2020-10/2020-11"},
    "eligibility rule": {
        "rule": "all of",
        "of": [
            {"rule": "speaks", "language": "fr", "level": "C1"},
            {"rule": "attends every session"},
            {"rule": "applied in time"},
        ],
    },
    "publication": {
        "programme": "metropolitan-workshops.cmimarseille.org",
        "at": "2020-01-02T09:00:00Z",
        "editions": [{"id": "2020", "label": "2020"}],
        "entries": [
            {
                "uid": "16578937-3d8b-528a-86b3-e4a059bd1bfe",
                "session": {
                    "id": "bologna-2020",
                    "title": "Bologna",
                    "when": "2020-03",
                    "places": ["bologna"],
                    "wording": "March 2020",
                },
                "editions": ["2020"],
                "published": "2020-01-02T09:00:00Z",
                "modified": "2020-01-02T09:00:00Z",
                "dates": "2020-03",
            }
        ],
        "cities": [
            {
                "id": "bologna",
                "name": {"en": "Bologna", "fr": "Bologne"},
                "country": "IT",
                "time_zone": "Europe/Rome",
                "coordinates": [44.4939, 11.3428],
            }
        ],
    },
    "table mapping": {
        "columns": [
            {"header": "Nom", "fact": "name"},
            {"header": "Français", "fact": "language", "of": "fr", "words": {"courant": "C1"}},
        ],
        "delimiter": ";",
    },
}
