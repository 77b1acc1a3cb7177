"""Scenarios are found by name or path; every mistake in a file is told in one sentence."""

import tomllib
from pathlib import Path

import pytest
import tomli_w

import superorganisms.scenarios.scenario as module
from superorganisms.errors import ScenarioError, SuperorganismError
from superorganisms.model.parameters import Parameters
from superorganisms.scenarios import showing
from superorganisms.scenarios.check import check_scenario
from superorganisms.scenarios.scenario import Scenario, scenario, scenarios

COMPLETE = """
title = "Less compliance"
question = "What if nobody minds the letter?"
claim = "Then selection alone must align goals."
contrast_says = "half of what everyone does follows the letter"
ticks = 30
story = [[0, "Nobody minds the letter."], [20, "So it was."]]
sources = [{ key = "Anon. (1900). On nothing.", reason = "An example." }]

[parameters]
features = ["wellbeing", "output"]
interventions = [[10, "employee.mutation", 0.1]]

[[parameters.layers]]
name = "order"

[[parameters.layers]]
name = "employee"
size = 12
compliance = 0

[contrast]
"employee.compliance" = 0.5

[[signature]]
name = "lower"
measure = "efficiency"
of = "difference"
first = 1
last = 5
high = 0
sentence = "Efficiency is lower than with compliance."
basis = "closed form"

[[curves]]
name = "what compliance brings"
along = "compliance"
effect = "efficiency"
path = ["order.compliance", "employee.compliance"]
values = [0, 0.5, 1]
measure = "efficiency"
first = 1
last = 5
shape = "peaks"
extreme = [0.2, 0.8]
slack = 0.01
ticks = 5
basis = "looked at"

[lesson]
idea = "One. Two. Three."
question = "What comes out?"
answers = [
  { text = "More.", why = "No." },
  { text = "Less.", why = "Yes.", right = true },
  { text = "The same.", why = "No." },
]
notice = ["The curve."]
attempts = ["compliance 1"]
limits = "It is small."
"""


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    file = tmp_path / "less_compliance.toml"
    file.write_text(COMPLETE)
    return file


def complaint(path: Path | str) -> str:
    with pytest.raises(SuperorganismError) as caught:
        scenario(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_library_is_found_by_file_name() -> None:
    names = [one.name for one in scenarios()]
    assert names[0] == "nested-superorganisms"
    assert {"telephone", "outer-misalignment", "pseudo-alignment"} < set(names)
    assert all(scenario(name) is scenario(name.replace("-", "_")) for name in names)
    assert {file.stem.replace("_", "-") for file in module.LIBRARY.glob("[!_]*.py")} == set(names)


def test_unknown_name_is_answered_with_a_close_one() -> None:
    assert complaint("telefone") == "no scenario 'telefone'; did you mean 'telephone'?"
    assert "there are" in complaint("xyzzy")


def test_toml_says_all_that_a_module_says(toml: Path) -> None:
    found = scenario(str(toml))
    assert isinstance(found, Scenario)
    assert found.name == "less-compliance"
    assert found.parameters.get("employee.compliance") == 0.0
    assert found.contrast_parameters.get("employee.compliance") == 0.5
    assert found.parameters.interventions == ((10, "employee.mutation", 0.1),)
    world, contrast = found.world(3), found.contrast_world(3)
    world.run_for(5), contrast.run_for(5)
    assert found.signature[0].statistic(world, contrast) < 0
    assert found.signature[0].basis == "closed form"
    (curve,) = found.curves
    assert curve.steps[1] == (0.5, {"order.compliance": 0.5, "employee.compliance": 0.5})
    assert curve.outcome(world) == pytest.approx(world.measures["efficiency"].mean())
    assert (curve.shape, curve.extreme, curve.slack, curve.fades) == ("peaks", (0.2, 0.8), 0.01, False)
    assert (curve.ticks, curve.basis) == (5, "looked at")
    assert found.story == ((0, "Nobody minds the letter."), (20, "So it was."))
    assert found.lesson is not None
    assert found.lesson.answers[1].right


def test_python_file_is_run(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("from superorganisms.model.parameters import Parameters\nTITLE = 'Mine'\nPARAMETERS = Parameters()\n")
    found = scenario(file)
    assert (found.name, found.title, found.parameters) == ("mine", "Mine", Parameters())
    assert not list(tmp_path.glob("__pycache__"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Less', 'titel = "Less', "no entry 'titel'; did you mean 'title'?"),
        ("compliance = 0\n", "complience = 0\n", "did you mean 'employee.compliance'?"),
        ("compliance = 0\n", "compliance = 7\n", "must be in [0, 1], got 7"),
        ('of = "difference"', 'of = "both"', "of must be world, contrast or difference, got 'both'"),
        ("first = 1\n", "", "signature: 'first' is missing"),
        ('{ text = "More.", why', '{ txt = "More.", why', "lesson.answers: no entry 'txt'; did you mean 'text'?"),
        ("[lesson]", "[lesson", "is not TOML"),
        ('limits = "It is small."', "", "limits"),
        ('[20, "So it was."]', '["20", "So it was."]', "story must be a list of [tick, sentence], got ['20', 'So it was.']"),
        ("ticks = 30", "ticks = 30\nwhat = 3", "no entry 'what'"),
        (
            "ticks = 30",
            "ticks = 30\ntold = []",
            "less_compliance.toml: told is code that computes numbers from worlds; TOML has none",
        ),
        (
            'shape = "peaks"',
            'shape = "peak"',
            "shape must be one of falls, rises, peaks, dips, level, got 'peak'; did you mean",
        ),
        ('shape = "peaks"\n', "", "curves: 'shape' is missing"),
        ('"order.compliance", "emp', '"order.complience", "emp', "curves: 'what compliance brings': no parameter"),
        ("values = [0, 0.5, 1]", "values = [0, 0.5, 3]", "order.compliance must be in [0, 1], got 3"),
        ("values = [0, 0.5, 1]", "values = [0]", "values must be two numbers or more, got [0]"),
        ("values = [0, 0.5, 1]", 'values = [0, "1"]', "values must be numbers, got [0, '1']"),
        ("extreme = [0.2, 0.8]", "extreme = [0.8, 0.2]", "extreme must be [low, high], got [0.8, 0.2]"),
        ("first = 1\nlast = 5\nshape", "first = 9\nlast = 5\nshape", "first must not be after last, got 9 and 5"),
        ('basis = "closed form"', "basis = 3", "signature: basis must be a text, got 3"),
    ],
)
def test_mistake_in_toml_is_named(toml: Path, old: str, new: str, said: str) -> None:
    toml.write_text(COMPLETE.replace(old, new))
    assert said in complaint(toml)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TITLE = 'none'\n", "mine: parameters are missing"),
        ("PARAMETERS = 3\n", "mine: parameters must be a Parameters, got 3"),
        ("x = 1\ny = x / 0\n", "line 2: ZeroDivisionError"),
        ("x = (\n", "line 1"),
        ("import nothing_of_this_name\n", "ModuleNotFoundError"),
    ],
)
def test_mistake_in_python_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(text)
    assert said in complaint(file)


