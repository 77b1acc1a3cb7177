"""The scenarios that a page can pick from.

Nothing is imported before it is needed: the page must answer while the laws load.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from superorganisms.errors import ScenarioError, nearest, suggest

if TYPE_CHECKING:
    from superorganisms.model.parameters import Parameters
    from superorganisms.scenarios.scenario import Scenario


@dataclass(frozen=True)
class Entry:
    """One line of the picker, and what is said of it; `story`: (tick, sentence) while it plays.

    `means`: the story's numbers are known to be means over seeds, which one run needn't meet. `contrast`: what is otherwise
    in it; "" if there is none.
    """

    name: str
    title: str
    question: str
    claim: str
    story: tuple[tuple[int, str], ...] = ()
    means: bool = False
    contrast: str = ""

    def as_plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Library:
    """All that are found, and the one that the server was started with, which may be a user's own file.

    A page names scenarios, never files: what is not in here is refused.
    """

    def __init__(self, first: str | None = None) -> None:
        self.first = first
        self._known: dict[str, Scenario] | None = None

    def known(self) -> dict[str, "Scenario"]:
        """Name -> scenario, the one to show first in front. Raises ScenarioError if there is none like that."""
        if self._known is None:
            from superorganisms.scenarios.scenario import scenario, scenarios

            first = [] if self.first is None else [scenario(self.first)]
            self._known = {one.name: one for one in (*first, *scenarios())}
        return self._known

    def entries(self) -> list[Entry]:
        """What the picker shows."""
        return [
            Entry(
                name=one.name,
                title=one.title or one.name,
                question=one.question,
                claim=one.claim,
                story=one.story,
                means=_means(one),
                contrast=_contrast(one),
            )
            for one in self.known().values()
        ]

    def parameters(self, name: str) -> "Parameters":
        """A scenario's own parameters. Raises ScenarioError for a name that is not known."""
        return self._named(name).parameters

    def contrast(self, name: str) -> Mapping[str, Any]:
        """What a scenario's contrast changes; nothing if it has none. Raises ScenarioError for a name that is not known."""
        return self._named(name).contrast

    def meant(self, names: Iterable[str]) -> dict[str, str]:
        """Those of the names that are not known, but are close to one that is: to that one."""
        known = self.known()
        return {name: close for name in names if name not in known and (close := nearest(name, known)) is not None}

    def _named(self, name: str) -> "Scenario":
        known = self.known()
        if name not in known:
            raise ScenarioError(f"no scenario {name!r}{suggest(name, known)}")
        return known[name]


def _means(scenario: "Scenario") -> bool:
    """Ours are checked; of a user's own story this is known if it says how its numbers come about."""
    from superorganisms.scenarios.scenario import LIBRARY

    return bool(scenario.told) or (scenario.file is not None and scenario.file.parent == LIBRARY)


def _contrast(scenario: "Scenario") -> str:
    """In the scenario's words, or as parameters if it has none."""
    if scenario.contrast_says or not scenario.contrast:
        return scenario.contrast_says if scenario.contrast else ""
    from superorganisms.scenarios.spoken import spoken

    features = scenario.parameters.features
    return "; ".join(f"{path} is {spoken(value, features)}" for path, value in scenario.contrast.items())
