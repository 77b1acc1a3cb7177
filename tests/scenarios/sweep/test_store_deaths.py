"""A death at any step of the work on a results folder loses nothing."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from superorganisms.scenarios.sweep.plan import Plan
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.store import Store
from tests.scenarios.sweep.filling import fill, group, tables


class Dead(BaseException):
    """The process was killed here."""


@contextmanager
def dying_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A death right before the nth change of the disk; from then on nothing is changed, not even to tidy up."""
    count = [0]

    def mortal(change: Callable[..., Any]) -> Callable[..., Any]:
        def live(*arguments: Any, **options: Any) -> Any:
            count[0] += 1
            if count[0] > step:
                raise Dead
            return change(*arguments, **options)

        return live

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)  # counted all the same
        for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "link"), (os, "fsync"), (pq, "write_table")):
            patch.setattr(owner, name, mortal(getattr(owner, name)))
        yield count


def steps(folder: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> Iterator[int]:
    """Each step at which `act` on a folder may die, having died there; the last one is where it lived."""
    kept = folder.with_name(folder.name + "-before")
    if folder.exists():
        shutil.copytree(folder, kept)
    for step in range(1000):
        shutil.rmtree(folder, ignore_errors=True)
        if kept.exists():
            shutil.copytree(kept, folder)
        with dying_at(step, monkeypatch) as count, suppress(Dead):
            act()
        yield step
        if count[0] <= step:
            return


def test_a_death_at_any_step_loses_nothing(tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "once", plan)
    folder = tmp_path / "out"
    count = 0
    for count in steps(folder, monkeypatch, lambda: fill(folder, plan)):
        fill(folder, plan)
        assert tables(folder) == tables(tmp_path / "once"), f"after a death at step {count}"
        assert sorted(file.name for file in folder.iterdir() if file.name != "lock") == sorted(
            ["manifest.json", "parts", "points.parquet", *tables(folder)]
        )
        assert "ended" in Results(folder).manifest
    assert count > 25


def test_a_death_at_any_step_of_a_retry_loses_nothing(tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "once", plan)
    folder = tmp_path / "out"
    fill(folder, plan, wrong=(1, 4, 11))
    count = 0
    for count in steps(folder, monkeypatch, lambda: fill(folder, plan, retry_failed=True)):
        if count % 4 == 1:  # somebody goes on without asking for the retry again: no run that was done may be missing
            fill(folder, plan)
            assert sorted(set(Results(folder).runs["run"])) == list(range(12))
        fill(folder, plan, retry_failed=True)
        assert tables(folder) == tables(tmp_path / "once"), f"after a death at step {count}"
    assert count > 20


def test_a_death_at_any_step_of_a_retry_before_the_end_loses_nothing(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "once", plan)
    folder = tmp_path / "out"
    with Store.opened(folder, plan) as store:
        store.write([group(plan, 0, 1, 9, wrong=(0, 9))])
        store.write([group(plan, 4, 5, wrong=(4,))])

    def begin_again() -> None:
        with Store.opened(folder, plan, retry_failed=True):
            pass

    for count in steps(folder, monkeypatch, begin_again):
        fill(folder, plan, retry_failed=True)
        assert tables(folder) == tables(tmp_path / "once"), f"after a death at step {count}"
