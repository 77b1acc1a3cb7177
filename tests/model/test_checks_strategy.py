"""check_strategy passes all strategies of ours and names what is wrong with others."""

import pickle
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism, add_strategy, check_strategy
from superorganisms.agents.strategies import controller, direct, fleet, planner, strategies
from superorganisms.declared import Option
from superorganisms.errors import CheckpointError, SuperorganismError
from tests.model.plugging import module, unplugged_afterwards


@pytest.fixture(autouse=True)
def _unplugged() -> Iterator[None]:
    with unplugged_afterwards():
        yield


@pytest.mark.parametrize("name", strategies())
def test_ours_keep_the_rules(name: str) -> None:
    check_strategy(name)


def complaint(like: Any = direct, *, added: bool = True, **changes: Any) -> str:
    plug = module("tried", like, NAME="tried")
    vars(plug).update(changes)
    if added:
        add_strategy(plug)
    with pytest.raises(SuperorganismError) as caught:
        check_strategy(plug)
    return str(caught.value)


ZEAL = Option("zeal", 0.5, 0.0, 1.0, "1", "how much of its skill it uses")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"NAME": "two words"}, "must be a word of letters"),
        ({"NAME": "while"}, "NAME must be letters"),
        ({"SENTENCE": " "}, "SENTENCE must be one sentence"),
        ({"ABOVE_LEAVES": 1}, "ABOVE_LEAVES must be True or False, got 1"),
        ({"RULES": ("budget", "thrift")}, "RULES must be a tuple of 'budget', 'cost' or both"),
        ({"RULES": ()}, "RULES must be a tuple"),
        ({"OPTIONS": [ZEAL]}, "must be a tuple of Option"),
        ({"OPTIONS": ("zeal",)}, "must be a tuple of Option, got ('zeal',)"),
        ({"OPTIONS": (ZEAL, ZEAL)}, "OPTIONS has a name twice: zeal, zeal"),
        ({"OPTIONS": (Option("zeal", 2.0, 0.0, 1.0, "1", "how much"),)}, "the default of option 'zeal' must be"),
        ({"OPTIONS": (Option("zeal", 0.5, 1.0, 0.0, "1", "how much"),)}, "low 1.0 above high 0.0"),
        ({"OPTIONS": (Option("zeal", "a", None, None, "", "how", choices=("a", "b")),)}, "must be a number"),
        ({"OPTIONS": (Option("rate", 0.5, 0.0, 1.0, "1", "how much"),)}, "declared otherwise by another strategy"),
        ({"aim": lambda rows, layer: None}, r"aim must take 3 arguments, (rows, layer, traits), it takes (rows, layer)"),
        ({"effort": 3}, "effort must be a function"),
        ({"born": planner.born}, "REMEMBERS must be True with a function born"),
        ({"REMEMBERS": True}, "REMEMBERS must be True with a function born"),
        ({"learn": controller.learn}, "OWNS_MODEL must be True with a function learn"),
        ({"share": fleet.share}, "OWNS_MODEL must be True with a function share"),
        ({"SANDBOXED": True}, "SANDBOXED can't go with ABOVE_LEAVES"),
        ({"AIMS": False}, "ABOVE_LEAVES needs AIMS"),
        ({}, "add_strategy(__name__)"),
    ],
)
def test_a_wrong_declaration_is_named(changes: dict[str, Any], said: str) -> None:
    assert said in complaint(added=False, **changes)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(SuperorganismError, match="strategy tried has no SENTENCE, it must have NAME, SENTENCE"):
        check_strategy(module("tried", direct, SENTENCE=...))
    with pytest.raises(SuperorganismError, match="there is no strategy 'planer'; did you mean 'planner'"):
        check_strategy("planer")


def aim_of_no_length(rows: Any, layer: Any, traits: Any) -> None:
    direct.aim(rows, layer, traits)
    layer.aims[rows] *= 1.5


def aim_of_nothing(rows: Any, layer: Any, traits: Any) -> None:
    layer.aims[rows] = np.nan


def aim_of_half(rows: Any, layer: Any, traits: Any) -> None:
    direct.aim(rows[:1], layer, traits)


def aim_of_all(rows: Any, layer: Any, traits: Any) -> None:
    direct.aim(np.arange(len(layer)), layer, traits)


def aim_that_gives_in(rows: Any, layer: Any, traits: Any) -> None:
    layer.goals[rows] = layer.understood[rows]
    direct.aim(rows, layer, traits)


def aim_that_fails(rows: Any, layer: Any, traits: Any) -> None:
    raise RuntimeError("no such thing")


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (aim_of_no_length, "under budget, sphere, truncation: aim left order's aims of another length than 1 or 0"),
        (aim_of_nothing, "aim left order's aims that aren't finite"),
        (aim_that_fails, "strategy tried: under budget: RuntimeError: no such thing"),
    ],
)
def test_an_impossible_aim_is_named(aim: Any, said: str) -> None:
    assert said in complaint(aim=aim)


