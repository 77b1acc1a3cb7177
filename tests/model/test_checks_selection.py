"""check_selection passes all rules of ours and names what is wrong with others."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from superorganisms import Superorganism, add_selection, check_selection
from superorganisms.declared import Option
from superorganisms.errors import SuperorganismError
from superorganisms.model.selection import EVERYONE, best_of, moran, none, rules, truncation, wright_fisher
from tests.model.plugging import module, unplugged_afterwards


@pytest.fixture(autouse=True)
def _unplugged() -> Iterator[None]:
    with unplugged_afterwards():
        yield


@pytest.mark.parametrize("name", rules())
def test_ours_keep_the_rules(name: str) -> None:
    check_selection(name)


def complaint(like: Any = truncation, *, added: bool = True, **changes: Any) -> str:
    plug = module("tried", like, NAME="tried")
    vars(plug).update(changes)
    if added:
        add_selection(plug)
    with pytest.raises(SuperorganismError) as caught:
        check_selection(plug)
    return str(caught.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"NAME": "a-b"}, "NAME must be letters"),
        ({"SENTENCE": "One.\nTwo."}, "SENTENCE must be one sentence on one line"),
        ({"OPTIONS": (Option("n", 4, 5, 9, "1", "how many"),)}, "the default of option 'n' must be"),
        ({"UNIT_DRAWS": -1}, "UNIT_DRAWS must be a whole number of at least 0, got -1"),
        ({"FAMILY_DRAWS": 1.0}, "FAMILY_DRAWS must be a whole number"),
        ({"choose": lambda contest: None}, "choose must take 2 arguments, (contest, values)"),
        ({"values": lambda turnover, parents: [turnover, 0.0]}, "values must give a tuple of floats, got [0.1, 0.0]"),
        ({"values": lambda: ()}, "values: TypeError"),
        ({"SANDBOX": True}, "values of a rule with SANDBOX must be 3"),
        ({}, "add_selection(__name__)"),
    ],
)
def test_a_wrong_declaration_is_named(changes: dict[str, Any], said: str) -> None:
    assert said in complaint(added=False, **changes)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(SuperorganismError, match="selection rule tried: it has no choose, it must have NAME"):
        check_selection(module("tried", none, NAME="tried", choose=...))
    with pytest.raises(SuperorganismError, match="there is no selection rule 'moram'; did you mean 'moran'"):
        check_selection("moram")


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(SuperorganismError, match="there is a selection rule 'moran' already, choose another NAME"):
        add_selection(module("tried", none, NAME="moran"))
    with pytest.raises(SuperorganismError, match="selection rule tried has no values, it must have"):
        add_selection(module("tried", none, NAME="tried", values=...))
    first, again = module("tried", none, NAME="tried"), module("tried", truncation, NAME="tried")
    add_selection(first)
    add_selection(again)
    assert rules()["tried"] is again
    assert [*rules()][-1] == "tried"
    with pytest.raises(SuperorganismError, match="already"):
        add_selection(module("elsewhere", none, NAME="tried"))


def at_home(contest: Any) -> Iterator[tuple[int, Any]]:
    """First row of each family, and its rows."""
    for family in range(len(contest.families) - 1):
        start, stop = int(contest.families[family]), int(contest.families[family + 1])
        yield start, np.arange(start, stop)


def copies(choice: Any) -> Any:
    """A rule that lets a function of (contest, first row, rows read) say which place goes to a copy of whom."""

    def choose(contest: Any, values: Any) -> None:
        for start, rows in at_home(contest):
            read = rows[contest.read[rows]]
            if len(read) == 0:
                continue
            slot, ancestor = choice(contest, start, read)
            if contest.alone in (EVERYONE, slot):
                contest.ancestors[slot] = ancestor
                contest.newcomers[slot] = True

    return choose


def best(contest: Any, rows: Any) -> int:
    return int(rows[np.argmax(contest.metrics[rows])])


def worst(contest: Any, rows: Any) -> int:
    return int(rows[np.argmin(contest.metrics[rows])])


def unflagged(contest: Any, values: Any) -> None:
    copies(lambda contest, start, read: (worst(contest, read), best(contest, read)))(contest, values)
    contest.newcomers[:] = False


def spoilt(contest: Any, values: Any) -> None:
    contest.metrics[:] = 0.0


def mixing(contest: Any, values: Any) -> None:
    """One family's lots decide for all."""
    copies(lambda contest, start, read: (read[int(contest.noise[0, -1] * len(read))], read[0]))(contest, values)


@pytest.mark.parametrize(
    ("choose", "said"),
    [
        (spoilt, "choose changed metrics, it may fill ancestors and newcomers only"),
        (unflagged, "a place has another's copy and isn't marked in newcomers"),
        (copies(lambda contest, start, read: (start, read[0])), "a unit that wasn't read was replaced"),
        (copies(lambda contest, start, read: (read[-1], start)), "a unit that wasn't read was copied"),
        (copies(lambda contest, start, read: (read[-1], -1)), "an ancestor isn't a row of the contest"),
        (
            copies(lambda contest, start, read: (read[-1], np.flatnonzero(contest.read)[0])),
            "an ancestor isn't of the family in contest.sources",
        ),
        (copies(lambda contest, start, read: (read[-1], read[0])), "an ancestor isn't of the family in contest.sources"),
        (copies(lambda contest, start, read: (np.random.choice(read), read[0])), "something else decides"),  # noqa: NPY002
        (mixing, "a family chooses otherwise when others stand beside it"),
    ],
)
def test_a_wrong_choice_is_named(choose: Any, said: str) -> None:
    assert said in complaint(choose=choose)


def sourced(better: Any, worse: Any) -> Any:
    """The best, or another, of the family that the place recruits from."""

    def choose(contest: Any, values: Any) -> None:
        for _, rows in at_home(contest):
            read = rows[contest.read[rows]]
            if len(read) == 0:
                continue
            slot = worse(contest, read)
            source = int(contest.sources[slot])
            there = np.arange(contest.families[source], contest.families[source + 1])
            there = there[contest.read[there]]
            if contest.alone in (EVERYONE, slot):
                contest.ancestors[slot] = better(contest, there if len(there) else read)
                contest.newcomers[slot] = True

    return choose


def test_who_does_better_must_not_be_favoured_less() -> None:
    assert "is favoured less than one of" in complaint(none, choose=sourced(worst, best))
    plug = module("tried", none, NAME="tried", choose=sourced(best, worst))
    add_selection(plug)
    check_selection(plug)


def test_who_alone_is_open_must_be_heeded() -> None:
    def choose(contest: Any, values: Any) -> None:
        sourced(best, worst)(contest._replace(alone=EVERYONE), values)

    assert "a place changed hands that isn't the one open" in complaint(none, choose=choose)


def test_a_rule_with_candidates_only_marks() -> None:
    def choose(contest: Any, values: Any) -> None:
        best_of.choose(contest, values)
        contest.ancestors[contest.newcomers] = 0

    assert "only marks newcomers" in complaint(best_of, choose=choose)


@pytest.mark.parametrize("like", [moran, wright_fisher, truncation, best_of])
def test_a_copy_of_ours_keeps_the_rules_and_runs(like: Any) -> None:
    plug = module("tried", like, NAME="tried")
    before = Superorganism(rng=2, employee__selection=like.NAME)
    add_selection(plug)
    check_selection("tried")
    world = Superorganism(rng=2, employee__selection="tried")
    for each in (before, world):
        each.run_for(5)
    assert before.measures.equals(world.measures)
