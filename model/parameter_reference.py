"""The reference of all parameters, from their declarations: what controls, `--set` and documents are made of.

`python -m superorganisms.model.parameter_reference` prints the page docs/parameters.md.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from superorganisms.agents.strategies import strategies
from superorganisms.declared import Option
from superorganisms.model.declarations import Declared, about, default_of
from superorganisms.model.kinds.calls import Calls, call_text
from superorganisms.model.kinds.noises import NOISES, SENTENCES
from superorganisms.model.kinds.options import option_kind
from superorganisms.model.kinds.plain import plain
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.leaks import leaks
from superorganisms.model.networks import generators
from superorganisms.model.selection import rules
from superorganisms.model.world_parameters import WorldParameters, default_layers


@dataclass(frozen=True)
class OptionDescription:
    """One option of a rule, a graph, a kind of noise: `path` is that of the option, which exists while `rule` is chosen."""

    rule: str
    path: str
    kind: str
    low: float | None
    high: float | None
    unit: str
    default: float | str | None
    sentence: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """One parameter. low and high are closed bounds of each number in it, None where there are none.

    kind: number, integer, flag, choice, text, vector, matrix, matrix list, rule, call, mixture, table, schedule, text list,
    capacity or tree. range: the bounds in words. choices: names of a choice, of what can be called, of strategies, of what a
    table has. key: what the table of a rule or call has the name under, as in {"rule": "moran", "s": 2}. options: those of
    all that can be called. where: the layers in which it has an effect. All plain: dataclasses.asdict of it goes into JSON.
    """

    path: str
    kind: str
    low: float | None
    high: float | None
    range: str
    unit: str
    default: Any
    sentence: str
    live: bool
    basic: bool
    where: str
    choices: tuple[str, ...]
    key: str
    options: tuple[OptionDescription, ...]


def descriptions(whole: type[WorldParameters], names: Sequence[str] | None = None) -> list[Description]:
    """The whole world's parameters, then those of each layer; see Parameters.reference."""
    found = [_described(whole, name, name, default_of(whole, name)) for name in whole.model_fields if name != "layers"]
    defaults = {} if names else {one.name: one for one in whole().layers}
    names = list(names or defaults)
    for number, name in enumerate(names):
        for field in LayerParameters.model_fields:
            if len(names) == 1 or _bears(field, top=number == 0, leaf=number == len(names) - 1):
                default = getattr(defaults[name], field) if name in defaults else default_of(LayerParameters, field)
                found.append(_described(LayerParameters, f"{name}.{field}", field, default))
    return found


def _bears(field: str, *, top: bool, leaf: bool) -> bool:
    """Whether a parameter has an effect in a layer at that position."""
    where = about(LayerParameters, field).where
    return {"every layer": True, "below the top": not top, "above the leaves": not leaf, "leaves": leaf}[where]


def _described(owner: type[Declared], path: str, field: str, default: Any) -> Description:
    said = about(owner, field)
    low, high = said.kind.bounds
    return Description(
        path=path,
        kind=said.kind.name,
        low=low,
        high=high,
        range=said.kind.range_text(),
        unit=said.unit,
        default=plain(default),
        sentence=said.sentence,
        live=said.live,
        basic=said.basic,
        where=said.where if owner is LayerParameters else "",
        choices=said.kind.choices,
        key=said.kind.calls.key if said.kind.calls else "",
        options=_options(path, said.kind.calls) if said.kind.calls else (),
    )


def _options(path: str, calls: Calls) -> tuple[OptionDescription, ...]:
    return tuple(_option(name, path, option) for name, options in calls.found().items() for option in options)


def _option(rule: str, path: str, option: Option) -> OptionDescription:
    kind = option_kind(option)
    return OptionDescription(
        rule=rule,
        path=f"{path}.{option.name}",
        kind=kind.name,
        low=kind.bounds[0],
        high=kind.bounds[1],
        unit=option.unit,
        default=option.default,
        sentence=option.sentence,
        choices=kind.choices,
    )


