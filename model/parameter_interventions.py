"""Changes during a run: which paths they may name, and what value each takes.

A path is that of a live parameter (`firm.mutation`), of one unit (`government.2.letter`, `.goal`, `.strategy`), or of
all goals of a layer (`firm.goal`). A letter of None gives the letter back to the unit.
"""

from typing import Any

from superorganisms.errors import ParameterError, suggest
from superorganisms.model.declarations import about, said
from superorganisms.model.kinds.arrays import GoalKind, VectorKind
from superorganisms.model.kinds.base import Kind, Place, Wrong
from superorganisms.model.kinds.mixtures import check_possible, check_strategy
from superorganisms.model.kinds.plain import FrozenMapping, shown
from superorganisms.model.kinds.schedules import Intervention, InterventionsKind
from superorganisms.model.kinds.sizes import units
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.parameter_paths import changed, get, paths
from superorganisms.model.whole import place_of
from superorganisms.model.world_parameters import WorldParameters

OF_A_UNIT = ("letter", "goal", "strategy")
VECTOR = VectorKind()


def intervention(whole: WorldParameters, at: int, path: str, value: Any) -> Intervention:
    """A change after tick `at`, checked, its value in the one form that the path has. Raises ParameterError.

    Also one that makes a later planned change impossible is refused.
    """
    tick = said("tick of an intervention", InterventionsKind.tick.read, at)
    return Intervention(tick, path, value_at(_still_to_come(whole, tick), path, value))


def after[P: WorldParameters](whole: P, done: Intervention) -> P:
    """The parameters as they stand once a checked change is made, with what is still planned.

    What is planned was checked when this change was: to check it all again after each would take the square of its number.
    """
    later = tuple(one for one in whole.interventions if one.at > done.at)
    bare = whole.with_checked({"interventions": ()})
    still = changed(bare, {done.path: done.value}) if is_live(whole, done.path) else bare
    return still.with_checked({"interventions": later})


def _still_to_come[P: WorldParameters](whole: P, tick: int) -> P:
    """The same with only those interventions that come after a tick: what is past must not be possible any more."""
    later = tuple(one for one in whole.interventions if one.at > tick)
    return whole if later == whole.interventions else changed(whole, {"interventions": later})


def planned(whole: WorldParameters) -> tuple[Intervention, ...]:
    """All interventions of the parameters, each checked as things will stand then. Raises ParameterError."""
    present, checked = type(whole)(**(dict(whole) | {"interventions": ()})), []
    for at, path, value in whole.interventions:
        try:
            checked.append(Intervention(at, path, value_at(present, path, value)))
            if is_live(present, path):
                present = changed(present, {path: value})
        except ParameterError as error:
            raise ParameterError(f"{error} (intervention at tick {at})") from None
    return tuple(checked)


def is_live(whole: WorldParameters, path: str) -> bool:
    """Whether a path is that of a parameter that can be changed during a run."""
    if path not in paths(whole) or path in (layer.name for layer in whole.layers):
        return False
    *head, field = path.split(".")[:2]
    return about(LayerParameters if head else type(whole), field).live


def value_at(whole: WorldParameters, path: str, value: Any) -> Any:
    """The value in the one form that it has at this path. Raises ParameterError."""
    parts = path.split(".") if isinstance(path, str) else []
    layer = next((layer for layer in whole.layers if parts and layer.name == parts[0]), None)
    if layer is not None and parts[1:] == ["goal"]:
        return said(path, _goals, value, _place(whole, layer))
    if layer is not None and len(parts) == 3 and parts[1].isdecimal():
        return _of_unit(whole, layer, parts, value)
    if is_live(whole, path):
        return get(changed(whole, {path: value}), path)
    get(whole, path)
    if layer is not None and len(parts) == 1:
        raise ParameterError(f"{path} is a whole layer; during a run change one parameter, as in {path}.mutation")
    raise ParameterError(f"{path} can't be changed during a run, it holds for the start")


def _place(whole: WorldParameters, layer: LayerParameters) -> Place:
    return place_of(whole, whole.layers, whole.layers.index(layer))


def _goals(value: Any, place: Place) -> Any:
    """One goal for all units of a layer, or a row for each."""
    kind = GoalKind()
    read = kind.read(value)
    if read is None or (isinstance(read, FrozenMapping) and list(read) == ["around"]):
        raise Wrong(f"must be a vector, or a list with a row for each unit, got {shown(value)}")
    return kind.settle(read, place)


def _of_unit(whole: WorldParameters, layer: LayerParameters, parts: list[str], value: Any) -> Any:
    path, (_, index, quantity) = ".".join(parts), parts
    count = units(layer.size)
    if quantity not in OF_A_UNIT:
        known = [f"{layer.name}.{index}.{one}" for one in OF_A_UNIT]
        raise ParameterError(f"no parameter '{path}'{suggest(path, known) or f'; there are {", ".join(known)}'}")
    if int(index) >= count:
        numbers = f"numbered from 0 to {count - 1}" if count > 1 else "numbered 0"
        raise ParameterError(f"no unit '{layer.name}.{index}'; {layer.name} has {count}, {numbers}")
    place = _place(whole, layer)
    if quantity == "strategy":
        return said(path, _strategy, value, place)
    if quantity == "letter" and place.leaf:
        raise ParameterError(f"{path} doesn't exist, units of the last layer have no children to write to")
    if quantity == "letter" and value is None:  # gives the letter back to the unit
        return None
    return said(path, _settled, VECTOR, value, place)


def _settled(kind: Kind, value: Any, place: Place) -> Any:
    return kind.settle(kind.read(value), place)


def _strategy(value: Any, place: Place) -> str:
    name = check_strategy(value)
    check_possible(name, place)
    return name
