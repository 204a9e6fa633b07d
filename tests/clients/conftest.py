"""The clients that judge: each is started once, and named at the end of the run.

In CI a client that is absent is a failure; elsewhere its tests are skipped, with the reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from .caldav import RadicaleWithCaldav
from .client import Absent, Client
from .javascript import IcalJs, NodeIcal
from .libical import LibIcal
from .readers import Ical, ICalendar, Ics, Khal, RecurringIcalEvents, VObject

READERS: list[type[Client]] = [ICalendar, RecurringIcalEvents, Ical, Ics, VObject, LibIcal, IcalJs, NodeIcal]
STORES: list[type[Client]] = [Khal, RadicaleWithCaldav]
ZONES: list[type[Client]] = [LibIcal, IcalJs]


def _name(kind: type[Client]) -> str:
    return kind.name


def _started(request: pytest.FixtureRequest, factory: pytest.TempPathFactory) -> Iterator[Client]:
    kind: type[Client] = request.param
    try:
        client = kind(factory.mktemp(kind.__name__))
    except Absent as e:
        absent = str(e)
    else:
        yield client
        client.close()
        return
    if "CI" in os.environ:
        pytest.fail(f"{kind.name} has to judge in CI: {absent}", pytrace=False)
    pytest.skip(f"{kind.name} does not judge: {absent}")


@pytest.fixture(scope="session", params=[*READERS, *STORES], ids=_name)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    yield from _started(request, tmp_path_factory)


@pytest.fixture(scope="session", params=READERS, ids=_name)
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client that reads a file, and keeps nothing of it."""
    yield from _started(request, tmp_path_factory)


@pytest.fixture(scope="session", params=ZONES, ids=_name)
def zone_reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client that obeys a VTIMEZONE and can be asked what it makes of it."""
    yield from _started(request, tmp_path_factory)


@pytest.fixture(scope="session", params=[RadicaleWithCaldav], ids=_name)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server that keeps what it is given, and is asked for it."""
    yield from _started(request, tmp_path_factory)


@pytest.fixture(autouse=True)
def _judged(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> None:
    # Properties of reports reach the summary from the processes of pytest-xdist too.
    for name in {"client", "reader", "zone_reader", "server"}.intersection(request.fixturenames):
        judge: Client = request.getfixturevalue(name)
        record_property("judged by", f"{judge.name} {judge.version}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    judges = {
        str(value): None
        for kind in ("passed", "failed")
        for report in terminalreporter.getreports(kind)
        for name, value in report.user_properties
        if name == "judged by"
    }
    if judges:
        terminalreporter.write_line(f"judged by: {', '.join(judges)}")
