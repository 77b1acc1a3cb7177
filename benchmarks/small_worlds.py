"""Ten thousand runs of a Moran process in a family of 10, 100 ticks each, beside Nashpy's, in one run.

`uv run --group benchmarks python benchmarks/small_worlds.py`. Families whose parents are never selected are independent
runs of the same small world: ten thousand of them live in one world, each with random numbers of its own. The ratio is
what to quote, per run and tick. Nashpy's process plays a game and writes plain Python; ours works out goals, aims,
efforts, outcomes and all measures of every unit in every tick besides.
"""

import random
import statistics
import time

import nashpy
import numpy as np

from superorganisms import LayerParameters, Parameters, Superorganism

RUNS, SIZE, TICKS, ROUNDS = 10_000, 10, 100, 3
PEER_RUNS = 20


def many_runs(seed: int) -> Superorganism:
    """A world of RUNS families; each descends within itself only."""
    layers = (
        LayerParameters(name="designer_s_hand", compliance=1.0, spread=0.0),
        LayerParameters(name="run", size=RUNS, selection="none", compliance=1.0, spread=0.0),
        LayerParameters(name="player", size=RUNS * SIZE, selection="moran(s=1)", mutation=0.0, spread=1.0),
    )
    return Superorganism(Parameters(features=2, layers=layers), rng=seed)


def ours(seed: int) -> float:
    """Seconds per run and tick, making the world included."""
    start = time.perf_counter()
    many_runs(seed).run_for(TICKS)
    return (time.perf_counter() - start) / (RUNS * TICKS)


def peers(seed: int) -> float:
    """Seconds per run and step of Nashpy's Moran process, of a game that no type leaves quickly."""
    random.seed(seed)
    np.random.seed(seed)  # noqa: NPY002 (Nashpy draws from there)
    game, steps = nashpy.Game(np.ones((SIZE, SIZE))), 0
    start = time.perf_counter()
    for _ in range(PEER_RUNS):
        process = game.moran_process(initial_population=np.arange(SIZE))
        for step, _ in enumerate(process):
            steps += 1
            if step == TICKS:
                break
    return (time.perf_counter() - start) / steps


def main() -> None:
    """Print medians, spread and the ratio round by round."""
    many_runs(0).run_for(2)
    rounds = [(ours(seed), peers(seed)) for seed in range(ROUNDS)]
    total = statistics.median(own for own, _ in rounds) * RUNS * TICKS
    print(f"superorganisms: {RUNS:,} runs of {SIZE} for {TICKS} ticks in {total:.1f} s")
    for name, times in (("superorganisms", [a for a, _ in rounds]), ("Nashpy", [b for _, b in rounds])):
        micros = sorted(t * 1e6 for t in times)
        print(f"{name:22} {statistics.median(micros):8.1f} µs per run and tick (from {micros[0]:.1f} to {micros[-1]:.1f})")
    ratios = sorted(b / a for a, b in rounds)
    print(f"{'ratio, round by round':22} {statistics.median(ratios):8.1f} (from {ratios[0]:.1f} to {ratios[-1]:.1f})")


if __name__ == "__main__":
    main()
