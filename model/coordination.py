"""Where efficiency went: two exact accounts side by side, from what every tick measured (MODEL.md section 5)."""

import pandas as pd

from superorganisms.model.measures import causes, losses
from superorganisms.model.parameters import Parameters
from superorganisms.model.record import Record


def coordination_table(record: Record, parameters: Parameters) -> pd.DataFrame:
    """A row per tick: efficiency; by cause (utilisation, coherences, direction); by layer (losses), which add up to 1 - η.

    Columns are pairs (account, term). 0/0 is 0 here; where V* = 0 all terms are 0.
    """
    measures = record.table()
    accounts = {"efficiency": ["efficiency"], "cause": causes.columns(parameters), "layer": losses.columns(parameters)}
    columns = [(account, name) for account, names in accounts.items() for name in names]
    table = measures[[name for _, name in columns]].fillna(0.0)
    table.columns = pd.MultiIndex.from_tuples(columns, names=["account", "term"])
    return table
