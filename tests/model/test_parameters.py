"""What parameters keep: their values, exactly, in every form that they can be written in."""

import json
import pickle
from copy import deepcopy
from time import perf_counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from superorganisms.errors import ParameterError
from superorganisms.model.kinds.arrays import matrix
from superorganisms.model.kinds.regimes import Replace
from superorganisms.model.parameter_interventions import is_live
from superorganisms.model.parameters import Intervention, LayerParameters, Parameters, Regime, overrides
from superorganisms.model.tree import Tree
from tests.model.valid_parameters import parameters

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def layers(*sizes: object) -> list[LayerParameters]:
    return [LayerParameters(name="abcdefgh"[n], size=size) for n, size in enumerate(sizes)]


@SLOW
@given(parameters())
def test_every_way_there_and_back_is_exact(given: Parameters) -> None:
    for again in (
        Parameters.from_json(given.to_json()),
        Parameters.from_toml(given.to_toml()),
        Parameters.from_dict(given.to_dict()),
        Parameters.from_json(given.canonical()),
        Parameters.model_validate(given.model_dump()),
        Parameters.model_validate_json(given.model_dump_json()),
        pickle.loads(pickle.dumps(given)),
        deepcopy(given),
        given.model_copy(),
        given.with_changes({}),
    ):
        assert again == given
        assert hash(again) == hash(given)
        assert again.canonical() == given.canonical()
        assert repr(again) == repr(given)


@SLOW
@given(parameters(), parameters())
def test_differences_are_the_changes_that_lead_from_one_to_the_other(ours: Parameters, other: Parameters) -> None:
    changes = {path: mine for path, (_, mine) in ours.differences(other).items()}
    assert other.with_changes(changes) == ours
    assert ours.differences(ours) == {}


@SLOW
@given(parameters())
def test_what_is_written_is_plain(given: Parameters) -> None:
    def check(value: object) -> None:
        assert type(value) in (dict, list, str, int, float, bool, type(None))
        for entry in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(entry)

    check(given.to_dict())
    assert json.loads(given.canonical()) == given.to_dict()


def test_the_default_world_is_the_one_of_the_design() -> None:
    given = Parameters()
    assert [(layer.name, layer.size, layer.period) for layer in given.layers] == [
        ("order", 1, 1),
        ("government", 5, 20),
        ("firm", 50, 5),
        ("employee", 1000, 1),
    ]
    assert [str(layer.selection) for layer in given.layers] == [
        "none",
        "truncation(turnover=0.2)",
        "truncation(turnover=0.2)",
        "truncation(turnover=0.1)",
    ]
    assert len(given.features) == 8
    assert given.units("employee") == 1000


def test_numpy_and_pandas_become_plain() -> None:
    given = Parameters(
        features=np.int64(2),
        intent=np.array([1, 2], dtype=np.float32),
        response=np.eye(2),
        intensity=np.float64(2),
        designer_encoding=pd.Series([1, 0]),
        layers=[{"name": "a"}, {"name": "b", "size": np.array([3]), "goal": np.ones((3, 2)), "period": np.array(4)}],
    )
    assert given.intent == (1.0, 2.0)
    assert given.response == ((1.0, 0.0), (0.0, 1.0))
    assert given.designer_encoding == (1.0, 0.0)
    assert [type(x) for x in (given.intent[0], given.intensity, given.layers[1].period)] == [float, float, int]
    assert given.layers[1].size == (3,)
    assert given.layers[1].goal == ((1.0, 1.0),) * 3


def test_equal_settings_are_written_equally() -> None:
    one = Parameters(intensity=0, features=2, intent={"feature 2": 3}, layers=layers(1, 2))
    two = Parameters(intensity=-0.0, features=("feature 1", "feature 2"), intent=[-0.0, 3.0], layers=layers(1, 2))
    assert one == two
    assert one.canonical() == two.canonical()


