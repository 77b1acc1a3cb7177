"""check_scenario passes what is complete and names what isn't."""

from dataclasses import replace
from typing import Any

import pytest

from superorganisms.errors import ScenarioError
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.check import check_scenario
from superorganisms.scenarios.scenario import scenario


def test_module_is_checked_as_well() -> None:
    from superorganisms.scenarios.library import telephone

    check_scenario(telephone)


def complaint(**changes: Any) -> str:
    with pytest.raises(ScenarioError) as caught:
        check_scenario(replace(scenario("telephone"), **{"curves": (), **changes}))
    assert str(caught.value).startswith("telephone: ")
    return str(caught.value)


LESSON = scenario("telephone").lesson
EXPECTATION = scenario("telephone").signature[0]
assert LESSON is not None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "title is missing"),
        ({"claim": ""}, "claim is missing"),
        ({"question": "A sentence."}, "question mark"),
        ({"ticks": 0}, "ticks must be a whole number >= 1, got 0"),
        ({"sources": ()}, "sources is empty"),
        ({"sources": (Source("baker-1992", " "),)}, "doesn't say what is taken"),
        ({"contrast": {}}, "contrast is empty"),
        ({"contrast": {"firm.mutation": 0.2, "firm.compliance": 1.0}}, "must change one thing"),
        ({"contrast": {"firm.complience": 1.0}}, "did you mean"),
        ({"contrast": {"firm.compliance": 0.5}}, "contrast changes nothing"),
        ({"contrast": {"firm.mutation": 0.2}}, "contrast changes nothing that is measured"),
        ({"story": ((3, "One."), (3, "Two."))}, "tick 3 must be after 3"),
        ({"story": ((1000, "One."),)}, "tick 1000 must be after -1 and at most 20"),
        ({"story": ((1, " "),)}, "says nothing at tick 1"),
        ({"story": ("One.",)}, "must hold (tick, sentence)"),
        ({"signature": ()}, "signature is empty"),
        ({"signature": (replace(EXPECTATION, seeds=8),)}, "at least 32 seeds, got 8"),
        ({"signature": (EXPECTATION, EXPECTATION)}, "a name twice"),
        ({"signature": (replace(EXPECTATION, low=2.0, high=1.0),)}, "is above high"),
        ({"signature": (replace(EXPECTATION, statistic=lambda world, _: world.measures["nothing"].mean()),)}, "KeyError"),
        ({"signature": (replace(EXPECTATION, statistic=lambda world, _: float("nan")),)}, "is nan"),
        ({"lesson": None}, "lesson is missing"),
        ({"lesson": replace(LESSON, idea="One sentence.")}, "three sentences, got 1"),
        ({"lesson": replace(LESSON, answers=LESSON.answers[:2])}, "at least 3"),
        ({"lesson": replace(LESSON, answers=tuple(replace(one, right=True) for one in LESSON.answers))}, "exactly one"),
        ({"lesson": replace(LESSON, limits="")}, "lesson.limits is missing"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], said: str) -> None:
    assert said in complaint(**changes)
