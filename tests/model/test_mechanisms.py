"""The table of mechanisms speaks of functions, parameters, works and concepts that exist, and of all parameters."""

import inspect
import re
from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest

from superorganisms.model.mechanisms import BEFORE, BETWEEN, CONCEPTS, WHOLE, Mechanism, mechanisms, settings_of
from superorganisms.model.parameters import Parameters
from superorganisms.model.tick import PHASES
from superorganisms.noise import Purpose
from superorganisms.scenarios.bibliography import BIBLIOGRAPHY
from superorganisms.scenarios.odd.mechanism_page import page
from superorganisms.scenarios.scenario import scenarios

ROOT = Path(__file__).parents[2]
ALL = [(time, one) for time, found in mechanisms().items() for one in found]
PATHS = {row.path for row in Parameters.reference(["LAYER"])}
# What the world is described by, what layers are called, and what is only measured: no mechanism acts by them.
NO_MECHANISM = {"features", "LAYER.name", "shift_set"}

each_one = pytest.mark.parametrize("one", [one for _, one in ALL], ids=lambda one: one.name)


def test_the_page_in_docs_is_current() -> None:
    renew = "renew it: python -m superorganisms.scenarios.odd.mechanism_page > docs/mechanisms.md"
    assert (ROOT / "docs" / "mechanisms.md").read_text(encoding="utf-8") == page(), renew


def test_there_is_a_file_for_each_phase_and_none_besides() -> None:
    assert list(mechanisms()) == [BEFORE, *(phase.__name__ for phase in PHASES), BETWEEN]
    files = {file.stem for file in (ROOT / "model" / "mechanisms").glob("[!_]*.py")}
    assert files == set(mechanisms())


def test_names_are_different() -> None:
    names = [one.name for _, one in ALL]
    assert len(set(names)) == len(names)


@each_one
def test_the_law_exists(one: Mechanism) -> None:
    module, _, path = one.law.partition(":")
    law = reduce(getattr, path.split("."), import_module(module))
    assert callable(law)
    assert inspect.getdoc(law) or path.rpartition(".")[2].startswith("_")


@each_one
def test_its_parameters_exist(one: Mechanism) -> None:
    assert one.parameters
    assert set(one.parameters) <= PATHS


@each_one
def test_its_sources_and_concepts_are_known(one: Mechanism) -> None:
    assert set(one.sources) <= set(BIBLIOGRAPHY)
    assert set(one.concepts) <= set(CONCEPTS)


@each_one
def test_its_section_of_the_model_exists(one: Mechanism) -> None:
    text = (ROOT / "docs" / "MODEL.md").read_text(encoding="utf-8")
    section, _, step = one.section.partition(", step ")
    assert one.section == "" or re.search(rf"^## {section}\. ", text, re.MULTILINE)
    assert not step or re.search(rf"^{step}\. \*\*", text, re.MULTILINE)


@each_one
def test_it_says_what_it_does_in_sentences(one: Mechanism) -> None:
    assert one.sentence[0].isupper()
    assert one.sentence.endswith(".")
    assert not one.equation.endswith(".")


def test_every_parameter_belongs_to_a_mechanism() -> None:
    told = {path for _, one in ALL for path in one.parameters}
    assert PATHS - told == NO_MECHANISM


def test_every_purpose_of_random_numbers_belongs_to_a_mechanism() -> None:
    assert {draw.purpose for _, one in ALL for draw in one.draws} == set(Purpose)


@pytest.mark.parametrize("chosen", scenarios(), ids=lambda chosen: chosen.name)
def test_switches_name_layers_from_the_top_or_the_whole(chosen: object) -> None:
    parameters: Parameters = chosen.parameters  # type: ignore[attr-defined]
    names = [layer.name for layer in parameters.layers]
    run = settings_of(parameters)
    for _, one in ALL:
        for where in (one.where(run), *one.drawn(run).values()):
            assert where == (WHOLE,) or list(where) == [name for name in names if name in where]


