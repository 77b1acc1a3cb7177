"""Element 2: what there is, what it carries, and on which scales."""

from collections.abc import Iterable

from superorganisms.agents.columns import Clock, Columns, Minds, Traits
from superorganisms.agents.variables import Field, OfParameter, Variable, fields
from superorganisms.model.state import State
from superorganisms.scenarios.odd.blocks import Section, Table, Text
from superorganisms.scenarios.odd.case import Case, joined

_ENTITIES = (
    "Units are arranged in a tree of slots. A slot never moves and is never empty; its occupant changes when selection puts a "
    "copy of another unit, or a newcomer, into it. A *family* is one parent with its children: it is where units are compared "
    "with each other. A unit above the leaves is an individual towards its parent and a collective towards its children."
)
_UNITS = (
    "Each unit of a layer has these. n is the number of units of the layer, K the number of features; symbols are those of the "
    "theory. Those marked *fixed* belong to the slot and never change, all others may change in every tick. The `former` ones "
    "keep what acted in a tick for the accounts. {lengths}"
)
_SCALES = (
    "**Time** is discrete. A tick is one round of letters, efforts, outcomes and, where it is due, selection; it stands "
    "for no calendar time, and what matters is how often one layer is selected against another. A run of this scenario is "
    "{ticks} ticks. **Space**: there is none but the tree of {units} units; who is near whom is said by "
    "families{networks}. **Features**: the world is described by K = {count} features ({features}); goals, letters, "
    "efforts and outcomes are vectors over them."
)


def entities(case: Case) -> Section:
    """2 Entities, state variables, and scales."""
    return Section(
        "Entities, state variables, and scales",
        sections=(
            Section("Entities", (Text(_ENTITIES), Table("entities", tuple(_entities(case))))),
            Section(
                "State variables of units",
                (Text(_UNITS.format(lengths=_lengths(case))), Table("unit variables", _rows(fields(Columns)))),
            ),
            _of_the_world(),
            Section("Scales", (Text(_scales(case)),)),
        ),
    )


def _lengths(case: Case) -> str:
    """Which vectors are directions in this model."""
    sphere, budget = case.parameters.goal_geometry == "sphere", case.parameters.effort_rule == "budget"
    goals = "Goals have length 1 (or are 0)" if sphere else "Goals may have any length"
    rest = (
        "aims and letters too, and efforts at most their skill" if budget else "aims, letters and efforts may have any length"
    )
    return f"{goals}; {rest}."


def _entities(case: Case) -> Iterable[dict[str, str]]:
    yield {
        "entity": "designer",
        "number": "1",
        "children of each": "1",
        "what it is": "stands above the top, knows the intent, writes the first letter; never changes, is no unit",
    }
    for number, name in enumerate(case.names):
        below = case.settings[0].families[number + 1] if number < len(case.names) - 1 else []
        yield {
            "entity": name,
            "number": f"{case.units(name):,}",
            "children of each": _range(below) if below else "0",
            "what it is": _what(case, number),
        }
    yield {
        "entity": "world",
        "number": "1",
        "children of each": "",
        "what it is": "the environment: how effort turns into outcome in this tick, and when that changes",
    }


def _what(case: Case, number: int) -> str:
    if number == 0:
        return "the top unit: follows the designer's letter and its own goal, is never selected"
    if number < len(case.names) - 1:
        return f"unit in a family under its {case.names[number - 1]}, over its own {case.names[number + 1]} family"
    return f"leaf: the only kind of unit that acts on the world, in a family under its {case.names[number - 1]}"


def _range(sizes: list[int]) -> str:
    return f"{min(sizes):,}" if min(sizes) == max(sizes) else f"{min(sizes):,} to {max(sizes):,}"


def _rows(found: Iterable[Field]) -> tuple[dict[str, str], ...]:
    return tuple(_row(one, one.about) for one in found if isinstance(one.about, Variable))


def _row(one: Field, about: Variable) -> dict[str, str]:
    return {
        "variable": f"`{one.name}`",
        "symbol": about.symbol,
        "what it is": about.sentence + (" (*fixed*)" if about.fixed else ""),
        "holds": one.holds,
        "shape": about.shape,
        "unit": about.unit,
    }


def _of_the_world() -> Section:
    shared = [one.name for one in fields(Traits)] + [one.name for one in fields(Minds) if isinstance(one.about, OfParameter)]
    text = (
        "The laws are handed the rest in small bundles. What all units of a layer share is its number and its parameters: "
        f"{joined(f'`{name}`' for name in shared)} (see the parameters). Besides:"
    )
    laws = _rows([*fields(Minds), *fields(Clock)])
    tables = (Table("world variables", _rows(fields(State))), Text(text), Table("bundles", laws))
    return Section("State variables of the world", (Text("The world as a whole has these."), *tables))


def _scales(case: Case) -> str:
    imitating = any(one.name == "imitation" for found in case.on.values() for one, _ in found)
    features = case.parameters.features
    return _SCALES.format(
        ticks=f"{case.scenario.ticks:,}",
        units=f"{sum(map(case.units, case.names)):,}",
        count=len(features),
        features=", ".join(features),
        networks=" and by networks among siblings" if imitating else "",
    )
