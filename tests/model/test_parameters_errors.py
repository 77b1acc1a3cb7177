"""Every kind of wrong input is refused in one sentence that names path, rule and value."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms.errors import ParameterError, SuperorganismError, TreeError, suggest
from superorganisms.model.parameters import LayerParameters, Parameters, overrides
from superorganisms.model.tree import Tree
from tests.model.valid_parameters import refusal

ENTRY = "a number in [-1000000, 1000000]"
RULES = "a selection rule (moran, none, truncation, wright_fisher) with its options"
NAME = "a name of letters, digits and single inner underscores that starts with a letter"
GOALS = 'a vector, a list with a row for each unit, or {"around": vector}'

CHANGES: list[tuple[dict[str, Any], str]] = [
    # numbers
    ({"firm.mutation": 1.3}, "firm.mutation must be in [0, 1], got 1.3"),
    ({"firm.mutation": "high"}, "firm.mutation must be a number in [0, 1], got 'high' (text)"),
    ({"firm.mutation": "0.5"}, "firm.mutation must be a number in [0, 1], got '0.5' (text)"),
    ({"firm.mutation": True}, "firm.mutation must be a number in [0, 1], got True (a flag)"),
    ({"firm.mutation": np.True_}, "firm.mutation must be a number in [0, 1], got True (a flag)"),
    ({"firm.mutation": None}, "firm.mutation must be a number in [0, 1], got None"),
    ({"firm.mutation": [0.1]}, "firm.mutation must be a number in [0, 1], got a list of 1"),
    ({"firm.mutation": {"a": 1}}, "firm.mutation must be a number in [0, 1], got a table of 1"),
    ({"firm.mutation": Decimal("0.1")}, "firm.mutation must be a number in [0, 1], got an object of type Decimal"),
    ({"firm.mutation": float("nan")}, "firm.mutation must be a number in [0, 1] and finite, got nan"),
    ({"firm.mutation": np.float32("inf")}, "firm.mutation must be a number in [0, 1] and finite, got inf"),
    ({"intensity": -0.5}, "intensity must be in [0, 1000000], got -0.5"),
    ({"intensity": 10**400}, "intensity must be in [0, 1000000], got an integer of more than 30 digits"),
    ({"firm.period": 0}, "firm.period must be in [1, 1000000000], got 0"),
    ({"firm.period": 2.5}, "firm.period must be an integer in [1, 1000000000], got 2.5"),
    ({"firm.skill": [1, 2, 3]}, "firm.skill must be one number or have 50 numbers, one per unit, got 3"),
    ({"employee.skill": [1, -2]}, "employee.skill[1] must be in [0, 1000000], got -2"),
    (
        {"firm.skill": "big"},
        "firm.skill must be a number in [0, 1000000], or a list with one for each unit, got 'big' (text)",
    ),
    # names
    ({"firm.mutaton": 0.1}, "no parameter 'firm.mutaton'; did you mean 'firm.mutation'?"),
    ({"frim.mutation": 0.1}, "no parameter 'frim.mutation'; did you mean 'firm.mutation'?"),
    ({"itensity": 1}, "no parameter 'itensity'; did you mean 'intensity'?"),
    ({"firm.mutation.x": 1}, "no parameter 'firm.mutation.x'; did you mean 'firm.mutation'?"),
    ({"zzz": 1}, "no parameter 'zzz'"),
    ({"": 1}, "no parameter ''"),
    ({"firm": {"mutaton": 1}}, "no parameter 'firm.mutaton'; did you mean 'firm.mutation'?"),
    ({"firm": 3}, "firm must be given as a table of names and values, got 3"),
    # choices
    ({"goal_geometry": "spere"}, "goal_geometry must be 'sphere' or 'free', got 'spere'"),
    ({"effort_rule": 3}, "effort_rule must be 'budget' or 'cost', got 3"),
    ({"firm.succession": "lineage"}, "firm.succession must be 'leader', got 'lineage'"),
    # features, vectors, matrices
    ({"features": 0}, "features must be in [1, 1000], got 0"),
    ({"features": "many"}, "features must be a list of 1 to 1000 different names, or how many, got 'many' (text)"),
    ({"features": True}, "features must be a list of 1 to 1000 different names, or how many, got True (a flag)"),
    ({"features": []}, "features must be a list of 1 to 1000 different names, or how many, got a list of 0"),
    ({"features": ["a", "a"]}, "features must be different names, got 'a' twice"),
    ({"features": ["a", " b"]}, "features[1] must be a name without spaces around it, got ' b' (text)"),
    ({"features": ["a", 2]}, "features[1] must be a name without spaces around it, got 2"),
    ({"intent": [1, 2, 3]}, "intent must have 8 numbers, one per feature, got 3"),
    ({"intent": "x"}, "intent must be a list of numbers, one per feature, or a table of numbers by feature, got 'x' (text)"),
    ({"intent": [1, "x"]}, f"intent[1] must be {ENTRY}, got 'x' (text)"),
    ({"intent": {"welbeing": 1}}, "intent has no feature 'welbeing'; did you mean 'wellbeing'?"),
    ({"intent": {"profit": True}}, f"intent.profit must be {ENTRY}, got True (a flag)"),
    ({"response": [[1]]}, "response must be 8 x 8, features by features, got 1 x 1"),
    ({"response": [1, 2]}, "response must have 8 numbers, one per feature, got 2"),
    ({"response": [[1, 2], [3]]}, "response must have rows of one length, got 2 and 1"),
    ({"response": [[1, 2], 3]}, "response[1] must be a row of numbers, got 3"),
    ({"response": [[1, 2], [3, 1e7]]}, "response[1][1] must be in [-1000000, 1000000], got 10000000.0"),
    ({"response": np.zeros((2, 2, 2))}, f"response[0][0] must be {ENTRY}, got a list of 2"),
    (
        {"response": 3},
        "response must be a square matrix as a list of rows, or a list of the numbers on its diagonal, got 3",
    ),
    ({"order.sensor": [1] * 8}, "order.sensor must be left out, the designer sees the top itself, got a list of 8"),
    ({"firm.goal": [1, 2]}, "firm.goal must have 8 numbers, one per feature, got 2"),
    ({"firm.goal": [[1] * 8] * 2}, "firm.goal must have 50 rows, one per unit, got 2"),
    ({"firm.goal": [[1]] * 50}, "firm.goal[0] must have 8 numbers, one per feature, got 1"),
    ({"firm.goal": {"around": [1]}}, "firm.goal.around must have 8 numbers, one per feature, got 1"),
    ({"firm.goal": {"around": ["x"]}}, f"firm.goal.around[0] must be {ENTRY}, got 'x' (text)"),
    ({"firm.goal": {"arund": 1}}, "firm.goal has no feature 'arund'"),
    ({"firm.goal": "x"}, f"firm.goal must be {GOALS}, got 'x' (text)"),
    # sizes and layers
    ({"firm.size": 3}, "firm.size must be at least 5, one unit for each of the 5 governments, got 3"),
    ({"firm.size": [10, 40]}, "firm.size must list 5 families, one for each of the 5 governments, got 2"),
    ({"government.size": [2, 3]}, "government.size must list 1 family, one for the one order, got 2"),
    ({"firm.size": [1, 1, 1, 1, 0]}, "firm.size[4] must be in [1, 1000000000], got 0"),
    ({"firm.size": 0}, "firm.size must be in [1, 1000000000], got 0"),
    (
        {"firm.size": []},
        "firm.size must be an integer in [1, 1000000000], or a list with the size of each family, got a list of 0",
    ),
    ({"order.size": 2}, "order.size must be 1, the top is a single unit, got 2"),
    ({"layers": []}, "layers must be a list of 2 to 8 layers, got a list of 0"),
    ({"layers": [{"name": "a"}, 3]}, "layers[1] must be LayerParameters or a table of a layer's parameters, got 3"),
    ({"layers": [{"name": "a"}, {"size": 3}]}, "layer.name must be given"),
    ({"layers": [{"name": "a"}, {"name": "a"}]}, "layers must have different names, got 'a' twice"),
    ({"firm.name": "tree"}, "layers can't have one called 'tree', that name has another meaning"),
    ({"firm.name": "designer"}, "layers can't have one called 'designer', that name has another meaning"),
    ({"firm.name": "my firm"}, f"layer.name must be {NAME}, got 'my firm' (text)"),
    ({"firm.name": "a__b"}, f"a__b.name must be {NAME}, got 'a__b' (text)"),
    # trees
    (
        {"tree": Tree.from_sizes([[2], [1, 1]])},
        "tree must have 4 layers, one for each of order, government, firm, employee, got 3",
    ),
    ({"tree": Tree.from_sizes([[1], [1], [1]]), "firm.size": 9}, "firm.size is given by the tree; change the tree instead"),
    ({"tree": 3}, "tree must be a Tree, or a table with its names and parents, got 3"),
    ({"tree": {"names": [["a"]]}}, "tree must have 'parents'"),
    ({"tree": {"nmes": [["a"]]}}, "tree has no part 'nmes'; did you mean 'names'?"),
    ({"tree": {"names": [["a"], [2]], "parents": [[0], [0]]}}, "tree.names[1] must be a list of texts for each layer, got 2"),
    (
        {"tree": {"names": [["a"], ["b"]], "parents": [[0], [1]]}},
        "the parents of layer 1 must be rows of layer 0 in ascending order",
    ),
    # selection
    ({"firm.selection": "mroan"}, "firm.selection has no rule 'mroan'; did you mean 'moran'?"),
    ({"firm.selection": "zzz()"}, "firm.selection has no rule 'zzz'; there are moran, none, truncation, wright_fisher"),
    ({"firm.selection": "moran("}, f"firm.selection must be {RULES}, as in 'moran(s=2)', got 'moran('"),
    (
        {"firm.selection": "moran(s=open('x'))"},
        f"firm.selection must be {RULES}, as in 'moran(s=2)', got \"moran(s=open('x'))\"",
    ),
    ({"firm.selection": 3}, f"firm.selection must be {RULES}, got 3"),
    ({"firm.selection": {"s": 3}}, f"firm.selection must be {RULES}, got a table of 1"),
    ({"firm.selection": "moran(s=2000)"}, "firm.selection.s must be in [0, 1000], got 2000"),
    ({"firm.selection": "moran(s='x')"}, "firm.selection.s must be a number in [0, 1000], got 'x' (text)"),
    ({"firm.selection": "moran(1, s=2)"}, "firm.selection has option 's' twice in 'moran(1, s=2)'"),
    ({"firm.selection": "none(1)"}, "firm.selection takes at most 0 options with none, got 1"),
    ({"firm.selection": "moran(fitnes=1)"}, "firm.selection has no option 'fitnes' with moran; did you mean 'fitness'?"),
    ({"firm.selection": "moran(x=1)"}, "firm.selection has no option 'x' with moran; it takes s, fitness"),
    ({"firm.selection": {"rule": "none", "x": 1}}, "firm.selection has no option 'x' with none; it takes none"),
    ({"firm.selection.s": 2}, "firm.selection has no option 's' with truncation, only with moran and wright_fisher"),
    ({"firm.selection.turnover": 2}, "firm.selection.turnover must be in [0, 1], got 2"),
    (
        {"order.selection": "truncation"},
        "order.selection must be none, the top is never selected, got truncation(turnover=0.1)",
    ),
    # strategies
    ({"employee.strategies": {"deciever": 0.3}}, "employee.strategies has no strategy 'deciever'; did you mean 'deceiver'?"),
    ({"employee.strategies": "zzz"}, "employee.strategies has no strategy 'zzz'; there are bottlecap, deceiver, direct"),
    ({"employee.strategies.deciever": 0.3}, "employee.strategies has no strategy 'deciever'; did you mean 'deceiver'?"),
    ({"employee.strategies": {"deceiver": 1.3}}, "employee.strategies.deceiver must be in [0, 1], got 1.3"),
    (
        {"employee.strategies": {"deceiver": 0.75, "bottlecap": 0.5}},
        "employee.strategies must be shares that add up to at most 1, got 1.25",
    ),
    (
        {"employee.strategies.direct": 0.3},
        "employee.strategies.direct is what the other strategies leave; change those instead",
    ),
    (
        {"employee.strategies": ["direct"] * 1000, "employee.strategies.deceiver": 0.3},
        "employee.strategies is given unit by unit here, so it has no shares",
    ),
    ({"employee.strategies": ["direct"] * 3}, "employee.strategies must have 1000 names, one per unit, got 3"),
    ({"employee.strategies": ["direct", 3]}, "employee.strategies must be the name of a strategy, got 3"),
    (
        {"employee.strategies": 3},
        "employee.strategies must be a table of shares by strategy, or a list with one strategy for each unit, got 3",
    ),
    ({"firm.strategies": "bottlecap"}, "firm.strategies can't have bottlecap above the leaves, only deceiver or direct"),
    (
        {"effort_rule": "cost", "employee.strategies.bottlecap": 0.1},
        "employee.strategies can't have bottlecap under effort_rule 'cost', it needs 'budget'",
    ),
    # schedules
    ({"regimes": 3}, "regimes must be a list of (at, response), ticks ascending, got 3"),
    ({"regimes": [(3, None), (2, None)]}, "regimes must have increasing ticks, got 2 after 3"),
    ({"regimes": [(0, None)]}, "regimes[0].at must be in [1, 1000000000], got 0"),
    ({"regimes": [(1, [1])]}, "regimes[0].response must have 8 numbers, one per feature, got 1"),
    ({"regimes": [{"at": 1, "respnse": 1}]}, "regimes[0] has no part 'respnse'; did you mean 'response'?"),
    ({"regimes": [{"response": None}]}, "regimes[0] must say 'at'"),
    ({"regimes": [3]}, "regimes[0] must be (at, response), got 3"),
    ({"shift_set": 3}, "shift_set must be a list of matrices, got 3"),
    ({"shift_set": [None, [1]]}, "shift_set[1] must have 8 numbers, one per feature, got 1"),
    (
        {"shift_set": [None, "x"]},
        "shift_set[1] must be a square matrix as a list of rows, or a list of the numbers on its diagonal, got 'x' (text)",
    ),
    # interventions
    ({"interventions": [(1, 2, 3)]}, "interventions[0].path must be the path of a parameter or of a unit, got 2"),
    ({"interventions": [(-1, "intensity", 3)]}, "interventions[0].at must be in [0, 1000000000], got -1"),
    ({"interventions": [(4, "firm.mutation", 2)]}, "firm.mutation must be in [0, 1], got 2 (intervention at tick 4)"),
    (
        {"interventions": [(4, "firm.mutaton", 2)]},
        "no parameter 'firm.mutaton'; did you mean 'firm.mutation'? (intervention at tick 4)",
    ),
]

INTERVENTIONS: list[tuple[str, Any, str]] = [
    ("firm.size", 60, "firm.size can't be changed during a run, it holds for the start"),
    ("features", 3, "features can't be changed during a run, it holds for the start"),
    ("employee.strategies.deceiver", 1, "employee.strategies.deceiver can't be changed during a run, it holds for the start"),
    ("firm", {}, "firm is a whole layer; during a run change one parameter, as in firm.mutation"),
    ("firm.goal", None, "firm.goal must be a vector, or a list with a row for each unit, got None"),
    ("firm.goal", [[1] * 8], "firm.goal must have 50 rows, one per unit, got 1"),
    ("government.7.letter", [1] * 8, "no unit 'government.7'; government has 5, numbered from 0 to 4"),
    ("order.1.letter", [1] * 8, "no unit 'order.1'; order has 1, numbered 0"),
    ("government.2.letter", [1] * 3, "government.2.letter must have 8 numbers, one per feature, got 3"),
    ("government.2.lettr", [1] * 8, "no parameter 'government.2.lettr'; did you mean 'government.2.letter'?"),
    ("employee.2.letter", [1] * 8, "employee.2.letter doesn't exist, units of the last layer have no children to write to"),
    ("employee.2.strategy", "deciever", "employee.2.strategy has no strategy 'deciever'; did you mean 'deceiver'?"),
    ("firm.2.strategy", "bottlecap", "firm.2.strategy can't have bottlecap above the leaves, only deceiver or direct"),
    ("zzz", 3, "no parameter 'zzz'"),
    (5, 3, "a parameter path must be a text such as 'firm.mutation', got 5"),  # type: ignore[list-item]
]


def sentence(act: Callable[[], object]) -> str:
    """What the refusal says; it must be a ParameterError with nothing of pydantic's to be seen."""
    with pytest.raises(SuperorganismError) as caught:
        act()
    assert isinstance(caught.value, ValueError)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


