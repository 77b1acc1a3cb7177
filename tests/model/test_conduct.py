"""The watch on conduct: what it keeps, whose it is, and what an outsider would say."""

from typing import Any

import numpy as np
import pytest

from superorganisms import LayerParameters, Parameters, Superorganism, scenario
from superorganisms.errors import SuperorganismError
from superorganisms.model.behaviour.conduct import Conduct
from superorganisms.model.behaviour.objective import IDLE, behavioural_objective
from superorganisms.model.behaviour.outsider import alignment, verdicts

MIXED = [[0.5, 0.5, 0.0], [0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]


def world(size: int = 6, rng: int = 1, whole: dict[str, Any] | None = None, **settings: Any) -> Superorganism:
    leaf = {"name": "employee", "size": size, "selection": "none", "spread": 0.5, **settings}
    layers = (LayerParameters(name="order", compliance=1.0), LayerParameters(**leaf))
    return Superorganism(Parameters(features=3, intent=[1, 0, 0], layers=layers, **(whole or {})), rng=rng)


@pytest.mark.parametrize("rule", ["budget", "cost"])
def test_who_knows_the_world_is_found_to_want_what_it_aims_at(rule: str) -> None:
    watch = Conduct(world(whole={"effort_rule": rule, "response": [[1, 2, 0], [0, 1, 1], [1, 0, 1]]}), ticks=5)
    watch.run(5)
    aims = watch.world.layers[-1].aims
    found = np.array([one.direction for one in watch.objectives() if one is not None])
    np.testing.assert_allclose(found, aims / np.linalg.norm(aims, axis=1, keepdims=True), atol=1e-12)


def test_a_bottlecap_has_an_objective_too() -> None:
    watch = Conduct(world(strategies=["bottlecap"] * 6, whole={"response": [[1, 2, 0], [0, 1, 1], [1, 0, 1]]}), ticks=3)
    watch.run(3)
    for goal, one in zip(watch.world.layers[-1].goals, watch.objectives(), strict=True):
        assert one is not None
        expected = np.linalg.solve(watch.world.response.T, goal)
        np.testing.assert_allclose(one.direction, expected / np.linalg.norm(expected), atol=1e-12)


def test_who_acts_in_a_sandbox_shows_nothing() -> None:
    watch = Conduct(world(strategies=["trial"] * 6), ticks=3)
    watch.run(3)
    assert {one.reason for one in watch.objectives() if one is not None} == {IDLE}
    assert set(watch.classify()) == {"unknown"}


def test_a_frozen_model_shows_as_another_objective() -> None:
    """Who has not learned that the world has changed acts as if it wanted something else."""
    changed = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
    watch = Conduct(world(whole={"regimes": [(3, changed.tolist())]}), ticks=2)
    watch.run(3)
    before = [one.direction for one in watch.objectives() if one is not None]
    watch.run(2)
    after = [one.direction for one in watch.objectives() if one is not None]
    np.testing.assert_allclose(np.array(after) @ changed, before, atol=1e-12)


def test_the_last_ticks_are_kept_and_no_more() -> None:
    watch = Conduct(world(), ticks=4, units=[5, 0])
    assert watch.efforts.shape == (0, 2, 3)
    assert watch.responses.shape == (0, 3, 3)
    kept = []
    for _ in range(7):
        watch.run(1)
        kept.append(watch.world.layers[-1].efforts[[5, 0]].copy())
    np.testing.assert_array_equal(watch.efforts, kept[-4:])
    assert watch.responses.shape == (4, 3, 3)
    one = watch.objectives(ticks=2)[1]
    assert one is not None
    np.testing.assert_array_equal(one.estimate, behavioural_objective(np.array(kept)[-2:, 1], np.eye(3)).estimate)


def test_newcomers_are_judged_by_what_they_did_themselves() -> None:
    watch = Conduct(world(size=40, rng=4, selection="truncation(turnover=0.2)", mutation=0.5), ticks=30)
    watch.run(30)
    came = np.zeros(40, dtype=int)
    again = world(size=40, rng=4, selection="truncation(turnover=0.2)", mutation=0.5)
    efforts = []
    for _ in range(30):
        again.step()
        efforts.append(again.layers[-1].efforts.copy())
        came[again.layers[-1].newcomers] = again.tick
    assert len(set(came)) > 5
    for unit, one in enumerate(watch.objectives()):
        if came[unit] == 30:
            assert one is None
        else:
            expected = behavioural_objective(np.array(efforts)[came[unit] :, unit], np.eye(3))
            assert one is not None
            np.testing.assert_allclose(one.direction, expected.direction, atol=1e-12)
            assert one.agreement == pytest.approx(1.0)  # of one goal, unlike the slot
    called = np.array(watch.classify())
    np.testing.assert_array_equal(called == "unknown", came == 30)


def test_watching_changes_nothing() -> None:
    plain, watched = (Superorganism(scenario("pseudo-alignment").parameters, rng=2) for _ in range(2))
    watch = Conduct(watched, ticks=3)
    plain.run_for(5)
    watch.run(5)
    watch.objectives()
    watch.classify()
    assert plain.state_hash() == watched.state_hash()


def test_outsider_and_model_agree_where_all_shows_and_nobody_minds_the_letter() -> None:
    watch = Conduct(world(size=300, compliance=0.0, spread=1.0), ticks=2)
    watch.run(2)
    assert {"robust", "misaligned"} <= set(watch.classify())
    assert watch.classify() == watch.world.classify()[-1].tolist()


def test_outsider_calls_pseudo_robust_until_the_pair_parts() -> None:
    watch = Conduct(world(size=300, compliance=0.0, spread=1.5, whole={"response": MIXED, "shift_set": [None]}), ticks=2)
    watch.run(2)
    truth, called = watch.world.classify()[-1], np.array(watch.classify())
    assert (called[truth == "robust"] == "robust").all()
    assert (called[truth == "pseudo"] == "robust").all()
    assert (truth == "pseudo").sum() > 20
    one = watch.objectives()[0]
    assert one is not None
    assert one.words(("a", "b", "c")) == ["a and b have not been tried apart"]


def test_verdicts_are_about_regimes_seen_the_first_being_the_present() -> None:
    letters, wants = np.array([[1.0, 0.0, 0.0]] * 3), np.array([[1.0, 0.0, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]])
    regimes = np.array([MIXED, np.eye(3)])
    assert verdicts(wants, letters, regimes) == ["robust", "pseudo", "misaligned"]
    assert verdicts(wants, letters, regimes[:1]) == ["robust", "robust", "misaligned"]
    assert verdicts(wants, letters, regimes[::-1]) == ["robust", "misaligned", "misaligned"]
    np.testing.assert_allclose(alignment(wants, letters, regimes)[:, 1], [1.0, 0.1 / np.hypot(0.1, 0.9)])


def test_mistakes_are_told() -> None:
    with pytest.raises(SuperorganismError, match="ticks must be a whole number of at least 1, got 0"):
        Conduct(world(), ticks=0)
    with pytest.raises(SuperorganismError, match="units must be rows of the last layer, 0 to 5"):
        Conduct(world(), units=[6])
    watch = Conduct(world(), ticks=3)
    with pytest.raises(SuperorganismError, match="no conduct has been noted yet"):
        watch.objectives()
    with pytest.raises(SuperorganismError, match="before the first tick"):
        watch.note()
    watch.run(2)
    with pytest.raises(SuperorganismError, match="after tick 2 was kept the world is at tick 2"):
        watch.note()
    watch.world.run_for(2)
    with pytest.raises(SuperorganismError, match="after tick 2 was kept the world is at tick 4"):
        watch.note()
    with pytest.raises(SuperorganismError, match="a window must have 1 to 2 ticks, as many as were noted, got 3"):
        watch.objectives(ticks=3)
