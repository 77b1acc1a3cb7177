"""Results measured one after the other; one that breaks is a failure among the others."""

import math
import time
from dataclasses import dataclass

from superorganisms.scenarios.evidence.finding import Finding
from superorganisms.scenarios.evidence.result import Result

FIRST_SEED = 1


@dataclass(frozen=True)
class Outcome:
    """A result, what was found, and the seconds that it took."""

    result: Result
    findings: tuple[Finding, ...]
    seconds: float
    broken: str = ""

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What did not come out."""
        return tuple(one for one in self.findings if not one.passed)

    def why(self, finding: Finding) -> str:
        """What is known about why a finding failed."""
        if self.broken:
            return self.broken
        return self.result.known.get(finding.case, "not known yet")


def run(result: Result, *, quick: bool = False, seed: int = FIRST_SEED) -> Outcome:
    """Measure a result. Whatever it raises makes it a failure whose reason is the error."""
    began, findings, broken = time.perf_counter(), list[Finding](), ""
    try:
        findings.extend(result.measure(result.quick if quick else result.replicates, seed))
        if not findings:
            broken = "it found nothing to compare"
    except Exception as error:  # noqa: BLE001  whatever goes wrong in one result is its failure, and no reason to stop
        broken = f"{type(error).__name__}: {error}"
    if broken:
        findings.append(_broken(broken))
    return Outcome(result, tuple(findings), time.perf_counter() - began, broken)


def _broken(reason: str) -> Finding:
    nothing = math.nan
    return Finding(
        case=f"broke: {reason}", expected=nothing, ours=nothing, low=nothing, high=nothing, replicates=0, detects=nothing
    )
