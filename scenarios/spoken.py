"""Values of parameters as one would say them: matrices by the names of their features, trees by their sizes."""

from collections.abc import Mapping, Sequence
from typing import Any

from superorganisms.model.kinds.leaks import Leak
from superorganisms.model.kinds.networks import Network
from superorganisms.model.kinds.noises import NoiseKind
from superorganisms.model.kinds.regimes import Change, Draw, Regime, Replace, Rotate
from superorganisms.model.kinds.schedules import Intervention
from superorganisms.model.tree import Tree

_LONGEST = 300  # characters


def spoken(value: Any, features: Sequence[str]) -> str:
    """A parameter's value as text for people; it can't be read back.

    >>> spoken(((0.5, 0.5), (0.0, 1.0)), ("wellbeing", "output"))
    'wellbeing = 0.5 wellbeing + 0.5 output; others as they are'
    >>> spoken((1.0, 0.0), ("wellbeing", "output"))
    'wellbeing 1'
    """
    if isinstance(value, Tree):
        return " > ".join(str(len(layer)) for layer in value.names) + " units"
    if isinstance(value, Network | NoiseKind):
        return str(value)
    if isinstance(value, Regime):
        return f"after tick {value.at}: {_change(value.change, features)}"
    if isinstance(value, Leak):
        return f"{value.kind} at {value.where}, {value.strength:g}"
    if isinstance(value, tuple) and all(isinstance(entry, str | Regime | Leak | Intervention) for entry in value):
        return "; ".join(entry if isinstance(entry, str) else spoken(entry, features) for entry in value) or "none"
    if isinstance(value, Intervention):
        return f"after tick {value.at}: {value.path} = {spoken(value.value, features)}"
    if isinstance(value, tuple) and len(value) == len(features) and all(isinstance(entry, float) for entry in value):
        return _vector(value, features)  # whole numbers are sizes of families
    if isinstance(value, tuple) and len(value) == len(features) and all(map(_numbers, value)):
        return _matrix(value, features)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {spoken(entry, features)}" for name, entry in value.items()) or "none"
    text = str(value).lower() if value is None or isinstance(value, bool) else str(value)
    many = f" ... ({len(value)} in all)" if isinstance(value, tuple) else " ..."
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(many)] + many


def _change(change: Change, features: Sequence[str]) -> str:
    """What happens to the response in a regime shift."""
    if isinstance(change, Replace):
        return _matrix(change.response, features)
    if isinstance(change, Draw):
        drawn = [f"{choice.weight:g} times {_matrix(choice.response, features)}" for choice in change.choices]
        return f"drawn every tick from {' | '.join(drawn)}"
    if isinstance(change, Rotate):
        return f"turned from {features[change.first]} to {features[change.second]} by {change.angle:g} radians"
    return f"only what lies along {' | '.join(_vector(direction, features) for direction in change.directions)}"


def _numbers(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(entry, int | float) for entry in value)


def _vector(value: Sequence[float], features: Sequence[str]) -> str:
    """What isn't 0, by name."""
    return ", ".join(f"{name} {entry:g}" for name, entry in zip(features, value, strict=True) if entry) or "0"


def _matrix(value: Any, features: Sequence[str]) -> str:
    """Row by row, what is taken of each column; rows alone on the diagonal as a vector."""
    if value is None or (_numbers(value) and set(value) == {1.0}):
        return "identity"
    if _numbers(value):
        return _vector(value, features)
    rows = {name: _sum(row, features) for name, row in zip(features, value, strict=True)}
    said = [f"{name} = {row}" for name, row in rows.items() if row not in (name, "0")]
    as_they_are = [name for name, row in rows.items() if row == name]
    if len(said) + len(as_they_are) == len(rows):
        return "; ".join([*said, "others as they are"] if as_they_are else said)
    return "; ".join([*said, *(f"{name} = {name}" for name in as_they_are), "others 0"])


def _sum(row: Sequence[float], features: Sequence[str]) -> str:
    terms = [name if entry == 1 else f"{entry:g} {name}" for name, entry in zip(features, row, strict=True) if entry]
    return " + ".join(terms) or "0"
