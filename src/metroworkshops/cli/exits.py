"""Exit codes, and the one place where errors become messages: on stderr, for people, without a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum

import click

from metroworkshops.domain.errors import MetroworkshopsError

from .terminal import printable

__all__ = ["ExitCode", "cannot", "errors_told", "refused"]


class ExitCode(IntEnum):
    """What the exit code of each command means."""

    FINE = 0
    """It was done; the answer is yes."""
    NO = 1
    """The answer is no: the call is not open, a document has faults, rows could not be read, a value was refused."""
    USAGE = 2
    """The command was called in a way that it does not have."""
    CANNOT = 3
    """A file could not be read or written, or a package is not installed."""
    UNKNOWN = 4
    """The answer cannot be known."""
    INTERRUPTED = 130
    """It was interrupted from the keyboard."""


class _Refused(click.ClickException):
    exit_code = ExitCode.NO


class _Cannot(click.ClickException):
    exit_code = ExitCode.CANNOT


def refused(message: str) -> click.ClickException:
    """Make the error for something that was read, and refused."""
    return _Refused(printable(message))


def cannot(message: str) -> click.ClickException:
    """Make the error for something that could not be done here."""
    return _Cannot(printable(message))


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn what the library and the system raise into messages with an exit code.

    Any other error is a fault of ours, and keeps its traceback.
    """
    try:
        yield
    except MetroworkshopsError as e:
        raise refused(str(e)) from None
    except BrokenPipeError:
        # Whoever reads has read enough. Nothing more is written, at exit neither.
        with suppress(OSError):  # a stream that is no file has nothing to write
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(ExitCode.CANNOT) from None
    except OSError as e:
        place = f"{e.filename}: " if isinstance(e.filename, str | os.PathLike) else ""
        notes = getattr(e, "__notes__", ())  # what can be done
        raise cannot("\n".join([f"{place}{e.strerror or e}", *notes])) from None
    except ImportError as e:  # the extra of a form, whose message says what to install
        raise cannot(str(e)) from None
    except KeyboardInterrupt:
        raise click.exceptions.Exit(ExitCode.INTERRUPTED) from None
