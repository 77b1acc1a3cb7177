"""Curves: what is run, how a shape is judged, and what the command says."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from superorganisms.__main__ import main
from superorganisms.errors import ScenarioError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.check import check_scenario
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.evidence.curves import judged
from superorganisms.scenarios.scenario import scenario
from superorganisms.scenarios.told import Told, at, untold
from superorganisms.scenarios.tracing import Traced, trace

TELEPHONE = scenario("telephone")
COMPLIANCE = Curve(
    name="compliance",
    along="compliance below the order",
    effect="efficiency",
    steps=steps("order.compliance", (0.5, 0.75, 1.0)),
    outcome=at("efficiency", 4),
    shape="rises",
)


def shaped(shape: str, means: list[float], **changes: object) -> Traced:
    """A curve of 8 seeds about these means, with a little noise."""
    noise = np.random.default_rng(3).normal(0, 0.01, (len(means), 8))
    places: tuple[tuple[float, dict[str, object]], ...] = tuple((float(number), {}) for number in range(len(means)))
    curve = replace(COMPLIANCE, steps=places, shape=shape, **changes)  # type: ignore[arg-type]
    return Traced(curve, np.array(means)[:, None] + noise)


@pytest.mark.parametrize(
    ("shape", "means", "changes"),
    [
        ("rises", [0.0, 0.5, 1.0], {}),
        ("falls", [1.0, 0.5, 0.5, 0.0], {}),
        ("rises", [0.0, 0.6, 0.5, 1.0], {"slack": 0.15}),
        ("peaks", [0.0, 0.5, 1.0, 0.2], {"extreme": (1.5, 2.5)}),
        ("dips", [1.0, 0.1, 0.8], {}),
        ("level", [0.5, 0.52, 0.5], {"slack": 0.05}),
    ],
)
def test_a_shape_that_is_there_is_seen(shape: str, means: list[float], changes: dict[str, object]) -> None:
    assert all(finding.passed for finding in judged(shaped(shape, means, **changes)))


@pytest.mark.parametrize(
    ("shape", "means", "changes"),
    [
        ("rises", [1.0, 0.5, 0.0], {}),
        ("falls", [0.5, 0.5, 0.5], {}),
        ("rises", [0.0, 0.7, 0.5, 1.0], {"slack": 0.05}),
        ("peaks", [0.0, 0.5, 1.0, 0.2], {"extreme": (0.0, 1.5)}),
        ("peaks", [0.0, 0.5, 1.0], {}),
        ("dips", [0.1, 0.5, 0.8], {}),
        ("level", [0.5, 0.8, 0.5], {"slack": 0.05}),
        ("level", [0.5, 0.2, 0.5], {"slack": 0.05}),
    ],
)
def test_a_shape_that_is_not_there_fails(shape: str, means: list[float], changes: dict[str, object]) -> None:
    assert not all(finding.passed for finding in judged(shaped(shape, means, **changes)))


def test_undefined_values_fail() -> None:
    found = shaped("rises", [0.0, 1.0])
    found.values[1, 2] = math.nan
    assert not all(finding.passed for finding in judged(found))


def test_every_step_meets_the_same_seeds() -> None:
    found = trace(TELEPHONE, COMPLIANCE, (3, 4))
    assert found.values.shape == (3, 2)
    for step, compliance in enumerate((0.5, 0.75, 1.0)):
        for column, seed in enumerate((3, 4)):
            world = TELEPHONE.world(seed, order__compliance=compliance)
            world.run_for(TELEPHONE.ticks)
            assert found.values[step, column] == world.measures.loc[4, "efficiency"]
    assert found.table().index.tolist() == [0.5, 0.75, 1.0]


def test_steps_set_several_layers() -> None:
    assert steps("firm.mutation", (0.1,), "employee.mutation") == ((0.1, {"firm.mutation": 0.1, "employee.mutation": 0.1}),)


@pytest.mark.parametrize(
    ("curve", "said"),
    [
        (replace(COMPLIANCE, fades=True), "must lead from the world to its contrast"),
        (replace(COMPLIANCE, steps=COMPLIANCE.steps[:1]), "needs at least 2 steps, got 1"),
        (replace(COMPLIANCE, shape="bends"), "shape must be one of falls, rises"),  # type: ignore[arg-type]
        (replace(COMPLIANCE, steps=steps("order.complience", (0.5, 1.0))), "did you mean"),
    ],
)
def test_a_wrong_curve_is_named(curve: Curve, said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        check_scenario(replace(TELEPHONE, curves=(curve,)))
    assert said in str(caught.value)


def test_two_curves_of_one_name() -> None:
    with pytest.raises(ScenarioError, match="a name twice"):
        check_scenario(replace(TELEPHONE, curves=(COMPLIANCE, COMPLIANCE)))


def test_numbers_that_nothing_recomputes_are_found() -> None:
    text = "It falls to .25, three quarters less, or 75 %, with `order.compliance` at `.5`, in 20 ticks."
    assert list(untold([text], [])) == [".25", "75 %"]
    assert list(untold([text], [Told("falls to .25", 0.25, at("efficiency", 8))])) == ["75 %"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words": "said nowhere"}, "stands in none of the texts"),
        ({"changes": {"frim.size": 3}}, "no parameter"),
        ({"of": at("efficency", 1), "changes": {}, "until": None}, "KeyError"),
    ],
)
def test_what_is_told_must_be_computable(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        check_scenario(replace(TELEPHONE, told=(*TELEPHONE.told, replace(TELEPHONE.told[0], **changes))))
    assert said in str(caught.value)


def test_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status = main(["scenario", "curves", "telephone", "--seeds", "3", "--figures", str(tmp_path)])
    out = capsys.readouterr().out
    assert status == 0, out
    assert out.count("pass") >= 2
    assert (tmp_path / "telephone-1.png").read_bytes().startswith(b"\x89PNG")


def test_command_needs_curves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "bare.py"
    file.write_text("from superorganisms import Parameters\nPARAMETERS = Parameters()\n", encoding="utf-8")
    assert main(["scenario", "curves", str(file)]) == 2
    assert "bare has no curves" in capsys.readouterr().err
    assert isinstance(scenario(file).parameters, Parameters)
