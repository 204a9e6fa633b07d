"""Draw the pictures of the documentation, each from the library's own answers: ``python docs/pictures/draw.py``.

A test holds that the files beside this one are what it draws.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from math import ceil, floor, log10
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import metroworkshops as mw
from metroworkshops.pictures.lettering import lines
from metroworkshops.pictures.svg import FONT, PALETTE, colours, element

HERE: Final = Path(__file__).parent
SOURCE: Final = Path(mw.__file__).parent
BENCHMARKS: Final = HERE.parents[1] / "benchmarks" / "results.json"
EDITION: Final = mw.metropolitan_workshops().edition("2020")

_COLOURS: Final = {
    **PALETTE,
    # What letters in ink stand on: for what is in doubt, and for a box.
    "doubt": ("#f6c454", "#6d5200"),
    "glow": ("#fdf4de", "#241f10"),
    "box": ("#eef3f6", "#1d2731"),
}
_STYLE: Final = (
    "text{fill:var(--ink)}.muted{fill:var(--muted)}.paper{fill:var(--paper)}.on-dark{fill:var(--paper)}"
    ".h{font-size:19px;font-weight:700}.b{font-weight:600}.s{font-size:13px}.m{text-anchor:middle}.e{text-anchor:end}"
    ".line{stroke:var(--muted);fill:none;stroke-width:1.5}.thin{stroke:var(--line);fill:none}"
    ".box{fill:var(--box);stroke:var(--muted);stroke-width:1.5}"
    ".group{fill:none;stroke:var(--muted);stroke-dasharray:5 4}"
    ".arrow{stroke:var(--session);fill:none;stroke-width:2}.head{fill:var(--session)}"
    ".day{fill:var(--session)}.over{fill:var(--line)}.ink{fill:var(--ink)}.doubt{fill:var(--doubt)}"
    ".glow{fill:var(--glow)}.edge{stroke:var(--deadline);stroke-width:1.5;stroke-dasharray:4 4}"
)

Attributes = Mapping[str, str | float]


def svg(
    name: str, title: str, told: str, width: float, height: float, parts: Iterable[str], style: str = _STYLE
) -> str:
    """Put a picture together: its alternative text, its colours in light and dark, and what is drawn."""
    scope = f"mw-{name}"
    rules = "".join(f".{scope} {rule}}}" for rule in style.split("}")[:-1])
    root: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": scope,
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": width,
        "height": height,
        "role": "img",
        "aria-labelledby": f"{scope}-title {scope}-desc",
        "lang": "en",
    }
    return element("svg", root, [
        element("title", {"id": f"{scope}-title"}, title),
        element("desc", {"id": f"{scope}-desc"}, told),
        element("style", {}, f"{colours(scope, _COLOURS)}.{scope}{{font:15px {FONT}}}{rules}"),
        element("rect", {"class": "paper", "width": width, "height": height, "rx": 8}),
        *parts,
    ])  # fmt: skip


def text(said: str, x: float, y: float, kind: str = "") -> str:
    """Write a line."""
    return element("text", {"class": kind, "x": x, "y": y}, said)


def rect(x: float, y: float, width: float, height: float, kind: str, rx: float = 0) -> str:
    """Draw a box."""
    return element("rect", {"class": kind, "x": x, "y": y, "width": width, "height": height, "rx": rx})


def path(d: str, kind: str) -> str:
    """Draw a line."""
    return element("path", {"class": kind, "d": d})


def arrow(d: str, x: float, y: float, way: str) -> str:
    """Draw a line that ends in a head at a point, which looks up, down, left or right."""
    head = {
        "down": f"M{x - 5} {y - 9}L{x} {y}L{x + 5} {y - 9}Z",
        "up": f"M{x - 5} {y + 9}L{x} {y}L{x + 5} {y + 9}Z",
        "right": f"M{x - 9} {y - 5}L{x} {y}L{x - 9} {y + 5}Z",
        "left": f"M{x + 9} {y - 5}L{x} {y}L{x + 9} {y + 5}Z",
    }[way]
    return path(d, "arrow") + path(head, "head")


# The edition of 2020


def edition() -> str:
    """Draw the edition of 2020 as the library draws it for everybody."""
    return mw.pictures.timeline(EDITION, "en").svg


# The 26 hours

_PLACES: Final = (
    ("Kiritimati", "Pacific/Kiritimati"),
    ("Marseille", "Europe/Paris"),
    ("Casablanca", "Africa/Casablanca"),
    ("Azores", "Atlantic/Azores"),
    ("Last on Earth", "AoE"),
)


def hours() -> str:
    """Draw when the day of the deadline of 2020 is over, in five places and for certain."""
    assert EDITION.call is not None  # noqa: S101 - the page of 2020 has one
    (deadline,) = EDITION.call.deadlines
    first, last = (datetime.fromtimestamp(edge.timestamp(), UTC) for edge in deadline.closes_between())
    day = deadline.limit.when.latest
    assert day is not None  # noqa: S101 - a limit ends
    starts = first - timedelta(hours=5)
    hour = 434 / ((last - first) / timedelta(hours=1) + 10)

    def x(at: datetime) -> float:
        return round(150 + (at - starts) / timedelta(hours=1) * hour, 2)

    end = x(last + timedelta(hours=5))
    name = f"{day.day} {day:%B}"
    following = day + timedelta(days=1)
    parts = [
        text(f"When is {name} {day.year} over?", 20, 36, "h"),
        text("all hours are UTC", 584, 36, "s e muted"),
        rect(x(first), 96, x(last) - x(first), 282, "glow"),
        path(f"M150 96H{end:g}", "line"),
    ]
    at = starts
    while at <= last + timedelta(hours=5):
        if at.hour % 6 == 0:
            parts.append(path(f"M{x(at):g} {96 - (38 if at.hour == 0 else 6)}V96", "line"))
            parts.append(
                text(f"{at:%H:%M}", x(at) + (6 if at.hour == 0 else 0), 84, f"s muted {'m' if at.hour else ''}")
            )
        at += timedelta(hours=1)
    midnight = datetime(following.year, following.month, following.day, tzinfo=UTC)
    parts += [
        text(name, x(midnight) - 8, 66, "b e"),
        text(f"{following.day} {following:%B}", x(midnight) + 6, 66, "b"),
    ]
    ends = []
    for row, (place, zone) in enumerate(_PLACES):
        over = datetime.fromtimestamp(deadline.read_in(zone).closes_at().timestamp(), UTC)
        y = 112 + 52 * row
        parts += [
            text(place, 20, y + 14, "b"),
            text(_offset(zone, over), 20, y + 31, "s muted"),
            rect(150, y, x(over) - 150, 26, "day"),
            rect(x(over), y, end - x(over), 26, "over"),
        ]
        ended = f"over at {over:%H:%M}"
        where = "the last place on Earth" if zone == "AoE" else place
        ends.append(f"{ended} on {over.day} {over:%B} in {where}")
        if over > first:
            parts.append(text(f"still {name}", x(first) + 8, y + 18, "s on-dark"))
        # Inside the day where nothing is left beside it.
        parts.append(
            text(ended, x(over) + 8, y + 18, "s b")
            if end - x(over) > 90
            else text(ended, x(over) - 8, y + 18, "s b e on-dark")
        )
    parts.append(path(f"M{x(first):g} 96V378M{x(last):g} 96V378", "edge"))
    doubt = round((last - first) / timedelta(hours=1))
    parts += [
        text("Is a deadline", 20, 396, "b"),
        text("without a zone", 20, 414, "b"),
        text("past?", 20, 432, "b"),
        rect(150, 378, x(first) - 150, 46, "over"),
        rect(x(first), 378, x(last) - x(first), 46, "doubt"),
        rect(x(last), 378, end - x(last), 46, "ink"),
    ]
    for left, right, answer, kind, why in (
        (150, x(first), "NO", "b m", ("over", "nowhere")),
        (x(first), x(last), "CANNOT BE KNOWN", "b m", ("over in some places, not in others:", f"{doubt} hours")),
        (x(last), end, "YES", "b m on-dark", ("over", "everywhere")),
    ):
        middle = (left + right) / 2
        parts.append(text(answer, middle, 407, kind))
        parts += [text(line, middle, 443 + 17 * index, "s m muted") for index, line in enumerate(why)]
    told = (
        f"{name} {day.year} is {', '.join(ends)}; all hours are UTC. Whether a deadline of that day without a time "
        f"zone is past: no, before {first:%H:%M} on {first.day} {first:%B}; cannot be known, for the {doubt} hours "
        f"that follow; yes, from {last:%H:%M} on {last.day} {last:%B}."
    )
    return svg("26-hours", f"When is {name} {day.year} over?", told, 600, 478, parts)


def _offset(zone: str, at: datetime) -> str:
    if zone == "AoE":
        return "UTC−12, AoE"
    offset = (at - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
    whole = round(offset / timedelta(hours=1))
    return f"UTC{'+' if whole >= 0 else '−'}{abs(whole)}"


# The life of a session

_ANNOUNCED: Final = datetime(2020, 1, 1, tzinfo=UTC)
_VERBS: Final[Mapping[mw.Step, Callable[[mw.Session], mw.Session]]] = {
    mw.Step.CONFIRMED: lambda session: session.confirmed(announced=_ANNOUNCED),
    mw.Step.MOVED: lambda session: session.moved_to("2020-10", announced=_ANNOUNCED),
    mw.Step.MOVED_ONLINE: lambda session: session.moved_online(announced=_ANNOUNCED),
    mw.Step.POSTPONED: lambda session: session.postponed(announced=_ANNOUNCED),
    mw.Step.CANCELLED: lambda session: session.cancelled(announced=_ANNOUNCED),
    mw.Step.HELD: lambda session: session.held(announced=_ANNOUNCED),
}


def steps() -> set[tuple[mw.Status, mw.Step, mw.Status]]:
    """Find every step that can be taken, by trying each of them on a session of each status."""
    bologna = mw.City("bologna", "Bologna", country="IT", time_zone="Europe/Rome")
    sessions = {mw.Status.TENTATIVE: mw.Session("bologna", "Bologna", when="2020-03", places=[bologna])}
    found: set[tuple[mw.Status, mw.Step, mw.Status]] = set()
    waiting = [mw.Status.TENTATIVE]
    while waiting:
        status = waiting.pop()
        for step in mw.Step:
            try:
                then = _VERBS[step](sessions[status])
            except mw.InvalidValue:
                continue
            found.add((status, step, then.status))
            if then.status not in sessions:
                sessions[then.status] = then
                waiting.append(then.status)
    return found


def life() -> str:
    """Draw what can become of a session."""
    status, step = mw.Status, mw.Step
    found = steps()
    parts = [text("The life of a session", 20, 36, "h")]
    drawn: set[tuple[mw.Status, mw.Step, mw.Status]] = set()

    def box(one: mw.Status, x: float, y: float, *said: str) -> None:
        parts.append(rect(x, y, 150, 40 + 18 * len(said), "box", 8))
        parts.append(text(str(one), x + 75, y + 26, "b m"))
        parts.extend(text(line, x + 75, y + 45 + 18 * index, "s m muted") for index, line in enumerate(said))

    def draws(
        taken: mw.Step,
        d: str,
        x: float,
        y: float,
        way: str,
        label: tuple[float, float, str],
        leads: tuple[tuple[mw.Status, ...], mw.Status],
    ) -> None:
        parts.append(arrow(d, x, y, way))
        parts.append(text(str(taken), label[0], label[1], f"s {label[2]}"))
        drawn.update((start, taken, leads[1]) for start in leads[0])

    parts.append(rect(20, 62, 450, 158, "group", 10))
    parts.append(text("planned", 36, 84, "s b muted"))
    box(status.TENTATIVE, 40, 106, *_staying(found, status.TENTATIVE, drawn))
    box(status.CONFIRMED, 300, 106, *_staying(found, status.CONFIRMED, drawn))
    box(status.POSTPONED, 20, 292, "no new date yet")
    box(status.CANCELLED, 290, 292, "dates stay on record")
    box(status.HELD, 510, 292, "for good")
    planned = (status.TENTATIVE, status.CONFIRMED)
    draws(step.CONFIRMED, "M190 130H298", 298, 130, "right", (244, 122, "m"), (planned[:1], status.CONFIRMED))
    draws(step.MOVED, "M300 158H192", 192, 158, "left", (246, 176, "m"), (planned[1:], status.TENTATIVE))
    draws(step.POSTPONED, "M105 220V290", 105, 290, "down", (97, 260, "e"), (planned, status.POSTPONED))
    draws(step.MOVED, "M140 292V222", 140, 222, "up", (148, 260, ""), ((status.POSTPONED,), status.TENTATIVE))
    draws(step.CANCELLED, "M350 220V290", 350, 290, "down", (342, 260, "e"), (planned, status.CANCELLED))
    draws(step.MOVED, "M385 292V222", 385, 222, "up", (393, 260, ""), ((status.CANCELLED,), status.TENTATIVE))
    draws(step.HELD, "M470 144H585V290", 585, 290, "down", (593, 220, ""), (planned, status.HELD))
    draws(step.CANCELLED, "M170 324H288", 288, 324, "right", (229, 316, "m"), ((status.POSTPONED,), status.CANCELLED))
    if drawn != found:
        raise ValueError(
            f"the picture must show every step that can be taken, and no other; it differs in {drawn ^ found}"
        )
    parts += [
        text("Each step keeps what was announced before it.", 20, 384, "s muted"),
        text("A session with new dates is tentative again, until they are confirmed.", 20, 402, "s muted"),
    ]
    told = "; ".join(
        f"a session that is {start} and is {taken} becomes {end}" for start, taken, end in sorted(found, key=str)
    )
    told = f"{told}. A session that was held stays so."
    return svg("life", "The life of a session", told, 680, 420, parts)


def _staying(
    found: set[tuple[mw.Status, mw.Step, mw.Status]],
    status: mw.Status,
    drawn: set[tuple[mw.Status, mw.Step, mw.Status]],
) -> Iterator[str]:
    """Name the steps after which a session has the status that it had."""
    for one in mw.Step:
        if (status, one, status) in found:
            drawn.add((status, one, status))
            yield f"↻ {one}"


# The rooms


def rooms() -> str:
    """Draw the rooms, and which of them each looks into, as their imports say."""
    looks, packages = _imports()
    others = {room: seen - {"domain"} for room, seen in looks.items() if room != "domain"}
    # An arrow past a room that leads to the same one would say nothing more.
    others = {room: seen - {far for one in seen for far in _reached(one, others)} for room, seen in others.items()}
    floor: dict[str, int] = {}
    while len(floor) < len(others):
        floor |= {
            room: 1 + max((floor[one] for one in seen), default=0)
            for room, seen in others.items()
            if room not in floor and seen <= floor.keys()
        }
    highest = max(floor.values())
    top = {level: 70 + 104 * (highest - level) for level in range(highest + 1)}
    place: dict[str, tuple[float, float]] = {}
    parts = [text("The rooms of the library", 20, 36, "h")]
    width = {}
    for level in range(1, highest + 1):
        here = sorted((one for one in others if floor[one] == level), key=lambda one: (_mean(others[one], place), one))
        for index, room in enumerate(here):
            alone = _mean(others[room], place) if level > 1 else _ROOMS_WIDE / 2
            centre = alone if len(here) == 1 else 20 + (_ROOMS_WIDE - 40) / len(here) * (index + 0.5)
            place[room] = (round(centre, 1), top[level])
            width[room] = min(120, (_ROOMS_WIDE - 40) / len(here) - 8)
    for seen in sorted(place, key=lambda room: place[room]):
        lookers = sorted((room for room in others if seen in others[room]), key=lambda room: place[room])
        for index, room in enumerate(lookers):
            mine = sorted(others[room], key=lambda one: place[one])
            x, y = place[room]
            to_x, to_y = place[seen]
            starts = x + 16 * (mine.index(seen) - (len(mine) - 1) / 2)
            lands = to_x + 16 * (index - (len(lookers) - 1) / 2)
            half = (to_y - y - _HIGH) / 2
            curve = (
                f"M{starts:g} {y + _HIGH}c0 {half:g} {lands - starts:g} {half:g} {lands - starts:g} {2 * half - 4:g}"
            )
            parts.append(arrow(curve, lands, to_y, "down"))
        if floor[seen] == 1:
            x, y = place[seen]
            parts.append(arrow(f"M{x:g} {y + _HIGH}V{top[0] - 4}", x, top[0], "down"))
    for room, (x, y) in sorted(place.items()):
        parts.append(rect(x - width[room] / 2, y, width[room], _HIGH, "box", 8))
        parts.append(text(room, x, y + (22 if packages[room] else 36), "b m"))
        if packages[room]:
            named = lines(", ".join(sorted(packages[room])), width[room] - 8, 13, 2)
            parts += [text(line, x, y + 39 + 15 * index, "s m muted") for index, line in enumerate(named)]
    blind = sorted(room for room in others if "domain" not in looks[room])
    but = f", except {', '.join(blind)}" if blind else ""
    y = top[0]
    parts += [
        rect(20, y, _ROOMS_WIDE - 40, 52, "day", 8),
        text("domain", _ROOMS_WIDE / 2, y + 23, "b m on-dark"),
        text(", ".join(["attrs", *sorted(packages["domain"])]), _ROOMS_WIDE / 2, y + 41, "s m on-dark"),
        text(
            f"A room looks where its arrows lead, there or farther on. Every room looks at the domain{but}.",
            20,
            y + 78,
            "s muted",
        ),
    ]
    told = "; ".join(f"{room} looks into {', '.join(sorted(looks[room]))}" for room in sorted(others))
    told = f"{told}. The domain looks into none."
    return svg("rooms", "The rooms of the library", told, _ROOMS_WIDE, y + 94, parts)


_HIGH: Final = 62
_ROOMS_WIDE: Final = 720


def _reached(room: str, looks: Mapping[str, set[str]]) -> set[str]:
    return looks[room] | {far for one in looks[room] for far in _reached(one, looks)}


def _mean(seen: set[str], place: Mapping[str, tuple[float, float]]) -> float:
    known = [place[one][0] for one in seen if one in place]
    return sum(known) / len(known) if known else 0


def _imports() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Read which rooms each room imports from at run time, and which packages that are not Python's own."""
    names = sorted(one.name for one in SOURCE.iterdir() if (one / "__init__.py").exists())
    looks: dict[str, set[str]] = {name: set() for name in names}
    packages: dict[str, set[str]] = {name: set() for name in names}
    for room in names:
        for file in sorted((SOURCE / room).rglob("*.py")):
            package = ["metroworkshops", *file.relative_to(SOURCE).parts[:-1]]
            for name in _imported(ast.parse(file.read_text(encoding="utf-8")), package):
                first, *rest = name.split(".")
                if first == "metroworkshops":
                    looks[room] |= {one for one in rest[:1] if one in looks and one != room}
                elif first not in sys.stdlib_module_names and first != "attrs":  # which all of them use
                    packages[room].add(first)
    return looks, packages


