"""What goes on in the twin's units, held against what the model says of it in closed form."""

from math import isclose, prod, sqrt
from random import Random
from typing import Any

import pytest

from tests.blind.settings_mind import SETTINGS, anything_mind
from tests.blind.twin import Twin, Unit
from tests.blind.twin_measures import causes, losses, measures, relation, shared_failure, unit_class
from tests.blind.twin_mind import bend
from tests.blind.twin_noise import laplace, student_t
from tests.blind.twin_vectors import add, back, cos, dot, forward, identity, norm, projection, rotation, scale, times, unit


def assert_sound(world: Twin) -> None:
    """What holds in every tick, whatever the setting."""
    row = measures(world)
    done = row["efficiency"]
    assert abs(sum(losses(world).values()) - (1 - done if done == done else 0)) < 1e-9
    by_cause = causes(world)
    if world.budget and done == done and all(x == x for x in by_cause.values()):
        assert isclose(prod(by_cause.values()), done, abs_tol=1e-9)
    for account in world.drift:
        names = ("between", "within", "mutation", "pool", "surrogation", "imitation")
        for feature in range(world.size):
            parts = sum(account[name][feature] for name in names if name in account)
            assert isclose(parts, account["change"][feature], rel_tol=1e-12, abs_tol=1e-11)
    for members in world.units:
        for who in members:
            assert relation(who, world) in ("super", "sub", "trans", "peer", None)
            assert shared_failure(who, world) in (None, *range(world.size + 1))
            held = world.capacity(who.layer)
            assert all(not any(row) for feature, row in enumerate(who.model) if feature not in held)
    for leaf in world.units[-1]:
        assert not world.budget or norm(leaf.effort) <= leaf.skill + 1e-12


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_lives_and_its_accounts_balance(name: str) -> None:
    world = Twin(SETTINGS[name], 11)
    world.intervene()
    for _ in range(20):
        world.step()
        assert_sound(world)
        world.intervene()


@pytest.mark.parametrize("seed", range(60))
def test_any_world_lives_and_its_accounts_balance(seed: int) -> None:
    world = Twin(anything_mind(Random(seed)), seed)
    for _ in range(9):
        world.step()
        assert_sound(world)


def small(leaf: dict[str, Any], **whole: Any) -> dict[str, Any]:
    """One parent and its leaves; the parent passes the letter on."""
    plain = {"compliance": 1.0, "detection": 1.0, "mutation": 0.0, "period": 1, "selection": "none"}
    top = {"name": "top", **plain, **whole.pop("top", {})}
    return {"intent": [1.0, 0.0, 0.0], **whole, "layers": [top, {"name": "leaf", "size": 6, **plain, **leaf}]}


def lived(parameters: dict[str, Any], ticks: int = 1, seed: int = 1) -> Twin:
    world = Twin(parameters, seed)
    for _ in range(ticks):
        world.step()
    return world


