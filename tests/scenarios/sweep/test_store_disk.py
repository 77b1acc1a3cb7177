"""A disk that is full or closed: told in a sentence, and what was done is safe."""

import errno
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.files import said
from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.scenarios.sweep.store import Store
from tests.scenarios.sweep.filling import fill, group, tables
from tests.scenarios.sweep.small import done, small, written


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """What a full disk does, without one: writing further fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


NO_ROOM = "there is no room left; what was done is safe: make room and start again"


@pytest.mark.parametrize("room", [0, 4, 700, 1500, 3000])
def test_a_full_disk_is_told_and_what_was_done_is_safe(tmp_path: Path, plan: Plan, room: int) -> None:
    fill(tmp_path / "once", plan)
    with Store.opened(tmp_path / "out", plan) as store:
        store.write([group(plan, 0, 1, 2)])
        with no_file_above(room), pytest.raises(BatchError, match=f"out: {NO_ROOM}$"):
            store.write([group(plan, *range(3, 12))])
        assert store.left == 9
        store.write([group(plan, *range(3, 12))])
        with no_file_above(room), pytest.raises(BatchError, match=f"out: {NO_ROOM}$"):
            store.finish()
    with no_file_above(room), pytest.raises(BatchError, match=NO_ROOM), Store.opened(tmp_path / "other", plan):
        pass
    for name in ("out", "other"):
        fill(tmp_path / name, plan)
        assert tables(tmp_path / name) == tables(tmp_path / "once")


def test_a_disk_that_fills_up_while_it_runs_is_told(tmp_path: Path) -> None:
    sweep = small()
    done(tmp_path / "once", sweep)
    with no_file_above(100), pytest.raises(BatchError, match=NO_ROOM):
        done(tmp_path / "out", sweep)
    done(tmp_path / "out", sweep)
    assert written(tmp_path / "out") == written(tmp_path / "once")


def test_a_folder_that_cannot_be_written_to_is_told(plan: Plan) -> None:
    """Root may write anywhere: it tries as nobody."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            for out in (Path(folder), Path(folder) / "new", Path(folder) / "new" / "deep"):
                with pytest.raises(BatchError, match="it can't be written to; choose another folder"), Store.opened(out, plan):
                    pass
        finally:
            if root:
                os.seteuid(0)
        assert list(Path(folder).iterdir()) == []
        os.chmod(folder, 0o755)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "no room"), (errno.EDQUOT, "no room"), (errno.EROFS, "can't be written"), (errno.EIO, "nput/output error")],
)
def test_what_the_system_refuses_is_a_sentence(number: int, sentence: str) -> None:
    with pytest.raises(BatchError, match=f"^out: .*{sentence}"), said(Path("out")):
        raise OSError(number, os.strerror(number))