@pytest.mark.parametrize(
    ("shares", "kept"),
    [
        ({}, {"direct": 1.0}),
        ("deceiver", {"deceiver": 1.0, "direct": 0.0}),
        ({"deceiver": 0.3}, {"deceiver": 0.3, "direct": 0.7}),
        ({"deceiver": 0.3, "direct": 0.2}, {"deceiver": 0.3, "direct": 0.7}),
        ({"deceiver": 0.3, "bottlecap": 0.7}, {"bottlecap": 0.7, "deceiver": 0.3, "direct": 0.0}),
        ({"bottlecap": 0}, {"direct": 1.0}),
    ],
)
def test_direct_is_what_the_others_leave(shares: object, kept: dict[str, float]) -> None:
    mixture = LayerParameters(name="employee", strategies=shares).strategies
    assert mixture == kept
    assert list(mixture) == sorted(mixture)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("none", "none"),
        ("none()", "none"),
        ("moran", "moran(s=1.0, fitness='exponential')"),
        ("moran(s=2, fitness='linear')", "moran(s=2.0, fitness='linear')"),
        ("moran(2, linear)", "moran(s=2.0, fitness='linear')"),
        ({"rule": "moran", "s": 2}, "moran(s=2.0, fitness='exponential')"),
        ("truncation(0.2)", "truncation(turnover=0.2)"),
        ("truncation(1, parents=0.2)", "truncation(turnover=1.0, parents=0.2)"),
        ({"rule": "truncation", "parents": None}, "truncation(turnover=0.1)"),
    ],
)
def test_a_rule_in_all_its_forms(written: object, text: str) -> None:
    rule = LayerParameters(name="firm", selection=written).selection
    assert str(rule) == text
    assert LayerParameters(name="firm", selection=text).selection == rule
    assert LayerParameters(name="firm", selection=rule).selection == rule


def test_matrices_may_be_rows_a_diagonal_or_left_out() -> None:
    given = Parameters(
        features=2,
        response=[[1, 2], [3, 4]],
        designer_encoding=[1, 0],
        regimes=[(3, None), {"at": 5, "response": [2, 3]}, {"at": 6}],
        shift_set=[None, [[0, 1], [1, 0]]],
        layers=layers(1, 2),
    )
    assert matrix(given.response, 2).tolist() == [[1, 2], [3, 4]]
    assert matrix(given.designer_encoding, 2).tolist() == [[1, 0], [0, 0]]
    assert matrix(None, 2).tolist() == [[1, 0], [0, 1]]
    assert given.regimes == (Regime(3, Replace((1.0, 1.0))), Regime(5, Replace((2.0, 3.0))), Regime(6, Replace((1.0, 1.0))))
    assert given.shift_set == ((1.0, 1.0), ((0.0, 1.0), (1.0, 0.0)))


def test_the_top_is_not_selected_and_need_not_say_so() -> None:
    given = Parameters(layers=layers(1, 2))
    assert given.layers[0].selection.rule == "none"
    assert given.layers[1].selection.rule == "truncation"
    turned = Parameters().with_changes({"layers": layers(1, 3)})
    assert turned.layers[0].selection.rule == "none"


def test_a_tree_takes_the_place_of_the_sizes() -> None:
    tree = Tree.from_sizes([[2], [1, 3]])
    given = Parameters(tree=tree, layers=layers(1, 7, 9))
    assert [layer.size for layer in given.layers] == [(1,), (2,), (1, 3)]
    assert "size" not in given.to_dict()["layers"][1]
    assert [layer.size for layer in given.with_changes({"tree": None}).layers] == [(1,), (2,), (1, 3)]
    assert given.with_changes({"tree": None, "c.size": 5}).get("c.size") == 5


def test_paths_reach_every_value() -> None:
    given = Parameters().with_changes(
        {
            "firm.selection.s": 3,
            "firm.selection": "moran",
            "employee.strategies.deceiver": 0.25,
            "employee.strategies.bottlecap": 0.5,
            "government": {"compliance": 1, "period": 2},
            "intent": {"profit": 1},
        }
    )
    assert given.get("firm.selection.s") == 3.0
    assert given.get("firm.selection.fitness") == "exponential"
    assert given.get("government.selection.parents") is None
    assert given.get("employee.strategies.direct") == 0.25
    assert given.get("firm.strategies.deceiver") == 0.0
    assert given.get("government") is given.layer(1) is given.layer("government") is given.layer(-3)
    assert given.get("government.compliance") == 1.0
    assert given.get("intent") == (0, 0, 0, 1, 0, 0, 0, 0)
    assert given.layer(np.int64(2)).name == "firm"
    assert given.with_changes({"firm.name": "company"}).get("company.selection.s") == 3.0
    assert Parameters().get("firm.period") == 5


