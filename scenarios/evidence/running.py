"""Results measured one after the other, or by several processes; one that breaks is a failure among the others."""

import math
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from superorganisms.scenarios.evidence.finding import Finding
from superorganisms.scenarios.evidence.result import Result, choose

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


def run_all(chosen: Sequence[Result], *, quick: bool = False, seed: int = FIRST_SEED, workers: int = 1) -> Iterator[Outcome]:
    """Measure results of the program, in their order. What is found doesn't depend on the number of processes."""
    if workers == 1:
        yield from (run(one, quick=quick, seed=seed) for one in chosen)
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _deaf_to_ctrl_c)
    try:
        waiting = [pool.submit(_of_name, one.name, quick, seed) for one in chosen]
        for one, task in zip(chosen, waiting, strict=True):
            findings, seconds, broken = task.result()
            yield Outcome(one, findings, seconds, broken)
    finally:
        processes = list((pool._processes or {}).values())  # the pool itself would wait until they are done
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
            process.join()


def _of_name(name: str, quick: bool, seed: int) -> tuple[tuple[Finding, ...], float, str]:
    """In another process: a result is found there again by its name, as its functions can't be sent."""
    (found,) = choose([name])
    outcome = run(found, quick=quick, seed=seed)
    return outcome.findings, outcome.seconds, outcome.broken


def _deaf_to_ctrl_c() -> None:
    """Ctrl-C reaches all processes of a terminal; the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _broken(reason: str) -> Finding:
    nothing = math.nan
    return Finding(
        case=f"broke: {reason}", expected=nothing, ours=nothing, low=nothing, high=nothing, replicates=0, detects=nothing
    )
