"""The plan: which run has which number, seed and values; the same after a trip through JSON; mistakes told beforehand."""

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from superorganisms.errors import BatchError, ParameterError, ScenarioError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.scenario import scenario
from superorganisms.scenarios.sweep.axes import Span
from superorganisms.scenarios.sweep.plan import CONTRAST, WORLD, Plan, restored, run_key
from superorganisms.scenarios.sweep.points import read
from superorganisms.scenarios.sweep.seeds import seeds
from superorganisms.scenarios.sweep.sweep import Sweep
from superorganisms.scenarios.sweep.tables import runs_table, varied
from tests.scenarios.sweep.small import SIZES, small

VALUES = {"employee.capacity": [None, 1], "intent": [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0]], "employee.insight": [True, False]}


def test_the_number_of_a_run_says_point_arm_and_replicate() -> None:
    plan = small(seeds=4).plan()
    jobs = plan.jobs(range(plan.total))
    assert plan.total == 3 * 2 * 4
    assert [job.number for job in jobs] == [(job.point * 2 + (job.arm == CONTRAST)) * 4 + job.replicate for job in jobs]
    assert len({(job.point, job.arm, job.replicate) for job in jobs}) == plan.total
    assert {job.arm for job in jobs} == {WORLD, CONTRAST}


def test_seeds_are_those_of_numpys_sequence_and_the_same_at_every_point_and_in_both_arms() -> None:
    plan = small(seeds=3, seed=0).plan()
    children = np.random.SeedSequence(0).spawn(3)
    expected = [int(child.generate_state(1, np.uint64)[0]) >> 11 for child in children]
    assert list(plan.seeds) == expected
    assert all(job.seed == expected[job.replicate] for job in plan.jobs(range(plan.total)))


def test_more_seeds_begin_with_the_same_and_none_comes_twice() -> None:
    assert seeds(1, 10) == seeds(1, 1000)[:10]
    assert len(set(seeds(1, 10_000)) | set(seeds(2, 10_000))) == 20_000
    assert all(0 <= one < 2**53 for one in seeds(2**200, 100))


def test_a_plan_is_the_same_after_a_trip_through_json() -> None:
    for sweep in (
        small(),
        small(vary=VALUES),
        small(vary={}),
        small(seed=2**200),
        small(vary={"firm.compliance": Span(0, 1, 3)}),
    ):
        plan = sweep.plan()
        again = Plan.of_plain(json.loads(plan.to_text()))
        assert again == plan == restored(plan)
        assert again.key() == plan.key()
        assert plan.difference(again) == again.difference(plan) == ""
        without = Plan.of_plain(json.loads(plan.without_points().to_text()))
        assert dataclasses.replace(without, points=plan.points) == plan


def test_a_sweep_without_anything_varied_is_one_point() -> None:
    plan = Sweep(world="telephone", seeds=2).plan()
    assert (plan.points, plan.total, plan.ticks) == (((),), 2, scenario("telephone").ticks)


def test_two_plans_differ_in_what_was_given() -> None:
    plan = small().plan()
    assert small(seeds=3).plan().difference(plan) == "replicates was 2, is 3"
    assert plan.difference(small(vary={"firm.mutation": [0.2, 0.5, 0.8]}).plan()) == "axes"
    assert plan.difference(small(changes=SIZES).plan()) == "parameters"
    assert plan.difference(dataclasses.replace(plan, version="0.0")).startswith("version")


def test_paths_that_move_together_take_the_same_value() -> None:
    plan = small(vary={"firm.compliance+employee.compliance": [0.1, 0.9]}, contrast=False).plan()
    assert plan.changes(plan.jobs([2])[0]) == {"firm.compliance": 0.9, "employee.compliance": 0.9}


def test_the_contrast_wins_over_what_is_varied_and_the_table_says_so() -> None:
    plan = small(seeds=1).plan()
    world, contrast = plan.jobs([0, 1])
    assert plan.changes(world) == plan.values(world) == {"firm.compliance": 0.2}
    assert plan.changes(contrast)["firm.compliance"] == 1.0
    assert plan.values(contrast) == {"firm.compliance": 1.0}


