"""Regressional Goodhart: the best by a noisy metric are good and lucky, and the luck doesn't last."""

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.curve import Curve, steps
from superorganisms.scenarios.lesson import Answer, Lesson
from superorganisms.scenarios.playing import play
from superorganisms.scenarios.pressure import FEATURES, LADDER, STAY, alone, market, promise_and_worth, rung, value_at, worth
from superorganisms.scenarios.signature import Expectation, World, difference, in_contrast, in_world
from superorganisms.scenarios.told import Told, at

ORDER = 30
TITLE = "Goodhart, regressional"
QUESTION = "If a test is partly luck, can a firm choose too hard by it?"
CLAIM = (
    "Who chooses by a proxy chooses what the proxy stands for and, with it, the difference between the two. If the difference "
    "is chance, the best by the proxy are worth less than it says: some of what put them on top was luck. The harder the "
    "choice, the larger the disappointment; but as long as large errors are rare enough, as normal ones are, "
    "the value chosen goes on rising, by less and less. This variant alone has no peak."
)
SOURCES = (
    Source(
        "manheim-2018",
        "Regressional Goodhart: proxy = goal + noise, so that the largest proxy comes with a goal predictably smaller.",
    ),
    Source("smith-2006", "The optimizer's curse: the alternative chosen by noisy estimates disappoints on average."),
    Source(
        "gao-2023",
        "The number of samples as the pressure in best-of-n; and, where the Goodhart variants are compared and in Appendix A, "
        "that normal errors cost a constant share and make no peak.",
    ),
)

NOISE = 0.35  # the standard deviation of value among outsiders is 1/√8 = .354: half of what the metric's spread shows is luck
TICKS = STAY * len(LADDER)
PARAMETERS = market(NOISE, "normal")
CONTRAST = {"employee.noise": 0.0}
CONTRAST_SAYS = "The test has no error: whoever comes out best is best."


def _disappointment(world: World) -> float:
    promise, kept = promise_and_worth(world)
    return promise - kept


def _kept_by_the_unchosen(world: World) -> float:
    """Of the best of every firm among people hired unseen, value as a share of metric, over ten ticks of such a world."""
    unseen = type(world)(world.parameters.with_changes(alone(1)), rng=world.seed)
    found = []
    for tick in range(1, 11):
        play(unseen, tick)
        found.append(promise_and_worth(unseen))
    return sum(value for _, value in found) / sum(metric for metric, _ in found)


def _near(name: str, n: int, sentence: str) -> Expectation:
    expected = round(worth(n, len(FEATURES), NOISE), 3)
    return Expectation(
        name=name,
        statistic=in_world("efficiency", *rung(n)),
        low=round(expected - 0.015, 3),
        high=round(expected + 0.015, 3),
        sentence=sentence,
        basis=(
            f"closed form 10, ∫ n F^(n-1) E[value; metric], for values of random directions among 8 features: {expected:.3f}"
        ),
    )


