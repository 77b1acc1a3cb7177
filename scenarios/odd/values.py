"""The parameters with their values, and the same exactly, to be typed."""

import hashlib
import json
from collections.abc import Iterable

from superorganisms.model.declarations import about, default_of
from superorganisms.model.kinds.plain import plain
from superorganisms.model.layer_parameters import LayerParameters
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios.odd.blocks import Block, Cell, Code, Items, Section, Table, Text
from superorganisms.scenarios.odd.case import LONGEST, Case

_MOST = 2_000  # characters of one parameter in the appendix: a tree of thousands of units is better kept as a file
_NO_EFFECT = "–"
_WHOLE = (
    "Values hold at the start; what is planned to change is in 3.2. Units: 1 is a pure number. A dash stands where a parameter "
    "has no effect in a layer."
)


def parameters(case: Case) -> Section:
    """Values, ranges and units of all parameters."""
    tables = (Table("world parameters", tuple(_of_the_world(case))), Table("layer parameters", tuple(_of_layers(case))))
    return Section("Parameters", (Text(_WHOLE), *tables, *_long(case)))


def _of_the_world(case: Case) -> Iterable[dict[str, Cell]]:
    for path, row in case.described.items():
        if "." not in path:
            yield {
                "parameter": f"`{path}`",
                "value": case.short(path),
                "unit": row.unit,
                "range": row.range,
                "what it is": row.sentence,
            }


def _of_layers(case: Case) -> Iterable[dict[str, Cell]]:
    for name in LayerParameters.model_fields:
        if name != "name":
            said = about(LayerParameters, name)
            paths = {layer: f"{layer}.{name}" for layer in case.names}
            values = {layer: case.short(path) if path in case.described else _NO_EFFECT for layer, path in paths.items()}
            yield {
                "parameter": f"`{name}`",
                **values,
                "unit": said.unit,
                "range": said.kind.range_text(),
                "what it is": said.sentence,
            }


def _long(case: Case) -> list[Block]:
    values = {path: case.value(path) for path in case.described}
    long = tuple(f"`{path}`: {value}" for path, value in values.items() if len(value) > LONGEST)
    return [Text("Values that are longer:"), Items(long)] if long else []


def exact_values(case: Case) -> Section:
    """What isn't at its default, to the last digit, as `--set` and files take it."""
    digest = hashlib.sha256(case.parameters.canonical().encode()).hexdigest()
    intro = (
        "Every parameter that isn't at its default, to the last digit, in the form that `--set PATH=VALUE` takes. SHA-256 of "
        f"all parameters in their canonical form: `{digest}`. What is too long to print (a tree, say) is in what "
        f"`superorganisms show {case.scenario.name} --toml` writes."
    )
    return Section("Appendix: exact values", (Text(intro), Code("\n".join(_lines(case)))))


def _lines(case: Case) -> Iterable[str]:
    for name in Parameters.model_fields:
        value = getattr(case.parameters, name)
        if name != "layers" and value != default_of(Parameters, name):
            yield _line(name, value)
    for layer in case.parameters.layers:
        for name in LayerParameters.model_fields:
            value = getattr(layer, name)
            by_tree = name == "size" and case.parameters.tree is not None
            if name != "name" and not by_tree and value != default_of(LayerParameters, name):
                yield _line(f"{layer.name}.{name}", value)


def _line(path: str, value: object) -> str:
    text = json.dumps(plain(value), ensure_ascii=False)
    if len(text) > _MOST:
        return f"{path}: {len(text):,} characters of JSON, SHA-256 {hashlib.sha256(text.encode()).hexdigest()}"
    return f"{path}={text}"