HEAD = """# Parameters

Every parameter with its range, default and unit, made from the declarations in `model/world_parameters.py` and
`model/layer_parameters.py` by `python -m superorganisms.model.parameter_reference`.

A path is what `--set PATH=VALUE`, `Parameters.with_changes({PATH: VALUE})` and links take; as a keyword, `.` is written
`__`: `Superorganism(firm__mutation=0.1)`. Parameters marked live can be changed during a run, by
`world.intervene(PATH, VALUE)` or planned in `interventions`; the others hold for the start.
"""


def page() -> str:
    """docs/parameters.md."""
    rows = descriptions(WorldParameters, ["LAYER"])
    parts = [
        HEAD,
        "## The whole world\n",
        _table([row for row in rows if not row.where]),
        "\n## Each layer\n",
        "`LAYER` is the layer's name: `order`, `government`, `firm` or `employee` in the default world.\n",
        _table([row for row in rows if row.where]),
        f"\nIn the default world: {_default_layers(default_layers())}.\n",
        "## Selection rules\n",
        "Written as `firm.selection=moran(s=2)`; a single option as `firm.selection.s=2`.\n",
        *(_call_text(rule.NAME, rule.SENTENCE, rule.OPTIONS) for rule in rules().values()),
        "\n## Strategies\n",
        "Written as `employee.strategies=deceiver=0.3`, or a single share as `employee.strategies.deceiver=0.3`.\n",
        *(f"- `{one.NAME}`: {one.SENTENCE}{_limits(one)}." for one in strategies().values()),
        "\n## Networks\n",
        "Written as `firm.network=ring(k=2)`; a single option as `firm.network.k=2`. Random ones are drawn by the family's",
        "place alone: they belong to the slots, as the tree does, and are the same in every run.\n",
        *(_call_text(graph.NAME, graph.SENTENCE, graph.OPTIONS) for graph in generators().values()),
        "\n## Noise\n",
        "Written as `firm.noise_kind=student_t(df=4)`; `firm.noise` scales it.\n",
        *(_call_text(name, SENTENCES[name], options) for name, options in NOISES.found().items()),
        "\n## Leaks\n",
        'Written as `leaks=[["lobby", "government", 0.5], ["bypass", "employee.17", 1]]`.\n',
        *(f"- `{leak.NAME}`: {leak.SENTENCE}." for leak in leaks().values()),
    ]
    return "\n".join(parts) + "\n"


def _limits(strategy: Any) -> str:
    limits = ["leaves only"] * (not strategy.ABOVE_LEAVES)
    limits += [f"under the {' or '.join(strategy.RULES)} rule only"] * (len(strategy.RULES) == 1)
    return f" ({', '.join(limits)})" if limits else ""


def _table(rows: Sequence[Description]) -> str:
    """A Markdown table; what a parameter does, where it does it if not everywhere, and whether it is live."""
    lines = ["| path | what it is | range | default | unit | live |", "|---|---|---|---|---|---|"]
    for row in rows:
        sentence = row.sentence + (f" ({row.where})" if row.where not in ("", "every layer") else "")
        live = "live" if row.live else ""
        lines.append(f"| `{row.path}` | {sentence} | {row.range} | {_written(row.default, row.key)} | {row.unit} | {live} |")
    return "\n".join(lines)


def _written(default: Any, key: str) -> str:
    """A default as a user types it."""
    if default is None or default in ([], {}):
        return "none"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, dict) and key:
        return f"`{call_text(default[key], {name: value for name, value in default.items() if name != key})}`"
    if isinstance(default, dict):
        return ", ".join(f"`{name}={value}`" for name, value in default.items())
    return ", ".join(default) if isinstance(default, list) else f"`{default}`"


def _default_layers(layers: Sequence[LayerParameters]) -> str:
    """What the layers of the default world have that isn't every layer's default."""
    said = []
    for one in layers:
        for field in LayerParameters.model_fields:
            value = getattr(one, field)
            if field != "name" and value != default_of(LayerParameters, field):
                said.append(f"`{one.name}.{field}={value}`")
    return ", ".join(said)


def _call_text(name: str, sentence: str, options: Sequence[Option]) -> str:
    lines = [f"- `{name}`: {sentence}."]
    for option in options:
        kind = option_kind(option)
        default = "" if option.default is None else f"; default `{option.default}`"
        unit = f"; {option.unit}" if option.unit else ""
        lines.append(f"  - `{option.name}`: {option.sentence}; {kind.range_text()}{default}{unit}.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page())
