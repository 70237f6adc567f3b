"""What an editor is asked about each held story, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from expectations import RULES, Waiver, waivers
from sources import Settings
from warehouse.booking.held_cases import Complaint, HeldCase, Said, held_cases
from warehouse.booking.planning import waivers_file
from warehouse.errors import NoReleaseError
from warehouse.reading import open_release

PUBLISH: Final = "Publish as it is"
HOLD: Final = "Go on holding"
_SIDE_BY_SIDE: Final = 4  # languages that fit beside each other
_SENTENCES: Final = 6  # of one language


@dataclass(frozen=True, slots=True)
class Question:
    """One held story: what fails, as (rule, content key) pairs, the case as Markdown, and decisions by their names.

    A decision is one of `expectations.waivers`: publish, hold, or set one article aside.
    """

    story_id: str
    heading: str
    fails: tuple[tuple[str, str], ...]
    text: str
    decisions: Mapping[str, str]


def questions(settings: Settings) -> tuple[Question, ...]:
    """A question for each story that the current release holds, but those that an editor has decided on."""
    try:
        release = open_release(settings.home)
    except NoReleaseError:
        return ()
    standing = waivers.standing(waivers.read(waivers_file(settings.home)))
    found = [_question(case) for case in held_cases(release)]
    return tuple(one for one in found if not all((one.story_id, *pair) in standing for pair in one.fails))


def decide(
    settings: Settings, story_id: str, fails: Sequence[tuple[str, str]], by: str, at: datetime, reason: str,
    decision: str = waivers.PUBLISH,
) -> None:  # fmt: skip
    """Write down what becomes of the story, for exactly that content."""
    for rule, content_key in fails:
        waiver = Waiver(story_id, rule, content_key, by, at, reason, decision)
        waivers.append(waivers_file(settings.home), waiver)


def _question(case: HeldCase) -> Question:
    lines = []
    for complaint in case.complaints:
        lines += [f"**{complaint.rule}**: {RULES[complaint.rule].description}", ""]
        lines += [f"- {_plain(reason)}" for reason in complaint.reasons]
        lines += ["", *_side_by_side(complaint), ""]
    stays = "its last balanced version" if case.published else "nothing of it"
    lines += [f"Published meanwhile: {stays}.", "", "Articles of the story:", ""]
    lines += [f"- {_name(article, language)}: {_plain(url)}" for article, language, url in case.articles]
    decisions = {PUBLISH: waivers.PUBLISH, HOLD: waivers.HOLD}
    if len(case.articles) > 1:
        decisions |= {
            f"Set aside {_name(article, language)}": f"{waivers.SET_ASIDE}{article}"
            for article, language, _ in case.articles
        }
    fails = tuple((complaint.rule, complaint.content_key) for complaint in case.complaints)
    return Question(case.story_id, case.heading, fails, "\n".join(lines), decisions)


def _name(article: str, language: str) -> str:
    return f"{language} {article}".strip()


def _side_by_side(complaint: Complaint) -> list[str]:
    """The sentences as a table: a column for each language, or a line where they are many."""
    by_language: dict[str, list[Said]] = {}
    for said in complaint.said:
        by_language.setdefault(said.language or "–", []).append(said)
    if not by_language:
        return []
    cells = {language: " — ".join(_marked(said) for said in own[:_SENTENCES]) for language, own in by_language.items()}
    if len(cells) > _SIDE_BY_SIDE:
        return ["| | |", "|---|---|", *(f"| {language} | {cell} |" for language, cell in cells.items())]
    return [f"| {' | '.join(cells)} |", "|" + "---|" * len(cells), f"| {' | '.join(cells.values())} |"]


def _marked(said: Said) -> str:
    """The sentence on one line, its figures in bold."""
    text, at = "", 0
    for start, end in said.spans:
        if start >= at:
            text += f"{_plain(said.sentence[at:start])}**{_plain(said.sentence[start:end])}**"
            at = end
    return " ".join((text + _plain(said.sentence[at:])).split())


def _plain(text: str) -> str:
    """The text without what Markdown or HTML would make of it: it quotes articles."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+!|<>" else letter for letter in text)
