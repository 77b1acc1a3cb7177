"""Means, pairs, outliers and the choice of measures, on tables whose answers are known."""

import numpy as np
import pandas as pd
import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.analysis import contrasts, intervals, means, most_moved, outliers, overall, shares
from superorganisms.scenarios.sweep.analysis.bootstrap import reach
from superorganisms.scenarios.sweep.analysis.grids import alone, grid_sentence
from superorganisms.scenarios.sweep.analysis.moved import checked
from superorganisms.scenarios.sweep.analysis.odd_runs import others
from superorganisms.scenarios.sweep.analysis.variables import variable


def runs(points: int, seeds: int, arms: tuple[str, ...] = ("world",)) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([range(points), arms, range(seeds)], names=["point", "arm", "replicate"])
    table = index.to_frame(index=False).assign(run=range(len(index)))
    return table.assign(seed=1000 + table["replicate"])


@pytest.mark.parametrize(("count", "least"), [(4, reach(4) - 0.04), (6, 0.92), (10, 0.92), (30, 0.925)])
def test_intervals_hold_the_mean_about_as_often_as_they_say(count, least):
    rng = np.random.default_rng(7)
    low, high = intervals(rng.normal(3, 2, (1500, count)))
    assert least < ((low <= 3) & (high >= 3)).mean() < 0.985


def test_intervals_of_skewed_data():
    low, high = intervals(np.random.default_rng(7).exponential(1, (1500, 20)))
    assert 0.89 < ((low <= 1) & (high >= 1)).mean() < 0.98


def test_no_interval_of_one_run_and_none_wider_than_the_data():
    assert np.isnan(intervals(np.ones((3, 1)))).all()
    low, high = intervals(np.array([[1.0, 2.0, 4.0], [5.0, 5.0, 5.0]]))
    assert (low.tolist(), high.tolist()) == ([1.0, 5.0], [4.0, 5.0])


def test_an_interval_does_not_depend_on_the_others():
    values = np.random.default_rng(1).normal(size=(5, 6))
    assert [one[2] for one in intervals(values)] == [one[0] for one in intervals(values[2:3])]


def test_means_leave_out_what_is_undefined():
    table = runs(2, 4).assign(efficiency=[1.0, 2, 3, np.nan, 5, 5, 5, 5])
    found = means(table, ["efficiency"])
    assert found["n"].tolist() == [3, 4]
    assert found["mean"].tolist() == [2.0, 5.0]
    assert found["low"].tolist() == [1.0, 5.0]


def test_contrasts_are_paired_by_seed():
    # Seeds differ by 100, world and contrast by 1 or 2: without pairs nothing could be seen
    table = runs(2, 8, ("world", "contrast"))
    table["efficiency"] = 100.0 * table["replicate"] + np.where(table["arm"] == "world", 1.0 + table["point"], 0.0)
    table = table.sample(frac=1, random_state=3)
    found = contrasts(table, ["efficiency"])
    assert found["mean"].tolist() == [1.0, 2.0]
    assert found["low"].tolist() == [1.0, 2.0]
    (row,) = overall(table, ["efficiency"]).to_dict("records")
    assert (row["mean"], row["low"], row["high"], row["n"], row["points"]) == (1.5, 1.5, 1.5, 8, 2)


def test_a_pair_of_which_one_failed_is_left_out():
    table = runs(2, 3, ("world", "contrast")).assign(efficiency=1.0)
    table = table[~((table["arm"] == "contrast") & (table["point"] == 1) & (table["replicate"] == 2))]
    assert contrasts(table, ["efficiency"])["n"].tolist() == [3, 2]
    assert overall(table, ["efficiency"])["points"].tolist() == [1]


def test_outliers_within_a_point():
    rng = np.random.default_rng(4)
    table = runs(2, 20).assign(efficiency=rng.normal(0, 1, 40))
    table.loc[20:, "efficiency"] *= 100  # a point whose runs scatter more is no crowd of outliers
    table.loc[3, "efficiency"] = 30.0
    found = outliers(table, ["efficiency"])
    assert found["run"].tolist()[0] == 3
    assert (found["point"] == 0).all()


def test_outliers_of_few_seeds_by_what_is_usual_in_all_points():
    table = runs(20, 4).assign(efficiency=np.random.default_rng(4).normal(0, 1, 80))
    table.loc[9, "efficiency"] += 50
    assert outliers(table, ["efficiency"])["run"].tolist() == [9]


def test_the_median_of_the_others():
    for count in (2, 3, 4, 7, 8):
        values = np.random.default_rng(count).integers(0, 5, count).astype(float)
        assert others(values[None])[0].tolist() == [np.median(np.delete(values, place)) for place in range(count)]


def test_no_outliers_of_two_seeds_and_none_where_all_agree():
    assert outliers(runs(3, 2).assign(efficiency=[0.0, 9.0] * 3), ["efficiency"]).empty
    assert outliers(runs(3, 10).assign(efficiency=1.0), ["efficiency"]).empty


def test_the_measures_that_a_design_moves_most():
    rng = np.random.default_rng(5)
    table = runs(30, 6)
    point, chance = table["point"].to_numpy(float), rng.normal(0, 1, len(table))
    table = table.assign(efficiency=chance, moved=point + chance, half=point + 9 * chance, same=2 * (point + chance))
    table = table.assign(still=0.5, dust=1e-12 * chance, chance=rng.normal(0, 1, len(table)))
    names = ["efficiency", "moved", "half", "same", "still", "dust", "chance"]
    found = shares(table, names)
    assert found["moved"] > 0.95
    assert 0.2 < found["half"] < 0.7
    assert found["efficiency"] < 0.1  # ε² takes off what chance alone gives; η² would be about 5/30
    assert "still" not in found
    assert "dust" not in found
    assert most_moved(table, names) == ["efficiency", "moved", "half"]


def test_with_one_seed_by_what_a_curve_explains():
    table = runs(60, 1)
    codes = np.random.default_rng(6).random((60, 2))
    table = table.assign(efficiency=(codes[:, 0] - 0.5) ** 2, chance=np.random.default_rng(8).random(60))
    found = shares(table, ["chance", "efficiency"], codes)
    assert found["efficiency"] == pytest.approx(1)
    assert found["chance"] < 0.2


def test_a_measure_that_is_not_there():
    with pytest.raises(BatchError, match="no measure 'eficiency' in these results; did you mean 'efficiency'"):
        checked(["eficiency"], ["efficiency", "value"])
    assert checked(["value", "value"], ["efficiency", "value"]) == ["value"]


def test_where_on_a_grid_the_differences_lie():
    cells = np.array([(one, two) for one in range(4) for two in range(3)])
    variables = [variable("one", cells[:, 0].tolist()), variable("two", cells[:, 1].tolist())]
    one, two = cells[:, 0] - 1.5, cells[:, 1] - 1.0
    parts = np.array([np.var(3 * one), np.var(2 * two), np.var(one * two)])
    assert alone(variables, 3 * one + 2 * two + one * two) == pytest.approx(parts[:2] / parts.sum())
    said = grid_sentence(variables, 3.0 * one, "efficiency")
    assert said == (
        "On this grid 100 % of the variance of efficiency between the points goes with one alone, 0 % with two alone, and 0 % "
        "with several of them together."
    )
    assert alone(variables, np.ones(12)) is None
    assert alone(variables, np.where(one > 1, np.nan, one)) is None
    assert alone([variable("one", [0, 0, 1]), variable("two", [0, 1, 1])], np.arange(3.0)) is None