def test_parts_that_only_fit_together_can_be_changed_together() -> None:
    given = Parameters().with_changes({"employee.strategies": {"deceiver": 0.9, "bottlecap": 0.1}})
    changed = given.with_changes({"employee.strategies.bottlecap": 0.9, "employee.strategies.deceiver": 0.1})
    assert changed.get("employee.strategies.bottlecap") == 0.9


def test_keywords_are_paths() -> None:
    changes = {"firm__mutation": 0.1, "designer_encoding": None, "firm__selection__turnover": 0.3}
    paths = {"firm.mutation": 0.1, "designer_encoding": None, "firm.selection.turnover": 0.3}
    assert overrides(changes) == overrides(changes, Parameters()) == paths
    assert overrides({"firm__selection": "moran", "firm__selection__s": 2}, Parameters())["firm.selection.s"] == 2


def test_interventions_are_kept_in_the_order_of_their_ticks_and_checked_as_things_stand_then() -> None:
    given = Parameters(
        interventions=[
            (9, "firm.selection.s", 3),
            {"at": 4, "path": "firm.selection", "value": "moran"},
            (4, "government.2.letter", {"output": 1}),
            (0, "response"),
        ]
    )
    assert [(one.at, one.path) for one in given.interventions] == [
        (0, "response"),
        (4, "firm.selection"),
        (4, "government.2.letter"),
        (9, "firm.selection.s"),
    ]
    assert given.interventions[2].value == (0, 0, 1, 0, 0, 0, 0, 0)
    assert given.get("firm.selection").rule == "truncation"
    assert given.intervention(3, "employee.999.strategy", "bottlecap") == Intervention(3, "employee.999.strategy", "bottlecap")
    assert given.intervention(3, "order.0.letter", None).value is None


def test_what_is_past_need_not_be_possible_any_more() -> None:
    present = Parameters(interventions=[(5, "firm.selection.turnover", 0.5), (9, "firm.selection", "moran")])
    for planned in present.interventions:
        present = present.after(planned)
    assert present == Parameters().with_changes({"firm.selection": "moran"})
    assert present.after(Intervention(9, "firm.2.strategy", "direct")) == present


def test_what_is_planned_must_stay_possible() -> None:
    given = Parameters(interventions=[(5, "firm.selection.turnover", 0.5)])
    assert given.intervention(5, "firm.selection", "moran").value.rule == "moran"
    with pytest.raises(ParameterError, match=r"only with best_of and truncation \(intervention at tick 5\)$"):
        given.intervention(4, "firm.selection", "moran")


def test_what_is_live() -> None:
    given = Parameters()
    assert all(is_live(given, path) for path in ("intent", "firm.mutation", "firm.selection", "firm.selection.turnover"))
    assert not any(is_live(given, path) for path in ("features", "firm.size", "firm", "firm.strategies.deceiver", "x"))


def test_parameters_cannot_change() -> None:
    given = Parameters()
    with pytest.raises(ParameterError, match=r"^intensity can't be changed in place, make a changed copy: "):
        given.intensity = 2  # type: ignore[misc]
    with pytest.raises(ParameterError, match=r"^name can't be deleted, parameters are immutable$"):
        del given.layers[0].name
    with pytest.raises(TypeError):
        given.layers[0].strategies["direct"] = 0.0  # type: ignore[index]
    assert given == Parameters()


def test_a_copy_with_an_update_is_checked() -> None:
    assert Parameters().model_copy(update={"intensity": 2}).intensity == 2.0
    with pytest.raises(ParameterError, match=r"^intensity must be in \[0, 1000000\], got -1$"):
        Parameters().model_copy(update={"intensity": -1})


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=0, max_value=1))
def test_numbers_keep_their_last_bit(share: float) -> None:
    layer = LayerParameters(name="firm", mutation=share)
    whole = Parameters(layers=[{"name": "a"}, layer.as_plain()])
    assert Parameters.from_toml(whole.to_toml()).get("firm.mutation") == share


def test_large_trees_are_read_quickly() -> None:
    tree = Tree.from_sizes([[6], [40] * 6, [20] * 240])
    start = perf_counter()
    for _ in range(10):
        Parameters(tree=tree)
    assert perf_counter() - start < 1.0
    start = perf_counter()
    for _ in range(10):
        Parameters()
    assert perf_counter() - start < 0.05 * 4  # a loaded machine may be four times slower than the 5 ms promised