TURNED_ON = {  # a world with nothing on, what is changed in it, and where the mechanism is on then
    "audits at random": ({"firm.audit": 0.5}, ("firm",)),
    "recognising audits": ({"firm.0.strategy": "deceiver"}, ("firm",)),
    "misreading": ({"employee.misreading": 0.1}, ("employee",)),
    "seeing through the instruments": ({"firm.sees_through": 0.1}, ("firm",)),
    "leaks": ({"leaks": [["lobby", "government", 0.1]]}, ("government",)),
    "foresight": ({"order.foresight": True}, ("order",)),
    "exploration": ({"employee.0.strategy": "controller"}, ("employee",)),
    "play-forward of plans": ({"employee.strategies": {"planner": 0.1}}, ("employee",)),
    "trials in the parent's model": ({"employee.strategies": {"trial": 0.1}}, ("employee",)),
    "diminishing returns": ({"saturation": 0.5}, (WHOLE,)),
    "instruments": ({"firm.sensor": [1, 0, 1, 1, 1, 1, 1, 1]}, ("firm",)),
    "errors of the metric": ({"order.noise": 0.1}, ("order",)),
    "cost of search": ({"firm.search_cost": {"direct": 0.1}}, ("firm",)),
    "selection": ({"firm.selection": "moran"}, ("firm",)),
    "inheritance": ({"firm.selection": "moran"}, ("firm",)),
    "mutation": ({"firm.selection": "moran"}, ("firm",)),
    "mutation of strategies": ({"firm.selection": "moran", "firm.strategy_mutation": 0.1}, ("firm",)),
    "trying candidates": ({"firm.selection": "best_of"}, ("firm",)),
    "recruiting": ({"firm.selection": "moran", "firm.migration": 0.1}, ("firm",)),
    "swapping": ({"firm.migration": {"swap": 0.1}}, ("firm",)),
    "succession by lineage": ({"firm.selection": "moran", "firm.succession": "lineage"}, ("firm",)),
    "surrogation": ({"firm.surrogation": 0.1}, ("firm",)),
    "imitation": ({"firm.imitation": 0.1}, ("firm",)),
    "averaging of a fleet's models": ({"employee.strategies": {"fleet": 0.1}}, ("employee",)),
    "one at a time": ({"updating": "asynchronous"}, ("employee",)),
    "regime shifts": ({"regimes": [[5, None]]}, (WHOLE,)),
    "drift of the response": ({"response_drift": 0.1}, (WHOLE,)),
}


def quiet() -> Parameters:
    default = Parameters()
    return default.with_changes({f"{layer.name}.selection": "none" for layer in default.layers[1:]})


@pytest.mark.parametrize("name", TURNED_ON)
def test_a_switch_is_off_where_nothing_is_on_and_turns_on(name: str) -> None:
    one = next(one for _, one in ALL if one.name == name)
    changes, where = TURNED_ON[name]
    assert one.where(settings_of(quiet())) == ()
    assert one.where(settings_of(_with(changes))) == where


def _with(changes: dict[str, object]) -> Parameters:
    """Parameters changed; what can be changed of one unit only is an intervention."""
    planned = [(3, path, value) for path, value in changes.items() if path.split(".")[1:2] == ["0"]]
    at_once = {path: value for path, value in changes.items() if path.split(".")[1:2] != ["0"]}
    return quiet().with_changes(at_once | ({"interventions": planned} if planned else {}))


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"firm.selection": "truncation(turnover=0)"}, "mutation"),  # nobody leaves
        ({"firm.selection": "moran", "firm.audit": 0}, "mutation"),  # nobody is read
        ({"firm.selection": "best_of(candidates='pool')"}, "mutation"),  # newcomers have no ancestor
        ({"government.selection": "moran", "government.migration": 0.1}, "recruiting"),  # their only family
        ({"firm.migration": 0.1}, "recruiting"),  # no vacancies
        ({"employee.exploration": 0.5}, "exploration"),  # nobody explores
    ],
)
def test_a_switch_stays_off_where_nothing_can_come_of_it(changes: dict[str, object], name: str) -> None:
    one = next(one for _, one in ALL if one.name == name)
    assert one.where(settings_of(quiet().with_changes(changes))) == ()


def test_what_is_changed_by_plan_counts_from_the_start() -> None:
    one = next(one for _, one in ALL if one.name == "misreading")
    assert one.where(settings_of(quiet().with_changes({"interventions": [(7, "firm.misreading", 0.5)]}))) == ("firm",)
