"""Parameters as text, exactly: JSON, TOML, and the one text that hashes are taken of."""

import json
import tomllib
from typing import Any

import tomli_w

from superorganisms.errors import ParameterError
from superorganisms.model.kinds.plain import keywords


def to_json(data: dict[str, Any]) -> str:
    """JSON, indented; Python writes floats so that they read back to the same bits."""
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def canonical(data: dict[str, Any]) -> str:
    """JSON with sorted names and no spaces: equal for equal settings."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str | bytes | bytearray) -> dict[str, Any]:
    """The table that a JSON text holds. Raises ParameterError, also for a name that stands there twice."""
    try:
        data = json.loads(text, object_pairs_hook=_unique)
    except ParameterError:
        raise
    except json.JSONDecodeError as problem:
        raise ParameterError(f"parameters are not JSON: {problem.msg} in line {problem.lineno}") from None
    except (ValueError, RecursionError) as problem:
        raise ParameterError(f"parameters are not JSON: {one_line(problem)}") from None
    return keywords(data, "parameters")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        raise ParameterError(f"'{next(name for name in names if names.count(name) > 1)}' is given twice")
    return table


def one_line(problem: Exception) -> str:
    """What a reader complains of, on one line."""
    return " ".join(str(problem).split())


def to_toml(data: dict[str, Any]) -> str:
    """TOML, which has no None: what is None is left out, and is None by default."""
    return tomli_w.dumps(_without_none(data))


def from_toml(text: str) -> dict[str, Any]:
    """The table that a TOML text holds. Raises ParameterError."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        raise ParameterError(f"parameters are not TOML: {one_line(problem)}") from None


def _without_none(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_none(entry) for name, entry in data.items() if entry is not None}
    if isinstance(data, list):
        return [_without_none(entry) for entry in data]
    return data