def _imported(tree: ast.AST, package: list[str]) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)
        else:
            yield from _imported(node, package)


# Where we stand beside others


def benchmarks() -> str:
    """Draw how long others take at what the library does too, as the benchmarks found it."""
    works = [one for one in json.loads(BENCHMARKS.read_text(encoding="utf-8"))["works"] if one["ours"]]
    found = {work["key"]: dict(_beside(work)) for work in works}
    aims = {work["key"]: 1 / work["aims"][work["ours"]] for work in works if work["ours"] in work["aims"]}
    every = [*aims.values(), *(value for each in found.values() for value in each.values())]
    low, high = floor(log10(min(every)) - 0.3), ceil(log10(max(every)) + 0.3)  # with room for their numbers
    decade = (_BESIDE_WIDE - 20 - 300) / (high - low)

    def x(value: float) -> float:
        return round(300 + decade * (log10(value) - low), 1)

    told, rows = [], []
    y = 108
    for work in works:
        title = work["title"].replace("`", "")
        named = f"{title}: {max(map(int, work['sizes'])):,}" if len(work["sizes"]) > 1 else title
        ours = work["ours"].removeprefix("metroworkshops, ")
        rows += [text(named, 20, y + 20, "b"), text(ours, _BESIDE_WIDE - 20, y + 20, "s e muted")]
        y += 28
        aim = aims.get(work["key"])
        for index, (peer, value) in enumerate(found[work["key"]].items()):
            left, right = sorted((x(1), x(value)))
            rows.append(text(peer, 288, y + 13, "s e"))
            rows.append(rect(left, y + 3, max(right - left, 1), 11, "day" if value >= 1 else "behind"))
            at, way = (right + 5, 1) if value >= 1 else (left - 5, -1)
            if aim and index == 0:
                mark = x(aim)
                rows.append(path(f"M{mark:g} {y}l6 8.5l-6 8.5l-6 -8.5Z", "aim"))
                at = mark + 10 * way if -10 < (mark - at) * way < 40 else at  # a number is not written on it
            rows.append(text(_times(value), at, y + 13, "s" if way == 1 else "s e"))
            y += 20
        aimed = f", where we aimed at {_times(aim)} or more for the first" if aim else ""
        others = ", ".join(f"{peer} {_times(value)}" for peer, value in found[work["key"]].items())
        told.append(f"{named} ({ours}): {others}{aimed}")
        y += 4
    ticks = [10.0**power for power in range(low, high + 1)]
    parts = [
        text("How long others take, where the library takes 1", 20, 36, "h"),
        rect(20, 52, 22, 11, "behind"),
        text("they are quicker", 48, 62, "s"),
        rect(170, 52, 22, 11, "day"),
        text("they take longer", 198, 62, "s"),
        path("M331 49l6 8.5l-6 8.5l-6 -8.5Z", "aim"),
        text("our aim: the bar beside it ends there, or farther right", 344, 62, "s"),
        *(path(f"M{x(tick):g} 100V{y}", "line" if tick == 1 else "thin") for tick in ticks),
        *(text(f"{tick:,g}", x(tick), edge, "s m muted") for tick in ticks for edge in (94, y + 16)),
        *rows,
    ]
    title = "How long others take, where the library takes 1"
    style = f"{_STYLE}.behind{{fill:var(--deadline)}}.aim{{fill:var(--milestone)}}"
    return svg("benchmarks", title, f"{'. '.join(told)}.", _BESIDE_WIDE, y + 30, parts, style)


_BESIDE_WIDE: Final = 760


def _beside(work: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Give each peer with its ratio to our candidate, at the largest size that it was measured at."""
    latest = {one["name"]: size for size, results in work["sizes"].items() for one in results}
    for name, size in latest.items():
        ratios = {one["name"]: one["ratio"] for one in work["sizes"][size]}
        if not name.startswith("metroworkshops"):
            yield name, ratios[name] / ratios[work["ours"]]


def _times(value: float) -> str:
    return f"{value:,.0f}" if value >= 9.95 else f"{value:.2g}"


PICTURES: Final[Mapping[str, Callable[[], str]]] = {
    "edition-2020.svg": edition,
    "26-hours.svg": hours,
    "life-of-a-session.svg": life,
    "rooms.svg": rooms,
    "benchmarks.svg": benchmarks,
}

if __name__ == "__main__":
    for name, draw in PICTURES.items():
        (HERE / name).write_text(draw() + "\n", encoding="utf-8")
