"""What a scenario is: one concept as a world that shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from superorganisms.errors import ScenarioError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.lesson import Lesson

if TYPE_CHECKING:
    import pandas as pd

    from superorganisms.model.world import Superorganism
    from superorganisms.scenarios.curve import Curve
    from superorganisms.scenarios.signature import Expectation
    from superorganisms.scenarios.told import Told


_KINDS: dict[str, tuple[type, ...]] = {
    "title": (str,),
    "question": (str,),
    "claim": (str,),
    "sources": (tuple,),
    "parameters": (Parameters,),
    "contrast": (Mapping,),
    "contrast_says": (str,),
    "ticks": (int,),
    "signature": (tuple,),
    "lesson": (Lesson,),
    "story": (tuple,),
    "told": (tuple,),
    "curves": (tuple,),
    "order": (int, float),
}
ENTRIES = tuple(_KINDS)
"""What a scenario's file may say: in capital letters in Python, in small ones in TOML."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """The question, the claim and where it comes from, a world, the same world with one thing changed, and what must come out.

    `contrast` maps parameter paths to the values that they have in the contrast; `story` tells the run as captions, each a tick
    and the sentence that is shown from then on; `told` says how the numbers in the texts are computed; `curves` what comes out
    as one thing is moved, the first from the world to its contrast. A user's file may leave out what `run` can do
    without; `check_scenario` asks for all of it.
    """

    name: str
    parameters: Parameters
    title: str = ""
    question: str = ""
    claim: str = ""
    sources: tuple[Source, ...] = ()
    contrast: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    contrast_says: str = ""
    ticks: int = 300
    signature: "tuple[Expectation, ...]" = ()
    lesson: Lesson | None = None
    story: tuple[tuple[int, str], ...] = ()
    told: "tuple[Told, ...]" = ()
    curves: "tuple[Curve, ...]" = ()
    order: float = 100.0
    file: Path | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any], file: Path) -> "Scenario":
        """The scenario of a file that says this, named by the file.

        What even a run can't do without is looked at here, the rest by `check_scenario`. Raises ScenarioError.
        """
        name = file.stem.replace("_", "-")
        for entry, value in given.items():
            kinds = _KINDS[entry]
            if not isinstance(value, kinds) or isinstance(value, bool):
                raise ScenarioError(f"{name}: {entry} must be a {kinds[0].__name__}, got {value!r:.80}")
        if "parameters" not in given:
            raise ScenarioError(f"{name}: parameters are missing")
        return cls(name=name, file=file, **given)

    @property
    def contrast_parameters(self) -> Parameters:
        """The parameters of the contrast."""
        return self.parameters.with_changes(dict(self.contrast))

    @property
    def contrast_values(self) -> dict[str, Any]:
        """What the contrast changes, each value in its one form."""
        there = self.contrast_parameters
        return {path: there.get(path) for path in self.contrast}

    def world(self, seed: int | None = None, **overrides: Any) -> "Superorganism":
        """The world at tick 0."""
        from superorganisms.model.world import Superorganism

        return Superorganism(self.parameters, rng=seed, **overrides)

    def contrast_world(self, seed: int | None = None, **overrides: Any) -> "Superorganism":
        """The contrast at tick 0; with the same seed it meets the same noise."""
        from superorganisms.model.world import Superorganism

        return Superorganism(self.contrast_parameters, rng=seed, **overrides)

    def measure(self, seeds: int | Iterable[int] = 32, ticks: int | None = None) -> "pd.DataFrame":
        """Run world and contrast once a seed and judge the signature.

        `seeds` is a number (1, 2, ... are taken) or the seeds themselves; `ticks` defaults to the scenario's own, and the
        windows of the signature stay where they are. A row an expectation: see `Verdict` for the columns.
        """
        from superorganisms.scenarios.signature import measure

        if not self.signature:
            raise ScenarioError(f"{self.name} has no signature to measure")
        chosen = range(1, seeds + 1) if isinstance(seeds, int) else seeds
        return measure(self.signature, (self.pair(seed, ticks) for seed in chosen))

    def pair(self, seed: int, ticks: int | None = None) -> "tuple[Superorganism, Superorganism]":
        """World and contrast after the scenario's ticks (or so many)."""
        from superorganisms.scenarios.playing import play

        both = self.world(seed), self.contrast_world(seed)
        for one in both:
            play(one, self.ticks if ticks is None else ticks)
        return both
