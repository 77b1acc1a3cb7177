"""A world run up to a tick, watched."""

from collections.abc import Callable

from superorganisms.model.world import Superorganism


def play(world: Superorganism, until: int, watch: Callable[[Superorganism], bool] | None = None) -> bool:
    """Run to tick `until`. `watch` sees the world after every tick, and stops the run there by returning False.

    True if `until` was reached.
    """
    while world.tick < until:
        world.step()
        if watch is not None and not watch(world):
            break
    return world.tick >= until
