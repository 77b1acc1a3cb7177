"""Indices and effects in one sentence each, that claims no more than its interval allows."""

import math

import pandas as pd

_SMALL = 0.05  # a share of variance below which a parameter matters little
_TINY = 0.01
_WIDE = 0.3  # an interval of a share that is wider says next to nothing
_LINEAR = 0.1  # sigma / mu* of an effect that is the same everywhere
_ONE_WAY = 0.999  # |mu| / mu* of effects that all have the same sign


def number(value: float) -> str:
    """Three digits, and no more zeros than needed.

    >>> number(0.123456), number(1234.5), number(float("nan")), number(-0.0)
    ('0.123', '1,230', 'undefined', '0')
    """
    if not math.isfinite(value):
        return "undefined"
    if value == 0:
        return "0"
    rounded = float(f"{value:.3g}")
    if 1e-4 <= abs(rounded) < 1e6:
        return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:.3g}"
    return f"{rounded:.2e}"


def interval(low: float, high: float) -> str:
    """In brackets, or "" if there is none."""
    return f" ({number(low)} to {number(high)})" if math.isfinite(low) and math.isfinite(high) else ""


def share(value: float) -> str:
    """As whole percent; what an index falls below 0 is chance, and so is what it rises above 1."""
    return f"{100 * min(1.0, max(0.0, value)):.0f} %"


def _at_most(value: float) -> str:
    return "less than 1 %" if value < _TINY else f"at most {share(value)}"


def _between(row: "pd.Series[float]", index: str) -> str:
    low, high = share(row[f"{index}_low"]), share(row[f"{index}_high"])
    return f"{share(row[index])} (95 % interval {low} to {high})"


def sobol_sentence(name: str, measure: str, row: "pd.Series[float]") -> str:
    """What the first and total index of a parameter allow to say."""
    if not math.isfinite(row["ST"]):
        return f"Nothing can be said of {name}: {measure} hardly moves between the points, or is undefined at too many."
    if row["ST_high"] < _SMALL:
        return (
            f"{name} hardly matters for {measure} within these ranges: {_at_most(row['ST_high'])} of its variance goes back to "
            "it, alone or together with others."
        )
    if max(row["ST_high"] - row["ST_low"], row["S1_high"] - row["S1_low"]) > _WIDE and row["S1_low"] < _SMALL:
        return _undecided(name, measure, row)
    if row["ST_low"] <= 0:
        return _undecided(name, measure, row)
    if row["S1_low"] <= 0:
        return (
            f"{name} matters for {measure}, as {_between(row, 'ST')} of the variance goes back to it in some way, but that "
            "it does anything on its own isn't shown: its share alone is between "
            f"{share(row['S1_low'])} and {share(row['S1_high'])}."
        )
    if row["S1_high"] - row["S1_low"] > _WIDE:
        return (
            f"At least {share(row['S1_low'])} of the variance of {measure} goes back to {name} alone, perhaps up to "
            f"{share(row['S1_high'])}; to say it more exactly, or whether it acts together with others, takes more than "
            f"{row['n']:.0f} base samples."
        )
    alone = f"{_between(row, 'S1')} of the variance of {measure} goes back to {name} alone"
    if row["ST_low"] > row["S1_high"]:
        return f"{alone}, and {_between(row, 'ST')} if what it does together with others is counted: it depends on the others."
    return f"{alone}; that it also acts together with others isn't shown: in all it is {_between(row, 'ST')}."


def _undecided(name: str, measure: str, row: "pd.Series[float]") -> str:
    negative = " (an estimate below 0 is chance)" if min(row["S1"], row["ST"]) < 0 else ""
    return (
        f"How much {name} matters for {measure} can't be told from {row['n']:.0f} base samples{negative}: between "
        f"{share(row['ST_low'])} and {share(row['ST_high'])} of the variance may go back to it; more samples would decide."
    )


def morris_sentence(name: str, measure: str, row: "pd.Series[float]") -> str:
    """What mu*, mu and sigma of a parameter allow to say."""
    size, mean, sigma = row["mu_star"], row["mu"], row["sigma"]
    if not math.isfinite(size):
        return f"Nothing can be said of {name}: fewer than two of its trajectories are defined throughout."
    if size == 0:
        return f"{name} moved {measure} in none of {row['n']:.0f} steps; it can be left out of the next sweep."
    about = f"{number(size)}{interval(row['mu_star_low'], row['mu_star_high'])}"
    if row["mu_star_low"] <= 0:
        return f"Whether {name} matters for {measure} isn't decided by {row['n']:.0f} steps: it moves it by {about} on average."
    if abs(mean) < _ONE_WAY * size:
        return (
            f"Over its whole range {name} moves {measure} by {about}, up in some places and down in others, so that its mean "
            f"effect of {number(mean)} says less than that."
        )
    way = "raises" if mean > 0 else "lowers"
    if sigma <= _LINEAR * size:
        return f"Wherever the others stand, raising {name} over its whole range {way} {measure} by about {about}."
    return (
        f"Raising {name} over its whole range {way} {measure} by {about} on average, in every place that was tried, but not "
        f"everywhere by the same (σ {number(sigma)}): it is no straight line, or depends on the others."
    )


def contrast_sentence(measure: str, row: "pd.Series[float]") -> str:
    """What a difference world - contrast allows to say."""
    if row["n"] < 1:
        return f"No pair of runs of world and contrast is defined for {measure}."
    found = f"{number(abs(row['mean']))}"
    if row["n"] < 2:
        way = "higher" if row["mean"] > 0 else "lower"
        return f"With its one seed {measure} is {found} {way} in the world than in its contrast; one seed gives no interval."
    reach = interval(row["low"], row["high"])
    if row["low"] == row["high"] == 0:
        return f"World and contrast have the same {measure} with every seed."
    if row["low"] <= 0 <= row["high"]:
        return (
            f"That world and contrast differ in {measure} isn't shown: {number(row['mean'])}{reach} on average over "
            f"{row['n']:.0f} seeds."
        )
    way = "higher" if row["mean"] > 0 else "lower"
    return f"On average {measure} is {found} {way} in the world than in its contrast; world - contrast{reach}."