def test_a_contrast_that_replaces_a_rule_takes_its_varied_option_away() -> None:
    base = dataclasses.replace(scenario("telephone"), contrast={"employee.selection": "none"})
    plan = small(world=base, vary={"employee.selection.turnover": [0.2, 0.4]}, seeds=1).plan()
    world, contrast = plan.jobs([0, 1])
    assert plan.changes(world) == {"employee.selection.turnover": 0.2}
    assert plan.changes(contrast) == {"employee.selection": "none"}
    assert plan.values(contrast) == {"employee.selection.turnover": None}


def test_columns_hold_what_is_varied_and_what_the_contrast_says() -> None:
    kinds = {path: str(kind) for path, kind in varied(small(vary=VALUES).plan()).items()}
    assert kinds == {"employee.capacity": "int64", "intent": "string", "employee.insight": "bool"}
    base = dataclasses.replace(scenario("telephone"), contrast={"firm.compliance": 1, "employee.selection": "none"})
    plan = small(world=base, vary={"firm.compliance": [0.5], "employee.selection": [{"rule": "truncation"}]}).plan()
    assert {path: str(kind) for path, kind in varied(plan).items()} == {
        "firm.compliance": "double",
        "employee.selection": "string",
    }
    row = {"run": 0, "firm.compliance": 1, "employee.selection": {"rule": "truncation"}, "error": "half a \ud800 pair"}
    table = runs_table([row], plan).to_pylist()[0]
    assert (table["firm.compliance"], table["employee.selection"]) == (1.0, '{"rule": "truncation"}')
    assert table["error"] == "half a ? pair"


def test_points_of_ones_own() -> None:
    points = [{"firm.compliance": 0.5, "employee.insight": True}, {"employee.insight": False, "firm.compliance": 1}]
    plan = small(vary={}, points=points).plan()
    assert plan.points == ((0.5, True), (1, False))
    assert (plan.design, [axis.kind for axis in plan.axes]) == ("points", ["float", "bool"])
    assert plan.jobs([4])[0].values == (1, False)


def test_the_same_point_twice_is_done_twice() -> None:
    assert small(vary={}, points=[{"firm.compliance": 0.5}] * 2, seeds=1, contrast=False).plan().total == 2


def test_a_point_that_cannot_be_is_planned_if_another_can() -> None:
    assert small(vary={"firm.compliance": [7, 0.5]}).plan().points == ((7,), (0.5,))


def test_values_that_are_possible_only_together_are_planned() -> None:
    """Two governments can't share the four firms of the others' families."""
    plan = small(vary={"government.size": [3], "firm.size": [6], "employee.size": [12]}, changes={}).plan()
    assert plan.points == ((3, 6, 12),)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"vary": {"firm.compliance": [7, 8]}}, "none of the 2 points of the sweep is possible.*firm.compliance must be in"),
        ({"vary": {"firm.compliance": [0.5], "firm.mutation+firm.compliance": [0.5]}}, "varied twice: firm.compliance"),
        ({"vary": {"firm.compliance": [math.inf]}}, "must be a finite number"),
        ({"vary": [("firm.compliance", [1])]}, "vary must be a dict"),
        ({"vary": {p: Span(0, 1, 1000) for p in ("firm.compliance", "firm.mutation", "firm.audit")}}, "1,000,000,000 points"),
        ({"design": "sobol", "samples": 2**30}, "more than a sweep may have"),
        ({"design": "lhs", "vary": {}}, "design lhs needs something to vary"),
        ({"design": "no"}, "no design 'no'"),
        ({"samples": 0}, "samples must be a whole number of at least 1, got 0"),
        ({"seeds": 0}, "seeds must be a whole number of at least 1, got 0"),
        ({"seeds": 2.0}, "seeds must be a whole number"),
        ({"seeds": True}, "seeds must be a whole number"),
        ({"seeds": 10**9}, "take fewer seeds"),
        ({"seed": -1}, "seed must be a whole number of at least 0"),
        ({"ticks": 0}, "ticks must be a whole number of at least 1, got 0"),
        ({"record": "everything"}, "record must be one of runs, ticks, units, got 'everything'"),
        ({"points": [{"firm.compliance": 1}]}, "points or what to vary, not both"),
        ({"points": [{}], "vary": {}}, "the points set nothing"),
        ({"points": [{"firm.compliance": 1}, {"firm.mutation": 1}], "vary": {}}, "point 2 sets firm.mutation, the first one"),
        ({"points": [3], "vary": {}}, "point 1 must be a dict"),
        ({"points": [{"firm.compliance": math.nan}], "vary": {}}, "JSON"),
        ({"world": Parameters()}, "parameters has no contrast to run"),
        ({"world": 3}, "world must be a scenario"),
    ],
)
def test_what_cannot_be_planned_is_told(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BatchError, match=sentence):
        small(**changed).plan()


