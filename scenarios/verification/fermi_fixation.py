"""In a pairwise comparison with a constant advantage the chances to lose and to win a mutant are as γ = exp(-s Δm) to 1 at
every number, so one mutant takes all with probability (1 - γ)/(1 - γ^N): Moran's process with r = 1/γ.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms import laws
from superorganisms.arrays import Bools, Ints
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, share
from superorganisms.scenarios.evidence.small_worlds import after, birth_death, free_world, obedient, selfish, uniform_lots
from superorganisms.scenarios.verification.moran_fixation import fixation, until_one_line_is_left

GROUP = "literature"
CLAIM = "Pairwise comparison by Fermi's function fixes one mutant with probability (1-γ)/(1-γ^N), γ = exp(-s Δm)."
SOURCES = (Source("traulsen-2006b", "Equation 8."),)
REPLICATES, QUICK = 8000, 2000  # families
AXES = ("strength of selection times advantage", "probability of fixation")


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Until one line is left, by the law alone; and in the world the whole distribution after some ticks."""
    lots = uniform_lots(seed)
    for n, s, advantage in ((6, 2.0, -0.3), (6, 1.0, 0.0), (6, 0.5, 0.8), (6, 3.0, 0.6), (2, 3.0, 1.0)):

        def once(mutant: Bools, families: Ints, gain: float = advantage, strength: float = s) -> Ints:
            return laws.fermi(mutant * gain, families, lots((len(mutant), 3)), s=strength)

        won = until_one_line_is_left(n, replicates, once)
        found = share(f"N = {n}, s Δm = {s * advantage:.1f}", fixation(n, float(np.exp(s * advantage))), won)
        yield found.placed(s * advantage, f"N = {n}")
    yield from _in_the_world(replicates, seed)


def _in_the_world(families: int, seed: int) -> Iterator[Finding]:
    n, s, advantage = 5, 1.5, 0.6
    k = np.arange(n + 1)
    meet = k * (n - k) / (n * (n - 1))
    chain = birth_death(meet / (1 + np.exp(-s * advantage)), meet / (1 + np.exp(s * advantage)))
    goals = np.zeros((families * n, 2))
    goals[::n, 0] = advantage
    employees = selfish("employee", families * n, goal=goals, selection=f"fermi(s={s})")
    world = free_world(obedient("order", 1), obedient("firm", families), employees, seed=seed)
    for ticks in (1, 30):
        world.run_for(ticks - world.tick)
        found = (world.layers[2].goals[:, 0] > 0).reshape(families, n).sum(axis=1)
        expected = after(chain, ticks, 1)
        for number in (0, 1, n) if ticks > 1 else (0, 2):
            yield share(f"world: {number} of {n} after {ticks}", expected[number], found == number)
