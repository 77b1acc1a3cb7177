"""Element 7: every law that is at work, with its equation, its parameters and its source, and what is off."""

from collections.abc import Iterable

from superorganisms.model.mechanisms import BEFORE, Mechanism
from superorganisms.scenarios.odd.blocks import Cell, Entries, Section, Table, Text
from superorganisms.scenarios.odd.case import Case, cited, place
from superorganisms.scenarios.odd.found import found
from superorganisms.scenarios.odd.values import parameters

_LAWS = (
    "Every law at work in this model, in the order of the tick, with where it acts; the last line of each says where it "
    "stands in the code (file and function), in docs/MODEL.md, one page of mathematics that defines the whole family of "
    "models, and in the literature. Strategies, rules and the like are quoted from their files in the code."
)


def submodels(case: Case) -> Section:
    """7 Submodels."""
    laws = tuple(
        Section(time.capitalize(), (Entries(f"mechanisms: {time}", tuple(entry(case, *one) for one in acting)),))
        for time, acting in case.on.items()
        if acting and time != BEFORE
    )
    return Section("Submodels", (Text(_LAWS),), (*laws, *found(case), parameters(case), _off(case)))


def entry(case: Case, one: Mechanism, where: Iterable[str]) -> dict[str, Cell]:
    """A mechanism that is on, in these layers."""
    section = one.section and f"MODEL.md section {one.section}"
    return {
        "mechanism": one.name,
        "where": case.layers(where),
        "what it does": one.sentence,
        "": one.equation,
        "parameters": case.settings_of(one, where),
        "see": "; ".join(filter(None, (place(one.law), section, cited(one.sources)))),
    }


def _off(case: Case) -> Section:
    rows: tuple[dict[str, Cell], ...] = tuple(
        {
            "mechanism": one.name,
            "when it would act": time,
            "what it would do": one.sentence,
            "set by": tuple(f"`{path}`" for path in one.parameters),
        }
        for time, one in case.off
    )
    intro = "The program knows these mechanisms too. In this model they do nothing."
    return Section("Mechanisms that are off", (Text(intro), Table("off", rows)) if rows else (Text("None: all are on."),))
