"""The border of deception: sweep, figure and the closed form, under the selections that it is told for."""

import math
from pathlib import Path

import numpy as np
import pytest

from superorganisms.scenarios import figures_border
from superorganisms.scenarios.detection import at, border, closed_form, crossing, gain, honest_and_caught, summary, sweep
from superorganisms.scenarios.library.deceptive_alignment import PARAMETERS, TICKS

SEEDS = range(1, 3)


def test_first_tick_gives_h_and_k() -> None:
    honest, caught = honest_and_caught(at(PARAMETERS, 1.0, 1, 0))
    assert caught == pytest.approx(0.0, abs=0.01)  # leisure and status have nothing to do with the letter
    assert honest == pytest.approx(0.6 / math.hypot(0.6, 0.4), abs=0.005)


def test_gain_is_measured_from_the_start() -> None:
    assert gain(at(PARAMETERS, 0.0, 1, 60)) == pytest.approx(-0.1, abs=0.02)  # all deceivers gone, of about 160 in 1,600


# exp(3 m): (F(h) - F(k)) / (F(1) - F(k)) with F the fitness, h = .832, k = 0; ranks: a deceiver is best as often as worst at .5
@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("wright_fisher(s=10, fitness='linear')", 0.832),
        ("wright_fisher(s=3)", (math.exp(3 * 0.832) - 1) / (math.exp(3) - 1)),
        ("truncation(turnover=0.1)", 0.5),
    ],
)
def test_border_under_other_selections(selection: str, expected: float) -> None:
    parameters = PARAMETERS.with_changes({"employee.selection": selection})
    found = [border(parameters, seed, TICKS) for seed in SEEDS]
    assert np.mean(found) == pytest.approx(expected, abs=0.04)  # sd of one seed is below .02; told to two digits in the lesson


def test_border_does_not_depend_on_how_often_is_audited() -> None:
    often = PARAMETERS.with_changes({"employee.audit": 1.0})
    found = [border(often, seed, TICKS) for seed in SEEDS]
    assert np.mean(found) == pytest.approx(closed_form(at(often, 1.0, 1, 0)), abs=0.04)


def test_sweep_gives_table_and_figure(tmp_path: Path) -> None:
    swept = sweep(PARAMETERS, detections=(0.5, 0.8, 0.9, 1.0), seeds=(1, 2, 3), ticks=TICKS)
    assert len(swept) == 12
    table = summary(swept)
    deceivers, audited, unaudited = (table[name]["mean"] for name in ("deceivers", "audited", "unaudited"))
    assert deceivers.is_monotonic_increasing
    assert audited[1.0] > audited[0.9] > audited[0.5]
    assert unaudited.is_monotonic_decreasing
    assert ((table["deceivers"]["low"] <= deceivers) & (deceivers <= table["deceivers"]["high"])).all()
    assert 0.8 < crossing(swept) < 0.9
    figure = figures_border.border(swept, file=tmp_path / "border.png")
    assert (tmp_path / "border.png").stat().st_size > 10_000
    assert {text.get_text() for text in figure.axes[0].get_legend().get_texts()} >= {
        "deceivers' share",
        "border, closed form 5",
    }


def test_no_crossing_is_nan() -> None:
    assert math.isnan(crossing(sweep(PARAMETERS, detections=(0.0, 0.3), seeds=(1, 2), ticks=30)))