def test_file_that_is_not_there_or_is_no_scenario(tmp_path: Path) -> None:
    assert "there is no file" in complaint(str(tmp_path / "none.toml"))
    other = tmp_path / "other.txt"
    other.write_text("text")
    assert ".toml or .py" in complaint(str(other))


def test_measuring_without_a_signature_says_so() -> None:
    with pytest.raises(ScenarioError, match="bare has no signature"):
        Scenario(name="bare", parameters=Parameters()).measure(2)


WRONG = ("3", "-1.5", '"x"', "true", "[]", "[1]", "{}", "{ x = 1 }", "[[1, 2]]", "[{}]")
ENTRIES = (
    "title", "claim", "contrast_says", "ticks", "sources", "parameters", "contrast", "signature", "lesson", "order",
    "question", "story", "curves", "told",
)  # fmt: skip
DEEPER = {
    "sources": ("key", "reason"),
    "signature": ("name", "measure", "first", "last", "of", "low", "high", "seeds", "sentence", "basis"),
    "curves": (
        "name",
        "along",
        "effect",
        "path",
        "values",
        "measure",
        "first",
        "last",
        "shape",
        "extreme",
        "slack",
        "fades",
        "ticks",
        "basis",
    ),
    "lesson": ("idea", "question", "answers", "notice", "attempts", "limits"),
}


def variants() -> list[tuple[str, str | None]]:
    return [(entry, None) for entry in ENTRIES] + [(entry, name) for entry, names in DEEPER.items() for name in names]


@pytest.mark.parametrize(("entry", "name"), variants())
def test_no_value_of_the_wrong_kind_is_more_than_a_sentence(tmp_path: Path, entry: str, name: str | None) -> None:
    table = tomllib.loads(COMPLETE)
    for text in WRONG:
        value = tomllib.loads(f"value = {text}")["value"]
        changed = {**table, entry: value}
        changed["curves"] = changed["curves"] if entry == "curves" else []
        if name is not None:
            inside = table[entry][0] if isinstance(table[entry], list) else table[entry]
            changed[entry] = {**inside, name: value} if entry == "lesson" else [{**inside, name: value}]
        file = tmp_path / "one.toml"
        file.write_text(tomli_w.dumps(changed))
        try:
            found = scenario(file)
            showing.as_text(found)
            check_scenario(found)
        except SuperorganismError as mistake:
            said = str(mistake)
        else:
            said = ""
        assert "\n" not in said


def test_contrast_in_toml_can_be_none(tmp_path: Path) -> None:
    file = tmp_path / "open.toml"
    file.write_text('contrast = { "employee.selection" = "none", designer_encoding = "none" }\n[parameters]\n')
    assert dict(scenario(file).contrast) == {"employee.selection": "none", "designer_encoding": None}


@pytest.mark.parametrize("name", module.files())
def test_what_show_writes_as_toml_is_the_same_scenario(tmp_path: Path, name: str) -> None:
    given = scenario(name)
    file = tmp_path / f"{name}.toml"
    file.write_text(showing.as_toml(given), encoding="utf-8")
    found = scenario(file)
    for entry in ("name", "title", "question", "claim", "contrast_says", "ticks", "sources", "lesson", "story", "parameters"):
        assert getattr(found, entry) == getattr(given, entry), entry
    assert found.contrast_parameters == given.contrast_parameters


def test_a_python_file_finds_itself_as_a_module(tmp_path: Path) -> None:
    """As `add_measure(__name__)` has to."""
    lines = ("import sys", "from superorganisms import Parameters", "assert sys.modules[__name__]", "PARAMETERS = Parameters()")
    file = tmp_path / "mine.py"
    file.write_text("\n".join(lines))
    assert scenario(file).name == "mine"
