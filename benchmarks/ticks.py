"""Ticks per second of the default world with its measures on, beside Mesa's own example of a thousand agents, in one run.

`uv run python benchmarks/ticks.py`. The ratio is what to quote: both are timed in turn, in the same process, several times.
Mesa's Boltzmann wealth model does far less per agent and tick (one coin changes hands), so the ratio flatters Mesa.
"""

import statistics
import time
from collections.abc import Callable

from mesa.examples.basic.boltzmann_wealth_model.model import BoltzmannScenario, BoltzmannWealth

from superorganisms import Superorganism

ROUNDS, TICKS = 7, 300


def seconds(run: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main() -> None:
    """Print medians, spread and the ratio round by round."""
    ours, peer = Superorganism(rng=1), BoltzmannWealth(BoltzmannScenario(n=1000, width=32, height=32, rng=1))
    ours.run_for(20)
    peer.run_for(20)
    rounds = [(seconds(lambda: ours.run_for(TICKS)), seconds(lambda: peer.run_for(TICKS))) for _ in range(ROUNDS)]
    for name, times in (
        ("superorganisms, default world", [a for a, _ in rounds]),
        ("Mesa, Boltzmann wealth of 1,000", [b for _, b in rounds]),
    ):
        rates = sorted(TICKS / t for t in times)
        print(f"{name:35} {statistics.median(rates):8.0f} ticks/s (from {rates[0]:.0f} to {rates[-1]:.0f})")
    ratios = sorted(b / a for a, b in rounds)
    print(f"{'ratio, round by round':35} {statistics.median(ratios):8.1f} (from {ratios[0]:.1f} to {ratios[-1]:.1f})")


if __name__ == "__main__":
    main()
