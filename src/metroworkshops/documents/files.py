"""Files: written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO, Final

__all__ = ["replace_file", "replacing"]

_FULL: Final = "make room on its disk, or choose another"
# Windows forbids to replace what a spreadsheet has open.
_FORBIDDEN: Final = "close it where it is open, or choose a folder that may be written in"
_ADVICE: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.ENOENT: "make its folder first",
}


def replace_file(target: Path, data: bytes) -> None:
    """Put bytes in the place of a file, which until then stays as it was.

    Raises:
        OSError: It cannot be done; the old file is untouched and nothing is left beside it.
    """
    with replacing(target) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file that takes the place of another once everything is written to it.

    A process that is killed meanwhile leaves the old file as it was, and beside it one named ``.NAME.….part``, which
    its owner alone may read. Nothing reads it, and it may be removed.

    Raises:
        OSError: It cannot be done; the error names the file, with a note of what can be done. Whatever is raised, the
            old file is untouched and nothing is left beside it.
    """
    part = target.with_name(f".{target.name}.{token_hex(8)}.part")
    with _naming(target):
        raw = _Part(part, target)
    try:
        with _naming(target):
            mode = _mode(target, raw)
            part.chmod(0o600)
        file = io.BufferedWriter(raw)
        yield file
        file.flush()
        with _naming(target):
            os.fsync(raw.fileno())
            raw.close()
            part.chmod(mode)
            part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            raw.close()  # and not the buffer, which would try to write once more
        with contextlib.suppress(OSError):
            part.unlink()
        raise


class _Part(io.FileIO):
    """The temporary file, whose errors name the other: what else is read meanwhile has errors of its own."""

    def __init__(self, part: Path, target: Path) -> None:
        # One that is to be private is so from the start; whom a new one is for, its first moment tells.
        mode = 0o600 if target.exists() else 0o666
        super().__init__(part, "xb", opener=lambda name, flags: os.open(name, flags, mode))
        self._target = target

    def write(self, data: Any) -> int:
        with _naming(self._target):
            return super().write(data)


@contextlib.contextmanager
def _naming(target: Path) -> Iterator[None]:
    """Let an error name the file that was to be written, and say what can be done."""
    try:
        yield
    except OSError as e:
        told = OSError(e.errno, e.strerror, str(target))
        advice = _ADVICE.get(e.errno or 0)
        told.add_note(f"What was there is as it was{f'; {advice}' if advice else ''}.")
        raise told from None


def _mode(target: Path, new: io.FileIO) -> int:
    """Keep the permissions of the old file; a new one has what the process gives to new files."""
    # To ask for the process's mask is to change it, for other threads too.
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return stat.S_IMODE(os.fstat(new.fileno()).st_mode)
