"""How well blanket integrity finds leaks: power and false alarms on worlds whose leaks are known.

A living world: selection, hire, mutation and surrogation, and everybody misreads a little. One firm is leaked into, by lobby
or by bypass; another firm of the same world isn't. Each replicate is a world of its own. A p-value of model/blankets/watch.py
of at most LEVEL is an alarm.

    python -m superorganisms.scenarios.blanket_calibration        the table of docs/blankets.md
"""

from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from superorganisms.arrays import Floats
from superorganisms.model.blankets.watch import Watch
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.world import Superorganism

LEVEL = 0.05
KINDS, RULES = ("lobby", "bypass"), ("cost", "budget")
STRENGTHS, LENGTHS = (0.1, 0.2, 0.4), (100, 400)  # κ, ticks
NULL_SEEDS, SEEDS = range(1000, 1400), range(2000, 2100)
LEAKED, TIGHT = "firm.0", "firm.3"
_Z = 1.959964  # of a 95 % interval


def leaky_world(kind: str, strength: float, rule: str) -> Parameters:
    """The living world; strength 0: no leak. rule: cost with free goals, or budget with goals on the sphere."""
    life = {"misreading": 0.3, "compliance": 0.6, "surrogation": 0.05}
    selected = {"selection": "truncation(turnover=0.2)", "mutation": 0.2}
    return Parameters(
        features=3,
        effort_rule=rule,
        goal_geometry="free" if rule == "cost" else "sphere",
        leaks=[(kind, LEAKED, strength)] if strength > 0.0 else [],
        layers=(
            LayerParameters(name="order", **life),
            LayerParameters(name="government", size=2, period=10, **life, **selected),
            LayerParameters(name="firm", size=6, period=5, **life, **selected),
            LayerParameters(name="employee", size=24, **life, **selected),
        ),
    )


def trial(
    seed: int, *, rule: str, kinds: Sequence[str], strength: float, lengths: Sequence[int] = LENGTHS
) -> list[dict[str, object]]:
    """One world: for each length of run and each of the two firms nats and p-value.

    kinds: the one that leaks; where nothing does, all that are asked about.
    """
    world = Superorganism(leaky_world(kinds[0], strength, rule), rng=seed)
    watch, rows = Watch(world, [LEAKED, TIGHT]), []
    for ticks in sorted(lengths):
        watch.run(ticks - watch.ticks)
        for kind in kinds:
            where = {"rule": rule, "kind": kind, "strength": strength, "ticks": ticks, "seed": seed}
            for unit in (LEAKED, TIGHT):
                found = watch.integrity(unit, kind, seed=seed)
                rows.append(where | {"unit": unit, "nats": found.nats, "p_value": found.p_value})
    return rows


def wilson(hits: int, n: int, z: float = _Z) -> tuple[float, float]:
    """Interval of a share, (low, high), 95 % unless another normal quantile z is given. Wilson 1927.

    >>> [round(one, 3) for one in wilson(5, 100)]
    [0.022, 0.112]
    """
    share, square = hits / n, z * z
    middle, half = share + square / (2 * n), z * np.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return float((middle - half) / (1 + square / n)), float((middle + half) / (1 + square / n))


def calibrate(
    *,
    rules: Iterable[str] = RULES,
    kinds: Sequence[str] = KINDS,
    strengths: Iterable[float] = STRENGTHS,
    lengths: Sequence[int] = LENGTHS,
    null_seeds: Iterable[int] = NULL_SEEDS,
    seeds: Iterable[int] = SEEDS,
) -> pd.DataFrame:
    """A row for each world and firm and length, as `trial` gives them: without a leak (null_seeds), then with each strength."""
    rows: list[dict[str, object]] = []
    for rule in rules:
        work = partial(trial, rule=rule, lengths=lengths)
        for seed in null_seeds:
            rows += work(seed, kinds=tuple(kinds), strength=0.0)
        for kind in kinds:
            for strength in strengths:
                rows += [row for seed in seeds for row in work(seed, kinds=(kind,), strength=strength)]
    return pd.DataFrame(rows)


def summary(trials: pd.DataFrame) -> pd.DataFrame:
    """Alarms by rule, kind, strength, ticks: of the leaked firm (power), of a tight one in the same world, with 95 % intervals.

    Without a leak both are false alarms. nats: mean of the leaked firm's, with its interval.
    """
    rows = []
    for where, group in trials.groupby(["rule", "kind", "ticks", "strength"], sort=True):
        row: dict[str, object] = dict(zip(("rule", "kind", "ticks", "strength"), where, strict=True))
        for name, unit in (("leaked", LEAKED), ("tight", TIGHT)):
            p_values = group.loc[group["unit"] == unit, "p_value"].to_numpy()
            hits = int((p_values <= LEVEL).sum())
            row |= {name: hits / len(p_values), f"{name}_low": wilson(hits, len(p_values))[0]}
            row[f"{name}_high"] = wilson(hits, len(p_values))[1]
        rows.append(row | _mean(group.loc[group["unit"] == LEAKED, "nats"].to_numpy()))
    return pd.DataFrame(rows)


def _mean(nats: Floats) -> dict[str, object]:
    error = _Z * nats.std(ddof=1) / np.sqrt(len(nats)) if len(nats) > 1 else np.nan
    return {"worlds": len(nats), "nats": nats.mean(), "nats_error": error}


def as_markdown(table: pd.DataFrame) -> str:
    """The summary as docs/blankets.md has it."""
    lines = [
        "| rule | leak | ticks | κ | worlds | nats | alarms of the leaked firm | alarms of a tight one |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in table.to_dict("records"):
        leaked, tight = (
            f"{row[name]:.3f} ({row[f'{name}_low']:.3f} to {row[f'{name}_high']:.3f})" for name in ("leaked", "tight")
        )
        nats = f"{row['nats']:.4f} ± {row['nats_error']:.4f}"
        where = f"{row['rule']} | {row['kind']} | {row['ticks']} | {row['strength']:g} | {row['worlds']}"
        lines.append(f"| {where} | {nats} | {leaked} | {tight} |")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    sys.stdout.write(as_markdown(summary(calibrate())) + "\n")
