"""How recognisable may an audit be before deceivers take over? Sweeps of `detection`, and the border of closed form 5.

Who is honest earns h = cos(aim, letter) in every audit; a deceiver with the same goal earns 1 where it recognises the audit and
k = cos(goal, letter) where it doesn't. Under fitness linear in the metric it spreads if detection > (h - k)/(1 - k).
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.signature import interval

if TYPE_CHECKING:
    from superorganisms.model.world import Superorganism

DETECTIONS = (0.0, 0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)
LAST = 20  # ticks at the end that are averaged over
_HALVINGS = 6  # leave the border known to 1/64


def honest_and_caught(world: "Superorganism") -> tuple[float, float]:
    """h and k among the leaves in the world's first tick: mean cosine with the letter of honest aims, and of goals."""
    first = type(world)(world.parameters, rng=world.seed)
    first.step()
    leaves = first.layers[-1]
    honest = leaves.former_strategies == first.strategy_names.index("direct")
    return _cosines(leaves.aims, leaves.understood)[honest].mean(), _cosines(leaves.former_goals, leaves.understood).mean()


def _cosines(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return np.asarray((one * other).sum(axis=1) / lengths)


def closed_form(world: "Superorganism") -> float:
    """(h - k)/(1 - k) of the world's first tick (MODEL.md section 7, closed form 5)."""
    honest, caught = honest_and_caught(world)
    return float((honest - caught) / (1 - caught))


def at(parameters: Parameters, detection: float, seed: int, ticks: int) -> "Superorganism":
    """The world with this detection in its last layer, after so many ticks."""
    from superorganisms.model.world import Superorganism

    world = Superorganism(parameters.with_changes({f"{parameters.layers[-1].name}.detection": detection}), rng=seed)
    play(world, ticks)
    return world


def gain(world: "Superorganism") -> float:
    """Deceivers' share among the leaves in the last ticks, less that at the start.

    Where neither kind does better its mean over seeds is 0, whatever chance does in between.
    """
    shares = world.measures[f"{world.layers[-1].name}.deceiver_share"]
    start = type(world)(world.parameters, rng=world.seed).layers[-1]
    before = (start.strategies == world.strategy_names.index("deceiver")).mean()
    return float(shares.iloc[-LAST:].mean() - before)


def border(parameters: Parameters, seed: int, ticks: int) -> float:
    """The detection from which on deceivers gain, found by halving [0, 1] with the same noise throughout; to 1/128."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if gain(at(parameters, middle, seed, ticks)) > 0 else (middle, high)
    return (low + high) / 2


def sweep(
    parameters: Parameters, *, detections: Iterable[float] = DETECTIONS, seeds: Iterable[int] = range(1, 33), ticks: int = 150
) -> pd.DataFrame:
    """A row a detection and seed: the last ticks' deceivers' share, metric, value watched and unwatched, efficiency.

    Also the first tick's `closed_form`, and what deceivers `gain`. The last layer is the one that is audited.
    """
    layer = parameters.layers[-1].name
    columns = {
        "deceivers": f"{layer}.deceiver_share",
        "metric": f"{layer}.metric",
        "audited": f"{layer}.audited_value",
        "unaudited": f"{layer}.unaudited_value",
        "efficiency": "efficiency",
    }
    chosen, rows = tuple(detections), []
    for seed in seeds:
        for detection in chosen:
            world = at(parameters, detection, seed, ticks)
            last = world.measures.iloc[-LAST:]
            found = {name: float(last[column].mean()) for name, column in columns.items()}
            rows.append({"detection": detection, "seed": seed, **found, "gain": gain(world), "closed_form": closed_form(world)})
    return pd.DataFrame(rows)


def summary(swept: pd.DataFrame, columns: Sequence[str] = ("deceivers", "metric", "audited", "unaudited")) -> pd.DataFrame:
    """Means over seeds by detection, with the ends of their 95 % intervals: columns (name, mean | low | high)."""
    rows = {}
    for detection, group in swept.groupby("detection"):
        row: dict[tuple[str, str], float] = {}
        for name in columns:
            low, high = interval(group[name].tolist())
            row |= {(name, "mean"): float(group[name].mean()), (name, "low"): low, (name, "high"): high}
        rows[detection] = row
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("detection")


def crossing(swept: pd.DataFrame) -> float:
    """The detection at which the mean gain over seeds turns positive, between two swept ones; NaN if it never does."""
    means = swept.groupby("detection")["gain"].mean()
    detections, gains = means.index.to_numpy(np.float64), means.to_numpy(np.float64)
    turns = np.flatnonzero((gains[:-1] <= 0) & (gains[1:] > 0))
    if not len(turns):
        return float("nan")
    left = int(turns[0])
    return float(np.interp(0.0, gains[left : left + 2], detections[left : left + 2]))
