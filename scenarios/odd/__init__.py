"""The ODD protocol (Grimm et al. 2006, 2020) of exactly one model, made from its declarations and from nothing else.

One file an element. What is said of all models of the family stands in those files; what is said of this one comes from
the parameters, the mechanisms (model/mechanisms), the state variables (agents/columns.py, model/state.py), the phases
(model/tick.py), the measures, and the files of what is found by looking.
"""

import json
from collections.abc import Mapping
from typing import Any

from superorganisms.scenarios.bibliography import BIBLIOGRAPHY
from superorganisms.scenarios.definition import Scenario
from superorganisms.scenarios.odd.blocks import Document, Items, Section, Text, data, markdown
from superorganisms.scenarios.odd.case import Case, citation, mentions, narrated
from superorganisms.scenarios.odd.concepts import concepts
from superorganisms.scenarios.odd.entities import entities
from superorganisms.scenarios.odd.process import process
from superorganisms.scenarios.odd.purpose import purpose
from superorganisms.scenarios.odd.start import initialization, input_data
from superorganisms.scenarios.odd.submodels import submodels
from superorganisms.scenarios.odd.values import exact_values
from superorganisms.scenarios.spoken import spoken
from superorganisms.version import __version__

ELEMENTS = (purpose, entities, process, concepts, initialization, input_data, submodels)
_STATEMENT = (
    "The model description follows the ODD (Overview, Design concepts, Details) protocol for describing individual- and "
    f"agent-based models ({citation('grimm-2006')}), as updated by {narrated('grimm-2020')}."
)
_NOTATION = (
    "**Notation.** K features; all vectors are over them. p is the parent of unit i, λ compliance; z, ε and U are random "
    "numbers. unit(a) = a/|a|, and 0 for a = 0. [g] is a goal as it is kept: {goal}. ⟨a⟩ is an aim or letter as it is "
    "kept: {aim}. `<-` replaces. P_i keeps the features that i has room for. Capital letters are matrices, rows first."
)
_MADE = (
    "It is made by the program (superorganisms {version}) for exactly this model, by `superorganisms odd {name}`, from the "
    "declarations that the program itself runs by.{changes}"
)


def protocol(scenario: Scenario, changes: Mapping[str, Any] | None = None) -> Document:
    """The seven elements, the works cited, and the exact values. `changes` are parameter paths with values."""
    case = Case(scenario, dict(changes or {}))
    features = case.parameters.features
    changed = "; ".join(f"`{path}` = {spoken(value, features)}" for path, value in case.changes.items())
    said = f" Changed against the scenario: {changed}." if changed else ""
    made = _MADE.format(version=__version__, name=scenario.name, changes=said)
    elements = tuple(element(case) for element in ELEMENTS)
    title = f"{scenario.title or scenario.name}: model description (ODD)"
    sphere, budget = case.parameters.goal_geometry == "sphere", case.parameters.effort_rule == "budget"
    aim = "unit(a) here, under the effort rule `budget`" if budget else "a itself here, under the effort rule `cost`"
    goal = "unit(g) here, in the geometry `sphere`" if sphere else "g itself here, in the geometry `free`"
    notation = _NOTATION.format(goal=goal, aim=aim)
    document = Document(title, (Text(_STATEMENT), Text(made), Text(notation)), elements, (exact_values(case),))
    return Document(title, document.preface, elements, (_references(document), exact_values(case)))


def _references(document: Document) -> Section:
    """The works that the document cites, wherever it does."""
    text = markdown(document)
    cited = [work for key, work in BIBLIOGRAPHY.items() if mentions(text, key)]
    return Section("References", (Items(tuple(sorted(cited))),))


def as_markdown(scenario: Scenario, changes: Mapping[str, Any] | None = None) -> str:
    """The document to be read."""
    return markdown(protocol(scenario, changes))


def as_json(scenario: Scenario, changes: Mapping[str, Any] | None = None) -> str:
    """The document as data: sections with their texts, lists and tables."""
    head = {"name": scenario.name, "version": __version__}
    return json.dumps(head | data(protocol(scenario, changes)), indent=1, ensure_ascii=False) + "\n"
