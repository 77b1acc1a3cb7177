"""The tables of a report, as rows of text."""

import json
import shlex
from typing import Any

import pandas as pd

from superorganisms.scenarios.sweep.analysis.findings import Findings
from superorganisms.scenarios.sweep.analysis.spoken import number
from superorganisms.scenarios.sweep.analysis.variables import written

_POINTS, _FAR, _ERRORS = 120, 20, 20  # rows


def again(found: Findings, run: int) -> str:
    """The command that repeats a run."""
    return f"superorganisms run --from {shlex.quote(str(found.results.folder))} --run {run}"


def settings(found: Findings) -> list[tuple[str, str]]:
    """What was run, line by line."""
    plan, manifest = found.plan, found.results.manifest
    arms = " and its contrast, with the same seeds" if found.paired else ""
    samples = f", {plan.samples} samples" if plan.samples else ""
    machine = manifest.get("machine", {})
    rows = [("World", plan.name + arms)]
    rows += [(f"Varied: {axis_text(found, which)}", levels_text(found, which)) for which in range(len(plan.axes))]
    rows += [
        ("Design", f"{plan.design}{samples}: {len(plan.points)} points"),
        ("Seeds", f"{plan.replicates} at each point, the same everywhere, drawn from {plan.seed}"),
        ("Ticks", f"{plan.ticks}; what is shown are the measures of the last one"),
        ("Runs", f"{plan.total}, of which {len(found.failed)} failed"),
        ("Version", f"superorganisms {plan.version}, commit {manifest.get('commit') or 'unknown (installed)'}"),
        ("When", f"{manifest.get('began', '?')} to {manifest.get('ended', '?')}"),
        ("Machine", ", ".join(_of_machine(name, value) for name, value in machine.items())),
        ("Folder", str(found.results.folder)),
    ]
    if plan.contrast:
        rows.insert(1, ("Contrast", ", ".join(f"{path} = {written(value)}" for path, value in plan.contrast.items())))
    return rows


def _of_machine(name: str, value: Any) -> str:
    if name == "cores":
        return f"{value} cores"
    return str(value) if name in ("system", "processor") else f"{name} {value}"


def axis_text(found: Findings, which: int) -> str:
    """The name of an axis, with its meaning if it is varied."""
    name = found.plan.axes[which].name
    return next((one.label for one in found.variables if one.name == name), name)


def levels_text(found: Findings, which: int) -> str:
    """The values of an axis."""
    axis = found.plan.axes[which]
    if axis.span is not None and found.plan.design != "grid":
        return f"from {number(axis.span.low)} to {number(axis.span.high)}"
    levels = list(dict.fromkeys(written(point[which]) for point in found.plan.points))
    return ", ".join(levels) if len(levels) <= 16 else f"{len(levels)} values, {levels[0]} to {levels[-1]}"


def failures(found: Findings) -> list[dict[str, Any]]:
    """A row for each different error, the most frequent first: how often, where, the command that repeats the first."""
    rows = list[dict[str, Any]]()
    for error, of in found.failed.groupby("error"):
        runs = of["run"].tolist()
        traces = of["traceback"].dropna()
        rows.append(
            {
                "error": error,
                "count": len(runs),
                "runs": ", ".join(map(str, runs[:8])) + (f" and {len(runs) - 8} more" if len(runs) > 8 else ""),
                "where": _where(found, of),
                "command": again(found, runs[0]),
                "trace": "" if traces.empty else traces.iloc[0],
            }
        )
    return sorted(rows, key=lambda row: -row["count"])[:_ERRORS]


def _where(found: Findings, of: pd.DataFrame) -> str:
    """The values of the parameters at which all of these lie, if that isn't everywhere."""
    points, said = of["point"].to_numpy(int), []
    for one in found.variables:
        hit = {one.at[point] for point in points}
        levels = [level for level in one.levels if level in hit]
        if len(levels) < len(one.levels):
            near = [f"{number(levels[0])} to {number(levels[-1])}"] if one.numeric and len(levels) > 1 else map(written, levels)
            said.append(f"{one.name} {', '.join(near)}")
    return "; ".join(said)


def means_table(found: Findings, measure: str) -> dict[str, Any]:
    """The means of the points with their intervals: head, rows, and how many were left out."""
    table = found.means[found.means["measure"] == measure]
    return _table(found, table, ["arm"] if found.paired else [])


def effects_table(found: Findings, measure: str) -> dict[str, Any]:
    """World - contrast of the points, as `means_table`."""
    if not found.paired:
        return {"head": [], "rows": [], "left": 0}
    return _table(found, found.contrasts[found.contrasts["measure"] == measure], [])


def _table(found: Findings, table: pd.DataFrame, arms: list[str]) -> dict[str, Any]:
    names = [one.name for one in found.variables]
    rows = [
        [*(str(row[arm]) for arm in arms), *(written(row[name]) for name in names), number(row["mean"]), number(row["low"]),
         number(row["high"]), str(row["n"])]
        for row in table.head(_POINTS).to_dict("records")
    ]  # fmt: skip
    return {"head": [*arms, *names, "mean", "low", "high", "runs"], "rows": rows, "left": max(0, len(table) - _POINTS)}


def indices_table(found: Findings, measure: str) -> list[dict[str, str]]:
    """Name, figures and sentence of each parameter, the one that matters most first."""
    if measure not in found.indices:
        return []
    table = found.indices[measure]
    first = "ST" if "ST" in table else "mu_star"
    columns = [str(name) for name in table if name not in ("sentence", "n")]
    return [
        {"name": str(name), "sentence": row["sentence"], **{column: number(row[column]) for column in columns}}
        for name, row in table.sort_values(first, ascending=False, kind="stable").iterrows()
    ]


def far_runs(found: Findings) -> dict[str, Any]:
    """Runs far from the others of their point, with the command that repeats each, and how many more there are."""
    table = found.outliers
    rows = [
        {
            "run": row["run"], "measure": row["measure"], "value": number(row["value"]), "median": number(row["median"]),
            "z": f"{row['z']:+.1f}", "command": again(found, row["run"]), "arm": row["arm"] if found.paired else "",
            "at": ", ".join(f"{one.name} = {written(one.at[row['point']])}" for one in found.variables),
        }
        for row in table.head(_FAR).to_dict("records")
    ]  # fmt: skip
    return {"rows": rows, "left": max(0, len(table) - _FAR)}


def as_json(found: Findings) -> str:
    """All tables, for a program."""
    return json.dumps(found.to_dict(), allow_nan=False)
