"""The ODD document says what the code does: line by line against declarations, and against runs that are watched."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from superorganisms.__main__ import main
from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.strategies import strategies
from superorganisms.agents.variables import fields
from superorganisms.errors import ParameterError
from superorganisms.model.measures import all_columns
from superorganisms.model.mechanisms import BEFORE, CONCEPTS, mechanisms, settings_of
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.state import State
from superorganisms.model.tick import PHASES
from superorganisms.noise import Purpose
from superorganisms.scenarios.bibliography import BIBLIOGRAPHY
from superorganisms.scenarios.odd import as_json, as_markdown
from superorganisms.scenarios.odd.case import authors_of, citation
from superorganisms.scenarios.scenario import Scenario, scenario, scenarios

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
EVERYTHING = [str(GOLDEN / f"every-mechanism-{rule}.toml") for rule in ("budget", "cost")]
CHOSEN = [*(one.name for one in scenarios()), *EVERYTHING]
ELEMENTS = [
    "Purpose and patterns",
    "Entities, state variables, and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialization",
    "Input data",
    "Submodels",
]

each_scenario = pytest.mark.parametrize("name", CHOSEN, ids=lambda name: Path(name).stem)


def protocol(name: str, changes: dict[str, Any] | None = None) -> dict[str, Any]:
    return json.loads(_json(name, json.dumps(changes or {})))


@cache
def _json(name: str, changes: str) -> str:
    return as_json(scenario(name), json.loads(changes))


@cache
def text_of(name: str) -> str:
    return as_markdown(scenario(name))


def sections(of: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in [*of.get("sections", []), *of.get("appendix", [])]:
        yield one
        yield from sections(one)


def table(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows of a table; none if it isn't there."""
    return [
        row for one in sections(document) for block in one["content"] if block.get("table") == name for row in block["rows"]
    ]


def bare(cell: str) -> str:
    return cell.strip("`")


@each_scenario
def test_the_seven_elements_and_the_eleven_concepts_are_there_in_their_order(name: str) -> None:
    document = protocol(name)
    assert [one["title"] for one in document["sections"]] == ELEMENTS
    assert [one["number"] for one in document["sections"]] == list("1234567")
    assert [one["title"].lower() for one in document["sections"][3]["sections"]] == list(CONCEPTS)
    assert all(one["content"] or one["sections"] for one in sections(document))


@each_scenario
def test_every_parameter_is_listed_with_its_value(name: str) -> None:
    document, parameters = protocol(name), scenario(name).parameters
    rows = {bare(row["parameter"]): row for row in table(document, "world parameters")}
    for row in table(document, "layer parameters"):
        for layer in parameters.layers:
            rows[f"{layer.name}.{bare(row['parameter'])}"] = {**row, "value": row[layer.name]}
    described = {row.path: row for row in Parameters.reference([layer.name for layer in parameters.layers])}
    assert set(described) <= set(rows) | {f"{layer.name}.name" for layer in parameters.layers}
    for path, row in rows.items():
        if path not in described:
            assert row["value"] == "–"
            continue
        assert (row["unit"], row["range"], row["what it is"]) == (
            described[path].unit,
            described[path].range,
            described[path].sentence,
        )
        value = parameters.get(path)
        if isinstance(value, float) and not row["value"].endswith(")"):
            assert float(row["value"]) == value


@each_scenario
def test_every_state_variable_is_listed(name: str) -> None:
    document = protocol(name)
    assert [bare(row["variable"]) for row in table(document, "unit variables")] == list(Columns._fields)
    assert [bare(row["variable"]) for row in table(document, "world variables")] == [one.name for one in fields(State)]
    text = text_of(name)
    assert all(f"`{one.name}`" in text for owner in (Traits, Minds, Clock) for one in fields(owner))


@each_scenario
def test_every_measure_is_listed(name: str) -> None:
    parameters, said = scenario(name).parameters, []
    for row in table(protocol(name), "measures"):
        measure = bare(row["measure"])
        said += [measure.replace("LAYER", layer) for layer in row["layers"]] or [measure]
    assert sorted(said) == sorted(all_columns(parameters))


@each_scenario
def test_phases_stand_in_their_order_and_every_mechanism_is_on_or_off(name: str) -> None:
    document, run = protocol(name), settings_of(scenario(name).parameters)
    rows = table(document, "phases")
    assert [bare(row["phase"]) for row in rows] == [phase.__name__ for phase in PHASES]
    assert all(row["what happens"] == phase.__doc__ for row, phase in zip(rows, PHASES, strict=True))
    off = {row["mechanism"] for row in table(document, "off")}
    for time, found in mechanisms().items():
        on = {row["mechanism"] for row in table(document, "initialization" if time == BEFORE else f"mechanisms: {time}")}
        assert on == {one.name for one in found if one.where(run)}
        assert {one.name for one in found} - on == off & {one.name for one in found}


