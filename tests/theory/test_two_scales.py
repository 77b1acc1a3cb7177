"""Selection on two scales at once: within families, and of whole families under `lineage` (Price 1972; Hamilton 1975).

Cost rule, free geometry, Gaussian goals around Gaussian family means: in expectation the response of the mean goal is
i_f var(ḡ)/sd(m_f) + i_e s_e²/sd(m_e), as a family's deviations say nothing about its mean. i of finite families (2 of 10:
1.2701).
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, normal_order_means, obedient, quiet_world, selfish

GROUPS, SIZE = 1000, 10
FAMILY_SD, SD, FAMILY_NOISE, NOISE = 0.6, 0.8, 0.7, 1.0


def world_of(rule: str, succession: str) -> Superorganism:
    firms = {"spread": FAMILY_SD * np.sqrt(2), "noise": FAMILY_NOISE, "selection": rule, "succession": succession}
    people = {"spread": SD * np.sqrt(2), "noise": NOISE, "selection": rule}
    layers = obedient("order", 1), obedient("government", GROUPS), obedient("firm", GROUPS * SIZE, **firms)
    employees = selfish("employee", GROUPS * SIZE**2, **people)
    return Superorganism(
        quiet_world(*layers, employees, features=2, intent=[1.0, 0], effort_rule="cost", goal_geometry="free"), rng=29
    )


@pytest.mark.parametrize(("rule", "replaced"), [("truncation(turnover=1, parents=0.2)", 1.0), ("truncation(0.2)", 0.4)])
@pytest.mark.parametrize("succession", ["lineage", "leader"])
def test_both_responses_add_up(rule: str, replaced: float, succession: str) -> None:
    best = normal_order_means(SIZE)[-2:].mean()
    assert best == pytest.approx(1.2701, abs=5e-5)
    world = world_of(rule, succession)
    before = world.layers[3].goals[:, 0].copy()
    world.step()
    change = (world.layers[3].goals[:, 0] - before).reshape(GROUPS, -1).mean(axis=1)
    variance = FAMILY_SD**2 + SD**2 / SIZE  # of what a family does, on average over its people
    between = replaced * best * variance / np.hypot(np.sqrt(variance), FAMILY_NOISE)
    within = replaced * best * SD**2 / np.hypot(SD, NOISE)
    between = between if succession == "lineage" else 0.0  # a leader's successor leaves the people where they are
    assert_mean(change, between + within)
    account = world.account("drift").query("layer == 'employee' and feature == 'feature 1'").iloc[0]
    terms = [account[name] for name in account.index if name.startswith("selection")]
    assert sum(terms) == pytest.approx(change.mean(), abs=1e-12)