def test_seeing_through_the_instruments() -> None:
    sensor = [[1.0, 1.5, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    world = lived(small({"sees_through": 0.5, "sensor": sensor}))
    found = {(who.sees_through, round(who.metric, 9), round(who.outcome[0], 9)) for who in world.units[1]}
    assert found == {(False, 1.0, 1.0), (True, round(sqrt(3.25), 9), round(1 / sqrt(3.25), 9))}


@pytest.mark.parametrize("seed", range(40))
def test_foresight_brings_the_mean_aim_as_near_as_it_can(seed: int) -> None:
    draw = Random(seed)
    size, bearing = draw.randint(2, 4), draw.random()
    aim = unit([draw.gauss(0, 1) for _ in range(size)])
    expected = scale(unit([draw.gauss(0, 1) for _ in range(size)]), (1 - bearing) * draw.random())
    letter = bend(aim, expected, bearing)
    assert isclose(norm(letter), 1, abs_tol=1e-12)
    reached = cos(aim, add(expected, letter, bearing))
    for _ in range(300):
        other = unit([x + draw.choice([1, 0.1, 0.01]) * draw.gauss(0, 1) for x in letter])
        assert cos(aim, add(expected, other, bearing)) <= reached + 1e-12


def test_foresight_against_the_opposite_takes_the_first_axis_that_is_free() -> None:
    assert bend([0.0, 1.0, 0.0], [0.0, -0.8, 0.0], 0.6) == pytest.approx([sqrt(1 - 0.75**2), 0.75, 0.0])
    assert bend([1.0], [-0.8], 0.2) == pytest.approx([1.0])
    assert bend([1.0], [-0.2], 0.8) == pytest.approx([1.0])


def test_foresight_cancels_where_effort_costs() -> None:
    top = {"foresight": True, "goal": [1, 1, 1], "compliance": 0.0}
    world = lived(small({"spread": 1.0, "compliance": 0.3}, top=top, effort_rule="cost", goal_geometry="free"))
    average = scale(world.units[0][0].effort, 1 / 6)
    assert average == pytest.approx([1, 1, 1])


def test_leaks_bend_aims_in_their_order() -> None:
    leaks = [{"kind": "insider", "where": "leaf", "strength": 1.0}, {"kind": "bypass", "where": "leaf.2", "strength": 3.0}]
    world = lived(small({}, designer_encoding=[[0, 0, 0], [1, 0, 0], [0, 0, 0]], leaks=leaks))
    assert world.units[1][0].aim == pytest.approx([sqrt(0.5), sqrt(0.5), 0])
    assert world.units[1][2].aim == pytest.approx(unit(add([sqrt(0.5), sqrt(0.5), 0], [0, 3, 0])))


def test_a_controller_comes_to_know_the_response() -> None:
    turned = rotation(3, 0, 1, 1.0)
    leaf = {"strategies": {"controller": 0.5, "direct": 0.5}, "exploration": 0.3}
    world = lived(small(leaf, regimes=[{"at": 1, "response": turned}]), 150)
    for who in world.units[1]:
        away = norm([norm(add(ours, real, -1)) for ours, real in zip(who.model, turned, strict=True)])
        assert away < 0.1 if who.strategy == "controller" else away > 1


def test_one_step_of_learning_is_right_about_the_effort_made() -> None:
    leaf = {"strategies": {"controller": 1.0}, "rate": 1.0, "capacity": [0, 2]}
    world = lived(small(leaf, regimes=[{"at": 1, "response": [2, 3, 5]}]), 2)
    for who in world.units[1]:
        assert forward(who.model, who.effort) == pytest.approx([who.outcome[0], 0, who.outcome[2]])


def test_a_fleet_shares_one_model_with_its_parent_until_the_fleet_is_gone() -> None:
    leaf = {"strategies": ["fleet", "fleet", "fleet", "controller", "direct", "direct"], "sync": 2, "exploration": 0.4}
    world = lived(small(leaf, top={"capacity": 2}, regimes=[{"at": 1, "response": [2, 3, 5]}]))
    fleet, top = world.units[1][:3], world.units[0][0]
    assert top.model == [[1, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert fleet[0].model == fleet[1].model == identity(3)
    world.step()
    assert fleet[0].model == fleet[1].model == fleet[2].model != world.units[1][3].model
    assert top.model == [*fleet[0].model[:2], [0, 0, 0]]
    for who in fleet:
        who.strategy = "direct"
    world.step()
    assert top.model == [[2, 0, 0], [0, 3, 0], [0, 0, 0]]


def test_a_planner_does_the_best_that_it_thinks_of() -> None:
    few, many = (lived(small({"strategies": {"planner": 1.0}, "plans": n}, saturation=1.0), 9, 4) for n in (1, 200))
    for one, other in zip(few.units[1], many.units[1], strict=True):
        assert one.effort == unit(one.memory)
        assert dot(one.aim, one.outcome) <= dot(other.aim, other.outcome)


def test_a_trial_is_judged_by_the_spirit_and_does_nothing() -> None:
    leaf = {"strategies": ["trial", "trial", "direct", "direct", "direct", "direct"], "spread": 1.0}
    world = lived(small(leaf, designer_encoding=[[0, 0, 0], [1, 0, 0], [0, 0, 0]], top={"capacity": 1}))
    for who in world.units[1]:
        tried = who.strategy == "trial"
        assert who.metric == pytest.approx(who.goal[0] if tried else 1.0)
        assert (norm(who.outcome) == norm(who.effort) == 0) is tried
        assert (unit_class(world, who) == "no mesa-optimizer") is tried
    assert world.units[0][0].outcome == pytest.approx([0, 4 / 6, 0])
    assert measures(world)["best_value"] == pytest.approx(4)
    assert measures(world)["utilisation"] == pytest.approx(1)


def test_relations() -> None:
    known = [[0], [0, 1], [0, 1, 2], [2], [0, 1], [0, 1]]
    world = Twin(small({"goal": [[1, 0, 0]] * 4 + [[0, 1, 0], [1, 0, 0]], "compliance": 0.5}, top={"capacity": 2}), 1)
    for who, held in zip(world.units[1], known, strict=True):
        who.model = [row if feature in held else [0.0] * 3 for feature, row in enumerate(identity(3))]
    world.units[1][5].sees_through = True
    world.step()
    assert [relation(who, world) for who in world.units[1]] == ["sub", "peer", "super", "trans", "trans", "super"]
    assert [shared_failure(who, world) for who in world.units[1]] == [1, 1, 0, 0, 1, 1]
    assert relation(world.units[0][0], world) is None


def test_neighbours_pull_and_bottlecaps_stand() -> None:
    leaf = {
        "goal": [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1], [1, 0, 1]],
        "strategies": ["direct", "bottlecap", "direct", "direct", "direct", "direct"],
        "imitation": 0.5,
        "network": {"edges": [[0, 1], [1, 2], [2, 3]]},
    }
    goals = [who.goal for who in lived(small(leaf, goal_geometry="free")).units[1]]
    assert goals == [[0.5, 0.5, 0], [0, 1, 0], [0.25, 0.5, 0.5], [0.5, 0.5, 0.5], [0, 1, 1], [1, 0, 1]]


def test_one_unit_learns_at_a_time() -> None:
    world = Twin(small({"surrogation": 0.5, "spread": 1.0}, updating="asynchronous"), 3)
    learned: list[Unit] = []
    for _ in range(40):
        before = [who.goal for who in world.units[1]]
        world.step()
        changed = [who for who, goal in zip(world.units[1], before, strict=True) if who.goal != goal]
        assert [who.row for who in changed] in ([], [world.open_row(1)])
        learned += changed
    assert {who.row for who in learned} == set(range(6))


def test_regimes_turn_hide_and_are_drawn() -> None:
    turn = {"at": 1, "rotate": {"features": [0, 2], "angle": 0.5}}
    hide = {"at": 2, "project": [[1, 1, 0], [2, 2, 0]]}
    lots = {"at": 3, "draw": [{"response": [2, 2, 2], "weight": 1}, {"response": [3, 3, 3], "weight": 3}]}
    world = Twin(small({}, regimes=[turn, hide, lots]), 1)
    world.step()
    assert world.response == rotation(3, 0, 2, 0.5)
    assert forward(world.response, [1, 0, 0])[2] > 0
    world.step()
    assert forward(world.response, [0, 0, 1]) == pytest.approx([-back(rotation(3, 0, 2, 0.5), [1, 0, 0])[2] * -0.5] * 2 + [0])
    drawn = []
    for _ in range(400):
        world.step()
        drawn.append(world.response[0][0])
    assert set(drawn) == {2, 3}
    assert abs(drawn.count(3) - 300) < 4 * sqrt(400 * 0.75 * 0.25)


def test_projections_and_turns() -> None:
    flat = projection([[1.0, 2.0, 0.0], [2.0, 4.0, 0.0], [0.0, 1.0, 1.0]], 3)
    assert sum(flat[i][i] for i in range(3)) == pytest.approx(2)
    for row, twice in zip(flat, times(flat, flat), strict=True):
        assert row == pytest.approx(twice)
    assert forward(flat, [1, 3, 1]) == pytest.approx([1, 3, 1])
    assert projection([], 2) == [[0, 0], [0, 0]]


def test_drift_turns_the_response_a_little() -> None:
    world = lived(small({}, response_drift=0.1), 30)
    for row, column in zip(world.response, identity(3), strict=True):
        assert forward(world.response, back(world.response, column)) == pytest.approx(column)
        assert row != column


def test_errors_have_their_spreads() -> None:
    lots = [(place + 0.5) / 20001 for place in range(20001)]
    doubles = sum(laplace(luck) ** 2 for luck in lots) / len(lots)
    assert doubles == pytest.approx(2, rel=0.01)  # variance of the Laplace distribution of scale 1
    draw = Random(5)
    heavy = [student_t(8.0, draw.random(), draw.random()) for _ in range(40000)]
    assert sum(x * x for x in heavy) / len(heavy) == pytest.approx(8 / 6, rel=0.06)
