"""Where efficiency went: two exact accounts side by side, from what every tick measured (MODEL.md section 5)."""

import pandas as pd

from superorganisms.model.measures import causes, losses
from superorganisms.model.parameters import Parameters
from superorganisms.model.record import Record


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
