"""Results by name. They are found, not listed: every file of scenarios/verification is one, and so is a scenario's
signature.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

from superorganisms.errors import ScenarioError, suggest
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence import signatures
from superorganisms.scenarios.evidence.finding import Finding
from superorganisms.scenarios.scenario import scenarios

FOLDER = Path(__file__).resolve().parent.parent / "verification"
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "theory": "closed forms of the model itself",
        "literature": "results of others, which the model must contain",
        "signatures": "what each scenario of the library claims",
    }
)

type Measure = Callable[[int, int], Iterator[Finding]]
"""From replicates and seed to findings, one after the other."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """A claim, where it comes from, and how to see whether it comes out.

    `replicates` and `quick` say how much chance is averaged over (0: there is none); `axes` names the two axes of its figure,
    if a picture says more; `known` tells for a case what is known about why it doesn't come out.
    """

    name: str
    group: str
    claim: str
    sources: tuple[Source, ...]
    measure: Measure
    replicates: int = 0
    quick: int = 0
    order: float = 100.0
    axes: tuple[str, str] | None = None
    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def kind(self) -> str:
        """Whether chance plays a part."""
        return "statistical" if self.replicates else "deterministic"


def results() -> tuple[Result, ...]:
    """All of them: theory in its order, then literature, then signatures."""
    names = (file.stem for file in sorted(FOLDER.glob("[!_]*.py")))
    found = [of_module(import_module(f"superorganisms.scenarios.verification.{name}")) for name in names]
    found.sort(key=lambda one: (list(GROUPS).index(one.group), one.order, one.name))
    return (*found, *map(_of_scenario, range(len(scenarios()))))


def choose(names: Iterable[str]) -> tuple[Result, ...]:
    """Those of the names, each a result or a group; all if there is none. Raises ScenarioError for an unknown one."""
    wanted, found = [name.replace("_", "-") for name in names], results()
    known = [*GROUPS, *(one.name for one in found)]
    for name in wanted:
        if name not in known:
            hint = suggest(name, known) or f"; there are {', '.join(known)}"
            raise ScenarioError(f"no result or group {name!r}{hint}")
    return tuple(one for one in found if not wanted or one.name in wanted or one.group in wanted)


def of_module(module: ModuleType) -> Result:
    """The result that a file says, named by the file: GROUP, CLAIM, SOURCES, measure(replicates, seed) with REPLICATES and
    QUICK, or measure() where chance plays no part; and, if it likes, ORDER, AXES, KNOWN.
    """
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    replicates = getattr(module, "REPLICATES", 0)
    return Result(
        name=name,
        group=module.GROUP,
        claim=module.CLAIM,
        sources=module.SOURCES,
        measure=module.measure if replicates else partial(_without_chance, module),
        replicates=replicates,
        quick=getattr(module, "QUICK", 0),
        order=getattr(module, "ORDER", 100.0),
        axes=getattr(module, "AXES", None),
        known=getattr(module, "KNOWN", MappingProxyType({})),
    )


def _without_chance(module: ModuleType, replicates: int, seed: int) -> Iterator[Finding]:
    return iter(module.measure())


def _of_scenario(number: int) -> Result:
    scenario = scenarios()[number]
    return Result(
        name=f"signature-{scenario.name}",
        group="signatures",
        claim=scenario.claim,
        sources=scenario.sources,
        measure=partial(signatures.measure, scenario),
        replicates=signatures.SEEDS,
        quick=signatures.QUICK_SEEDS,
        order=scenario.order,
    )
