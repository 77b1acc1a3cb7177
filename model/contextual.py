"""Contextual analysis: does success depend on what one is oneself, or on the family that one is in? (MODEL.md section 5.)

W_i is regressed on z_i and on z's mean in i's family: W_i = a + b z_i + β z_F + rest. Price's term between groups is no
evidence of selection of groups: where W = 1 + z and nobody's group matters it isn't zero, as groups differ in z; β is. On the
other hand, where selection is within families alone every family has W_F = 1, Price sees nothing between them, and β = -b:
what helps a member in its family's contest hurts its siblings. Heisler & Damuth 1987; Goodnight, Schwartz & Stevens 1992;
Okasha 2006.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from superorganisms.arrays import Floats, Ints
from superorganisms.compiled import kernel
from superorganisms.model.selection._contest import check_offsets

# What a regression is made of: how many units, and of trait z and success W the squares and products of deviations, within
# families and of family means (each counted once for every member). No units: nobody's ancestor changed in this tick.
SUMS = ("units", "zz_within", "zz_between", "zw_within", "zw_between", "ww_within", "ww_between")
_SAME = 1e-24  # a sum of squares that is this much smaller than that of z itself is rounding

COLUMNS = ("individual", "group", "individual_error", "group_error", "individual_selection", "group_selection")
REASONS = (
    "",
    "all want the same, so that nothing goes with it",
    "in no family two members want something different, so that a member can't be told from its family",
    "all families want the same on average, so that nothing goes with it",
    "there are too few units for the errors of so many coefficients",
)


@dataclass(frozen=True)
class Contextual:
    """Coefficients of own trait and family mean, standard errors, and the selection (change of z's mean) by each.

    NaN is what the trait's values leave open; `reason` says why. The errors are those of ordinary least squares, as if
    the rest were independent from unit to unit.
    """

    individual: float
    group: float
    individual_error: float
    group_error: float
    individual_selection: float
    group_selection: float
    reason: str


@kernel
def add_deviations(families: Ints, trait: Floats, success: Floats, out: Floats) -> None:
    """Write SUMS of trait and success (n,) into out. Deviations, not moments: nothing is lost where they are small."""
    n = trait.shape[0]
    mean, mean_success, square = 0.0, 0.0, 0.0
    for i in range(n):
        mean += trait[i]
        mean_success += success[i]
        square += trait[i] * trait[i]
    mean /= n
    mean_success /= n
    out[:] = 0.0
    out[0] = n
    for family in range(families.shape[0] - 1):
        start, stop = families[family], families[family + 1]
        own, own_success = 0.0, 0.0
        for i in range(start, stop):
            own += trait[i]
            own_success += success[i]
        size = max(stop - start, 1)
        own /= size
        own_success /= size
        for i in range(start, stop):
            z, w = trait[i] - own, success[i] - own_success
            out[1] += z * z
            out[3] += z * w
            out[5] += w * w
        z, w = own - mean, own_success - mean_success
        out[2] += (stop - start) * z * z
        out[4] += (stop - start) * z * w
        out[6] += (stop - start) * w * w
    for k in (1, 2):
        if out[k] <= _SAME * square:
            out[k] = 0.0
            out[k + 2] = 0.0


@kernel
def add_context(families: Ints, goals: Floats, intent: Floats, success: Floats, out: Floats) -> None:
    """The same of the trait w·g."""
    trait = np.zeros(goals.shape[0])
    for i in range(goals.shape[0]):
        for k in range(intent.shape[0]):
            trait[i] += intent[k] * goals[i, k]
    add_deviations(families, trait, success, out)


def regress(sums: Floats) -> tuple[Floats, Ints]:
    """Regressions (m, COLUMNS) and their reasons (m,), numbers of REASONS, of sums (m, SUMS).

    z_i - z_F and z_F are orthogonal, so two simple regressions make the double one: their slopes are b and b + β.
    """
    units, zz_within, zz_between, zw_within, zw_between, ww_within, ww_between = sums.T
    with np.errstate(divide="ignore", invalid="ignore"):
        individual = zw_within / zz_within  # 0/0 where the trait leaves it open
        together = zw_between / zz_between
        group = together - individual
        fitted = np.where(zz_within > 0, individual * zw_within, 0.0) + np.where(zz_between > 0, together * zw_between, 0.0)
        freedom = units - 1.0 - (zz_within > 0) - (zz_between > 0)
        rest = np.where(freedom > 0, np.maximum(ww_within + ww_between - fitted, 0.0) / freedom, np.nan)
        errors = [np.sqrt(rest / zz_within), np.sqrt(rest * (1.0 / zz_within + 1.0 / zz_between))]
    errors = [np.where(np.isfinite(one), one, np.nan) for one in errors]
    # Selection by what doesn't vary is 0, whatever its coefficient
    by_own = np.where(zz_within + zz_between > 0, individual * (zz_within + zz_between) / units, 0.0)
    by_family = np.where(zz_between > 0, group * zz_between / units, 0.0)
    conditions = [(zz_within == 0) & (zz_between == 0), zz_within == 0, zz_between == 0, ~(freedom > 0)]
    return np.stack([individual, group, *errors, by_own, by_family], axis=1), np.select(conditions, [1, 2, 3, 4], 0)


def contextual(trait: npt.ArrayLike, fitness: npt.ArrayLike, families: npt.ArrayLike) -> Contextual:
    """Contextual analysis of one trait: what success owes to the own trait and to the family's mean of it.

    trait (n,) of the parent generation; fitness (n,) >= 0 number of offspring, divided here by its mean; families (f+1,)
    offsets. individual_selection + group_selection = cov(W, trait), all selection there is. Raises ValueError for shapes
    that don't fit or if nobody has offspring. Heisler & Damuth 1987; Okasha 2006.
    """
    z, w = (np.ascontiguousarray(values, dtype=np.float64) for values in (trait, fitness))
    if z.ndim != 1 or z.shape != w.shape:
        raise ValueError(f"trait and fitness must be two rows of the same n numbers, got shapes {z.shape} and {w.shape}")
    if not (w >= 0).all() or not w.sum() > 0:
        raise ValueError("fitness must be at least 0, and somebody must have offspring")
    sums = np.empty(len(SUMS))
    add_deviations(check_offsets(families, len(z)), z, w / w.mean(), sums)
    found, reasons = regress(sums[None])
    return Contextual(**dict(zip(COLUMNS, found[0].tolist(), strict=True)), reason=REASONS[int(reasons[0])])


def contextual_table(context: Floats, layers: list[str]) -> pd.DataFrame:
    """A row for each tick (from 1) and layer in which an ancestor changed: COLUMNS, and the reason for what is NaN.

    context (ticks, layers, SUMS).
    """
    ticks, numbers = np.nonzero(context[:, :, 0])
    found, reasons = regress(context[ticks, numbers])
    index = pd.MultiIndex.from_arrays([ticks + 1, np.array(layers)[numbers]], names=["tick", "layer"])
    table = pd.DataFrame(found, columns=list(COLUMNS), index=index)
    table["reason"] = np.array(REASONS)[reasons]
    return table
