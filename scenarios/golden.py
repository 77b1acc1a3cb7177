"""State hashes kept in a checkout: every scenario ends in the same bits on every machine, or someone knows why not."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from superorganisms.errors import ScenarioError
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.recipe import last_measures

if TYPE_CHECKING:
    from superorganisms.scenarios.definition import Scenario

SEED = 1
_MEASURES = 6  # kept in words beside the hash, so that a difference tells its size


def folder() -> Path:
    """tests/golden of the checkout that this file stands in."""
    found = Path(__file__).resolve().parent.parent / "tests" / "golden"
    if not found.is_dir():
        raise ScenarioError("there is no tests/golden here: run this from a checkout, or name the folder with --folder")
    return found


def worlds(kept_in: Path) -> "tuple[Scenario, ...]":
    """Those of the library, and worlds kept for their bits alone: the scenario files in the folder itself."""
    from superorganisms.scenarios.scenario import scenario, scenarios

    return (*scenarios(), *(scenario(file) for file in sorted(kept_in.glob("*.toml"))))


def state(scenario: "Scenario") -> dict[str, object]:
    """What is kept of a scenario: ticks, seed, state hash, and the first few measures of the last tick."""
    world = scenario.world(SEED)
    play(world, scenario.ticks)
    measures = dict(list(last_measures(world).items())[:_MEASURES])
    return {
        "scenario": scenario.name,
        "seed": SEED,
        "ticks": scenario.ticks,
        "state_hash": world.state_hash(),
        "measures": measures,
    }


def compare(scenario: "Scenario", kept_in: Path) -> str | None:
    """What differs from what is kept, or None."""
    file = kept_in / f"{scenario.name}.json"
    if not file.is_file():
        return f"nothing is kept in {file}; `superorganisms golden --renew` keeps today's"
    kept, now = json.loads(file.read_text(encoding="utf-8")), state(scenario)
    return None if kept == now else f"was {_brief(kept)}, is {_brief(now)}"


def renew(scenario: "Scenario", kept_in: Path) -> str | None:
    """Keep today's state; what that changes, or None."""
    complaint = compare(scenario, kept_in)
    if complaint is not None:
        (kept_in / f"{scenario.name}.json").write_text(json.dumps(state(scenario), indent=1) + "\n", encoding="utf-8")
    return complaint


def _brief(kept: dict[str, object]) -> str:
    measures = kept["measures"]
    efficiency = measures.get("efficiency") if isinstance(measures, dict) else None
    return f"{str(kept['state_hash'])[:12]} after {kept['ticks']} ticks (efficiency {efficiency})"
