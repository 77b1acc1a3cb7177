"""Every kind of wrong input is refused in one sentence that names path, rule and value."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from superorganisms.errors import ParameterError, SuperorganismError, TreeError, suggest
from superorganisms.model.parameters import LayerParameters, Parameters, overrides
from superorganisms.model.tree import Tree
from tests.model.valid_parameters import refusal
from tests.model.wrong_values import CHANGES, INTERVENTIONS, NAME


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
            "firm.selection has no option 's' with truncation, only with fermi, moran and wright_fisher",
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
