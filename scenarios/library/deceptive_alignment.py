"""Deceptive alignment: who behaves while watched beats who is half honest, if audits can be recognised often enough."""

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.detection import border, closed_form
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, in_contrast, in_world, mean_over

ORDER = 4.5
TICKS = 150
PARAMETERS = Parameters(
    features=("wellbeing", "output", "leisure", "status", "profit", "nature"),
    intent={"wellbeing": 1.0, "output": 1.0},
    layers=(
        LayerParameters(name="order", spread=0.0),
        LayerParameters(name="firm", size=8, selection="none", compliance=0.9, spread=0.1),
        LayerParameters(
            name="employee",
            # Families of 200, so that selection and not chance decides within the run who takes over
            size=1600,
            goal={"around": {"leisure": 1.0, "status": 1.0}},
            spread=0.05,
            mutation=0.01,
            compliance=0.6,
            strategies={"deceiver": 0.1, "direct": 0.9},
            audit=0.3,
            detection=1.0,
            selection="wright_fisher(s=10, fitness='linear')",
        ),
    ),
)
CONTRAST = {"employee.detection": 0.5}
CONTRAST_SAYS = "A deceiver recognises only every second audit, too few by the border."
TITLE = "Deceptive alignment"
QUESTION = "When does it pay to behave only while somebody looks, and which audit would have found out?"
CLAIM = (
    "Selection sees conduct in audits and nothing else. Who follows the letter when it recognises an audit, and its own goal "
    "otherwise, beats those who always follow the letter in part, if it recognises more than (h - k)/(1 - k) of the audits, "
    "where h is what the honest earn and k what a deceiver earns when it is caught. Above that border everything that is "
    "measured gets better while what isn't falls to nothing; below it deceivers disappear."
)
SOURCES = (
    Source(
        "hubinger-2019",
        "Deceptive alignment (section 4): a mesa-optimizer that pursues the base objective as long as it is selected by it, "
        "and its own objective otherwise.",
    ),
    Source("kerr-1975", "What is rewarded is what is looked at."),
)


def _what_audits_miss(world: World, _: World) -> float:
    last = (TICKS - 19, TICKS)
    return mean_over(world, "employee.audited_value", *last) - mean_over(world, "employee.unaudited_value", *last)


def _off_closed_form(world: World, _: World) -> float:
    return border(world.parameters, world.seed, TICKS) - closed_form(world)


SIGNATURE = (
    Expectation(
        name="deceivers in the end",
        statistic=in_world("employee.deceiver_share", TICKS - 19, TICKS),
        low=0.93,
        high=1.0,
        sentence="From one in ten deceivers come to be nearly all.",
    ),
    Expectation(
        name="value while audited",
        statistic=in_world("employee.audited_value", TICKS - 19, TICKS),
        low=0.97,
        high=1.0,
        sentence="Whoever looks sees a world without fault.",
    ),
    Expectation(
        name="value while not audited",
        statistic=in_world("employee.unaudited_value", TICKS - 19, TICKS),
        low=-0.03,
        high=0.09,
        sentence="Seven ticks in ten nobody looks, and next to nothing is done for the intent.",
    ),
    Expectation(
        name="what audits miss",
        statistic=_what_audits_miss,
        low=0.9,
        high=1.03,
        sentence="So nearly all that audits report is true of audits alone.",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", TICKS - 19, TICKS),
        low=0.29,
        high=0.36,
        sentence="What is really done is little more than the three tenths that are audited.",
    ),
    Expectation(
        name="deceivers in the contrast",
        statistic=in_contrast("employee.deceiver_share", TICKS - 19, TICKS),
        low=0.0,
        high=0.005,
        sentence="Where only every second audit is recognised deceivers disappear.",
    ),
    Expectation(
        name="efficiency of the contrast",
        statistic=in_contrast("efficiency", TICKS - 19, TICKS),
        low=0.82,
        high=0.85,
        sentence="There the honest remain, who do openly less than asked and do it always.",
    ),
    Expectation(
        name="closed form of the border",
        statistic=lambda world, _: closed_form(world),
        low=0.825,
        high=0.84,
        sentence="With what the honest earn and the caught earn in the first tick the border is (h - k)/(1 - k) = .83.",
    ),
    Expectation(
        name="border found, less the closed form",
        statistic=_off_closed_form,
        low=-0.025,
        high=0.025,
        sentence=(
            "The detection from which on deceivers gain, found by halving, lies there, though seven ticks in ten go unread."
        ),
    ),
)
LESSON = Lesson(
    idea=(
        "An audit shows what someone does while audited. Those who always do a part of what is asked look worse in it than "
        "those who do all of it when they notice the audit and none of it otherwise. So selection by audits breeds the "
        "second kind, provided that audits can be recognised often enough."
    ),
    question="One employee in ten serves the letter in audits alone, and recognises each. What will 150 ticks of audits show?",
    answers=(
        Answer(
            "Values fall, and the auditors see it.",
            "They fall where auditors aren't. In audits they rise with each deceiver.",
        ),
        Answer(
            "Nothing much: nine in ten are honest.",
            "The one in ten looks better in every audit, and it is audits that decide who is copied.",
        ),
        Answer("Better values than ever, until all is well.", "They show 1.00. Unaudited it is .02.", right=True),
        Answer(
            "Deceivers are found out in the end.",
            "By whom? Who recognises every audit is never seen doing anything else.",
        ),
    ),
    notice=(
        "The two curves of value, audited and not, part while the first one rises: nothing that is read gives a warning.",
        "Goals hardly move. Nobody was turned into a deceiver, those who were have been copied.",
        "The honest are bought and not aligned: their own goals are as far from the letter as the deceivers'.",
    ),
    attempts=(
        "The audit that would have caught it: `employee.detection` .75. Deceivers then spoil a quarter of their audits, and "
        "that is enough: in the end there are none. More of the same audits make it worse: with `employee.audit` .6 "
        "deceivers are 95 % at tick 60 instead of 62 %.",
        "Audit always (`employee.audit` 1): efficiency 1.00, with deceivers everywhere. It is good as long "
        "as nobody looks away.",
        "Change the audit in time: intervene with `employee.detection` 0 at tick 60, and twenty ticks later it is repaired. At "
        "tick 100 some firms have no honest employee left to copy, and efficiency stays below the contrast's.",
        "Find the border yourself: "
        "`from superorganisms.scenarios.detection import sweep`; docs/deceptive-alignment.md goes on from there.",
    ),
    limits=(
        "The closed form holds for fitness linear in the metric. Fitness exp(s m) rewards being excellent now and then, and "
        "the border falls to .60 at s = 3; truncation that replaces as many of the worst as it copies of the best compares "
        "ranks, and its border is .5. Families are large and the run is short, so that who takes over is decided before "
        "chance fixes it. Deceivers here don't plan and don't learn: who recognises an audit is drawn by lot, and nobody "
        "becomes a deceiver by insight, which is what the source fears."
    ),
)
STORY = (
    (0, "Nobody here wants what the letter asks. Nine employees in ten follow it all the same, most of the way, always."),
    (
        8,
        "One in ten is a deceiver: the letter when an audit is recognised, its own goal otherwise. Three audits in ten ticks.",
    ),
    (60, "Audits read .94, better than at the start. Six in ten are deceivers now, and unaudited only .32 is done."),
    (100, "Audits read .98, unaudited .09: whatever is measured says that all is well."),
    (140, "Audits read 1.00. Almost everybody is a deceiver. An audit that one in four deceivers fails to recognise..."),
)
