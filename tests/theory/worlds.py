"""Small worlds in which theory can be computed by hand."""

from typing import Any

from superorganisms import LayerParameters, Parameters


def quiet(name: str, size: Any, **settings: Any) -> LayerParameters:
    """A layer in which nothing happens unless said otherwise: no selection, no learning, no noise, no spread."""
    return LayerParameters(**({"name": name, "size": size, "selection": "none", "spread": 0.0, "mutation": 0.0} | settings))


def quiet_world(*layers: LayerParameters, **settings: Any) -> Parameters:
    """A world of quiet layers: R = M = S = D = I, one regime."""
    return Parameters(layers=layers, **settings)