@each_scenario
def test_what_is_found_by_looking_is_listed_if_it_occurs(name: str) -> None:
    document, parameters = protocol(name), scenario(name).parameters
    named = {
        one
        for layer in parameters.layers
        for one in strategies()
        if (one in layer.strategies if isinstance(layer.strategies, tuple) else layer.strategies.get(one, 0) > 0)
    }
    assert {row["strategy"] for row in table(document, "strategies")} == named
    rules = {layer.selection.rule for layer in parameters.layers[1:]} - {"none"}
    planned = {one.value.rule for one in parameters.interventions if one.path.endswith(".selection")}
    assert {row["rule"] for row in table(document, "rules")} == rules | planned
    assert {row["leak"] for row in table(document, "leaks")} == {one.kind for one in parameters.leaks}
    noisy = {layer.noise_kind.kind for layer in parameters.layers if layer.noise > 0}
    assert {row["distribution"] for row in table(document, "errors")} == noisy


@each_scenario
def test_patterns_are_the_signature(name: str) -> None:
    chosen = scenario(name)
    rows = table(protocol(name), "patterns")
    assert [row["pattern"] for row in rows] == [one.name for one in chosen.signature]
    assert [row["what it says"] for row in rows] == [one.sentence for one in chosen.signature]
    text = text_of(name)
    assert all(part in text for part in (chosen.question, chosen.claim, chosen.contrast_says))


@each_scenario
def test_every_work_cited_is_in_the_references_and_every_reference_is_cited(name: str) -> None:
    body, _, rest = text_of(name).partition("\n## References\n")
    listed = {line.removeprefix("- ") for line in rest.partition("\n## ")[0].splitlines() if line.startswith("- ")}
    keys = {key for key, work in BIBLIOGRAPHY.items() if work in listed}
    assert len(keys) == len(listed) > 5
    for surname, year in re.findall(r"(\w+)(?: et al\.)? \(?((?:18|19|20)\d\d)\b(?!-)", body):
        if surname[0].isupper():
            assert any(year == authors_of(key)[1] and surname in " ".join(authors_of(key)[0]) for key in keys), (surname, year)
    for key in keys:
        assert authors_of(key)[0][0] in body, citation(key)


@each_scenario
def test_the_text_is_the_same_every_time_and_tables_are_whole(name: str) -> None:
    text = text_of(name)
    assert text == as_markdown(scenario(name))
    assert len(text.splitlines()) < 1000
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1
    assert not re.search(r"\bNone\b(?!:)|<[a-z ]+object|\{[a-z]+\}(?!`)(?! \|)", re.sub(r"`[^`]*`", "", text))


CHANGED = {  # every parameter of a small world, changed to something else that is possible
    "features": ["a", "b"],
    "intent": [1, 2],
    "designer_encoding": [1, 0],
    "intensity": 2,
    "response": [1, 3],
    "regimes": [[3, [1, 2]]],
    "shift_set": [[1, 2]],
    "response_drift": 0.1,
    "saturation": 0.7,
    "goal_geometry": "free",
    "effort_rule": "cost",
    "updating": "asynchronous",
    "leaks": [["insider", "order", 0.1]],
    "interventions": [[3, "firm.mutation", 0.3]],
    "firm.size": 3,
    "firm.goal": [1, 3],
    "firm.spread": 0.4,
    "employee.skill": [1, 2, 1, 1, 1, 1.000000001],
    "firm.compliance": 0.4,
    "firm.selection": "fermi",
    "firm.period": 3,
    "firm.succession": "lineage",
    "firm.mutation": 0.123456789,
    "firm.migration": 0.2,
    "firm.strategies": {"deceiver": 0.2},
    "firm.strategy_mutation": 0.2,
    "firm.sees_through": 0.2,
    "firm.sensor": [1, 2],
    "firm.noise": 0.3,
    "firm.noise_kind": "laplace",
    "firm.audit": 0.3,
    "firm.detection": 0.3,
    "firm.misreading": 0.3,
    "firm.surrogation": 0.3,
    "firm.imitation": 0.3,
    "firm.network": "ring",
    "firm.capacity": 1,
    "firm.insight": False,
    "firm.foresight": True,
    "firm.search_cost": 0.1,
    "employee.exploration": 0.3,
    "employee.rate": 0.3,
    "employee.sync": 3,
    "employee.plans": 3,
    "employee.breadth": 0.3,
}
SMALL = Scenario(
    name="small",
    parameters=Parameters(
        features=("left", "right"),
        layers=(LayerParameters(name="order"), LayerParameters(name="firm", size=2), LayerParameters(name="employee", size=6)),
    ),
)


def test_every_parameter_is_tried() -> None:
    everything = {row.path.rpartition(".")[2] for row in Parameters.reference(["LAYER"])}
    assert everything - {path.rpartition(".")[2] for path in CHANGED} == {"tree", "name"}


@cache
def unchanged() -> dict[str, Any]:
    return json.loads(as_json(SMALL))


