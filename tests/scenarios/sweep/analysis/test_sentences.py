"""Sentences claim what the intervals allow, and no more."""

import pandas as pd
import pytest

from superorganisms.scenarios.sweep.analysis.spoken import contrast_sentence, morris_sentence, sobol_sentence


def indices(first: tuple[float, float, float], total: tuple[float, float, float], n: int = 64) -> pd.Series:
    names = ["S1", "S1_low", "S1_high", "ST", "ST_low", "ST_high"]
    return pd.Series(dict(zip(names, (*first, *total), strict=True)) | {"n": n})


def test_a_clear_share_alone():
    said = sobol_sentence("firm.compliance", "efficiency", indices((0.62, 0.55, 0.7), (0.66, 0.6, 0.72)))
    assert said.startswith("62 % (95 % interval 55 % to 70 %) of the variance of efficiency goes back to firm.compliance alone")
    assert "isn't shown" in said  # that it acts together with others


def test_a_share_that_is_clear_only_from_below():
    said = sobol_sentence("x", "efficiency", indices((0.95, 0.27, 1.63), (0.94, 0.4, 1.49), 16))
    assert said.startswith("At least 27 % of the variance of efficiency goes back to x alone, perhaps up to 100 %")


def test_a_clear_share_together_with_others():
    said = sobol_sentence("x", "efficiency", indices((0.31, 0.25, 0.37), (0.56, 0.5, 0.62)))
    assert "it depends on the others" in said


def test_only_together_with_others():
    said = sobol_sentence("x", "efficiency", indices((0.01, -0.08, 0.1), (0.24, 0.18, 0.3)))
    assert "24 % (95 % interval 18 % to 30 %)" in said
    assert "on its own isn't shown" in said


def test_hardly_matters():
    said = sobol_sentence("x", "efficiency", indices((0.0, -0.02, 0.02), (0.01, 0.0, 0.02)))
    assert said == (
        "x hardly matters for efficiency within these ranges: at most 2 % of its variance goes back to it, alone or together "
        "with others."
    )


@pytest.mark.parametrize(
    ("first", "total"),
    [((-0.1, -0.6, 0.4), (0.5, 0.1, 0.9)), ((0.05, -0.1, 0.2), (0.1, -0.05, 0.25))],
    ids=["wide", "holds 0"],
)
def test_undecided(first, total):
    said = sobol_sentence("x", "efficiency", indices(first, total, 16))
    assert "can't be told from 16 base samples" in said
    assert "more samples would decide" in said
    assert ("an estimate below 0 is chance" in said) == (first[0] < 0)


def effects(size: float, half: float, mean: float, sigma: float) -> pd.Series:
    names = ["mu_star", "mu_star_low", "mu_star_high", "mu", "sigma", "n"]
    return pd.Series(dict(zip(names, (size, max(0.0, size - half), size + half, mean, sigma, 10), strict=True)))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (effects(0, 0, 0, 0), "moved efficiency in none of 10 steps"),
        (
            effects(0.4, 0.01, -0.4, 0.01),
            "Wherever the others stand, raising x over its whole range lowers efficiency by about",
        ),
        (effects(0.4, 0.1, 0.4, 0.2), "not everywhere by the same"),
        (effects(0.4, 0.1, 0.1, 0.5), "up in some places and down in others"),
        (effects(0.4, 0.5, 0.4, 0.9), "isn't decided by 10 steps"),
    ],
)
def test_morris(row, words):
    assert words in morris_sentence("x", "efficiency", row)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"n": 8, "mean": -0.5, "low": -0.6, "high": -0.4},
            "On average efficiency is 0.5 lower in the world than in its contrast; world - contrast (-0.6 to -0.4).",
        ),
        ({"n": 8, "mean": 0.1, "low": -0.1, "high": 0.3}, "isn't shown: 0.1 (-0.1 to 0.3)"),
        ({"n": 1, "mean": 0.1, "low": float("nan"), "high": float("nan")}, "one seed gives no interval"),
        ({"n": 8, "mean": 0.0, "low": 0.0, "high": 0.0}, "the same efficiency with every seed"),
        ({"n": 0, "mean": float("nan"), "low": float("nan"), "high": float("nan")}, "No pair of runs"),
    ],
)
def test_contrasts(row, words):
    assert words in contrast_sentence("efficiency", pd.Series(row))
