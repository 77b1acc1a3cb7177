"""Deceptive alignment: who behaves while watched beats who is half honest, if audits can be recognised often enough."""

from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.detection import at as with_detection
from superorganisms.scenarios.detection import closed_form, gain
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world, mean_over
from superorganisms.scenarios.told import Told, at, mended

ORDER = 24
TICKS = 150
LAST = (TICKS - 19, TICKS)
PARAMETERS = Parameters(
    features=("wellbeing", "output", "leisure", "status", "profit", "nature"),
    intent={"wellbeing": 1.0, "output": 1.0},
    layers=(
        LayerParameters(name="order", spread=0.0),
        LayerParameters(name="firm", size=4, selection="none", compliance=0.9, spread=0.1),
        LayerParameters(
            name="employee",
            # Families of 200, so that selection and not chance decides within the run who takes over
            size=800,
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
CONTRAST = {"employee.detection": 0.75}
CONTRAST_SAYS = "One audit in four comes unrecognised: a deceiver recognises too few of them, by the border."
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
    return mean_over(world, "employee.audited_value", *LAST) - mean_over(world, "employee.unaudited_value", *LAST)


SIGNATURE = (
    Expectation(
        name="closed form of the border",
        statistic=lambda world, _: closed_form(world),
        low=0.82,
        high=0.845,
        sentence="With what the honest earn and the caught earn in the first tick the border is (h - k)/(1 - k) = .83.",
        basis="closed form 5 with a goal at a right angle to the letter and compliance .6: h = .6/√(.6² + .4²) = .832, k = 0",
    ),
    Expectation(
        name="deceivers in the end",
        statistic=in_world("employee.deceiver_share", *LAST),
        low=0.85,
        sentence="Above the border they sweep: from one in ten deceivers come to be nearly all.",
        basis="closed form 5: 1 is above .832. In 45 read ticks odds of 1:9 grow by the ratio of fitnesses 11/9.3 each",
    ),
    Expectation(
        name="deceivers, against the contrast",
        statistic=difference("employee.deceiver_share", *LAST),
        low=0.84,
        sentence="Below the border they disappear.",
        basis="closed form 5: .75 is below .832",
    ),
    Expectation(
        name="what they gain just above the border",
        statistic=lambda world, _: gain(with_detection(world.parameters, 0.9, world.seed, TICKS)),
        low=0.15,
        high=0.68,
        sentence="If nine audits in ten are recognised deceivers still gain, more slowly.",
        basis="closed form 5 gives the sign: .9 is above .832; the size is measured, and scatters widely over seeds",
    ),
    Expectation(
        name="what audits miss",
        statistic=_what_audits_miss,
        low=0.84,
        high=1.03,
        sentence="Whoever looks sees a world without fault, and nearly all of that is true of audits alone.",
        basis="deceivers earn 1 in an audit that they recognise and cos(goal, intent) = 0 elsewhere",
    ),
    Expectation(
        name="efficiency in the end",
        statistic=in_world("efficiency", *LAST),
        low=0.28,
        high=0.4,
        sentence="What is really done is little more than the three tenths that are audited.",
        basis="audit · 1 + (1 - audit) · 0 = .3, and a little more for the honest who are left",
    ),
    Expectation(
        name="efficiency of the contrast",
        statistic=in_contrast("efficiency", *LAST),
        low=0.82,
        high=0.85,
        sentence="There the honest remain, who do openly less than asked and do it always.",
        basis="h = .832 in every tick, watched or not",
    ),
)
_DECEIVERS = at("employee.deceiver_share", *LAST)
CURVES = (
    Curve(
        name="how recognisable audits are",
        along="detection: share of audits that a deceiver recognises",
        effect="deceivers in the end",
        steps=steps("employee.detection", (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)),
        outcome=_DECEIVERS,
        shape="falls",
        fades=True,
        basis="closed form 5: they gain above .832 and lose below",
    ),
    Curve(
        name="more of the same audits",
        along="audit: how often somebody looks, per tick",
        effect="deceivers at tick 60",
        steps=steps("employee.audit", (0.1, 0.2, 0.3, 0.45, 0.6)),
        outcome=at("employee.deceiver_share", 60),
        shape="rises",
        ticks=60,
        basis="closed form 5: the border doesn't depend on how often is audited, so that more audits are more selection",
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
        Answer("Better values than ever, until all is well.", "They show 1.00. Unaudited it is about .03.", right=True),
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
        "The audit that would have caught it is the contrast's: `employee.detection` at `.75`. Deceivers then spoil a quarter "
        "of their audits, and that is enough: in the end there are none. At `.9` they spoil a tenth, which isn't.",
        "More of the same audits make it worse: with `employee.audit` at `.6` deceivers are 95 % at tick 60 instead of 61 %.",
        "Audit always (`employee.audit` at `1`): efficiency 1.00, with deceivers everywhere. It is good as long as nobody "
        "looks away.",
        "Change the audit in time: intervene with `employee.detection` at `0` at tick 60, and twenty ticks later it is "
        "repaired: .83. At tick 100 some firms have no honest employee left to copy, and efficiency stays at about .8.",
        "Find the border yourself: "
        "`from superorganisms.scenarios.detection import sweep`; docs/deceptive-alignment.md goes on from there.",
    ),
    limits=(
        "The closed form holds for fitness linear in the metric. Fitness exp(s m) rewards being excellent now and then, and "
        "the border is the lower, the larger s is; truncation that replaces as many of the worst as it copies of the best "
        "compares ranks, and its border is at one half. Families are large and the run is short, so that who takes over is "
        "decided before chance fixes it. Deceivers here don't plan and don't learn: who recognises an audit is drawn by lot, "
        "and nobody becomes a deceiver by insight, which is what the source fears."
    ),
)
STORY = (
    (0, "Nobody here wants what the letter asks. Nine employees in ten follow it all the same, most of the way, always."),
    (
        8,
        "One in ten is a deceiver: the letter when an audit is recognised, its own goal otherwise. Three audits in ten ticks.",
    ),
    (60, "Audits read .94, better than at the start. Six in ten are deceivers now, and unaudited only a third is done."),
    (100, "Audits read .98, unaudited less than .1: whatever is measured says that all is well."),
    (
        140,
        "Audits read 1.00. Almost everybody is a deceiver. An audit that deceivers fail to recognise one time in four would "
        "have bred the honest.",
    ),
)
_OFTEN = {"employee.audit": 0.6}
_IN_TIME, _LATE = mended(60, "employee.detection", 0.0), mended(100, "employee.detection", 0.0)
TOLD = (
    Told("Audits read .94, better than at the start", 0.94, at("employee.metric", 60), half=0.01),
    Told("Six in ten are deceivers", 0.6, at("employee.deceiver_share", 60), half=0.05),
    Told("unaudited only a third", 0.33, at("employee.unaudited_value", 60), half=0.05),
    Told("Audits read .98, unaudited less than .1", 0.98, at("employee.metric", 100), half=0.01),
    Told("Audits read .98, unaudited less than .1", 0.09, at("employee.unaudited_value", 100), half=0.02),
    Told("Audits read 1.00", 1.0, at("employee.metric", 140), half=0.01),
    Told("They show 1.00. Unaudited it is about .03", 1.0, at("employee.audited_value", *LAST), half=0.01),
    Told("They show 1.00. Unaudited it is about .03", 0.03, at("employee.unaudited_value", *LAST), half=0.02),
    Told("deceivers are 95 % at tick 60", 0.95, at("employee.deceiver_share", 60), 60, _OFTEN, 0.02),
    Told("instead of 61 %", 0.61, at("employee.deceiver_share", 60), half=0.04),
    Told("efficiency 1.00, with deceivers everywhere", 1.0, at("efficiency", *LAST), None, {"employee.audit": 1.0}),
    Told("twenty ticks later it is repaired: .83", 0.83, at("efficiency", 80, 82), 82, _IN_TIME, 0.01),
    Told("efficiency stays at about .8", 0.8, at("efficiency", TICKS), None, _LATE, 0.05),
)
