"""The page of all mechanisms: `python -m superorganisms.scenarios.odd.mechanism_page` prints docs/mechanisms.md."""

import sys

from superorganisms.model.mechanisms import BEFORE, BETWEEN, Mechanism, mechanisms
from superorganisms.scenarios.bibliography import BIBLIOGRAPHY
from superorganisms.scenarios.odd.blocks import Document, Items, Row, Section, Table, Text, markdown
from superorganisms.scenarios.odd.case import cited, place

HEAD = (
    "Everything that can happen in a world, by when it happens: what it does, which parameters set it, which function of "
    "the code does it, which section of [MODEL.md](MODEL.md) defines it, and whom it follows. Made from the declarations "
    "in "
    "`model/mechanisms/` by `python -m superorganisms.scenarios.odd.mechanism_page`; a new mechanism is one more entry there.",
    "Which of them are on in a given model, and with which values, is said by `superorganisms odd NAME`. Paths are those of "
    "[parameters.md](parameters.md), LAYER standing for each layer. Strategies, selection rules, graphs, leaks and kinds of "
    "noise are listed there too: each is a file of its own.",
)
_TITLES = {BEFORE: "Before the first tick", BETWEEN: "Between two ticks"}


def page() -> str:
    """docs/mechanisms.md."""
    found = mechanisms()
    parts = tuple(
        Section(_TITLES.get(time, f"In a tick: {time}"), (Table(time, tuple(map(_row, acting))),))
        for time, acting in found.items()
    )
    keys = {key for acting in found.values() for one in acting for key in one.sources}
    works = Section("References", (Items(tuple(sorted(BIBLIOGRAPHY[key] for key in keys))),))
    return markdown(Document("Mechanisms", tuple(map(Text, HEAD)), (), (*parts, works)))


def _row(one: Mechanism) -> Row:
    return {
        "mechanism": one.name,
        "what it does": one.sentence,
        "equation": one.equation,
        "parameters": tuple(f"`{path}`" for path in one.parameters),
        "random numbers": tuple(f"`{draw.purpose.name}`" for draw in one.draws),
        "code": place(one.law),
        "section": one.section,
        "source": cited(one.sources),
    }


if __name__ == "__main__":
    sys.stdout.write(page())
