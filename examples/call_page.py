"""A page for a call, in English and French, that any web server can hand out: no scripts, no cookies, no fonts.

Usage: python examples/call_page.py FOLDER [INSTANT]

The instant (2020-01-10T12:00Z, if none is given) is when the page is made: it says so, for a file does not look at the
clock. Make it anew every hour, with the present instant. A third language is its labels below, and its messages.
"""

import sys
from collections.abc import Iterable
from datetime import datetime
from html import escape
from pathlib import Path

import metroworkshops as mw
from metroworkshops import CallState, Edition, Text
from metroworkshops.documents import schema_org_script, to_schema_org

SITE = "https://workshops.example.org/"
ZONE = "Europe/Paris"  # on whose clock instants are shown
LANGUAGES = ("en", "fr")
CALL = Text(en="Call for applications", fr="Appel à candidatures")
DEADLINE = Text(en="Deadline", fr="Date limite")
AS_OF = Text(en="As of", fr="Situation au")
SESSIONS = Text(en="Sessions", fr="Sessions")
CRITERIA = Text(en="Who can apply", fr="Qui peut candidater")
PARTNERS = Text(en="Partners", fr="Partenaires")
CALENDAR = Text(en="Add to my calendar", fr="Ajouter à mon agenda")
FOLLOW = Text(
    en="Subscribe to the address of this link, and your calendar follows when dates are confirmed or change.",
    fr="Abonnez-vous à l’adresse de ce lien : votre agenda suivra quand les dates seront confirmées ou changeront.",
)
OTHERS = Text(en="Other languages", fr="Autres langues")

# Sides are "start" and "end", so that the page turns round for languages that are read from right to left.
STYLE = """
:root{color-scheme:light dark;--paper:#fff;--wash:#f2f6f8;--ink:#17212b;--muted:#52606d;--line:#d5dde3;--link:#0b6a86}
@media(prefers-color-scheme:dark){
:root{--paper:#12181f;--wash:#1a232c;--ink:#eaf0f5;--muted:#a9b6c2;--line:#2d3945;--link:#5fc4dd}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif;text-align:start}
header,main,footer{max-width:52rem;margin-inline:auto;padding-inline:1.25rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;justify-content:space-between;padding-block:1rem;
border-block-end:1px solid var(--line)}
nav{display:flex;gap:1rem}
h1{font-size:clamp(1.6rem,5vw,2.5rem);line-height:1.2;margin-block:2rem 1.5rem;text-wrap:balance}
h2{font-size:1.25rem;margin-block:2.5rem .75rem}
section{margin-block:1.5rem}
.call{background:var(--wash);border-inline-start:.3rem solid var(--link);border-radius:.25rem;padding:1.25rem}
.call p{margin-block:0 1rem}
.call p:last-child{margin:1rem 0 0}
.state{font-size:1.125rem;font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}
dd{margin:0}
dt,small,footer{color:var(--muted)}
small{display:block;margin-block-start:.5rem}
ul{padding-inline-start:1.25rem}
figure{margin:0 -1.25rem}
a{color:var(--link)}
a.button{display:inline-block;background:var(--link);color:var(--paper);padding:.6rem 1.1rem;border-radius:.25rem;
text-decoration:none;font-weight:600}
a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
footer{border-block-start:1px solid var(--line);margin-block-start:3rem;padding-block-end:1.5rem;font-size:.9375rem}
footer h2{margin-block-start:1.5rem}
"""


def page(edition: Edition, language: str, at: datetime) -> str:
    """Write the page of an edition that has a call, as things stand at an instant."""

    def say(text: Text | str) -> str:
        return escape(text.in_language(language) if isinstance(text, Text) else text)

    def items(lines: Iterable[str]) -> str:
        return "".join(f"<li>{say(line)}</li>" for line in lines)

    def link(other: str) -> str:
        name = mw.words.language_name(other, other)
        return f'<a href="{edition.id}.{other}.html" hreflang="{other}" lang="{other}">{escape(name)}</a>'

    call = edition.call
    assert call is not None
    picture = mw.pictures.timeline(edition, language)
    data = to_schema_org(edition, language) | {"url": f"{SITE}{edition.id}.{language}.html"}
    if call.state(at) is CallState.CLOSED:
        data.pop("potentialAction", None)
    title = edition.title or edition.label
    state = say(mw.words.call_at(call, at, language, zone=ZONE))
    limits = [say(mw.words.deadline(one, language)) for one in call.deadlines]
    notes = [one.note.in_language(language) for one in edition.levels if one.note]
    criteria = () if edition.eligibility is None else getattr(edition.eligibility, "of", (edition.eligibility,))
    return f"""<!doctype html>
<html lang="{language}" dir="{"rtl" if picture.is_right_to_left else "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{say(CALL)} – {say(title)}</title>
<meta name="description" content="{state}">
<link rel="icon" href="data:,">
<style>{STYLE}</style>
{schema_org_script(data)}
</head>
<body>
<header>
<span>{say(CALL)}</span>
<nav aria-label="{say(OTHERS)}">{" ".join(link(other) for other in LANGUAGES if other != language)}</nav>
</header>
<main>
<h1>{say(title)}</h1>
<section class="call">
<p class="state">{state}</p>
<dl>{"".join(f"<dt>{say(DEADLINE)}</dt><dd>{one}</dd>" for one in limits)}</dl>
<p><small>{say(AS_OF)} <time datetime="{at.isoformat()}">{say(mw.words.instant(at, language, ZONE))}</time></small></p>
</section>
<section>
<h2>{say(SESSIONS)}</h2>
<figure>{picture.svg}</figure>
<p><a class="button" href="{edition.id}.{language}.ics" download>{say(CALENDAR)}</a> <small>{say(FOLLOW)}</small></p>
</section>
<section>
<h2>{say(CRITERIA)}</h2>
<ul>{items(mw.words.rule(one, language, edition=edition) for one in criteria)}</ul>
<p><small>{say(" ".join(notes))}</small></p>
</section>
</main>
<footer>
<h2>{say(PARTNERS)}</h2>
<ul>{items(partner.name.in_language(language) for partner in edition.partners)}</ul>
</footer>
</body>
</html>
"""


def main(folder: Path, at: datetime) -> None:
    """Write the page and the calendar of each language, side by side."""
    edition = mw.metropolitan_workshops().edition("2020")
    publication = mw.calendars.publish(edition, at=at)
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        (folder / f"{edition.id}.{language}.ics").write_bytes(mw.calendars.to_ical(publication, language=language))
        path = folder / f"{edition.id}.{language}.html"
        path.write_text(page(edition, language, at), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), datetime.fromisoformat((*sys.argv[2:], "2020-01-10T12:00Z")[0]))
