"""Programs that type checkers must refuse: each line has the one error that it must give."""

from __future__ import annotations

from metroworkshops import City, Deadline, Edition, Session, Truth

City("bologna", "Bologna", "IT", "Europe/Rome")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Session("s", "S", "2020-03")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Edition("a.example")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Deadline.on("2020-01-31").passed("2020-02-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Truth.YES & True  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnusedExpression]
Edition("a.example", "1").id = "2"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
