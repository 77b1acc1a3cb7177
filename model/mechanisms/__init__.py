"""Every mechanism of the model, declared once: what it does, when, by which law, after whom, and where it is on.

One file a phase of the tick, with what happens before the first tick in `initialization` and what happens between two in
`intervention`. A new mechanism is one more entry of MECHANISMS in the file of its phase; docs/mechanisms.md, the ODD document
and their tests follow from it. What is found by looking (strategies, selection rules, graphs, leaks, measures) says in its own
file what it is; the mechanisms here are what makes use of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from superorganisms.model.mechanisms._setting import WHOLE as WHOLE
from superorganisms.model.mechanisms._setting import Setting as Setting
from superorganisms.model.mechanisms._setting import settings_of as settings_of
from superorganisms.model.tick import PHASES
from superorganisms.noise import Purpose

BEFORE, BETWEEN = "initialization", "intervention"
CONCEPTS = (
    "basic principles",
    "emergence",
    "adaptation",
    "objectives",
    "learning",
    "prediction",
    "sensing",
    "interaction",
    "stochasticity",
    "collectives",
    "observation",
)
"""The eleven design concepts of the ODD protocol (Grimm et al. 2020)."""

type Switch = Callable[[Setting], tuple[str, ...]]
"""The names of the layers in which something happens, `WHOLE` where it happens to the world; none: it doesn't."""


@dataclass(frozen=True)
class Draw:
    """Random numbers that a mechanism draws; `where` they are drawn, if that is not where the mechanism is on."""

    purpose: Purpose
    where: Switch | None = None


@dataclass(frozen=True, kw_only=True)
class Mechanism:
    """One mechanism.

    Args:
        name: what it is called.
        sentence: what it does, in words.
        equation: the same in the symbols of docs/MODEL.md, "" if words say it all.
        parameters: paths of what sets it, LAYER standing for each layer.
        on: in which layers of a world it acts.
        law: the function that does it, as module:function.
        section: of docs/MODEL.md, "" if it says nothing about it.
        sources: keys of the bibliography (superorganisms.scenarios.bibliography).
        draws: what it leaves to chance.
        concepts: the design concepts that it is an instance of.
    """

    name: str
    sentence: str
    parameters: tuple[str, ...]
    on: Switch
    law: str
    section: str = ""
    equation: str = ""
    sources: tuple[str, ...] = ()
    draws: tuple[Draw, ...] = ()
    concepts: tuple[str, ...] = ()

    def where(self, run: Sequence[Setting]) -> tuple[str, ...]:
        """The layers in which it acts at some time of a run (`settings_of` its parameters), from the top."""
        return _over(run, self.on)

    def drawn(self, run: Sequence[Setting]) -> dict[Purpose, tuple[str, ...]]:
        """Purpose -> layers for which its numbers are drawn at some time of a run."""
        found = {draw.purpose: _over(run, draw.where or self.on) for draw in self.draws}
        return {purpose: layers for purpose, layers in found.items() if layers}


def _over(run: Sequence[Setting], switch: Switch) -> tuple[str, ...]:
    found = {name for setting in run for name in switch(setting)}
    names = [layer.name for layer in run[0].parameters.layers]
    return tuple(sorted(found, key=lambda name: names.index(name) if name in names else -1))


@cache
def mechanisms() -> dict[str, tuple[Mechanism, ...]]:
    """All of them by when they act: before the first tick, in each phase of a tick in its order, between two ticks."""
    times = (BEFORE, *(phase.__name__ for phase in PHASES), BETWEEN)
    return {time: import_module(f"{__name__}.{time}").MECHANISMS for time in times}
