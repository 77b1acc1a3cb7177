"""Same seed, same bits, with every mechanism on: threads, files, branches, processes, one unit more."""

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from superorganisms import Parameters, Superorganism, scenario
from superorganisms.scenarios.golden import folder

WORLDS = ("every-mechanism-budget", "every-mechanism-cost")


def parameters(name: str, **changes: Any) -> Parameters:
    return scenario(folder() / f"{name}.toml").parameters.with_changes(changes)


def large(name: str) -> Parameters:
    """The same with families and layers of more than a block."""
    return parameters(name, **{"firm.size": [6, 1, 8, 5], "employee.size": [90, 1, 2500, *[40] * 17], "employee.skill": 1.0})


@pytest.mark.parametrize("name", WORLDS)
def test_any_number_of_threads(name: str) -> None:
    worlds = [Superorganism(large(name), rng=5, threads=threads) for threads in (1, 3)]
    for world in worlds:
        world.run_for(14)
    assert len({world.state_hash() for world in worlds}) == 1
    assert worlds[0].measures.equals(worlds[1].measures)
    assert worlds[0].account("drift").equals(worlds[1].account("drift"))


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.parametrize("tick", [7, 42, 53])
def test_files_pickles_and_branches_go_on_to_the_same_bit(name: str, tick: int, tmp_path: Path) -> None:
    world = Superorganism(parameters(name), rng=5)
    world.run_for(tick)
    world.save(tmp_path / "w.npz")
    others = [Superorganism.load(tmp_path / "w.npz"), pickle.loads(pickle.dumps(world)), world.branch()]
    world.run_for(70 - tick)
    for other in others:
        other.run_for(70 - tick)
        assert other.state_hash() == world.state_hash()
        assert other.measures.equals(world.measures)
        assert other.account("drift").equals(world.account("drift"))


def test_one_more_unit_changes_only_what_it_touches() -> None:
    """An employee more in the last firm: until something is selected, nobody of another firm notices."""
    alone = {"employee.selection": "none", "firm.selection": "none", "government.selection": "none", "updating": "synchronous"}
    still = alone | {"regimes": (), "interventions": (), "leaks": (), "firm.foresight": False, "employee.skill": 1.0}
    still |= {"employee.migration": {}, "firm.migration": {}, "government.migration": {}}
    sizes = [9] * 10
    one, more = (
        Superorganism(parameters("every-mechanism-budget", **still, **{"employee.size": size}), rng=5)
        for size in (sizes, [*sizes[:-1], 10])
    )
    for world in (one, more):
        world.run_for(9)
    for name in ("goals", "aims", "efforts", "metrics", "understood", "strategies"):
        ours, theirs = getattr(one.layers[3], name)[:81], getattr(more.layers[3], name)[:81]
        np.testing.assert_array_equal(ours, theirs, err_msg=name)


@pytest.mark.parametrize("name", ["controller", "fleet", "planner", "trial"])
def test_a_strategy_given_by_hand_finds_its_place(name: str, tmp_path: Path) -> None:
    """A world that was made without it gets room for its models and memories, in files and branches too."""
    world = Superorganism(rng=2, government__size=2, firm__size=4, employee__size=20)
    world.run_for(3)
    world.intervene("employee.3.strategy", name)
    world.intervene("employee.4.strategy", name)
    world.run_for(12)
    again = Superorganism.load(_saved(world, tmp_path))
    assert again.state_hash() == world.state_hash()
    twin = Superorganism(rng=2, government__size=2, firm__size=4, employee__size=20)
    twin.run_for(3)
    twin.intervene("employee.3.strategy", name)
    branch = twin.branch()
    for one in (twin, branch):
        one.intervene("employee.4.strategy", name)
        one.run_for(12)
        assert one.state_hash() == world.state_hash()


def _saved(world: Superorganism, folder: Path) -> Path:
    world.save(folder / "w.npz")
    return folder / "w.npz"
