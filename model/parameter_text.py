"""Values as people type them: `--set employee.strategies=deceiver=0.3`, `--set intent=[1, 0, 2]`."""

import ast
import json
import tomllib
from typing import Any

WORDS = {"true": True, "false": False, "none": None, "null": None}
AS_IT_STANDS = (
    *("selection", "succession", "noise_kind", "network", "fitness", "candidates"),
    *("goal_geometry", "effort_rule", "updating", "name", "strategy"),
)


def parse_text(path: str, text: str) -> Any:
    """The value that a text means at a path: a number, list or table as in JSON, TOML or Python, else the text itself.

    >>> parse_text("firm.mutation", "0.2"), parse_text("intent", "[1, 0, 2]"), parse_text("firm.selection", "none")
    (0.2, [1, 0, 2], 'none')
    >>> parse_text("employee.strategies", "deceiver=0.3, bottlecap=0.1"), parse_text("firm.mutation", "high")
    ({'deceiver': 0.3, 'bottlecap': 0.1}, 'high')
    """
    text = text.strip()
    if path.rpartition(".")[2] in AS_IT_STANDS and not text.startswith("{"):
        return text
    for reader in (json.loads, _toml, _words):
        try:
            return reader(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
    return text


def _toml(text: str) -> Any:
    """A TOML value."""
    table = tomllib.loads(f"value = {text}")
    if list(table) != ["value"]:
        raise ValueError(text)
    return table["value"]


def _words(text: str) -> Any:
    """A Python literal in which words need no quotes; or pairs `name=value, name=value` as a table."""
    try:
        return _meant(ast.parse(text, mode="eval").body)
    except SyntaxError:
        call = ast.parse(f"_({text})", mode="eval").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.args or not call.keywords:
            raise
        if any(pair.arg is None for pair in call.keywords):
            raise
        return {str(pair.arg): _meant(pair.value) for pair in call.keywords}


def _meant(node: ast.expr) -> Any:
    if isinstance(node, ast.Name):
        return WORDS.get(node.id.lower(), node.id)
    if isinstance(node, ast.List | ast.Tuple):
        return [_meant(entry) for entry in node.elts]
    if isinstance(node, ast.Dict):
        return {_meant(key): _meant(entry) for key, entry in zip(node.keys, node.values, strict=True) if key}
    return ast.literal_eval(node)
