"""A hierarchy brought by a user, with default layers fitted to its depth, as a scenario that can be run."""

from pathlib import Path

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.trees import read_tree
from superorganisms.scenarios.definition import Scenario

_BETWEEN = ("government", "firm", "division", "department", "team", "crew")


def layer_names(depth: int) -> tuple[str, ...]:
    """Names for 2 to 8 layers: the order and the employees at the ends, firms between them first."""
    between = ("firm",) if depth == 3 else _BETWEEN[: depth - 2]
    return ("order", *between, "employee")


def from_tree(path: Path, *, pad: bool = False) -> Scenario:
    """The world whose hierarchy stands in a CSV or GraphML file, all else at its default. Raises TreeError naming the line."""
    found = read_tree(path, pad=pad)
    layers = tuple(LayerParameters(name=name) for name in layer_names(len(found.tree.names)))
    fitted = Parameters(layers=layers, tree=found.tree, **({"features": found.features} if found.features else {}))
    return Scenario(
        name=path.stem, title=f"The hierarchy of {path.name}", parameters=fitted.with_changes(found.changes(fitted)), file=path
    )
