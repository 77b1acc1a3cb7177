"""Which points of the space of a sweep are tried. They are found, not listed: every file here is a design, by its name.

A file says SENTENCE and `points(axes, samples, seed)`: the values of every axis, point by point; the same arguments give the
same points. Designs that sample say SAMPLED = True and `units(dimensions, samples, seed)` (n, d) in [0, 1].
"""

from functools import cache
from types import ModuleType

from superorganisms.errors import BatchError, suggest
from superorganisms.found import modules


@cache
def designs() -> dict[str, ModuleType]:
    """Name -> module of every design."""
    return {module.__name__.rpartition(".")[2]: module for module in modules(__name__, __path__)}


def design(name: str) -> ModuleType:
    """A design by name. Raises BatchError."""
    if name not in designs():
        raise BatchError(f"no design {name!r}{suggest(name, designs()) or '; there are ' + ', '.join(designs())}")
    return designs()[name]
