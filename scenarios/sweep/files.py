"""Files that appear whole or not at all, stay when the power goes, and errors of the system as sentences."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from superorganisms.errors import BatchError

HALF = ".half"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def whole_or_not(path: Path) -> Iterator[IO[bytes]]:
    """To be written to under another name; at `path`, and on the disk, once all is well."""
    half = path.with_name(path.name + HALF)
    try:
        with half.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    sync(path.parent)


def write_table(table: pa.Table, path: Path, rows: int) -> None:
    """A table as Parquet, in groups of so many rows."""
    with whole_or_not(path) as file:
        pq.write_table(table, file, compression="zstd", row_group_size=rows)


def sync(folder: Path) -> None:
    """Names are on the disk too, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:  # nor do some network file systems
        pass
    finally:
        os.close(handle)


@contextmanager
def said(folder: Path) -> Iterator[None]:
    """What the system refuses, in a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            why = "there is no room left; what was done is safe: make room and start again"
        elif error.errno in _FORBIDDEN:
            why = "it can't be written to; choose another folder"
        elif error.errno in (errno.ENOTDIR, errno.EEXIST):
            why = "there is a file in the place of a folder; choose another folder"
        else:
            why = error.strerror or str(error)
        raise BatchError(f"{folder}: {why}") from error
    except pa.ArrowException as error:
        raise BatchError(f"{folder}: a table of it is damaged ({error})") from error
