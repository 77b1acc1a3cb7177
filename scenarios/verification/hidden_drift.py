"""Closed form 4, first half. In a world projected onto its first feature goals may differ in the second as they like: a
line of descent of t generations has t mutations there whatever was selected, so their mean stays 0 and their mean square is
t σ². Related units share them: they differ less than neutral ones would. Once the feature can be acted on, (1-λ)² t σ² is
lost.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact, mean
from superorganisms.scenarios.evidence.intervals import FALSE_ALARMS, caught, student_critical
from superorganisms.scenarios.evidence.small_worlds import free_world, obedient, quiet

GROUP = "theory"
ORDER = 4
CLAIM = (
    "What nobody can act on nobody selects: goals drift there freely, unseen, and it costs the more the longer it was hidden."
)
SOURCES = (
    Source("maynard-smith-1974", "Hitch-hiking: what isn't selected is carried along by what is."),
    Source("crow-1970", "Neutral lines of descent gather mutations at a constant rate."),
)
REPLICATES, QUICK = 2000, 500  # families
AXES = ("ticks hidden", "mean square of goals in the hidden feature")
_SIZE, _MUTATION, _COMPLIANCE = 8, 0.1, 0.3


def hidden(families: int, ticks: int, seed: int) -> Superorganism:
    """The second feature can be acted on two ticks after these, when all have been born anew."""
    units = {"goal": [1.0, 0.0], "mutation": _MUTATION, "compliance": _COMPLIANCE, "selection": "wright_fisher(s=8)"}
    layers = obedient("order", 1), obedient("firm", families), quiet("employee", families * _SIZE, **units)
    regimes = [{"at": ticks, "response": [1.0, 1.0]}]
    return free_world(*layers, response=[1.0, 0.0], regimes=regimes, seed=seed, ticks=ticks)


def relatives(goals: np.ndarray) -> Finding:
    """Mean squared distance within families: less than the neutral one, so it must lie between 0 and that."""
    apart, ticks = 2 * _SIZE / (_SIZE - 1) * goals.var(axis=1), 25
    neutral = 2 * _SIZE * _MUTATION**2 * (1 - (1 - 1 / _SIZE) ** ticks)
    freedom, error = len(apart) - 1, float(apart.std(ddof=1) / np.sqrt(len(apart)))
    ours, half = float(apart.mean()), student_critical(freedom, FALSE_ALARMS) * error
    return Finding(
        case="25 ticks: relatives are closer",
        expected=(0.0, neutral),
        ours=ours,
        low=ours - half,
        high=ours + half,
        replicates=len(apart),
        detects=caught(freedom, error),
        whole=True,
    )


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """After 3, 10 and 25 ticks out of sight, and two ticks after the feature has come to light."""
    for ticks in (3, 10, 25):
        world = hidden(replicates, ticks, seed + ticks)
        goals = world.layers[2].goals[:, 1].reshape(replicates, _SIZE)
        yield mean(f"{ticks} ticks: mean goal", 0.0, goals.mean(axis=1))
        yield mean(f"{ticks} ticks: mean square", ticks * _MUTATION**2, (goals**2).mean(axis=1)).placed(ticks, "goals")
        if ticks == 25:
            yield relatives(goals)
        yield exact(f"{ticks} ticks: seen of it in efforts", 0.0, float(np.abs(world.layers[2].efforts[:, 1]).max()))
        world.run_for(2)
        lost = (world.layers[2].efforts[:, 1] ** 2).reshape(replicates, _SIZE).mean(axis=1)
        yield mean(f"{ticks} ticks: lost when it shows", (1 - _COMPLIANCE) ** 2 * (ticks + 1) * _MUTATION**2, lost)
