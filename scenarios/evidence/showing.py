"""Findings as a table that reads well at 100 columns, and as JSON."""

import json
import math
import textwrap
from collections.abc import Iterable

from superorganisms.scenarios.evidence.finding import Finding
from superorganisms.scenarios.evidence.running import Outcome

WIDTH = 100
_INTERVAL = 22  # characters
HEADER = f"      {'':36} {'expected':>16} {'ours':>10} {'interval':>22} {'n':>6}"


def as_rows(outcome: Outcome) -> str:
    """A result with a line a finding, and for each that failed what is known about why."""
    result = outcome.result
    head = f"{result.name} ({result.group}, {outcome.seconds:.1f} s)"
    lines = [head, textwrap.fill(result.claim, WIDTH, initial_indent="  ", subsequent_indent="  ")]
    for one in outcome.findings:
        lines.append(_row(one))
        if not one.passed:
            why = f"why: {outcome.why(one)}"
            lines.append(textwrap.fill(why, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8))
    return "\n".join(lines) + "\n"


def _row(one: Finding) -> str:
    mark, case = "pass" if one.passed else "FAIL", textwrap.shorten(one.case, 36, placeholder="…")
    return f"{mark}  {case:36} {expected(one):>16} {one.ours:>10.4g} {interval(one):>22} {one.replicates:>6}".rstrip()


def expected(one: Finding) -> str:
    """The number, or the range."""
    if not isinstance(one.expected, tuple):
        return f"{one.expected:.5g}"
    low, high = one.expected
    if math.isinf(high):
        return f">= {low:.4g}"
    return f"<= {high:.4g}" if math.isinf(low) else f"{low:.4g} to {high:.4g}"


def interval(one: Finding) -> str:
    """Around ours; where there is no chance, what it may be off."""
    if one.replicates == 1:
        return f"± {one.detects:.0e}"
    wide = f"[{one.low:.4g}, {one.high:.4g}]"
    return wide if len(wide) <= _INTERVAL else f"[{one.low:.2g}, {one.high:.2g}]"


def summary(outcomes: Iterable[Outcome], asked: int) -> str:
    """How many, how many failed, and in which results."""
    seen = list(outcomes)
    findings = [one for outcome in seen for one in outcome.findings]
    failed = [outcome.result.name for outcome in seen if outcome.failures]
    count = sum(len(outcome.failures) for outcome in seen)
    verdict = f"{count} FAILED, in {', '.join(failed)}" if failed else "all passed"
    done = f"{len(seen)}" if len(seen) == asked else f"{len(seen)} of {asked}"
    seconds = sum(outcome.seconds for outcome in seen)
    return f"{done} results, {len(findings)} findings, {verdict}. {seconds:.0f} s.\n"


def as_json(outcomes: Iterable[Outcome]) -> str:
    """A list of findings; `expected` is a number, or a range [low, high] whose open end is null; NaN is null."""
    return json.dumps([_record(outcome, one) for outcome in outcomes for one in outcome.findings], indent=1) + "\n"


def _record(outcome: Outcome, one: Finding) -> dict[str, object]:
    aims_at = [_number(end) for end in one.expected] if isinstance(one.expected, tuple) else _number(one.expected)
    return {
        "name": f"{outcome.result.name}: {one.case}",
        "expected": aims_at,
        "ours": _number(one.ours),
        "low": _number(one.low),
        "high": _number(one.high),
        "replicates": one.replicates,
        "passed": one.passed,
        "source": "; ".join(source.reference for source in outcome.result.sources),
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
