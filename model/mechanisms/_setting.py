"""What the switches of mechanisms look at: the parameters of some stretch of a run, and what follows from them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from superorganisms.agents.strategies import Strategy, strategies
from superorganisms.model.kinds.plain import FrozenMapping
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.parameters import Parameters
from superorganisms.model.selection import Rule, rules, tries_candidates
from superorganisms.model.tree import family_sizes

WHOLE = "the whole"  # no layer's name: those have no spaces


@dataclass(frozen=True)
class Setting:
    """Parameters as they hold between two planned interventions, and for each layer the strategies that its units may have."""

    parameters: Parameters
    casts: tuple[frozenset[str], ...]

    @property
    def last(self) -> int:
        """The number of the leaves' layer."""
        return len(self.parameters.layers) - 1

    @cached_property
    def families(self) -> list[list[int]]:
        """Sizes of the families of each layer."""
        return [[int(size) for size in sizes] for sizes in family_sizes([layer.size for layer in self.parameters.layers])]

    def layers(self, test: Callable[[int, LayerParameters], bool]) -> tuple[str, ...]:
        """Names of the layers for which something holds, given number and parameters."""
        return tuple(layer.name for number, layer in enumerate(self.parameters.layers) if test(number, layer))

    def whole(self, holds: bool) -> tuple[str, ...]:
        """The whole, if something holds of it."""
        return (WHOLE,) if holds else ()

    def rule(self, number: int) -> Rule:
        """The selection rule of a layer."""
        return rules()[self.parameters.layers[number].selection.rule]

    def plays(self, number: int, test: Callable[[Strategy], bool]) -> bool:
        """Whether units of a layer may have a strategy of which something holds."""
        return any(test(strategies()[name]) for name in self.casts[number])

    def option(self, number: int, name: str) -> float:
        """The value of a strategies' option in a layer, 0 where no unit may have a strategy that has it."""
        known = number == self.last and self.plays(number, lambda one: name in {option.name for option in one.OPTIONS})
        return float(getattr(self.parameters.layers[number], name)) if known else 0.0

    def swaps(self, number: int) -> bool:
        """Whether units of a layer change places."""
        return number > 0 and self.parameters.layers[number].migration["swap"] > 0

    def due(self, number: int) -> bool:
        """Whether there are ticks in which slots of a layer may change hands."""
        return number > 0 and (self.rule(number).NAME != "none" or self.swaps(number))

    def renews(self, number: int) -> bool:
        """Whether units of a layer can be replaced by its selection rule."""
        layer = self.parameters.layers[number]
        nobody_leaves = layer.selection.options.get("turnover") == 0
        return number > 0 and self.rule(number).NAME != "none" and layer.audit > 0 and not nobody_leaves

    def tries(self, number: int) -> bool:
        """Whether vacancies of a layer are filled by trying candidates."""
        return self.renews(number) and tries_candidates(self.rule(number))

    def from_outside(self, number: int) -> bool:
        """Whether those candidates come from an outside pool."""
        return self.tries(number) and self.parameters.layers[number].selection.options["candidates"] == "pool"

    def inherits(self, number: int) -> bool:
        """Whether newcomers of a layer descend from other units."""
        return self.renews(number) and not self.from_outside(number)

    def has_cousins(self, number: int) -> bool:
        """Whether there are families of a layer whose parents are siblings."""
        return number > 1 and max(self.families[number - 1]) > 1


def settings_of(parameters: Parameters) -> tuple[Setting, ...]:
    """The settings of a run, in their order: at the start, and after each planned change of a parameter."""
    casts = tuple(frozenset(_cast(parameters, layer)) for layer in parameters.layers)
    found, present = [Setting(parameters, casts)], parameters
    for planned in parameters.interventions:
        present = present.after(planned)
        found.append(Setting(present, casts))
    return tuple(found)


def _cast(parameters: Parameters, layer: LayerParameters) -> set[str]:
    """Strategies of the layer's mixture, and those that single units are given during the run."""
    mixture = layer.strategies
    named = {name for name, share in mixture.items() if share > 0} if isinstance(mixture, FrozenMapping) else set(mixture)
    for _, path, value in parameters.interventions:
        parts = path.split(".")
        if parts[0] == layer.name and parts[2:] == ["strategy"]:
            named.add(value)
    return named
