"""Elements 5 and 6: the state at the first tick, and what comes from outside."""

from superorganisms.model.mechanisms import BEFORE
from superorganisms.scenarios.odd.blocks import Entries, Section, Text
from superorganisms.scenarios.odd.case import Case
from superorganisms.scenarios.odd.submodels import entry

_SEED = (
    "What is random at the start is drawn anew for every seed; runs of one seed are the same to the last bit, on any machine "
    "and any number of threads. The values of initialization are parameters like all others and chosen to show the concept, "
    "not measured{tree}. Letters and aims at tick 0 are those that would be published; the first tick publishes them anew."
)
_NONE = "The model uses no input data to represent processes that change over time."
_DRIVEN = " What changes from outside is part of its parameters: the planned changes of 3.2."


def initialization(case: Case) -> Section:
    """5 Initialization."""
    tree = ", but for the tree, which was brought from outside" if case.parameters.tree is not None else ""
    acting = case.on[BEFORE]
    rows = tuple(entry(case, one, where) for one, where in acting)
    return Section("Initialization", (Text(_SEED.format(tree=tree)), Entries("initialization", rows)))


def input_data(case: Case) -> Section:
    """6 Input data."""
    driven = bool(case.parameters.regimes or case.parameters.interventions)
    return Section("Input data", (Text(_NONE + _DRIVEN * driven),))