@pytest.mark.parametrize(("changes", "said"), CHANGES, ids=[said for _, said in CHANGES])
def test_a_wrong_value_is_refused_in_one_sentence(changes: dict[str, Any], said: str) -> None:
    assert sentence(lambda: Parameters().with_changes(changes)) == said


@pytest.mark.parametrize(("path", "value", "said"), INTERVENTIONS, ids=[said for _, _, said in INTERVENTIONS])
def test_a_wrong_intervention_is_refused_in_one_sentence(path: str, value: Any, said: str) -> None:
    assert sentence(lambda: Parameters().intervention(5, path, value)) == said


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: LayerParameters(name="firm", mutation=1.3), "firm.mutation must be in [0, 1], got 1.3"),
        (lambda: LayerParameters(name="firm", mutaton=1), "no parameter 'firm.mutaton'; did you mean 'firm.mutation'?"),
        (lambda: LayerParameters(), "layer.name must be given"),
        (lambda: LayerParameters(name=3), f"layer.name must be {NAME}, got 3"),
        (lambda: LayerParameters(mutation=1.3, name=""), f"layer.name must be {NAME}, got '' (text)"),
        (lambda: Parameters(itensity=2), "no parameter 'itensity'; did you mean 'intensity'?"),
        (lambda: Parameters(interventions=[(5,)]), "interventions[0] must be (at, path, value), got a list of 1"),
        (lambda: Parameters().layer("frim"), "no layer 'frim'; did you mean 'firm'?"),
        (lambda: Parameters().layer("zzz"), "no layer 'zzz'; there are order, government, firm, employee"),
        (lambda: Parameters().layer(4), "no layer 4; layers are numbered from 0 to 3"),
        (lambda: Parameters().layer(1.5), "a layer must be given by its name or number, got 1.5"),
        (lambda: Parameters().get("firm.mutaton"), "no parameter 'firm.mutaton'; did you mean 'firm.mutation'?"),
        (lambda: Parameters().get("regimes.0"), "no parameter 'regimes.0'; did you mean 'regimes'?"),
        (lambda: Parameters().get(3), "a parameter path must be a text such as 'firm.mutation', got 3"),
        (
            lambda: Parameters().get("firm.selection.s"),
            "firm.selection has no option 's' with truncation, only with moran and wright_fisher",
        ),
        (lambda: Parameters().with_changes(3), "changes must be given as a table of names and values, got 3"),
        (lambda: Parameters().intervention(-1, "intensity", 1), "tick of an intervention must be in [0, 1000000000], got -1"),
        (lambda: overrides({"firm__mutaton": 1}), "no parameter 'firm__mutaton'; did you mean 'firm__mutation'?"),
        (
            lambda: overrides({"frim__mutation": 1}, Parameters()),
            "no parameter 'frim__mutation'; did you mean 'firm__mutation'?",
        ),
        (lambda: overrides({"itensity": 1}), "no parameter 'itensity'; did you mean 'intensity'?"),
        (lambda: Parameters.from_dict([1]), "parameters must be given as a table of names and values, got a list of 1"),
        (lambda: Parameters.from_dict({3: 1}), "parameters must be given as a table of names and values, got a table of 1"),
        (
            lambda: Parameters.from_json("{"),
            "parameters are not JSON: Expecting property name enclosed in double quotes in line 1",
        ),
        (lambda: Parameters.from_json("[1]"), "parameters must be given as a table of names and values, got a list of 1"),
        (lambda: Parameters.from_json('{"intensity": 1, "intensity": 2}'), "'intensity' is given twice"),
        (lambda: Parameters.from_json('{"intensity": NaN}'), "intensity must be a number in [0, 1000000] and finite, got nan"),
        (
            lambda: Parameters.from_json('{"intensity": 1e999}'),
            "intensity must be a number in [0, 1000000] and finite, got inf",
        ),
        (lambda: Parameters.from_toml("a = "), "parameters are not TOML: Invalid value (at end of document)"),
        (lambda: Parameters.from_toml("intensity = true"), "intensity must be a number in [0, 1000000], got True (a flag)"),
        (lambda: Parameters.model_validate({"intensity": -1}), "intensity must be in [0, 1000000], got -1"),
        (lambda: Parameters.model_validate_json('{"intensity": -1}'), "intensity must be in [0, 1000000], got -1"),
    ],
)
def test_every_door_refuses_in_one_sentence(act: Callable[[], object], said: str) -> None:
    assert sentence(act) == said


