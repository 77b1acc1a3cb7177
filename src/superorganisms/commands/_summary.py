"""What a run came to, in a few lines or as JSON."""

import json
import math
from pathlib import Path
from typing import Any

from superorganisms.commands._start import Run
from superorganisms.scenarios.recipe import last_measures


def as_text(run: Run, *, seconds: float, written: list[Path]) -> str:
    """Efficiency, where the rest went, and the state hash."""
    world = run.world
    lines = [f"{run.name or 'a loaded world'}: seed {world.seed}, tick {world.tick} ({seconds:.1f} s)"]
    if world.tick:
        lines += _accounts(run)
    if run.contrast is not None and run.contrast.tick:
        last = run.contrast.measures["efficiency"].iloc[-1]
        lines.append(f"  efficiency of the contrast at tick {run.contrast.tick}: {last:.4f}")
    lines.append(f"state hash {world.state_hash()}")
    if written:
        lines.append(f"written to {written[0].parent}: {', '.join(path.name for path in written)}")
    return "\n".join(lines) + "\n"


def _accounts(run: Run) -> list[str]:
    """Of the most that the same people could do: what is done, and what is lost at each step on the way down."""
    from superorganisms.scenarios.figures import losses

    last = run.world.measures.iloc[-1:]
    efficiency = float(last["efficiency"].iloc[0])
    if math.isnan(efficiency):
        return [f"efficiency is undefined: {run.world.reasons.get('efficiency', 'no reason is known')}"]
    steps = [(f"lost: {name}", float(loss[0])) for name, loss in losses(last, [layer.name for layer in run.world.layers])]
    rows = [("efficiency", efficiency), *((name, loss) for name, loss in steps if abs(loss) >= 5e-5)]
    width = max(len(name) for name, _ in rows)
    return [f"  {name:{width}} {value:8.4f}" for name, value in rows]


def as_json(run: Run, *, seconds: float, written: list[Path]) -> str:
    """Name, seed, tick, state hash, the last tick's measures (undefined ones null, with their reasons), the files written."""
    world = run.world
    defined = last_measures(world)
    columns = list(world.measures.columns) if world.tick else []
    table: dict[str, Any] = {
        "scenario": run.name,
        "seed": world.seed,
        "tick": world.tick,
        "until": run.until,
        "state_hash": world.state_hash(),
        "measures": {column: defined.get(column) for column in columns},
        "reasons": {column: reason for column, reason in world.reasons.items() if column not in defined},
        "seconds": round(seconds, 3),
        "written": [str(path) for path in written],
    }
    if run.contrast is not None:
        table["contrast"] = {
            "tick": run.contrast.tick,
            "state_hash": run.contrast.state_hash(),
            "measures": last_measures(run.contrast),
        }
    return json.dumps(table, indent=1) + "\n"
