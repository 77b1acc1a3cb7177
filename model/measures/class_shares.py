"""What units are: the share of each class, of those who acted (MODEL.md section 4)."""

from collections.abc import Mapping

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.classes import CLASSES, class_codes
from superorganisms.model.measures import Column
from superorganisms.model.parameters import Parameters
from superorganisms.model.state import State

NAMES = {"no mesa-optimizer": "unoptimizing"} | {name: name for name in CLASSES[1:]}


def columns(parameters: Parameters) -> Mapping[str, Column]:
    """LAYER.CLASS_share; `unoptimizing` are those that are no mesa-optimizers."""
    return {
        f"{layer.name}.{NAMES[name]}_share": Column(f"share of the units whose class is {name}", 0, 1)
        for layer in parameters.layers
        for name in CLASSES
    }


def observe(state: State, out: Floats) -> None:
    """Shares of this tick."""
    for number, codes in enumerate(class_codes(state)):
        shares = np.bincount(codes, minlength=len(CLASSES)) / len(codes)
        out[number * len(CLASSES) : (number + 1) * len(CLASSES)] = shares