@pytest.mark.parametrize("path", CHANGED)
def test_changing_a_parameter_changes_what_the_document_says_of_it(path: str) -> None:
    before, after = unchanged(), json.loads(as_json(SMALL, {path: CHANGED[path]}))

    def rows(document: dict[str, Any]) -> list[dict[str, Any]]:
        found = table(document, "layer parameters" if "." in path else "world parameters")
        return [row for row in found if bare(row["parameter"]) == path.rpartition(".")[2]]

    assert rows(before) != rows(after)
    exact = [block["code"] for block in after["appendix"][-1]["content"] if "code" in block]
    assert any(line.startswith(f"{path}=") for line in exact[0].splitlines())


# What is watched: a world, what is changed in it so that everything happens soon, and for how many ticks
SOON = {
    "regimes": [
        {"at": 2, "draw": [{"response": [1.0, 1.0, 1.0, 0.5]}, {"response": [1.0, 0.5, 1.0, 1.0]}]},
        {"at": 5, "rotate": {"features": [0, 2], "angle": 0.7}},
        {"at": 7, "project": ["food", [0, 1, 1, 0]]},
    ],
    "interventions": [
        [8, "employee.selection", "fermi(s=4)"],
        [10, "updating", "asynchronous"],
        [13, "employee.selection", "wright_fisher(s=2)"],
        [14, "updating", "synchronous"],
    ],
    "government.period": 2,
    "employee.sync": 2,
}
FEW = {"government.size": 3, "firm.size": 6, "employee.size": 24}
POOL = {
    "updating": "asynchronous",
    "employee.selection": "best_of(n=2, turnover=0.5, candidates='pool')",
    "firm.selection": "none",
    "firm.migration": {"recruit": 0.5, "swap": 0.5},
    "firm.period": 1,
    "government.selection": "truncation(turnover=0)",
    "government.period": 1,
    "government.audit": 0.5,
}
WATCHED = {
    "budget": (EVERYTHING[0], SOON, 16),
    "cost": (EVERYTHING[1], SOON, 16),
    "default": ("nested-superorganisms", {**FEW, "government.period": 2, "firm.period": 3, "regimes": [[2, None]]}, 6),
    "deceptive": ("deceptive-alignment", {"firm.size": 3, "employee.size": 24}, 4),
    "pool": ("nested-superorganisms", FEW | POOL | {"regimes": []}, 6),
}


@cache
def all_seen() -> dict[str, Any]:
    """What was seen in the runs, by one process that need load the libraries only once."""
    command = [sys.executable, "-W", "ignore", str(Path(__file__).parent / "watched_world.py")]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [*command, json.dumps(list(WATCHED.values()))], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(WATCHED, json.loads(done.stdout), strict=True))


@pytest.fixture(scope="module", params=WATCHED)
def run(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any], Parameters]:
    """What was seen in a run, what the document says of its world, and the parameters."""
    name, changes, _ = WATCHED[request.param]
    return all_seen()[request.param], protocol(name, changes), scenario(name).parameters.with_changes(changes)


def test_the_random_numbers_listed_are_those_drawn(run: Any) -> None:
    seen, document, parameters = run
    names = [layer.name for layer in parameters.layers]
    of_the_world = {Purpose.REGIME.name, Purpose.DRIFT.name}
    drawn = {(purpose, "the world" if purpose in of_the_world else names[layer]) for purpose, layer in seen["draws"]}
    listed = {(bare(row["purpose"]), layer) for row in table(document, "draws") for layer in row["drawn for"]}
    assert listed == drawn


def test_every_mechanism_listed_is_called_in_the_phase_under_which_it_is_listed(run: Any) -> None:
    seen, document, _ = run
    for time, found in mechanisms().items():
        name = "initialization" if time == BEFORE else f"mechanisms: {time}"
        on = {row["mechanism"] for row in table(document, name)}
        missing = {one.name: one.law for one in found if one.name in on and one.law not in seen["calls"][time]}
        assert missing == {}, time


def test_phases_and_measures_follow_each_other_as_listed(run: Any) -> None:
    seen, document, _ = run
    order = [bare(row["phase"]) for row in table(document, "phases")]
    place = order.index("report") + 1
    assert seen["order"] == [*order[:place], "observe", *order[place:]]


def test_the_worlds_that_are_watched_draw_for_every_purpose() -> None:
    drawn = {bare(row["purpose"]) for name, changes, _ in WATCHED.values() for row in table(protocol(name, changes), "draws")}
    assert drawn == set(Purpose.__members__)


def test_the_command_prints_and_writes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["odd", "telephone", "--set", "firm.mutation=0.25"]) == 0
    printed = capsys.readouterr().out
    assert printed == as_markdown(scenario("telephone"), {"firm.mutation": 0.25})
    assert "Changed against the scenario: `firm.mutation` = 0.25." in printed
    file = tmp_path / "odd.json"
    assert main(["odd", "telephone", "--json", "--out", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert json.loads(file.read_text(encoding="utf-8"))["name"] == "telephone"
    assert main(["odd", "telefone"]) == 2
    assert "did you mean 'telephone'?" in capsys.readouterr().err


def test_an_impossible_change_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"firm\.mutation must be in \[0, 1\]"):
        as_markdown(scenario("telephone"), {"firm.mutation": 2})
