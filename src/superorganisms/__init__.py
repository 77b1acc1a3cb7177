"""Nested superorganisms: orders select governments, governments select firms, firms select employees.

    >>> from superorganisms import Superorganism, scenario
    >>> world = Superorganism(scenario("telephone").parameters, rng=7)
    >>> world.run_for(3)
    >>> world.tick
    3

Names are loaded when first asked for: ``import superorganisms`` costs milliseconds, the libraries behind it seconds.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from superorganisms.version import __version__

if TYPE_CHECKING:
    from superorganisms import laws
    from superorganisms.agents.strategies import add_strategy
    from superorganisms.agents.units import Employee, Firm, GeopoliticalOrder, Government
    from superorganisms.errors import SuperorganismError
    from superorganisms.model.behaviour.conduct import Conduct
    from superorganisms.model.checks.measure import check_measure
    from superorganisms.model.checks.selection import check_selection
    from superorganisms.model.checks.strategy import check_strategy
    from superorganisms.model.measures import add_measure
    from superorganisms.model.parameters import LayerParameters, Parameters
    from superorganisms.model.selection import add_selection
    from superorganisms.model.tree import Tree
    from superorganisms.model.trees import read_tree
    from superorganisms.model.world import Superorganism
    from superorganisms.scenarios.check import check_scenario
    from superorganisms.scenarios.scenario import Scenario, scenario, scenarios
    from superorganisms.scenarios.sweep.axes import Span
    from superorganisms.scenarios.sweep.results import Results
    from superorganisms.scenarios.sweep.sweep import Sweep

__all__ = [
    "Conduct",
    "Employee",
    "Firm",
    "GeopoliticalOrder",
    "Government",
    "LayerParameters",
    "Parameters",
    "Results",
    "Scenario",
    "Span",
    "Superorganism",
    "SuperorganismError",
    "Sweep",
    "Tree",
    "__version__",
    "add_measure",
    "add_selection",
    "add_strategy",
    "check_measure",
    "check_scenario",
    "check_selection",
    "check_strategy",
    "laws",
    "read_tree",
    "scenario",
    "scenarios",
]

# The module in which each public name lives.
_HOMES = {
    "Conduct": "model.behaviour.conduct",
    "Employee": "agents.units",
    "Firm": "agents.units",
    "GeopoliticalOrder": "agents.units",
    "Government": "agents.units",
    "LayerParameters": "model.parameters",
    "Parameters": "model.parameters",
    "Results": "scenarios.sweep.results",
    "Scenario": "scenarios.scenario",
    "Span": "scenarios.sweep.axes",
    "Superorganism": "model.world",
    "SuperorganismError": "errors",
    "Sweep": "scenarios.sweep.sweep",
    "Tree": "model.tree",
    "add_measure": "model.measures",
    "add_selection": "model.selection",
    "add_strategy": "agents.strategies",
    "check_measure": "model.checks.measure",
    "check_scenario": "scenarios.check",
    "check_selection": "model.checks.selection",
    "check_strategy": "model.checks.strategy",
    "read_tree": "model.trees",
    "scenario": "scenarios.scenario",
}
# Public names that are modules. `scenarios` is the folder, which can be called and then lists what it holds: the function
# alone under that name would hide the folder, or the folder the function, whichever came last.
_MODULES = {"laws", "scenarios"}

_here = Path(__file__).resolve().parent
if not (_here / "model").is_dir():
    # Checked out without symbolic links (Windows, by default): the links to model, agents, scenarios and web are small
    # text files here, and the folders themselves stand at the root of the checkout.
    if not (_here.parents[1] / "model" / "__init__.py").is_file():
        raise ImportError(
            "this superorganisms was built from a checkout without symbolic links and lacks its folders; "
            "build it from one made with `git clone -c core.symlinks=true`"
        )
    __path__.append(str(_here.parents[1]))


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"superorganisms.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'superorganisms' has no attribute {name!r}")
    value = getattr(import_module(f"superorganisms.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
