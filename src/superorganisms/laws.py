"""The laws of the model as pure functions on plain arrays, usable and testable alone."""

from superorganisms.agents.planning import effort
from superorganisms.model.attribution import attribution
from superorganisms.model.behaviour.objective import behavioural_objective
from superorganisms.model.blankets.information import gaussian_cmi
from superorganisms.model.blankets.separation import blanket, d_separated
from superorganisms.model.contextual import Contextual, contextual
from superorganisms.model.drift import Price, price
from superorganisms.model.foresight import foresight
from superorganisms.model.inheritance import inherit
from superorganisms.model.multitask import multitask
from superorganisms.model.report import metric
from superorganisms.model.selection.best_of import best_of
from superorganisms.model.selection.fermi import fermi
from superorganisms.model.selection.moran import moran
from superorganisms.model.selection.truncation import truncation
from superorganisms.model.selection.wright_fisher import wright_fisher

__all__ = [
    "Contextual",
    "Price",
    "attribution",
    "behavioural_objective",
    "best_of",
    "blanket",
    "contextual",
    "d_separated",
    "effort",
    "fermi",
    "foresight",
    "gaussian_cmi",
    "inherit",
    "metric",
    "moran",
    "multitask",
    "price",
    "truncation",
    "wright_fisher",
]
