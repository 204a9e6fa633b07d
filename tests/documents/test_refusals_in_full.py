"""All that is told of a document that is refused: each fault with its place and its words, in their order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from metroworkshops import DocumentError, documents

Faults = list[tuple[str, str]]
"""Of each fault the place and the words."""


def document(kind: str, **body: Any) -> dict[str, Any]:
    return {"format": "metroworkshops", "version": 1, "kind": kind, **body}


def edition(**body: Any) -> dict[str, Any]:
    return document("edition", programme="a.example", id="2020", **body)


def session(**body: Any) -> dict[str, Any]:
    return document("session", **{**SESSION, **body})


def city(**body: Any) -> dict[str, Any]:
    return document("city", **{**BOLOGNA, **body})


def deadline(**body: Any) -> dict[str, Any]:
    return document("deadline", **{"id": "a", "limit": "2020-01-31", **body})


def applicant(**body: Any) -> dict[str, Any]:
    return document("applicant", id="a", **body)


def entries(*listed: Any) -> dict[str, Any]:
    return document("publication", programme="a.example", at=INSTANT, entries=list(listed))


def seen(*details: Any) -> dict[str, Any]:
    return {"name": "s", "kind": "string", "value": "x", **dict(details)}


def decision(listed: Any) -> dict[str, Any]:
    speaks = {"rule": "speaks", "language": "fr"}
    return document(
        "decision",
        applicant="a",
        edition="2020",
        programme="a.example",
        outcome="eligible",
        decided=INSTANT,
        rule=speaks,
        rules_fingerprint="f1-sha256:" + "0" * 64,
        edition_fingerprint="f1-sha256:" + "0" * 64,
        findings=[{"rule": speaks, "truth": "yes", "reason": "language-given", "seen": listed}],
    )


INSTANT = "2020-01-01T00:00:00Z"
BOLOGNA = {"id": "bologna", "name": "Bologna", "country": "IT", "time_zone": "Europe/Rome"}
GULF = {"id": "gulf", "name": "Gulf"}
AFD = {"id": "afd", "name": "AFD"}
SESSION = {"id": "s", "title": "S", "when": "2020-03"}
ENTRY = {"uid": "u", "published": INSTANT, "modified": INSTANT}

NOTHING = "null (leave the key out when there is nothing to say)"
KINDS = (
    '"programme", "edition", "session", "city", "area", "partner", "call", "deadline", "milestone", "applicant", '
    '"screening", "decision", "summary", "score", "ranking result", "tally", "text", "when", "eligibility rule", '
    '"publication", "table mapping"'
)
RULES = (
    '"all of", "any of", "at least", "not", "speaks", "attends every session", "attends", "applied in time", '
    '"works as", "works in", "from country", "of age", "has experience", "has education", "declares", "has members", '
    '"members meet"'
)
SESSION_KEYS = (
    "id, title, when, dates_confirmed, places, one_of_places, place_confirmed, mode, attendance, choice, length, "
    "time_zone, wording, sources, earlier, state, parts"
)
CITY_KEYS = "id, name, country, time_zone, coordinates"
PARTNER_KEYS = "id, name, acronym, roles, url"
ENTRY_KEYS = "uid, subject, editions, sequence, published, modified, dates, withdrawn"
VALUE_KEYS = "unknown key; a document of this kind has the keys format, version, kind, value"

TEXT = 'must be text such as "Bologna", or texts by language such as {"en": "Bologna", "fr": "Bologne"}'
MODES = '"in person", "online", "hybrid", "unknown"'
MOMENT = 'must be an instant with its offset from UTC (RFC 3339) such as "2020-01-31T12:00:00Z"'
PROGRAMME = (
    "a programme's id must be a domain name in small letters or a URI that the organiser controls, such as "
    "'workshops.example.org'"
)
DETAIL = "must be an object with the keys name, kind, value"
DETAILS = (
    'must be one of "string", "number", "instant", "level", "standing", "education", "text", "limit", "when", "texts", '
    '"strings"'
)
ID = "an id must be 1 to 200 visible characters without spaces such as 'bologna-2020'"
STRING = 'must be text such as "2020"'
LIST = "must be a list such as [...]"
NUMBER = "must be a number such as 44.49"
WHEN = 'must be a date in EDTF such as "2020-03" or "2020-03-09/2020-03-13"'
PLACES = "must be the id of one of the cities or areas of this document"
IN_FULL = 'must be an id, or a place in full under "city" or "area"'
DEGREES = "must be latitude and longitude in degrees (WGS 84) such as (44.4939, 11.3428)"
LATITUDE = "must be latitude and longitude such as [44.4939, 11.3428]"
ZONE = 'must be a zone such as "Europe/Paris", or a list of candidates'
EARLIER = "must be a session, or the id of one written earlier"
COUNTRY = "'country' must be an ISO 3166-1 code such as 'MA', got 'XX'"
SKIPPED = "2020-03-29T02:30 must be an hour that Europe/Paris has: clocks there skipped it"
OPENS = "a round must open before it closes on 2020-01-31, got '2020-03-01'"

REFUSALS: dict[str, tuple[Any, Faults]] = {
    # The header, and what a document is of.
    "no object": ([1], [("$", "must be an object with the keys format, version, kind, got [1]")]),
    "no header": (
        {"id": "e"},
        [
            ("$.format", 'must be "metroworkshops", got nothing'),
            ("$.version", "must be 1, got nothing"),
            ("$.kind", f"must be one of {KINDS}, got nothing"),
        ],
    ),
    "an empty header": (
        {"format": None, "version": None, "kind": None},
        [
            ("$.format", f'must be "metroworkshops", got {NOTHING}'),
            ("$.version", f"must be 1, got {NOTHING}"),
            ("$.kind", f"must be one of {KINDS}, got {NOTHING}"),
        ],
    ),
    "another format": (
        {"format": "x", "version": 0.5, "kind": ["edition"]},
        [
            ("$.format", 'must be "metroworkshops", got "x"'),
            ("$.version", "must be 1, got 0.5"),
            ("$.kind", f'must be one of {KINDS}, got ["edition"]'),
        ],
    ),
    "a newer version": (
        {**document("when", value="2020"), "version": 2},
        [("$.version", "must be 1, got 2: a newer metroworkshops wrote this document and can read it")],
    ),
    "keys beside a value": (
        document("when", fee=1, value=7, note=2),
        [("$.fee", VALUE_KEYS), ("$.value", f"{WHEN}, got 7"), ("$.note", VALUE_KEYS)],
    ),
    "keys and no value": (
        document("when", fee=1),
        [("$.fee", VALUE_KEYS), ("$.value", "must be given, got nothing")],
    ),
    # Values of one field.
    "texts that are none": (document("text", value=7), [("$.value", f"{TEXT}, got 7")]),
    "texts in no language": (
        document("text", value={}),
        [("$.value", "must hold text in one language or more such as Text(en='Bologna'), got nothing")],
    ),
    "texts in no language, of an original": (
        document("text", value={"original": "en"}),
        [("$.value", "must hold text in one language or more such as Text(en='Bologna'), got nothing")],
    ),
    "texts of which some are none": (
        document("text", value={"fr": 7, "french": "x", "en": 8, "it": "z", "original": 7}),
        [
            ("$.value.fr", 'must be text such as "Bologna", got 7'),
            ("$.value.french", "must be a BCP 47 language tag such as 'fr' or 'ar-TN', got 'french'"),
            ("$.value.en", 'must be text such as "Bologna", got 8'),
            ("$.value.original", 'must be a language tag such as "fr", got 7'),
        ],
    ),
    "an original in a language that is not there": (
        document("text", value={"fr": "a", "original": "en"}),
        [("$.value.original", "'original' must be one of the languages given such as 'fr', got 'en'")],
    ),
    "an original that is nothing": (
        document("text", value={"fr": "a", "original": None}),
        [("$.value.original", f'must be a language tag such as "fr", got {NOTHING}')],
    ),
    "strings and texts": (session(id=7, title=8), [("$.id", f"{STRING}, got 7"), ("$.title", f"{TEXT}, got 8")]),
    "a list": (session(sources="x"), [("$.sources", f'{LIST}, got "x"')]),
    "parts of a list": (
        session(sources=["x", 7, "y", 8]),
        [("$.sources[1]", f"{STRING}, got 7"), ("$.sources[3]", f"{STRING}, got 8")],
    ),
    "one of several words": (
        session(mode="on line", attendance=7),
        [
            (
                "$.mode",
                f'must be one of {MODES} (did you mean "online"?), got "on line"',
            ),
            ("$.attendance", 'must be one of "required", "optional", got 7'),
        ],
    ),
    "a whole number": (edition(capacity="25"), [("$.capacity", 'must be a whole number such as 25, got "25"')]),
    "true or false": (edition(more_sessions=1), [("$.more_sessions", "must be true or false, got 1")]),
    "coordinates": (city(coordinates="11"), [("$.coordinates", f'{LATITUDE}, got "11"')]),
    "one coordinate": (city(coordinates=[1]), [("$.coordinates", f"{LATITUDE}, got [1]")]),
    "three coordinates": (city(coordinates=[1, 2, 3]), [("$.coordinates", f"{LATITUDE}, got [1, 2, 3]")]),
    "coordinates of no numbers": (
        city(coordinates=["a", True]),
        [("$.coordinates[0]", f'{NUMBER}, got "a"'), ("$.coordinates[1]", f"{NUMBER}, got true")],
    ),
    "a number too large for a float": (
        city(coordinates=[10**400, 0]),
        [("$.coordinates[0]", f"{NUMBER}, got 1{'0' * 76}...")],
    ),
    "a day": (
        applicant(birth_date=19850630),
        [("$.birth_date", 'must be a day such as "1985-06-30", got 19850630')],
    ),
    "an instant": (
        applicant(applied_at="2020-01-31"),
        [("$.applied_at", f'{MOMENT}, got "2020-01-31"')],
    ),
    "a level": (
        document("eligibility rule", rule="speaks", language="fr", level=3),
        [("$.level", 'must be a CEFR level such as "C1", or words of the call, got 3')],
    ),
    "the day of an age": (
        document("eligibility rule", rule="of age", at_least=18, on=7),
        [("$.on", 'must be "deadline", "submission", "first session", or a date such as "2020-01-01", got 7')],
    ),
    "what words of a table mean": (
        document("table mapping", columns=[{"header": "Nom", "fact": "name", "words": 7}]),
        [("$.columns[0].words", 'must be what words mean such as {"courant": "C1"}, got 7')],
    ),
    "what one word of a table means": (
        document("table mapping", columns=[{"header": "Nom", "fact": "name", "words": {"a": "b", "x": 7}}]),
        [("$.columns[0].words.x", 'must be text such as "C1", got 7')],
    ),
    # Objects.
    "no session": (
        edition(sessions=[7]),
        [("$.sessions[0]", f"must be an object with the keys {SESSION_KEYS}, got 7")],
    ),
    "keys that no session has": (
        session(tittle="x", fee=7),
        [
            ("$.tittle", f'unknown key (did you mean "title"?); an object here has the keys {SESSION_KEYS}'),
            ("$.fee", f"unknown key; an object here has the keys {SESSION_KEYS}"),
        ],
    ),
    "a deadline without its limit": (document("deadline", id="a"), [("$.limit", "must be given, got nothing")]),
    "a zone": (deadline(zone=7), [("$.zone", f"{ZONE}, got 7")]),
    "a zone among others": (deadline(zone=["Europe/Paris", 7]), [("$.zone", f'{ZONE}, got ["Europe/Paris", 7]')]),
    "an hour that was skipped": (deadline(limit="2020-03-29T02:30", zone="Europe/Paris"), [("$.limit", SKIPPED)]),
    "an hour that was skipped, and an id": (
        deadline(id=7, limit="2020-03-29T02:30", zone="Europe/Paris"),
        [("$.id", f"{STRING}, got 7"), ("$.limit", SKIPPED)],
    ),
    "a round that closes before it opens": (deadline(opens={"on": "2020-03-01"}), [("$.opens", OPENS)]),
    "a round that closes before it opens, and an id": (
        deadline(id=7, opens={"on": "2020-03-01"}),
        [("$.id", f"{STRING}, got 7"), ("$.opens", OPENS)],
    ),
    "fields of several kinds": (
        city(id="a b", name=7, country="XX", coordinates=[91, 0]),
        [
            ("$.id", f"{ID}, got 'a b'"),
            ("$.name", f"{TEXT}, got 7"),
            ("$.country", COUNTRY),
            ("$.coordinates", f"'coordinates' {DEGREES}, got (91.0, 0.0)"),
        ],
    ),
    "what spans the parts of a list of which one is broken": (
        edition(sessions=[{**SESSION, "when": 7}, {**SESSION, "id": "t"}, {**SESSION, "id": "t"}]),
        [
            ("$.sessions[0].when", f"{WHEN}, got 7"),
            ("$.sessions[2].id", "every id in 'sessions' must be given once, got 't' again"),
        ],
    ),
    # Rules.
    "no rule": (
        edition(eligibility="speaks"),
        [("$.eligibility", 'must be a rule such as {"rule": "speaks", "language": "fr"}, got "speaks"')],
    ),
    "a rule of no kind": (
        edition(eligibility={"language": "fr"}),
        [("$.eligibility.rule", f"must be given: one of {RULES}; got nothing")],
    ),
    "a rule of another kind": (
        edition(eligibility={"rule": "speakes", "language": "fr"}),
        [("$.eligibility.rule", f'must be one of {RULES} (did you mean "speaks"?), got "speakes"')],
    ),
    "a rule of several kinds": (
        edition(eligibility={"rule": ["speaks"]}),
        [("$.eligibility.rule", f'must be one of {RULES}, got ["speaks"]')],
    ),
    "the parts of a rule of another kind": (
        edition(
            eligibility={
                "rule": "every",
                "of": [{"rule": "speaks", "language": 7}, {"rule": "nott", "of": {"rule": "speaks", "language": 8}}],
            }
        ),
        [
            ("$.eligibility.rule", f'must be one of {RULES}, got "every"'),
            ("$.eligibility.of[0].language", f"{STRING}, got 7"),
            ("$.eligibility.of[1].rule", f'must be one of {RULES} (did you mean "not"?), got "nott"'),
            ("$.eligibility.of[1].of.language", f"{STRING}, got 8"),
        ],
    ),
    "what is no part of a rule of another kind": (
        edition(eligibility={"rule": "every", "of": ["x", {"rule": "speaks", "language": 7}]}),
        [("$.eligibility.rule", f'must be one of {RULES}, got "every"')],
    ),
    # What is listed once, and named by its id.
    "a place that is not listed": (session(places=["bologna"]), [("$.places[0]", f'{PLACES} (none), got "bologna"')]),
    "a place that is no id": (session(places=[7]), [("$.places[0]", f"{PLACES} (none), got 7")]),
    "a place that is another": (
        session(places=["bologna", "gulf", "rome"], cities=[BOLOGNA], areas=[GULF]),
        [("$.places[2]", f'{PLACES} ("bologna", "gulf"), got "rome"')],
    ),
    "places in full that are none": (
        session(places=[{}, {"town": {}}, {"city": {}, "area": {}}]),
        [
            ("$.places[0]", f"{IN_FULL}, got {{}}"),
            ("$.places[1]", f'{IN_FULL}, got {{"town": {{}}}}'),
            ("$.places[2]", f'{IN_FULL}, got {{"city": {{}}, "area": {{}}}}'),
        ],
    ),
    "places in full": (
        session(places=[{"city": {**BOLOGNA, "name": 7}}, {"area": {"id": 8, "name": "x"}}]),
        [("$.places[0].city.name", f"{TEXT}, got 7"), ("$.places[1].area.id", f"{STRING}, got 8")],
    ),
    "a city and an area of one id": (
        session(places=["bologna"], cities=[BOLOGNA], areas=[{"id": "bologna", "name": "B"}]),
        [("$.areas", 'an id must be of a city or of an area, got "bologna" for both')],
    ),
    "cities that are no list": (session(places=["bologna"], cities="x"), [("$.cities", f'{LIST}, got "x"')]),
    "a city that is none": (
        session(places=["bologna"], cities=["bologna"]),
        [("$.cities[0]", f'must be an object with the keys {CITY_KEYS}, got "bologna"')],
    ),
    "a city of no id, and another": (
        session(places=["bologna"], cities=[{**BOLOGNA, "id": 7}, {**BOLOGNA, "country": "XX"}]),
        [("$.cities[0].id", f"{STRING}, got 7"), ("$.cities[1].country", COUNTRY)],
    ),
    "a city of an id that is none, and another": (
        session(places=["bologna"], cities=[{**BOLOGNA, "id": "a b"}, {**BOLOGNA, "id": "rome", "country": "XX"}]),
        [
            ("$.cities[0].id", f"{ID}, got 'a b'"),
            ("$.cities[1].country", COUNTRY),
        ],
    ),
    "a broken city, and a place that is another": (
        session(places=["bologna", "rome"], cities=[{**BOLOGNA, "country": "XX"}]),
        [("$.places[1]", f'{PLACES} ("bologna"), got "rome"'), ("$.cities[0].country", COUNTRY)],
    ),
    "a city of a country that is none, once": (
        session(places=["bologna"], cities=[{**BOLOGNA, "country": "XX"}]),
        [("$.cities[0].country", COUNTRY)],
    ),
    "a city twice, and another": (
        session(places=["bologna"], cities=[BOLOGNA, BOLOGNA, {**BOLOGNA, "id": "rome", "country": "XX"}]),
        [("$.cities[1].id", 'every id must be given once, got "bologna" again'), ("$.cities[2].country", COUNTRY)],
    ),
    "a city with roles": (
        session(places=["bologna"], cities=[{**BOLOGNA, "roles": []}]),
        [("$.cities[0].roles", f"unknown key; an object here has the keys {CITY_KEYS}")],
    ),
    "what is named nowhere": (
        session(cities=[BOLOGNA], areas=[GULF]),
        [
            ("$.cities[0]", 'must be named somewhere in the document, got "bologna", which is not'),
            ("$.areas[0]", 'must be named somewhere in the document, got "gulf", which is not'),
        ],
    ),
    "what is named nowhere, where a list that may name it is none": (
        session(cities=[BOLOGNA], places="bologna"),
        [("$.places", f'{LIST}, got "bologna"')],
    ),
    "what is named nowhere, where a session that may name it is none": (
        edition(cities=[BOLOGNA], sessions=[7]),
        [("$.sessions[0]", f"must be an object with the keys {SESSION_KEYS}, got 7")],
    ),
    "a partner that is none": (
        edition(partners=["afd"], organisations=[AFD]),
        [("$.partners[0]", 'must be an object with the keys organisation, roles, got "afd"')],
    ),
    "a partner without its organisation": (
        edition(partners=[{"roles": ["host"]}], organisations=[AFD]),
        [("$.partners[0].organisation", "must be given: the id of an organisation of this document")],
    ),
    "a partner that is not listed": (
        edition(partners=[{"organisation": "afdd"}], organisations=[AFD]),
        [
            (
                "$.partners[0].organisation",
                'must be the id of one of the organisations of this document ("afd"), got "afdd"',
            )
        ],
    ),
    "keys that no partner of an edition has": (
        edition(partners=[{"name": "x", "organisation": "afd", "url": "y", "roles": 7}], organisations=[AFD]),
        [
            ("$.partners[0].name", "unknown key; a partner of an edition has the keys organisation, roles"),
            ("$.partners[0].url", "unknown key; a partner of an edition has the keys organisation, roles"),
        ],
    ),
    "the roles of an organisation": (
        edition(
            partners=[{"organisation": "afd"}, {"organisation": "ter"}],
            organisations=[{**AFD, "roles": ["host"]}, {"id": "ter", "name": 7}],
        ),
        [
            ("$.organisations[0].roles", "unknown key; the roles of a partner stand with the edition"),
            ("$.organisations[1].name", f"{TEXT}, got 7"),
        ],
    ),
    "an organisation that is none": (
        edition(partners=[{"organisation": "afd"}], organisations=["afd"]),
        [("$.organisations[0]", f'must be an object with the keys {PARTNER_KEYS}, got "afd"')],
    ),
    "a session that was not written before": (
        edition(sessions=["s", SESSION, "t"]),
        [("$.sessions[0]", f'{EARLIER} (none), got "s"'), ("$.sessions[2]", f'{EARLIER} ("s"), got "t"')],
    ),
    "a broken session, and its id": (
        edition(sessions=[{**SESSION, "when": 7}, "s"]),
        [("$.sessions[0].when", f"{WHEN}, got 7")],
    ),
    "a session twice in one edition": (
        edition(sessions=[SESSION, "s"]),
        [("$.sessions[1].id", "every id in 'sessions' must be given once, got 's' again")],
    ),
    "the places of parts and of what was said before": (
        session(
            places=["bologna"],
            cities=[BOLOGNA],
            parts=[{"id": "p", "places": ["rome"]}],
            earlier=[
                {"step": "moved", "announced": INSTANT, "places": ["tunis"], "parts": [{"id": "p", "places": ["sfax"]}]}
            ],
        ),
        [
            ("$.parts[0].places[0]", f'{PLACES} ("bologna"), got "rome"'),
            ("$.earlier[0].places[0]", f'{PLACES} ("bologna"), got "tunis"'),
            ("$.earlier[0].parts[0].places[0]", f'{PLACES} ("bologna"), got "sfax"'),
        ],
    ),
    "a programme whose id is none, and a session of it": (
        document("programme", id="a b", title="P", editions=[{"id": "2020", "sessions": [{**SESSION, "when": 7}]}]),
        [
            ("$.id", f"{PROGRAMME}, got 'a b'"),
            ("$.editions[0].sessions[0].when", f"{WHEN}, got 7"),
        ],
    ),
    "the edition of a screening": (
        document("screening", applicant={"id": "a"}, edition={"id": 7, "programme": "a.example", "sessions": ["s"]}),
        [
            ("$.edition.id", f"{STRING}, got 7"),
            ("$.edition.sessions[0]", f'{EARLIER} (none), got "s"'),
            ("$.outcome", "must be given, got nothing"),
            ("$.findings", "must be given, got nothing"),
        ],
    ),
    "a screening of no edition": (
        document("screening", applicant={"id": "a"}, outcome="eligible", findings=[]),
        [("$.edition", "must be given, got nothing")],
    ),
    "a fault of an applicant who could not be read": (
        document(
            "screening",
            unreadable={"id": "a", "faults": [{"path": "$", "message": "m", "fee": 1}]},
            edition={"id": "2020", "programme": "a.example"},
            outcome="undecided",
            findings=[],
        ),
        [
            (
                "$.unreadable.faults[0].fee",
                "unknown key; an object here has the keys path, message, line, column",
            )
        ],
    ),
    # What lies beside a part that cannot be read is looked at still; what may be a part of it is not blamed.
    "a group that can be read, twice, beside one that cannot": (
        edition(groups=["x", {"name": "South", "members": ["TN"]}, {"name": "south", "members": ["MA"]}]),
        [
            ("$.groups[0]", 'must be an object with the keys name, members, title, got "x"'),
            ("$.groups[2].name", "each group must be named once, got 'south' again"),
        ],
    ),
    "a milestone from no session, beside one that cannot be read": (
        edition(
            milestones=["x", {"id": "m", "title": "M", "relative": {"days": 3, "edge": "end", "session": "nowhere"}}]
        ),
        [
            (
                "$.milestones[0]",
                'must be an object with the keys id, title, when, relative, wording, sources, got "x"',
            ),
            (
                "$.milestones[1].relative.session",
                "a milestone must be counted from one of the sessions (none), got 'nowhere'",
            ),
        ],
    ),
    "a preference given twice, and a tie that may be one that cannot be read": (
        edition(
            ranking={
                "preferences": ["x", *({"id": "a", "rule": {"rule": "speaks", "language": "fr"}, "points": 1},) * 2],
                "ties": ["nowhere", "nowhere"],
            }
        ),
        [
            ("$.ranking.preferences[0]", 'must be an object with the keys id, rule, points, title, got "x"'),
            (
                "$.ranking.preferences[2].id",
                "every id among preferences and criteria must be given once, got 'a' again",
            ),
            ("$.ranking.ties[1]", "what breaks ties must be named once, got 'nowhere' again"),
        ],
    ),
    "faults in the order of the document, and not of the class": (
        document("edition", capacity="x", programme="a.example", wording=7, id="2020", partners={}),
        [
            ("$.capacity", 'must be a whole number such as 25, got "x"'),
            ("$.wording", f"{STRING}, got 7"),
            ("$.partners", f"{LIST}, got {{}}"),
        ],
    ),
    # The entries of a publication.
    "no entry": (entries("s"), [("$.entries[0]", 'must be an entry such as {"uid": ..., "session": {...}}, got "s"')]),
    "an entry of nothing": (
        entries(ENTRY),
        [("$.entries[0]", "must have one of the keys session, part, deadline, milestone; got none of them")],
    ),
    "an entry of two": (
        entries({**ENTRY, "session": SESSION, "deadline": {}}),
        [("$.entries[0]", "must have one of the keys session, part, deadline, milestone; got session and deadline")],
    ),
    "an entry and its subject": (
        entries({**ENTRY, "uid": 7, "session": {**SESSION, "when": 8}, "subject": {}, "fee": 1}),
        [
            ("$.entries[0].uid", f"{STRING}, got 7"),
            ("$.entries[0].session.when", f"{WHEN}, got 8"),
            (
                "$.entries[0].subject",
                "unknown key; what an entry is of stands under one of session, part, deadline, milestone",
            ),
            ("$.entries[0].fee", f"unknown key; an object here has the keys {ENTRY_KEYS}"),
        ],
    ),
    "a subject of an entry, beside what it is of": (
        entries({**ENTRY, "session": SESSION, "subject": {}}),
        [
            (
                "$.entries[0].subject",
                "unknown key; what an entry is of stands under one of session, part, deadline, milestone",
            )
        ],
    ),
    "the places of entries": (
        entries(
            {**ENTRY, "session": {**SESSION, "places": ["rome"]}},
            {**ENTRY, "part": {"session": "s", "id": "p", "title": "P", "places": ["tunis"]}},
        ),
        [
            ("$.entries[0].session.places[0]", f'{PLACES} (none), got "rome"'),
            ("$.entries[1].part.places[0]", f'{PLACES} (none), got "tunis"'),
        ],
    ),
    # The evidence of a decision.
    "no details": (decision("level"), [("$.findings[0].seen", f'{LIST}, got "level"')]),
    "details of other keys": (
        decision(["level", {"name": "s"}, {"name": "s", "kind": "string", "value": "x", "fee": 1}]),
        [
            ("$.findings[0].seen[0]", f'{DETAIL}, got "level"'),
            ("$.findings[0].seen[1]", f'{DETAIL}, got {{"name": "s"}}'),
            ("$.findings[0].seen[2]", f'{DETAIL}, got {{"name": "s", "kind": "string", "value": "x", "fee": 1}}'),
        ],
    ),
    "details of no name and of other kinds": (
        decision([seen(("name", 7)), seen(("kind", "word")), seen(("kind", ["text"]))]),
        [
            ("$.findings[0].seen[0].name", 'must be text such as "level", got 7'),
            ("$.findings[0].seen[1].kind", f'{DETAILS}, got "word"'),
            ("$.findings[0].seen[2].kind", f'{DETAILS}, got ["text"]'),
        ],
    ),
    "details that are not what they say": (
        decision(
            [
                seen(("kind", "number"), ("value", True)),
                seen(("kind", "number"), ("value", "1")),
                seen(("kind", "string"), ("value", 1)),
                seen(("kind", "level"), ("value", "Z9")),
                seen(("kind", "texts"), ("value", ["x", 7])),
            ]
        ),
        [
            ("$.findings[0].seen[0].value", f"{NUMBER}, got true"),
            ("$.findings[0].seen[1].value", f'{NUMBER}, got "1"'),
            ("$.findings[0].seen[2].value", f"{STRING}, got 1"),
            ("$.findings[0].seen[3].value", 'must be one of "A1", "A2", "B1", "B2", "C1", "C2", got "Z9"'),
            ("$.findings[0].seen[4].value[1]", f"{TEXT}, got 7"),
        ],
    ),
}


def told(text: str, **options: Any) -> Faults:
    with pytest.raises(DocumentError) as caught:
        documents.loads(text, **options)
    return [(fault.path, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_fault_is_told_at_its_place_in_the_same_words(refusal: str) -> None:
    data, faults = REFUSALS[refusal]
    assert told(json.dumps(data)) == faults
