"""Controls of Mesa's own page from the declarations of the parameters."""

from typing import Any

from superorganisms.errors import SuperorganismError
from superorganisms.model.parameters import Parameters

SEEDS = 100
ROOM = 32  # characters beside a slider
STEPS = 100  # from one end of a slider to the other
REACH = 4  # a quantity without a natural end goes so many times as far as it stands


def sliders(parameters: Parameters, *paths: str, seed: int = 1) -> dict[str, Any]:
    """SolaraViz's `model_params`: these parameters, a slider for the seed, and one for the number at each path.

    A slider goes over the range that the parameter declares; where that is a million or more, from its lowest value to
    four times what it is. Raises SuperorganismError for a path that there is not, or whose value is no number.
    """
    made = {path.replace(".", "__"): _slider(parameters, path) for path in paths}
    seeds = {"type": "SliderInt", "label": "seed", "value": seed, "min": 0, "max": max(SEEDS, seed), "step": 1}
    return {"parameters": parameters, "rng": seeds, **made}


def _slider(parameters: Parameters, path: str) -> dict[str, Any]:
    value = parameters.get(path)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SuperorganismError(f"a slider needs a number; {path} is {value!r}")
    whole, low, high, unit = _range(parameters, path)
    if high >= 1e6:
        high = max(REACH * value, low + 1)
    step = max(1, round((high - low) / STEPS)) if whole else (high - low) / STEPS
    labels = (f"{path} ({unit})", path)
    label = labels[unit in ("", "1") or len(labels[0]) > ROOM]
    kind = "SliderInt" if whole else "SliderFloat"
    return {"type": kind, "label": label, "value": value, "min": low, "max": high, "step": step}


def _range(parameters: Parameters, path: str) -> tuple[bool, float, float, str]:
    """Is it a whole number, its lowest and highest value, its unit."""
    for entry in Parameters.reference([layer.name for layer in parameters.layers]):
        rule = getattr(parameters.get(entry.path), "rule", None)
        options = [option for option in entry.options if option.rule == rule]
        found = entry if entry.path == path else next((option for option in options if option.path == path), None)
        if found is not None and found.low is not None and found.high is not None:
            return found.kind == "integer", found.low, found.high, found.unit
    raise SuperorganismError(f"a slider needs lowest and highest values; {path} declares none")
