"""The reference of all parameters, from their declarations: what controls, `--set` and documents are made of.

`python -m superorganisms.model.parameter_reference` prints the page docs/parameters.md.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from superorganisms.agents.strategies import strategies
from superorganisms.declared import Option
from superorganisms.model.declarations import Declared, about
from superorganisms.model.kinds.plain import plain
from superorganisms.model.kinds.rules import option_kind
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.selection import rules
from superorganisms.model.world_parameters import WorldParameters, default_layers


@dataclass(frozen=True)
class OptionDescription:
    """One option of a selection rule: `path` is that of the option, which exists while the rule is chosen."""

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

    kind: number, integer, choice, text, vector, matrix, matrix list, rule, mixture, schedule, text list or tree.
    range: the bounds in words. choices: names of a choice, of rules, of strategies. options: those of all rules.
    where: the layers in which it has an effect. All plain: dataclasses.asdict of it goes into JSON.
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
    options: tuple[OptionDescription, ...]


def descriptions(whole: type[WorldParameters], names: Sequence[str] | None = None) -> list[Description]:
    """The whole world's parameters, then those of each layer; see Parameters.reference."""
    found = [_described(whole, name, name, _default(whole, name)) for name in whole.model_fields if name != "layers"]
    defaults = {} if names else {one.name: one for one in whole().layers}
    names = list(names or defaults)
    for number, name in enumerate(names):
        for field in LayerParameters.model_fields:
            if len(names) == 1 or _bears(field, top=number == 0, leaf=number == len(names) - 1):
                default = getattr(defaults[name], field) if name in defaults else _default(LayerParameters, field)
                found.append(_described(LayerParameters, f"{name}.{field}", field, default))
    return found


def _bears(field: str, *, top: bool, leaf: bool) -> bool:
    """Whether a parameter has an effect in a layer at that position."""
    where = about(LayerParameters, field).where
    return where == "every layer" or (where == "below the top" and not top) or (where == "leaves" and leaf)


def _default(owner: type[Declared], field: str) -> Any:
    info = owner.model_fields[field]
    return None if info.is_required() else info.get_default(call_default_factory=True)


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
        options=_options(path) if said.kind.name == "rule" else (),
    )


def _options(path: str) -> tuple[OptionDescription, ...]:
    return tuple(_option(rule.NAME, path, option) for rule in rules().values() for option in rule.OPTIONS)


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
        *(_rule_text(rule.NAME, rule.SENTENCE, rule.OPTIONS) for rule in rules().values()),
        "\n## Strategies\n",
        "Written as `employee.strategies=deceiver=0.3`, or a single share as `employee.strategies.deceiver=0.3`.\n",
        *(f"- `{one.NAME}`: {one.SENTENCE}{_limits(one)}." for one in strategies().values()),
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
        lines.append(f"| `{row.path}` | {sentence} | {row.range} | {_written(row.default)} | {row.unit} | {live} |")
    return "\n".join(lines)


def _written(default: Any) -> str:
    """A default as a user types it."""
    if default is None or default == []:
        return "none"
    if isinstance(default, dict) and "rule" in default:
        return f"`{default['rule']}({', '.join(f'{k}={v}' for k, v in default.items() if k != 'rule')})`"
    if isinstance(default, dict):
        return ", ".join(f"`{name}={value}`" for name, value in default.items())
    return ", ".join(default) if isinstance(default, list) else f"`{default}`"


def _default_layers(layers: Sequence[LayerParameters]) -> str:
    """What the layers of the default world have that isn't every layer's default."""
    said = []
    for one in layers:
        for field in LayerParameters.model_fields:
            value = getattr(one, field)
            if field != "name" and value != _default(LayerParameters, field):
                said.append(f"`{one.name}.{field}={value}`")
    return ", ".join(said)


def _rule_text(name: str, sentence: str, options: Sequence[Option]) -> str:
    lines = [f"- `{name}`: {sentence}."]
    for option in options:
        kind = option_kind(option)
        default = "" if option.default is None else f"; default `{option.default}`"
        unit = f"; {option.unit}" if option.unit else ""
        lines.append(f"  - `{option.name}`: {option.sentence}; {kind.range_text()}{default}{unit}.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page())
