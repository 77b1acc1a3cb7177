"""A curve of a scenario, run: its values at every step and seed, and whether they have the shape that it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.curve import SEEDS, Curve
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import interval

if TYPE_CHECKING:
    import pandas as pd

    from superorganisms.scenarios.definition import Scenario


@dataclass(frozen=True)
class Traced:
    """A curve and its values, (steps, seeds); every step met the same noise."""

    curve: Curve
    values: Floats

    @property
    def means(self) -> Floats:
        """Over seeds, one a step."""
        return np.asarray(self.values.mean(axis=1))

    @property
    def direction(self) -> float:
        """1 where the outcome should rise, or peak; -1 where it should fall, or dip; 0 where it should stay."""
        return {"rises": 1.0, "peaks": 1.0, "falls": -1.0, "dips": -1.0, "level": 0.0}[self.curve.shape]

    @property
    def turn(self) -> int:
        """The step with the extreme mean of a curve that peaks or dips."""
        return int(np.argmax(self.direction * self.means))

    def table(self) -> "pd.DataFrame":
        """A row a step: the mean over seeds and the ends of its 95 % interval."""
        import pandas as pd

        ends = [interval(row.tolist()) for row in self.values]
        rows = {"mean": self.means, "low": [low for low, _ in ends], "high": [high for _, high in ends]}
        return pd.DataFrame(rows, index=pd.Index([at for at, _ in self.curve.steps], name=self.curve.along))


def trace(scenario: "Scenario", curve: Curve, seeds: Iterable[int] = range(1, SEEDS + 1)) -> Traced:
    """Run the world at every step of the curve, with the same seeds at each."""
    chosen = tuple(seeds)
    rows = [[outcome(scenario, curve, step, seed) for seed in chosen] for step in range(len(curve.steps))]
    return Traced(curve, np.array(rows))


def outcome(scenario: "Scenario", curve: Curve, step: int, seed: int) -> float:
    """One value of a curve."""
    from superorganisms.model.world import Superorganism

    world = Superorganism(scenario.parameters.with_changes(dict(curve.steps[step][1])), rng=seed)
    play(world, scenario.ticks if curve.ticks is None else curve.ticks)
    return float(curve.outcome(world))
