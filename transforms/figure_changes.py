"""Figures that say by how much something rose or fell."""

from __future__ import annotations

from typing import Final

from transforms.figure import NEAR, Figure, touches
from transforms.marks import BREAK
from transforms.reading import Reading
from transforms.terms import CHANGE, CLASSIFIER, COMPARISON, ENUMERATION, NOUN, Mention

_CHANGE_REACH: Final = 18
_CHANGE_NEAR: Final = 60
_PARTICLE: Final = 2  # characters of what stands between what is counted and its verb: 16개가 늘어난
_TELLING: Final = CHANGE | COMPARISON
_COMPARED: Final = {"more": "increase", "fewer": "decrease"}
_MOVE_REACH: Final = 40  # characters between where a change starts and where it ends


def take_change(reading: Reading, figure: Figure, told: Mention | None) -> Mention | None:
    """giảm 44 dự án, up 5 %, 5 % की वृद्धि: an amount of change, negative where it falls.

    `told`: the word behind the figure before that says how that one changed; this figure's own is returned.
    """
    if figure.kind == "percent" and _is_signed(reading.clean, figure):
        figure.aspect = "change"
        figure.matched.append("sign")
        return None
    if not figure.sentence.categories & (_TELLING if figure.kind == "percent" else CHANGE) or figure.value is None:
        return None
    if _goes_on(reading, figure):
        return None
    postposed = bool(reading.engine.lexicon.settings.get("verb_last"))
    behind = _behind(reading, figure, postposed=postposed)
    far = _CHANGE_REACH
    for mention in reversed(figure.before):
        if mention.end > figure.start:
            continue
        gap = reading.clean[mention.end : figure.start]
        if mention is told or len(gap) > far or BREAK.search(gap):
            break
        keys = mention.entry.senses.get("changes")
        if keys and "by" in keys and figure.kind == "percent" and len(gap) <= NEAR:
            far = _CHANGE_NEAR  # fell, however far away, by 5 percent
        if not keys:
            if mention.categories & NOUN and figure.kind != "percent":
                break
            continue
        if "to" in keys and "by" not in keys:
            if far == _CHANGE_NEAR or (postposed and figure.kind == "percent"):
                continue  # exports to Japan rose by 5 %; 40班から50班へ25%増えた: said of the figure before
            return None
        direction = next((key for key in keys if key in ("increase", "decrease")), None)
        if direction is not None:
            if postposed and figure.kind != "percent":
                break  # 지난해보다 늘어난 145개: what has risen is now so many
            if len(gap) > NEAR and behind is not None and postposed:
                break  # 늘었지만 수확량은 20% 감소했다: the verb before ends another clause
            below = direction == "decrease" and figure.qualifier == "under"  # fell below 2 metres: a level
            below = below or (figure.unit == "mm" and "falls" in keys and not _has_by(figure, mention.end))
            if not below and (len(gap) <= NEAR or figure.kind == "percent" or _has_by(figure, mention.end)):
                _changed(figure, direction, mention)
            return None
    if behind is not None:
        fell_below = postposed and behind[0] == "decrease" and figure.qualifier == "under"  # ৩.৫ শতাংশের নিচে নেমে এসেছে
        if not fell_below:
            _changed(figure, behind[0], behind[1])
        return behind[1]
    return None


def _is_signed(clean: str, figure: Figure) -> bool:
    """Whether a plus or a minus tells which way it went: (+13,36% rispetto al 2023)."""
    before = clean[figure.number_start - 1 : figure.number_start]
    return before == "+" or (figure.number.value < 0 and not figure.number.words)


def _goes_on(reading: Reading, figure: Figure) -> bool:
    """Whether it is where a change starts that leads to the next figure: de 40 para 50, 由40支增至50支."""
    if "percent_points.percent_points" in figure.matched:
        return False  # reculé de 1,2 point à 3,4 %
    before = [m for m in figure.before if 0 <= figure.number_start - m.end <= NEAR]
    leaves = any(_leads(m, "periods", "from") or _leads(m, "ranges", "between") for m in before)
    if figure.kind == "percent" and any(_leads(m, "changes", "by") for m in before):
        signs = figure.sentence.between(figure.right, figure.right + _MOVE_REACH)
        leaves = leaves and any("percent" in m.entry.senses for m in signs)  # not: reculé de 12 % à 3 millions
    if not leaves or not figure.behind or figure.right == figure.sentence.end:
        return False
    last, gap = figure.behind[-1], reading.clean[figure.number_end : figure.right]
    to = _leads(last, "changes", "to") or (_leads(last, "ranges", "to") and not last.categories & ENUMERATION)
    return to and figure.right - last.end <= NEAR and len(gap) <= _MOVE_REACH and not BREAK.search(gap)


def _leads(mention: Mention, head: str, key: str) -> bool:
    return key in mention.entry.senses.get(head, ())


def _behind(reading: Reading, figure: Figure, *, postposed: bool) -> tuple[str, Mention] | None:
    """The word directly behind a figure that says whether it rose or fell: 5 % की वृद्धि, 16개가 늘어난."""
    end = max(figure.unit_end, figure.end)
    share = figure.kind == "percent" or figure.number.fraction
    for mention in figure.behind:
        if mention.start < end:
            continue
        direction = next((k for k in mention.entry.senses.get("changes", ()) if k in ("increase", "decrease")), None)
        if direction is None and share:
            said = next((k for k in mention.entry.senses.get("comparisons", ()) if k in _COMPARED), None)
            direction = None if said is None else _COMPARED[said]
        gap = reading.clean[end : mention.start]
        if direction is not None and len(gap.strip()) <= 4 and not BREAK.search(gap):
            particle = postposed and len(gap.strip()) <= _PARTICLE  # 16개가 늘어난; not 35 से, 26に: from, to
            near = touches(gap) or (particle and not figure.sentence.between(end, mention.start))
            return (direction, mention) if share or (figure.kind == "count" and near) else None
        if figure.kind == "count" and mention.categories & CLASSIFIER and mention.start == end:
            end = mention.end
    return None


def _has_by(figure: Figure, start: int) -> bool:
    return any("by" in m.entry.senses.get("changes", ()) for m in figure.sentence.between(start, figure.number_start))


def _changed(figure: Figure, direction: str, mention: Mention) -> None:
    figure.aspect = "change"
    figure.matched.append(f"changes.{direction}")
    if 0 <= figure.start - mention.end <= _CHANGE_REACH:
        figure.start = mention.start
    if direction == "decrease" and figure.value is not None and figure.value > 0:
        figure.value = -figure.value
