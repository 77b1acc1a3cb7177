"""What a scenario teaches, in words that can be read aloud."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """One of the answers that a class chooses from before the run: tempting if it is wrong, and why it is wrong (or right)."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """The idea in three sentences, a question to predict the outcome of, and what to do with the world afterwards."""

    idea: str
    question: str
    answers: tuple[Answer, ...]
    notice: tuple[str, ...]
    attempts: tuple[str, ...]
    limits: str
