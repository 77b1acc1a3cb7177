"""Indices against functions whose indices are known, in the points that the designs themselves give."""

import math

import numpy as np
import pytest

from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.analysis import morris, sobol
from superorganisms.scenarios.sweep.analysis.spoken import morris_sentence, sobol_sentence
from superorganisms.scenarios.sweep.designs import design

# Ishigami & Homma 1990 with a = 7, b = .1: the variances of its parts in closed form
A, B = 7.0, 0.1
FIRST = 0.5 * (1 + B * math.pi**4 / 5) ** 2
SECOND = A**2 / 8
BOTH = B**2 * math.pi**8 * (1 / 18 - 1 / 50)
ALL = FIRST + SECOND + BOTH
NAMES = ["one", "two", "three"]


def ishigami(units: np.ndarray) -> np.ndarray:
    one, two, three = ((2 * units - 1) * math.pi).T
    return np.sin(one) + A * np.sin(two) ** 2 + B * three**4 * np.sin(one)


def test_the_known_values_are_those_of_the_literature():
    assert pytest.approx([0.3139, 0.4424], abs=5e-5) == [FIRST / ALL, SECOND / ALL]
    assert pytest.approx([0.5576, 0.2437], abs=5e-5) == [(FIRST + BOTH) / ALL, BOTH / ALL]


def test_sobol_indices_of_ishigami():
    units = design("sobol").units(3, 2048, 1)
    found = sobol(ishigami(units), NAMES)
    assert found["S1"].to_numpy() == pytest.approx([FIRST / ALL, SECOND / ALL, 0.0], abs=0.025)
    assert found["ST"].to_numpy() == pytest.approx([(FIRST + BOTH) / ALL, SECOND / ALL, BOTH / ALL], abs=0.025)
    assert (found["n"] == 2048).all()


def test_intervals_hold_the_known_values_about_as_often_as_they_say():
    known = {"S1": [FIRST / ALL, SECOND / ALL, 0.0], "ST": [(FIRST + BOTH) / ALL, SECOND / ALL, BOTH / ALL]}
    held = []
    for seed in range(30):
        found = sobol(ishigami(design("sobol").units(3, 128, seed)), NAMES)
        for index, values in known.items():
            held += [(found[f"{index}_low"] <= values) & (values <= found[f"{index}_high"])]
    assert np.mean(held) > 0.9  # points of a Sobol sequence lie more evenly than chance: the intervals are on the safe side


def test_sobol_indices_of_the_g_function():
    # Sobol' g: S1 in closed form from V_i = 1 / (3 (1 + a_i)²)
    weights = np.array([0.0, 1.0, 4.5, 9.0])
    units = design("sobol").units(4, 2048, 3)
    found = sobol(np.prod((np.abs(4 * units - 2) + weights) / (1 + weights), axis=1), list("abcd"))
    parts = 1 / (3 * (1 + weights) ** 2)
    whole = np.prod(1 + parts) - 1
    totals = parts * np.prod(1 + parts) / (1 + parts) / whole
    assert found["S1"].to_numpy() == pytest.approx(parts / whole, abs=0.03)
    assert found["ST"].to_numpy() == pytest.approx(totals, abs=0.03)


def test_a_sample_with_a_point_that_failed_is_left_out_whole():
    values = ishigami(design("sobol").units(3, 1024, 1))
    broken = values.copy()
    broken[[7, 5003]] = np.nan
    found = sobol(broken, NAMES)
    assert (found["n"] == 1022).all()
    assert found["S1"].to_numpy() == pytest.approx(sobol(values, NAMES)["S1"].to_numpy(), abs=0.02)


def test_the_same_values_give_the_same_intervals():
    values = ishigami(design("sobol").units(3, 64, 1))
    assert sobol(values, NAMES).equals(sobol(values, NAMES))


def test_what_does_not_move_has_no_indices():
    found = sobol(np.full(5 * 8, 0.25), NAMES)
    assert found["S1"].isna().all()
    assert "Nothing can be said of one" in sobol_sentence("one", "efficiency", found.loc["one"])


def test_values_must_fit_their_design():
    with pytest.raises(BatchError, match="multiple of 5 points, got 11"):
        sobol(np.zeros(11), NAMES)
    with pytest.raises(BatchError, match="multiple of 4 points, got 11"):
        morris(np.zeros((11, 3)), np.zeros(11), NAMES)


def test_morris_is_exact_for_a_line():
    units = design("morris").units(3, 10, 2)
    found = morris(units, 2 * units[:, 0] - 3 * units[:, 1] + 7, NAMES)
    assert found["mu_star"].to_numpy() == pytest.approx([2, 3, 0])
    assert found["mu"].to_numpy() == pytest.approx([2, -3, 0])
    assert found["sigma"].to_numpy() == pytest.approx([0, 0, 0], abs=1e-9)
    assert found["mu_star_low"].to_numpy() == pytest.approx([2, 3, 0])


def test_morris_sees_that_an_effect_depends_on_others():
    units = design("morris").units(2, 20, 2)
    found = morris(units, (units[:, 0] - 0.5) * (units[:, 1] - 0.5), ["one", "two"])
    assert (found["sigma"] > 0.2).all()
    assert "up in some places and down in others" in morris_sentence("one", "efficiency", found.loc["one"])


def test_a_trajectory_with_a_point_that_failed_is_left_out_whole():
    units = design("morris").units(2, 10, 2)
    values = 2 * units[:, 0]
    values[4] = np.nan
    found = morris(units, values, ["one", "two"])
    assert (found["n"] == 9).all()
    assert found["mu_star"].to_numpy() == pytest.approx([2, 0])
    assert morris(units[:3], np.array([1, np.nan, 2]), ["one", "two"])["mu_star"].isna().all()
