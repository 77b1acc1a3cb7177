"""Where efficiency went: two exact accounts side by side, from what every tick measured; and, of the last tick on request,
the Shapley attribution over the same steps (MODEL.md section 5).
"""

import numpy as np
import pandas as pd

from superorganisms.agents.strategies import flags
from superorganisms.arrays import Floats
from superorganisms.model.attribution import best, shares
from superorganisms.model.measures import causes, losses
from superorganisms.model.measures.efficiency import NO_VALUE
from superorganisms.model.parameters import Parameters
from superorganisms.model.record import Record
from superorganisms.model.state import State


def coordination_table(record: Record, parameters: Parameters) -> pd.DataFrame:
    """A row per tick, columns (account, term): efficiency η, and where the rest went.

    `layer`: losses that add up to 1 - η. Under budget `cause`: factors whose product is η. Under cost `cause` and
    `dispersion`: losses that add up to 1 - η, each account for itself. 0/0 is 0 here; where V* = 0 all terms are 0.
    """
    measures = record.table()
    accounts = {"efficiency": ["efficiency"], **causes.accounts(parameters), "layer": list(losses.columns(parameters))}
    columns = [(account, name) for account, names in accounts.items() for name in names]
    table = measures[[name for _, name in columns]].fillna(0.0)
    table.columns = pd.MultiIndex.from_tuples(columns, names=["account", "term"])
    return table


def chains(state: State, start: int, stop: int) -> Floats:
    """What leaves start..stop-1 would carry out along w, c_*, v_0, c_0, v_1, ..., v_leaf, in the last tick: (n, m + 1, K).

    Who has no aim carries out the letter above it.
    """
    letters, aimed = state.acted_letter[None], flags("AIMS")
    count = len(state.layers)
    found = np.empty((stop - start, 2 * count + 1, letters.shape[1]))
    found[:, 0], found[:, 1] = state.settings.intent, letters
    above = np.arange(start, stop)
    lines = [above] + [above := layer.parents[above] for layer in state.layers[:0:-1]]  # the rows on the way to the top
    for number, (layer, rows) in enumerate(zip(state.layers, reversed(lines), strict=True)):
        has_aim = aimed[layer.former_strategies[rows]]
        found[:, 2 + 2 * number] = np.where(has_aim[:, None], layer.aims[rows], letters[layer.parents[rows]])
        if number + 1 < count:
            found[:, 3 + 2 * number] = layer.letters[rows]
        letters = layer.letters
    return found


def attribution_table(state: State, parameters: Parameters) -> pd.DataFrame:
    """A row for each step from the intent to the leaves' aims in the last tick, columns `shapley` and `sequential`.

    Each column adds up to 1 - η(v_leaf): the losses of account "layer" without execution. Where V* = 0 all are 0 and
    `attrs["reason"]` says so. Steps are counted from the intent as it is now.
    """
    leaves, budget = state.leaves, state.settings.budget
    skill = np.where(flags("SANDBOXED")[leaves.former_strategies], 0.0, leaves.slot_skill)
    names = list(losses.columns(parameters))[:-1]
    whole = best(state.settings.intent, state.acted_response, skill, budget=budget)
    found = np.zeros((len(names), 2))
    if whole > 0.0:
        for start, stop in state.row_blocks[-1]:
            parts = shares(chains(state, start, stop), state.acted_response, skill[start:stop], budget=budget)
            found += np.stack(parts, axis=1) / whole
    table = pd.DataFrame(found, index=pd.Index(names, name="step"), columns=["shapley", "sequential"])
    table.attrs["reason"] = "" if whole > 0.0 else NO_VALUE
    return table
