"""Classes of units: each of the definitions in a world that shows it (MODEL.md section 4)."""

from typing import Any

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism, scenario
from superorganisms.errors import SuperorganismError
from superorganisms.model.checkpoint import moment_of, put_back
from superorganisms.model.classes import class_codes
from superorganisms.scenarios.golden import folder

LETTER = [1.0, 0.0, 0.0]
HIDDEN = [0.0, 0.0, 1.0]  # a direction that the present regime hides


def class_of(goal: list[float], *, strategy: str = "direct", compliance: float = 0.5, **settings: Any) -> str:
    world = Superorganism(
        Parameters(
            features=3,
            intent=LETTER,
            layers=(
                LayerParameters(name="order", compliance=1.0),
                LayerParameters(
                    name="employee", size=1, goal=goal, strategies=[strategy], compliance=compliance, selection="none"
                ),
            ),
            **settings,
        ),
        rng=1,
    )
    world.step()
    return str(world.classify()[1][0])


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ("robust", class_of([1, 0.2, 0])),
        ("pseudo", class_of([1, 0, 3], response=[1, 1, 0], regimes=[(50, None)])),
        ("robust", class_of([1, 0, 3], response=[1, 1, 0])),
        ("pseudo", class_of([1, 0, 3], response=[1, 1, 0], shift_set=[None])),
        ("compliant", class_of([0, 1, 0], compliance=0.9)),
        ("misaligned", class_of([0, 1, 0], compliance=0.1)),
        ("deceptive", class_of([0, 1, 0], strategy="deceiver", compliance=0.1)),
        ("robust", class_of(LETTER, strategy="deceiver")),
        ("no mesa-optimizer", class_of(LETTER, strategy="bottlecap")),
    ],
)
def test_definitions(expected: str, found: str) -> None:
    assert found == expected


def test_threshold() -> None:
    for cosine, expected in ((0.801, "robust"), (0.799, "misaligned")):
        assert class_of([cosine, np.sqrt(1 - cosine**2), 0], compliance=0.0) == expected


def test_classes_are_of_who_acted_not_of_who_came() -> None:
    world = Superorganism(rng=3, government__size=2, firm__size=4, employee__size=40, employee__strategies={"bottlecap": 0.5})
    world.step()
    acted = world.layers[3].former_strategies == world.strategy_names.index("bottlecap")
    np.testing.assert_array_equal(world.classify()[3] == "no mesa-optimizer", acted)


def test_no_class_before_the_first_tick() -> None:
    with pytest.raises(SuperorganismError, match="no tick has been done yet"):
        Superorganism(rng=1, government__size=1, firm__size=1, employee__size=1).classify()


@pytest.mark.parametrize("name", ["every-mechanism-budget", "every-mechanism-cost"])
def test_what_is_kept_of_a_tick_is_what_would_be_worked_out_again(name: str) -> None:
    """Also after the settings were changed, by plan or by hand, and after the world was put back."""
    world = Superorganism(scenario(folder() / f"{name}.toml").parameters, rng=5)
    moment = None
    for tick in range(1, 61):
        world.step()
        if tick % 7 == 0:
            world.intervene("shift_set", [np.eye(len(world.parameters.features)).tolist()] if tick % 2 else None)
        if tick == 20:
            moment = moment_of(world)
        if tick == 40 and moment is not None:
            put_back(world, moment, world)
        kept = [codes.copy() for codes in class_codes(world.state)]
        world.state.classified = None
        for codes, again in zip(kept, class_codes(world.state), strict=True):
            assert np.array_equal(codes, again)
