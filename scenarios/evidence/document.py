"""All evidence as one document: claims, sources, findings, what each check would have caught, and what failed."""

from collections.abc import Sequence

from superorganisms.scenarios.evidence.finding import Finding
from superorganisms.scenarios.evidence.result import GROUPS
from superorganisms.scenarios.evidence.running import Outcome
from superorganisms.scenarios.evidence.showing import expected, interval, summary
from superorganisms.version import __version__

_HEAD = """\
# Evidence

What the program must reproduce, and what came out: the closed forms of [the model](MODEL.md), results of the literature, and
what each scenario of the library claims. This page is written by `superorganisms verify --report docs/evidence.md`
(version {version}{how}); `superorganisms verify` shows the same as a table, `--json` as data, `--figures DIR` as pictures.

**{summary}**

- A number that knows no chance (n = 1) may be off by 1e-9, relative to the expected one where that is larger than 1; accounts
  by 1e-12.
- A mean or share is a sample of n; its interval (Student's t; the binomial distribution itself) misses the truth once in a
  million, and the expected must lie in it. For means the rate is exact where samples are normal; where they are skewed it is
  a few in a million. So among the {count} statistical findings here a correct program fails one with a probability of
  {alarm:.0e}. Another `--seed` draws all of them anew. Findings of the same world and seed aren't independent.
- A signature's finding is judged as its scenario says: the whole 95 % interval of the mean over 32 seeds lies in the range. In
  `--quick`, with {quick} seeds, it fails only if an interval that misses the truth once in a million lies outside of the range.
- *Caught* is the smallest deviation of the true value from the expected one that would have failed, 99 times in 100 where there
  is chance. Of a signature it is 0: a mean beyond its range fails, by however little.
- Seconds are wall time on the machine that wrote this, without the time in which laws are compiled (once, about half a minute).
"""


def as_markdown(outcomes: Sequence[Outcome], *, quick: bool, seed: int, quick_seeds: int) -> str:
    """The document."""
    findings = [one for outcome in outcomes for one in outcome.findings]
    chance = sum(one.replicates > 1 and not one.whole for one in findings)
    how = f", {'quick, ' if quick else ''}seed {seed}"
    total = summary(outcomes, len(outcomes)).strip()
    head = _HEAD.format(version=__version__, how=how, summary=total, count=chance, alarm=chance * 1e-6, quick=quick_seeds)
    parts = [head, _failed(outcomes)]
    for group, title in GROUPS.items():
        seen = [one for one in outcomes if one.result.group == group]
        if seen:
            parts += [f"## {group.capitalize()}: {title}\n", *map(_section, seen)]
    return "\n".join(parts)


def _failed(outcomes: Sequence[Outcome]) -> str:
    lines = [
        f"- `{outcome.result.name}`: {one.case}: expected {expected(one)}, ours {one.ours:.6g} {interval(one)}. "
        f"{outcome.why(one)}"
        for outcome in outcomes
        for one in outcome.failures
    ]
    return "\n".join(["## What does not come out\n", *(lines or ["Nothing that is known."]), ""])


def _section(outcome: Outcome) -> str:
    result = outcome.result
    lines = [f"### {result.name}\n", f"{result.claim}\n"]
    lines += [f"- {source}" for source in result.sources]
    lines += ["", "| | expected | ours | interval | n | caught | |", "|---|--:|--:|:-:|--:|--:|---|"]
    lines += [_line(one) for one in outcome.findings]
    return "\n".join([*lines, "", f"{result.kind}, {outcome.seconds:.1f} s\n"])


def _line(one: Finding) -> str:
    case = one.case.replace("|", "\\|")
    verdict = "pass" if one.passed else "**FAIL**"
    cells = (case, expected(one), f"{one.ours:.6g}", interval(one), str(one.replicates), f"{one.detects:.2g}", verdict)
    return f"| {' | '.join(cells)} |"
