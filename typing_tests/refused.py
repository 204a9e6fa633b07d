"""Programs that type checkers must refuse: each line has the one error that it must give."""

from __future__ import annotations

from datetime import UTC, datetime

import metroworkshops as mw
from metroworkshops import City, Deadline, Edition, Session, Truth

City("bologna", "Bologna", "IT", "Europe/Rome")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Session("s", "S", "2020-03")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Edition("a.example")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Deadline.on("2020-01-31").passed("2020-02-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Truth.YES & True  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnusedExpression]
Edition("a.example", "1").id = "2"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

at = datetime(2019, 12, 1, tzinfo=UTC)
published = mw.calendars.publish(Edition("a.example", "1"))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
mw.calendars.publish(City, at=at)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
mw.calendars.to_ical(published)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
mw.calendars.to_ical(published, "fr")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
mw.calendars.CalendarOptions(False)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
mw.calendars.CalendarOptions(refresh=6)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
mw.PublishedPart("s")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
mw.pictures.timeline(mw.Publication("a.example", at), "fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
mw.pictures.timeline(Edition("a.example", "1"))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
mw.documents.loads("{}", Edition).title = None  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
