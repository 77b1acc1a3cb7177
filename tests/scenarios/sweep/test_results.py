"""What a folder gives to a reader: tables, and any of its runs as a world again."""

from pathlib import Path

import pandas as pd
import pytest

from superorganisms.errors import BatchError
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.results import units
from superorganisms.scenarios.sweep.results import Results
from superorganisms.scenarios.sweep.sweep import Sweep
from tests.scenarios.sweep.small import done, small


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Twelve runs and their details; one of the points can't be."""
    folder = tmp_path_factory.mktemp("results") / "out"
    done(folder, small(vary={"firm.compliance": [0.2, 7, 0.8]}))
    return Results(folder)


def test_each_row_is_the_world_that_it_says(results: Results) -> None:
    """Made anew by hand from its columns; measures to the last bit, and every tick and unit."""
    base = small().plan()
    for _, row in results.runs[results.runs["error"].isna()].iterrows():
        parameters = results.world(int(row["run"]), until=1).parameters
        expected = 1.0 if row["arm"] == "contrast" else row["firm.compliance"]
        assert parameters.get("firm.compliance") == expected == row["firm.compliance"]
        assert row["seed"] == base.seeds[row["replicate"]]
        world = Superorganism(parameters, rng=int(row["seed"]))
        play(world, 5)
        assert world.state_hash() == row["state_hash"]
        assert row["ticks"] == 5
        pd.testing.assert_series_equal(
            row[results.measures].astype(float), pd.Series(world.row())[results.measures], check_names=False, check_exact=True
        )
        mine = results.ticks[results.ticks["run"] == row["run"]].reset_index(drop=True)
        shown = world.measures.reset_index()
        pd.testing.assert_frame_equal(mine[shown.columns], shown, check_exact=True, check_dtype=False)
        people = results.units[results.units["run"] == row["run"]].reset_index(drop=True).drop(columns="run")
        pd.testing.assert_frame_equal(people[units(world).columns], units(world), check_exact=True, check_dtype=False)


def test_a_run_again_is_the_same_state(results: Results) -> None:
    for run in (0, 11):
        assert results.world(run).state_hash() == results.runs.loc[run, "state_hash"]
    assert results.world(0, until=2).tick == 2


def test_a_run_that_failed_fails_again_and_numbers_that_are_none_are_told(results: Results) -> None:
    with pytest.raises(ValueError, match=r"firm\.compliance must be in \[0, 1\], got 7"):
        results.world(4)
    for number in (-1, 12, 1.0, True, "1"):
        with pytest.raises(BatchError, match=r"run must be a number in \[0, 11\]"):
            results.world(number)  # type: ignore[arg-type]


def test_replicates_differ_and_arms_share_their_seeds(results: Results) -> None:
    rows = results.runs[results.runs["error"].isna()]
    world, contrast = rows[rows["arm"] == "world"], rows[rows["arm"] == "contrast"]
    assert world["key"].is_unique
    # the contrast sets what is varied: it is the same run at every point, and says so
    assert contrast.groupby("replicate")[["key", "state_hash", "firm.compliance"]].nunique().eq(1).all(axis=None)
    assert rows.groupby(["point", "replicate"])["seed"].nunique().eq(1).all()
    assert rows.groupby(["point", "arm"])["seed"].nunique().eq(2).all()


def test_columns_stand_in_one_order(results: Results) -> None:
    head = ["run", "point", "arm", "replicate", "seed", "firm.compliance", "key", "ticks", "state_hash", "error", "traceback"]
    assert [*results.runs.columns[:11]] == head
    assert [*results.runs.columns[11:]] == results.measures
    assert results.measures == ["efficiency", *sorted(results.measures[1:])]
    assert [*results.ticks.columns[:3]] == ["run", "tick", "efficiency"]
    assert [*results.units.columns[:4]] == ["run", "layer", "unit", "name"]


def test_details_are_there_if_they_were_asked_for(tmp_path: Path) -> None:
    for record, there in (("runs", set()), ("ticks", {"ticks"}), ("units", {"ticks", "units"})):
        done(tmp_path / record, small(record=record, vary={}, seeds=1, contrast=False))
        found = Results(tmp_path / record)
        assert {kind for kind in ("ticks", "units") if (tmp_path / record / f"{kind}.parquet").is_file()} == there
        assert len(found.runs) == len(found.times) == 1
        for kind in {"ticks", "units"} - there:
            with pytest.raises(BatchError, match=f"has no {kind}.parquet: nothing of the kind was recorded"):
                getattr(found, kind)


def test_worlds_of_different_features_go_into_one_table(tmp_path: Path) -> None:
    """Columns that a run doesn't have are empty in it."""
    sweep = Sweep(world="telephone", vary={"employee.strategies": ["direct", {"direct": 0.5, "deceiver": 0.5}]}, ticks=2)
    done(tmp_path, sweep)
    rows = Results(tmp_path).runs
    assert rows["error"].isna().all()
    assert rows["employee.strategies"].tolist() == ["direct", '{"deceiver": 0.5, "direct": 0.5}']


def test_a_folder_without_results_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(BatchError, match="holds no results"):
            Results(folder)


def test_a_table_that_is_damaged_is_told(tmp_path: Path) -> None:
    done(tmp_path, small(record="runs", vary={}, seeds=1, contrast=False))
    (tmp_path / "runs.parquet").write_bytes(b"PAR1 but nothing more")
    with pytest.raises(BatchError, match="a table of it is damaged"):
        _ = Results(tmp_path).runs
