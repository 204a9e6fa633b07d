"""Dates: whatever text comes is refused with `InvalidDate`, or is a value that its own text says again."""

from __future__ import annotations

from harness import check, main

from metroworkshops import InvalidDate, Truth, When
from metroworkshops.documents import dumps, loads


def try_one(data: bytes) -> None:
    """Read a date, and ask it what it says."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        when = When.parse(text)
    except InvalidDate as e:
        check(e)
        return
    assert When.parse(str(when)) == when
    assert str(When.parse(str(when))) == str(when)
    assert loads(dumps(when)) == when
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest
    assert when.before(when) is not Truth.YES
    assert all(span.first <= span.last for span in getattr(when, "spans", ()))


if __name__ == "__main__":
    main(try_one)
