"""Every design gets a report, from tables whose values are made up: nothing is run."""

import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from superorganisms import Results, Span, Sweep
from superorganisms.scenarios.sweep.analysis import Findings, analyse, write

RANGE = Span(0, 1, 3)
PATHS = ("firm.compliance", "order.compliance", "government.compliance")


def ishigami(point: tuple[Any, ...]) -> float:
    one, two, three = ((2 * value - 1) * math.pi for value in point)
    return math.sin(one) + 7 * math.sin(two) ** 2 + 0.1 * three**4 * math.sin(one)


def total(point: tuple[Any, ...]) -> float:
    return sum(value for value in point if isinstance(value, float))


def found(value: Any, **sweep: Any) -> Findings:
    plan = Sweep(world="telephone", **sweep).plan()
    chance = np.random.default_rng(3).normal(0, 0.01, plan.total)
    rows = [
        {"run": job.number, "point": job.point, "arm": job.arm, "replicate": job.replicate, "seed": job.seed}
        | {"error": None, "traceback": None, "efficiency": value(job.values) + chance[job.replicate]}
        for job in plan.jobs(range(plan.total))
    ]
    made = SimpleNamespace(plan=plan, runs=pd.DataFrame(rows), measures=["efficiency"], manifest={}, folder=Path("results"))
    return analyse(cast(Results, made))


@pytest.mark.parametrize(
    ("sweep", "shape", "words"),
    [
        ({"seeds": 3}, "one", "V/V*. Mean "),
        ({"vary": {"employee.selection": ["none", "truncation", {"rule": "moran", "s": 2.0}]}}, "curve", "moran(s=2)"),
        ({"vary": {PATHS[0]: RANGE}, "contrast": True, "seeds": 6}, "curve", "World and contrast"),
        ({"vary": dict.fromkeys(PATHS[:2], RANGE), "seeds": 2}, "map", "50 % with"),
        ({"vary": dict.fromkeys(PATHS, RANGE), "contrast": True, "seeds": 2}, "panels", "33 % with"),
        ({"vary": dict.fromkeys(PATHS, RANGE), "design": "lhs", "samples": 20}, "panels", "One seed a point"),
        (
            {"vary": dict.fromkeys(PATHS, RANGE), "design": "morris", "samples": 6},
            "panels",
            "Wherever the others stand, raising",
        ),
        ({"points": [dict.fromkeys(PATHS[:2], 0.1), dict.fromkeys(PATHS[:2], 0.4)]}, "map", "points: 2 points"),
    ],
    ids=["nothing", "names", "one", "two", "three", "lhs", "morris", "points"],
)
def test_a_report(sweep, shape, words, tmp_path):
    of = found(total, **sweep)
    assert of.shape == shape
    assert words in write(of, tmp_path / "report.html").read_text(encoding="utf-8")


def test_sobol_indices_from_a_plan_and_its_table(tmp_path):
    of = found(ishigami, vary=dict.fromkeys(PATHS, RANGE), design="sobol", samples=512)
    table = of.indices["efficiency"]
    assert table["S1"].to_numpy() == pytest.approx([0.3139, 0.4424, 0.0], abs=0.04)
    assert table["ST"].to_numpy() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.04)
    assert "it depends on the others" in table.loc["firm.compliance", "sentence"]
    assert "that it also acts together with others isn't shown" in table.loc["order.compliance", "sentence"]
    assert "on its own isn't shown" in table.loc["government.compliance", "sentence"]
    report = write(of, tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(sentence.replace("'", "&#39;") in report for sentence in table["sentence"])
