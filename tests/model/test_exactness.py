"""Same seed, same bits: in branches, files, other processes, on any number of threads, with one unit more."""

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism
from superorganisms.errors import CheckpointError, ParameterError, SuperorganismError
from superorganisms.model import parameter_interventions

SMALL = {"government__size": 3, "firm__size": 9, "employee__size": 60, "firm__audit": 0.6, "employee__noise": 0.2}


def small(seed: int = 3, **changes: object) -> Superorganism:
    return Superorganism(rng=seed, **(SMALL | {"employee__strategies": {"deceiver": 0.2, "bottlecap": 0.2}} | changes))


def test_same_seed_same_bits() -> None:
    one, two = small(), small()
    one.run_for(30)
    for _ in range(30):
        two.step()
    assert one.state_hash() == two.state_hash()
    assert one.measures.equals(two.measures)
    assert small(4).state_hash() != small(3).state_hash()


def test_save_and_load_go_on_to_the_same_bit(tmp_path: Path) -> None:
    world = small()
    world.run_for(12)
    world.intervene("firm.2.letter", [1, 0, 0, 0, 0, 0, 0, 0])
    world.intervene("employee.mutation", 0.2)
    world.step()
    world.save(tmp_path / "w.npz")
    again = Superorganism.load(tmp_path / "w.npz")
    assert again.state_hash() == world.state_hash()
    assert again.interventions == world.interventions
    world.run_for(20)
    again.run_for(20)
    assert again.state_hash() == world.state_hash()
    assert again.measures.equals(world.measures)
    assert again.account("drift").equals(world.account("drift"))
    assert (again.tick, again.time, again.steps) == (33, 33.0, 33)


def test_copies_and_pickles_are_the_same_world() -> None:
    world = small()
    world.run_for(5)
    world.intervene("employee.noise", 0.1)
    for again in (copy.deepcopy(world), pickle.loads(pickle.dumps(world))):
        assert again.state_hash() == world.state_hash()
        again.step()
        assert again.tick == world.tick + 1


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_not_a_saved_world_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    with pytest.raises(CheckpointError, match=r"bad\.npz is not a saved world"):
        Superorganism.load(path)
    with pytest.raises(CheckpointError, match="no file"):
        Superorganism.load(tmp_path / "absent.npz")


def test_a_damaged_world_is_refused(tmp_path: Path) -> None:
    world = small()
    world.run_for(2)
    world.save(tmp_path / "w.npz")
    with np.load(tmp_path / "w.npz") as file:
        arrays = dict(file)
    arrays["3.goals"] = arrays["3.goals"] + 1e-12
    np.savez(tmp_path / "w.npz", **arrays)
    with pytest.raises(CheckpointError, match="damaged"):
        Superorganism.load(tmp_path / "w.npz")


def test_a_branch_without_change_is_a_copy() -> None:
    world = small()
    world.run_for(10)
    twin = world.branch()
    assert twin.state_hash() == world.state_hash()
    twin.run_for(10)
    assert twin.state_hash() != world.state_hash()
    world.run_for(10)
    assert twin.state_hash() == world.state_hash()


def test_a_branch_differs_only_by_its_change() -> None:
    world = small()
    world.run_for(10)
    twin = world.branch(firm__mutation=0.2)
    assert twin.present.get("firm.mutation") == 0.2
    assert world.present.get("firm.mutation") != 0.2
    assert [tuple(one) for one in twin.interventions] == [(10, "firm.mutation", 0.2)]
    world.run_for(4)  # firms are due in tick 15
    twin.run_for(4)
    for ours, theirs in zip(world.layers, twin.layers, strict=True):
        np.testing.assert_array_equal(ours.goals, theirs.goals)
    world.step()
    twin.step()
    np.testing.assert_array_equal(world.layers[2].ancestors, twin.layers[2].ancestors)
    assert not np.array_equal(world.layers[2].goals, twin.layers[2].goals)


def test_a_branch_takes_a_rule_with_its_option() -> None:
    twin = small().branch(firm__selection="moran", firm__selection__s=2)
    assert str(twin.present.get("firm.selection")).startswith("moran(s=2")