@pytest.mark.parametrize(
    ("aim", "said"),
    [
        (aim_of_half, "aim left numbers unwritten"),
        (aim_of_all, "aim changed row 1 of aims of the employees, it may change only its own rows"),
        (aim_that_gives_in, "aim changed row 0 of goals of the employees, it may change nothing there"),
    ],
)
def test_an_aim_that_leaves_its_rows_is_named(aim: Any, said: str) -> None:
    assert said in complaint(aim=aim, ABOVE_LEAVES=False)


def scaled(by: Any) -> Any:
    """An effort as direct's, times what `by` says of the call."""

    def effort(rows: Any, layer: Any, above: Any, minds: Any, values: Any, traits: Any, clock: Any) -> None:
        direct.effort(rows, layer, above, minds, values, traits, clock)
        for row in rows:
            layer.efforts[row] *= by(row=row, rows=rows, layer=layer, above=above, clock=clock)

    return effort


def chance(**call: Any) -> float:
    return float(np.random.random())  # noqa: NPY002


def siblings(row: int, layer: Any, **call: Any) -> float:
    return 1.0 / float((layer.parents == layer.parents[row]).sum())


_BEGAN: dict[int, tuple[Any, int]] = {}


def ticks_seen(layer: Any, clock: Any, **call: Any) -> float:
    """Known to this process only: when it first saw these rows."""
    _, began = _BEGAN.setdefault(id(layer.keys), (layer.keys, clock.tick))
    return 1.0 / (1.0 + clock.tick - began)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (lambda **call: 1.1, "effort left efforts longer than skill"),
        (lambda **call: np.inf, "effort left efforts that aren't finite"),
        (chance, "the same world run twice doesn't end alike"),
        (lambda rows, **call: 1.0 / len(rows), "ends otherwise when its families are worked through apart"),
        (ticks_seen, "saved and loaded doesn't go on"),
        (siblings, "under budget one more unit in a family changes the efforts of others"),
    ],
)
def test_an_impossible_effort_is_named(by: Any, said: str) -> None:
    assert said in complaint(effort=scaled(by), ABOVE_LEAVES=False, RULES=("budget",))


def born_empty(rows: Any, layer: Any, letters: Any, minds: Any, traits: Any) -> None:
    """Leaves memories as they are."""


def learn_for_all(rows: Any, layer: Any, minds: Any, values: Any, traits: Any) -> None:
    minds.models[:] *= 0.9


@pytest.mark.parametrize(
    ("like", "changes", "said"),
    [
        (planner, {"born": born_empty}, "born left numbers unwritten"),
        (controller, {"learn": learn_for_all}, "of the world models, it may change only its own rows"),
    ],
)
def test_a_memory_or_a_model_that_is_not_its_own_is_named(like: Any, changes: dict[str, Any], said: str) -> None:
    assert said in complaint(like, **changes)


def test_a_strategy_in_plain_python_with_an_option_keeps_the_rules() -> None:
    def effort(rows: Any, layer: Any, above: Any, minds: Any, values: Any, traits: Any, clock: Any) -> None:
        direct.effort(rows, layer, above, minds, values, traits, clock)
        layer.efforts[rows] *= values[0]

    plug = module("tried", direct, NAME="tried", effort=effort, OPTIONS=(ZEAL,))
    add_strategy(plug)
    check_strategy(plug)
    check_strategy("tried")
    lazy, keen = (Superorganism(rng=1, employee__strategies="tried", employee__zeal=zeal) for zeal in (0.25, 1.0))
    for world in (lazy, keen):
        world.step()
    assert lazy.row()["value"] == pytest.approx(0.25 * keen.row()["value"])


def test_a_saved_world_asks_for_the_strategy_that_it_uses() -> None:
    with unplugged_afterwards():
        add_strategy(module("tried", direct, NAME="tried"))
        saved = pickle.dumps(Superorganism(rng=1, employee__strategies="tried"))
    with pytest.raises(CheckpointError, match=r"can't be continued .*: employee.strategies has no strategy 'tried'"):
        pickle.loads(saved)


def test_a_world_made_before_goes_on() -> None:
    world, twin = Superorganism(rng=3), Superorganism(rng=3)
    world.run_for(2)
    columns = list(world.record.columns)
    add_strategy(module("tried", direct, NAME="tried", OPTIONS=(ZEAL,)))
    world.run_for(2)
    twin.run_for(4)
    branch = world.branch(firm__mutation=0.2)
    branch.step()
    assert list(world.record.columns) == list(branch.record.columns) == columns
    assert world.measures.equals(twin.measures)
    assert world.state_hash() == twin.state_hash()
    assert "employee.tried_share" in Superorganism(rng=3).record.columns