def test_an_impossible_tree_keeps_its_own_kind_of_error() -> None:
    with pytest.raises(TreeError):
        Tree((("a",), ("b",)), ((0,), (1,)))
    with pytest.raises(ParameterError):
        Parameters(tree={"names": [["a"], ["b"]], "parents": [[0], [1]]})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["moran(s=2)", "direct"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PATHS = [row.path for row in Parameters.reference()] + ["layers", "firm", "order.0.letter", "firm.goal", "firm.selection.s"]


@settings(max_examples=400)
@given(st.sampled_from(PATHS), ANYTHING)
def test_whatever_is_given_is_kept_or_refused_on_one_line(path: str, value: Any) -> None:
    whole = Parameters()
    for act in (lambda: whole.with_changes({path: value}), lambda: whole.intervention(1, path, value)):
        said = refusal(act)
        assert "\n" not in said
        assert "pydantic" not in said.lower()
        assert len(said) < 400
        if not said:
            json.dumps(act().as_plain(), allow_nan=False)


def test_suggestions_ignore_case_and_stay_silent_when_nothing_is_near() -> None:
    assert suggest("Telefone", ["telephone"]) == "; did you mean 'telephone'?"
    assert suggest("Mutation", ["mutation"]) == "; did you mean 'mutation'?"
    assert suggest("q", ["telephone"]) == suggest("q", []) == ""