def test_what_is_planned_is_checked_once_and_not_after_each_change(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tuple((tick, "firm.mutation", tick / 100) for tick in range(1, 31))
    world = Superorganism(Parameters().with_changes({"interventions": plan}), rng=1)
    checked = []
    monkeypatch.setattr(parameter_interventions, "planned", checked.append)
    world.run_for(30)
    assert checked == []
    assert world.present.get("firm.mutation") == 0.3
    assert world.present.interventions == ()


def test_interventions_by_hand_are_those_that_were_planned() -> None:
    plan = (
        (0, "employee.noise", 0.5),
        (5, "government.1.letter", [0, 1, 0, 0, 0, 0, 0, 0]),
        (7, "firm.3.strategy", "deceiver"),
    )
    planned = small(interventions=plan)
    by_hand = small()
    for tick in range(12):
        for at, path, value in plan:
            if at == tick:
                by_hand.intervene(path, value)
        by_hand.step()
    planned.run_for(12)
    assert planned.state_hash() == by_hand.state_hash()


def test_an_option_planned_before_another_rule_is_planned() -> None:
    plan = ((2, "firm.selection.turnover", 0.5), (4, "firm.selection", "moran"))
    world = small(interventions=plan)
    world.run_for(6)
    assert world.present.get("firm.selection").rule == "moran"


def test_a_letter_is_held_and_given_back() -> None:
    world = small()
    letter = [0, 0, 1, 0, 0, 0, 0, 0]
    world.intervene("government.2.letter", letter)
    world.run_for(3)
    np.testing.assert_array_equal(world.layers[1].letters[2], letter)
    world.intervene("government.2.letter", None)
    world.step()
    assert world.layers[1].letters[2][2] < 0.99


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("firm.mutation", 1.3, r"firm\.mutation must be in \[0, 1\], got 1\.3"),
        ("firm.mutaton", 0.3, "did you mean 'firm.mutation'"),
        ("firm.spread", 0.3, "firm.spread"),
        ("government.9.letter", [1] * 8, "government"),
        ("government.1.letter", [1] * 3, "8"),
    ],
)
def test_wrong_interventions_change_nothing(path: str, value: object, sentence: str) -> None:
    world = small()
    before = world.state_hash()
    with pytest.raises(ParameterError, match=sentence):
        world.intervene(path, value)
    assert world.state_hash() == before


def test_threads_change_no_bit() -> None:
    big = Parameters(
        layers=(
            LayerParameters(name="order"),
            LayerParameters(name="firm", size=3, selection="wright_fisher(s=3)", mutation=0.1),
            LayerParameters(name="employee", size=[5000, 1, 2500], selection="truncation(turnover=.3)", noise=0.1, audit=0.8),
        ),
        features=3,
    )
    one, three = Superorganism(big, rng=5), Superorganism(big, rng=5, threads=3)
    one.run_for(6)
    three.run_for(6)
    assert one.state_hash() == three.state_hash()
    assert one.measures.equals(three.measures)


def test_threads_must_be_a_number() -> None:
    with pytest.raises(SuperorganismError, match="threads must be a whole number of at least 1, got 0"):
        small(threads=0)


def test_another_process_gets_the_same_bits() -> None:
    world = small()
    world.run_for(7)
    code = (
        "from superorganisms import Superorganism\n"
        f"w = Superorganism(rng=3, **{SMALL | {'employee__strategies': {'deceiver': 0.2, 'bottlecap': 0.2}}!r})\n"
        "w.run_for(7)\nprint(w.state_hash())"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == world.state_hash()


def test_one_more_unit_changes_only_its_own_row_at_first() -> None:
    """A unit more at the end of the last family: all others keep goals, strategies and every draw."""
    sizes = [4, 3, 5]
    layers = [LayerParameters(name="order"), LayerParameters(name="firm", size=3, selection="none")]
    few, more = (
        Superorganism(
            Parameters(
                layers=(*layers, LayerParameters(name="employee", size=size, noise=0.3, audit=0.5, selection="moran(s=1)"))
            ),
            rng=11,
        )
        for size in (sizes, [4, 3, 6])
    )
    np.testing.assert_array_equal(few.layers[2].goals, more.layers[2].goals[:-1])
    few.run_for(5)
    more.run_for(5)
    np.testing.assert_array_equal(few.layers[2].audited, more.layers[2].audited[:-1])
    np.testing.assert_array_equal(few.layers[2].goals[:7], more.layers[2].goals[:7])
    np.testing.assert_array_equal(few.layers[2].metrics[:7], more.layers[2].metrics[:7])


def test_seeds() -> None:
    assert Superorganism(rng=0, **SMALL).seed == 0
    assert Superorganism(rng=np.int64(9), **SMALL).seed == 9
    drawn = Superorganism(**SMALL)
    assert Superorganism(rng=drawn.seed, **SMALL).state_hash() == drawn.state_hash()
    assert (
        Superorganism(rng=np.random.default_rng(1), **SMALL).seed == Superorganism(rng=np.random.default_rng(1), **SMALL).seed
    )
    for bad in (-1, 2**64, "seven", True, 1.5):
        with pytest.raises(ParameterError, match="rng must be"):
            Superorganism(rng=bad, **SMALL)