SIGNATURE = (
    _near("value of the best of 4", 4, "Of four applicants the best by the test is worth a quarter of the intent."),
    _near("value of the best of 64", 64, "Of sixty-four, half of it."),
    _near("value of the best of 256", 256, "Of 256, still more: no peak."),
    Expectation(
        name="still gained in the end",
        statistic=lambda world, _: value_at(256)(world) - value_at(64)(world),
        low=0.04,
        high=0.1,
        sentence="The last fourfold effort still pays.",
        basis="normal errors: E[value | metric] rises with the metric, so harder choice never loses; .067 by quadrature",
    ),
    Expectation(
        name="gained first, less gained last",
        statistic=lambda world, _: value_at(4)(world) - value_at(1)(world) - (value_at(256)(world) - value_at(64)(world)),
        low=0.15,
        high=0.24,
        sentence="But it pays a quarter of what the first one did.",
        basis="closed form 10: e_4 - e_1 = 1.03 against e_256 - e_64 = .45, and values are bounded; .195 by quadrature",
    ),
    Expectation(
        name="lost to luck",
        statistic=difference("efficiency", *rung(256)),
        low=-0.27,
        high=-0.21,
        sentence="A test without error would have chosen people worth a quarter more of the intent.",
        basis="both by quadrature: .590 - .831; for normal values it would be r = .71 against 1",
    ),
    Expectation(
        name="kept of what sixteen promise",
        statistic=lambda world, _: _kept_by_the_unchosen(world),
        low=0.42,
        high=0.54,
        sentence="If people are hired unseen, the best of sixteen by the metric keep half of what it promises.",
        basis="regression to the mean, E[value | metric] = r² metric: r² = .505 for normal values, .49 for these by quadrature",
    ),
    Expectation(
        name="promised, not kept",
        statistic=lambda world, _: _disappointment(world),
        low=0.43,
        high=0.7,
        sentence="The best of each firm by the last tick's metric reads far better than it is.",
    ),
    Expectation(
        name="value of the best of 256 in the contrast",
        statistic=in_contrast("efficiency", *rung(256)),
        low=0.815,
        high=0.845,
        sentence="Without luck the best of 256 is near the best there can be.",
        basis="closed form 10 with r = 1, bounded values, by quadrature: .831",
    ),
)
CURVES = (
    Curve(
        name="less luck, less disappointment",
        along="error of the test",
        effect="what the best of each firm promise beyond their value",
        steps=steps("employee.noise", (NOISE, 0.25, 0.15, 0.07, 0.0)),
        outcome=_disappointment,
        shape="falls",
        fades=True,
        basis="regression to the mean: the share of luck in the metric's variance falls with the error",
    ),
    Curve(
        name="optimisation pressure",
        along="applicants compared for each post",
        effect="efficiency",
        steps=tuple((float(n), alone(n)) for n in (1, 2, 4, 8, 16, 64, 256)),
        outcome=at("efficiency", 2, STAY),
        shape="rises",
        ticks=STAY,
        basis="closed form 10: r e_n, which rises for ever and ever more slowly; no peak",
    ),
)
LESSON = Lesson(
    idea=(
        "Whoever comes out on top of a test that is partly luck is probably good and probably lucky. The next day the good is "
        "still there and the luck isn't, so that the winner is worse than promised, and the more so the more "
        "there were to win against. Yet a harder choice is never a worse one here: luck makes it disappoint, and no more."
    ),
    question="A firm that compared 4 applicants for each post compares 256, by a test that is half luck. What does it get?",
    answers=(
        Answer(
            "Better people, who are less good than their test says.",
            "From .26 to .59 of the intent. The test still promises more than they keep.",
            right=True,
        ),
        Answer(
            "Worse people: in the end it chooses nothing but luck.",
            "Luck counts for more in the result, but it never counts against the good: of two results the higher one still "
            "belongs to the better person on average. That is different if errors can be enormous (see heavy-tails).",
        ),
        Answer(
            "People 64 times as good.",
            "Fourfold effort brings .26 the first time and .07 the fourth.",
        ),
        Answer(
            "People as good as their test says: that many can't all be lucky.",
            "The many aren't, the one who won is. In the end the best of a firm by the metric promise 1.27 and are worth .72.",
        ),
    ),
    notice=(
        "Efficiency climbs in steps, one for each fourfold effort, and each step is lower than the one before.",
        "The employees' mean metric goes up with efficiency and not above it: luck is as often bad as good. "
        "It is only among those picked for their metric that it is good.",
        "Among people hired unseen the best of a firm's sixteen keep half of what their metric promises: half of its variance "
        "is value, and half luck.",
        "In the contrast the same steps end at .83: the same market had better people to offer.",
    ),
    attempts=(
        "Make the test worse: `employee.noise=0.7`. The best of 256 are then worth .41. The curve is lower and has no peak.",
        "Turn the noise off (`employee.noise=0`): the staff's metric and value are the same number.",
        "Let errors be enormous now and then: `employee.noise_kind=student_t(df=1.5)`. Now it does matter how hard one "
        "chooses: the best of 16 are worth .18, the best of 256 only .04.",
    ),
    limits=(
        "The error is normal and independent of the value; that is what spares this world a peak. Values are directions' "
        "cosines and can't exceed 1, so they flatten sooner than closed form 10 has it for normal ones, which gives .44 for "
        "the best of 16 where this world has .42. Nobody learns, nobody cheats, applicants don't differ in anything that "
        "the firm could weigh the test against: a firm that knew the share of luck could foresee its disappointment, but "
        "it would choose the same people."
    ),
)
STORY = (
    (0, "A test of value, half of it luck. In each tick firms fill all posts anew, so far with whoever comes first."),
    (9, "Now each post goes to the best of 4 applicants by the test. What is done for the intent rises from .00 to .26."),
    (17, "The best of 16: .42. Four times the effort again, and less is gained than before."),
    (25, "The best of 64: .52. Each winner is good, and lucky too; the luck was for the test alone."),
    (33, "The best of 256: .59. Without luck in the test it would be .83. But it has never gone down."),
    (TICKS, "The best of every firm by today's metric: 1.27. More than anyone can be worth, and they are worth .72."),
)
TOLD = (
    Told("From .26 to .59 of the intent", 0.26, value_at(4), half=0.01),
    Told("From .26 to .59 of the intent", 0.59, value_at(256), half=0.01),
    Told(
        "brings .26 the first time and .07 the fourth", 0.26, lambda world: value_at(4)(world) - value_at(1)(world), half=0.01
    ),
    Told(
        "brings .26 the first time and .07 the fourth",
        0.07,
        lambda world: value_at(256)(world) - value_at(64)(world),
        half=0.01,
    ),
    Told("promise 1.27 and are worth .72", 1.27, lambda world: promise_and_worth(world)[0], half=0.03),
    Told("promise 1.27 and are worth .72", 0.72, lambda world: promise_and_worth(world)[1], half=0.02),
    Told("end at .83", 0.83, value_at(256), changes=CONTRAST),
    Told("are then worth .41", 0.41, value_at(256), changes={"employee.noise": 0.7}, half=0.01),
    Told("the best of 16 are worth .18", 0.18, value_at(16), changes={"employee.noise_kind": "student_t(df=1.5)"}, half=0.02),
    Told("the best of 256 only .04", 0.04, value_at(256), changes={"employee.noise_kind": "student_t(df=1.5)"}, half=0.01),
    Told("which gives .44 for the best of 16", 0.44, lambda _: 1.765991 / 8**0.5 / (1 + 8 * NOISE**2) ** 0.5),
    Told("where this world has .42", 0.42, value_at(16), half=0.01),
    Told("from .00 to .26", 0.0, value_at(1), half=0.01),
    Told("from .00 to .26", 0.26, value_at(4), half=0.01),
    Told("The best of 16: .42", 0.42, value_at(16), half=0.01),
    Told("The best of 64: .52", 0.52, value_at(64), half=0.01),
    Told("The best of 256: .59", 0.59, value_at(256), half=0.01),
    Told("it would be .83", 0.83, value_at(256), changes=CONTRAST),
    Told("today's metric: 1.27", 1.27, lambda world: promise_and_worth(world)[0], half=0.03),
    Told("they are worth .72", 0.72, lambda world: promise_and_worth(world)[1], half=0.02),
)
