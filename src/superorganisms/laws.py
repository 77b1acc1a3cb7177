"""The laws of the model as pure functions on plain arrays, usable and testable alone."""

from superorganisms.agents.planning import effort
from superorganisms.model.drift import Price, price
from superorganisms.model.inheritance import inherit
from superorganisms.model.report import metric
from superorganisms.model.selection.best_of import best_of
from superorganisms.model.selection.fermi import fermi
from superorganisms.model.selection.moran import moran
from superorganisms.model.selection.truncation import truncation
from superorganisms.model.selection.wright_fisher import wright_fisher

__all__ = ["Price", "best_of", "effort", "fermi", "inherit", "metric", "moran", "price", "truncation", "wright_fisher"]