def test_unknown_names_are_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"did you mean 'firm\.compliance'"):
        small(vary={"firm.complience": [1]}).plan()
    with pytest.raises(ParameterError, match=r"did you mean 'firm\.compliance'"):
        small(vary={}, points=[{"firm.complience": 1}]).plan()
    with pytest.raises(ParameterError, match="no parameter"):
        small(changes={"firm.complience": 1}).plan()
    with pytest.raises(ScenarioError, match="did you mean 'telephone'"):
        small(world="telefone").plan()


def test_a_users_file_belongs_to_the_plan_by_what_it_says(tmp_path: Path) -> None:
    """The library's files don't: every worker has them."""
    assert small().plan().file is None
    text = "from superorganisms import Parameters\nPARAMETERS = Parameters()\n"
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.py").write_text(text)
    plan = small(world=tmp_path / "one" / "mine.py", contrast=False).plan()
    assert plan.difference(small(world=tmp_path / "other" / "mine.py", contrast=False).plan()) == ""
    (tmp_path / "one" / "mine.py").write_text(text + "\n")
    assert "mine.py says has changed" in small(world=tmp_path / "one" / "mine.py", contrast=False).plan().difference(plan)


def test_the_key_of_a_run_is_that_of_its_settings_seed_ticks_and_version() -> None:
    one = Parameters()
    same = one.with_changes({"firm.mutation": 0.05})
    assert run_key(one, 1, 10) == run_key(same, 1, 10)
    others = [run_key(one.with_changes({"firm.mutation": 0.06}), 1, 10), run_key(one, 2, 10), run_key(one, 1, 11)]
    assert len({run_key(one, 1, 10), run_key(one, 1, 10, "other"), *others}) == 5


def test_points_are_read_from_a_table(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_bytes("\ufefffirm.compliance, employee.strategies\r\n0.5, deceiver=0.3\r\n\r\n1,{direct: 1}\r\n".encode())
    assert read(file) == [
        {"firm.compliance": 0.5, "employee.strategies": {"deceiver": 0.3}},
        {"firm.compliance": 1, "employee.strategies": {"direct": 1}},
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"firm.compliance\n", "and a line for each point"),
        (b"", "and a line for each point"),
        (b"firm.compliance,firm.mutation\n1\n", "line 2: 2 values are needed, got 1"),
        (b"firm.compliance,firm.mutation\n1,2\n1,\n", "line 3: 2 values are needed, got 1"),
        (b"firm.compliance,firm.compliance\n1,2\n", "firm.compliance stands there twice"),
        (b"firm.compliance,\n1,2\n", "a column has no name"),
        (b"firm.compliance\n\n\n", "and a line for each point"),
        (b"\xff\xfe\x00", "can't read the points"),
    ],
)
def test_a_table_that_holds_no_points_is_told(tmp_path: Path, text: bytes, sentence: str) -> None:
    (tmp_path / "points.csv").write_bytes(text)
    with pytest.raises(BatchError, match=sentence):
        read(tmp_path / "points.csv")


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"can't read the points.*No such file"):
        read(tmp_path / "none.csv")
