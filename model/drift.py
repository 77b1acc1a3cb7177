"""Goal drift: why the mean goal of a layer moved, by the Price equation (MODEL.md section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.contextual import add_context
from superorganisms.model.selection._contest import check_offsets
from superorganisms.model.state import State

TERMS = ("change", "selection_between", "selection_within", "mutation", "pool", "surrogation", "imitation")
_CHANGE, _BETWEEN, _WITHIN, _MUTATION, _POOL, _SURROGATION, _IMITATION = range(len(TERMS))


def all_terms(layers: Sequence[str]) -> tuple[str, ...]:
    """Every term of a world with these layers, from the top: TERMS, of which change is the sum of the others, and the parts
    of selection_between, between_<layer> for each layer whose units are groups of others.
    """
    return (*TERMS, *(f"between_{name}" for name in layers[1:-1]))


def shown_terms(layers: Sequence[str]) -> list[str]:
    """The same in the order in which they are read: the parts of selection_between after it."""
    terms = all_terms(layers)
    return [*terms[: _BETWEEN + 1], *terms[len(TERMS) :], *terms[_WITHIN : len(TERMS)]]


type Sums = tuple[Floats, Floats, Floats]


@kernel
def add_covariances(families: Ints, values: Floats, fitness: Floats, mean_fitness: float, out: Floats) -> None:
    """Add Σ n_F (W_F - W̄) g_F to out[0] and Σ (W_i - W_F)(g_i - g_F) to out[1], out (2, K)."""
    mean = np.empty(values.shape[1])
    for family in range(families.shape[0] - 1):
        start, stop = families[family], families[family + 1]
        if start == stop:
            continue
        own = 0.0
        mean[:] = 0.0
        for i in range(start, stop):
            own += fitness[i]
            for k in range(mean.shape[0]):
                mean[k] += values[i, k]
        own /= stop - start
        for k in range(mean.shape[0]):
            mean[k] /= stop - start
            out[0, k] += (stop - start) * (own - mean_fitness) * mean[k]
        for i in range(start, stop):
            for k in range(mean.shape[0]):
                out[1, k] += (fitness[i] - own) * (values[i, k] - mean[k])


@kernel
def add_changes(start: int, stop: int, after: Floats, before: Floats, rows: Ints, out: Floats) -> None:
    """Add after_i - before_{rows[i]}."""
    for i in range(start, stop):
        for k in range(after.shape[1]):
            out[k] += after[i, k] - before[rows[i], k]


@dataclass(frozen=True)
class Price:
    """Terms of the Price equation, each of the shape of one trait value; change = sum of the others."""

    change: Floats
    between: tuple[Floats, ...]  # one for each level of groups, the coarsest first
    within: Floats
    transmission: Floats

    @property
    def selection(self) -> Floats:
        """All selection: between groups at every level, and within the smallest."""
        return np.asarray(sum(self.between) + self.within)


def price(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    ancestors: npt.ArrayLike,
    families: npt.ArrayLike | Sequence[npt.ArrayLike],
    *,
    weights: npt.ArrayLike | None = None,
) -> Price:
    """Why the mean of a trait moved: selection between and within groups, and transmission.

    before (n,) or (n, K) traits of the parent generation; after (m,) or (m, K) of the offspring; ancestors (m,) row of
    each one's parent; families (f+1,) offsets of the groups among the parents, or a sequence of nested ones, the coarsest
    first; weights (m,) >= 0 of the offspring (all 1 if None). With W_i the offspring of i, W̄ their mean:

    W̄ Δz̄ = Σ_F (n_F/n)(W_F - W̄) z_F + mean (W_i - W_F)(z_i - z_F) + mean W_i Δz_i

    Every term is divided by W̄, so that they add up to the change of the mean. Raises ValueError for shapes that don't fit
    or if nobody has offspring. Price 1970, 1972; Hamilton 1975.
    """
    old, new = (np.asarray(values, dtype=np.float64) for values in (before, after))
    shape = old.shape[1:]
    old, new = old.reshape(len(old), -1), new.reshape(len(new), -1)
    rows: Ints = np.asarray(ancestors, dtype=np.int64)
    weight = np.ones(len(new)) if weights is None else np.asarray(weights, dtype=np.float64)
    if rows.shape != (len(new),) or weight.shape != rows.shape or old.shape[1] != new.shape[1]:
        raise ValueError(f"after, ancestors and weights must speak of the same offspring, got {len(new)} and {len(rows)}")
    if ((rows < 0) | (rows >= len(old))).any() or (weight < 0).any() or not weight.sum() > 0:
        raise ValueError(f"ancestors must be rows of {len(old)} parents and somebody must have offspring")
    fitness = np.bincount(rows, weights=weight, minlength=len(old))
    mean = fitness.mean()
    between, within = [], np.zeros(old.shape[1])
    above = np.array([0, len(old)])
    for level in _levels(families, len(old)):
        between.append(_covariances(level, above, old, fitness)[0] / (mean * len(old)))
        within = _covariances(level, level, old, fitness)[1] / (mean * len(old))
        above = level
    handed_on = (weight[:, None] * (new - old[rows])).sum(axis=0) / weight.sum()
    change = (weight[:, None] * new).sum(axis=0) / weight.sum() - old.mean(axis=0)
    terms = [np.asarray(term).reshape(shape) for term in (change, *between, within, handed_on)]
    return Price(terms[0], tuple(terms[1:-2]), terms[-2], terms[-1])


def _levels(families: npt.ArrayLike | Sequence[npt.ArrayLike], n: int) -> list[Ints]:
    nested = isinstance(families, Sequence) and len(families) > 0 and np.ndim(families[0]) > 0
    levels = [check_offsets(level, n) for level in cast(Sequence[Any], families if nested else [families])]
    for coarse, fine in pairwise(levels):
        if not np.isin(coarse, fine).all():
            raise ValueError("nested families must be given the coarsest first, each made of whole families of the next")
    return levels


def _covariances(groups: Ints, inside: Ints, values: Floats, fitness: Floats) -> tuple[Floats, Floats]:
    """Covariance of group means within the groups they are in themselves; and within the groups."""
    out = np.zeros((2, values.shape[1]))
    if groups is inside:
        add_covariances(groups, values, fitness, float(fitness.mean()), out)
        return out[0], out[1]
    sizes = np.diff(groups).astype(np.float64)
    filled = sizes > 0
    means = np.add.reduceat(values, groups[:-1][filled], axis=0) / sizes[filled, None]
    own = np.add.reduceat(fitness, groups[:-1][filled]) / sizes[filled]
    over = np.searchsorted(inside, groups[:-1][filled], side="right") - 1
    total = np.bincount(over, weights=sizes[filled])
    outer_w = np.bincount(over, weights=own * sizes[filled]) / total
    outer_g = np.stack([np.bincount(over, weights=column * sizes[filled]) / total for column in means.T], axis=1)
    covariance = sizes[filled, None] * (own - outer_w[over])[:, None] * (means - outer_g[over])
    return covariance.sum(axis=0), out[1]


@kernel
def sum_families(families: Ints, values: Floats, out: Floats) -> None:
    """out_F <- the sum of the rows of family F; values (n, k), out (families, k)."""
    for family in range(out.shape[0]):
        out[family] = 0.0
        for i in range(families[family], families[family + 1]):
            for k in range(out.shape[1]):
                out[family, k] += values[i, k]


@kernel
def add_between(parents: Ints, groups: Sums, above: Sums, out: Floats) -> None:
    """Add Σ_G n_G (W_G - W_H)(g_G - g_H), H the parent of G; groups and above: sizes, sums of W, sums of g of either."""
    for i in range(parents.shape[0]):
        h = parents[i]
        n, n_above = groups[0][i, 0], above[0][h, 0]
        success = groups[1][i, 0] / n - above[1][h, 0] / n_above
        for k in range(out.shape[0]):
            out[k] += n * success * (groups[2][i, k] / n - above[2][h, k] / n_above)


@kernel
def success_differs(families: Ints, fitness: Floats) -> bool:
    """Whether some family has more descendants than members; else no larger group has either."""
    for family in range(families.shape[0] - 1):
        total = 0.0
        for i in range(families[family], families[family + 1]):
            total += fitness[i]
        if total != families[family + 1] - families[family]:
            return True
    return False


def between_levels(state: State, number: int, fitness: Floats) -> Floats:
    """Selection among the groups that the units of layers 1 to number - 1 are for a layer: (number - 1, K), from the top.

    fitness (n,): W_i. The whole layer is one group below the top, and a unit by itself is none: Price 1972, Hamilton 1975.
    """
    layer = state.layers[number]
    found = np.zeros((max(0, number - 1), layer.goals.shape[1]))
    sums = np.ones((len(layer), 1)), fitness[:, None], layer.former_goals
    for level in range(number - 1, -1, -1):
        families = state.layers[level + 1].families
        sizes, success, goals = (np.empty((families.shape[0] - 1, values.shape[1])) for values in sums)
        above = sizes, success, goals
        for values, total in zip(sums, above, strict=True):
            sum_families(families, values, total)
        if level + 1 < number:
            add_between(state.layers[level + 1].parents, sums, above, found[level])
        sums = above
    return found / len(layer)


def account_selection(state: State, drift: Floats, context: Floats) -> None:
    """After selection: why the mean goals of the layers moved in which somebody is new.

    drift (layers, all_terms, K); context (layers, SUMS), what a contextual regression of this tick is made of, for layers
    in which an ancestor changed.
    """
    for number, layer in enumerate(state.layers):
        if layer.newcomers.any():
            fitness = np.bincount(layer.ancestors, minlength=len(layer)).astype(np.float64)
            covariances = np.zeros((2, layer.goals.shape[1]))
            add_covariances(layer.families, layer.former_goals, fitness, 1.0, covariances)
            drift[number, _WITHIN] = covariances[1] / len(layer)
            if success_differs(layer.families, fitness):
                parts = between_levels(state, number, fitness)
                drift[number, len(TERMS) : len(TERMS) + len(parts)] = parts
                drift[number, _BETWEEN] = parts.sum(axis=0)
            if (layer.ancestors != np.arange(len(layer))).any():
                add_context(layer.families, layer.former_goals, state.settings.intent, fitness, context[number])
            inherited = _mean_change(state, number, layer.goals, layer.former_goals, layer.ancestors)
            drift[number, _POOL] = _from_outside(state, number)
            drift[number, _MUTATION] = inherited - drift[number, _POOL]


def _from_outside(state: State, number: int) -> Floats | float:
    """How much those from outside, each its own slot's descendant, moved the mean goal."""
    layer, outsiders = state.layers[number], state.outsiders[number]
    if outsiders is None or not outsiders.any():
        return 0.0
    moved: Floats = layer.goals[outsiders] - layer.former_goals[layer.ancestors[outsiders]]
    return np.asarray(moved.sum(axis=0) / len(layer))


def account_learning(state: State, drift: Floats) -> None:
    """After learning: the whole change, and what each way of learning added to it."""
    for number, layer in enumerate(state.layers):
        traits, taught = state.settings.layers[number].traits, state.before_imitation[number]
        if not (layer.newcomers.any() or traits.surrogation > 0.0 or taught is not None):
            continue
        rows = np.arange(len(layer))
        drift[number, _CHANGE] = _mean_change(state, number, layer.goals, layer.former_goals, rows)
        after_selection = drift[number, _MUTATION] + drift[number, _POOL]
        own = layer.goals if taught is None else taught
        drift[number, _SURROGATION] = _mean_change(state, number, own, layer.former_goals, layer.ancestors) - after_selection
        if taught is not None:
            drift[number, _IMITATION] = _mean_change(state, number, layer.goals, taught, rows)


def _mean_change(state: State, number: int, after: Floats, before: Floats, rows: Ints) -> Floats:
    return state.sums(number, after.shape[1], add_changes, after, before, rows) / float(len(rows))
