"""How exact a figure is: the qualifiers on either side of it."""

from __future__ import annotations

import re
from typing import Final

from transforms.bounds import narrower
from transforms.figure import Figure, touches, without_stop
from transforms.reading import Reading
from transforms.rows import Qualifier
from transforms.terms import CHANGE, CLASSIFIER, NOUN, QUALIFIER, RANGE, UNIT, Mention

_PARTICLE: Final = 3
_CHANGE_NEAR: Final = 60
_VERB_REACH: Final = 40  # characters of a subject between a verb and the number
_COMPARED_NEAR: Final = 20
_LEADS_NEAR: Final = 6  # characters between a qualifier and the number it leads to, an article among them
_BREAK: Final = re.compile(r"[;:.!?()\n,\u060c\u061b\u061f]")
_ONE_WORD: Final = re.compile(r" [^\s\d(),.;:।]+ ")  # what is counted, unknown: 150 கைவினைஞர்களுக்கு மேல்
_OPENED: Final = frozenset("(\uff08")
_CLOSED: Final = frozenset(")\uff09")
_LAID_BESIDE: Final = frozenset({"compared", "last_year", "year_before"})
_MEASURED: Final = frozenset({"compared", "target"})
_DIRECTIONS: Final = frozenset({"increase", "decrease"})
_QUALIFIERS: Final[tuple[Qualifier, ...]] = ("at_least", "up_to", "under", "over", "almost", "approx", "exact")


def qualify(reading: Reading, figure: Figure, last: Figure | None = None) -> None:
    """Takes the qualifiers beside a figure, the narrowest of several; `last` is the one before it, if any."""
    found: Qualifier | None = None
    glues = reading.engine.lexicon.spaced == "start" or reading.engine.matcher.prefixes
    if not figure.sentence.categories & QUALIFIER and not glues:
        return
    start, links = figure.start, reading.engine.small.links
    for mention in reversed(figure.before):
        if mention.end > start:
            continue
        gap = without_stop(reading.clean[mention.end : start], mention)
        if not touches(gap) and not _small(reading, gap.strip().lower()):
            break
        keys = mention.entry.senses.get("qualifiers.before")
        if keys:
            if "to" in mention.entry.senses.get("changes", ()) and _moves(figure, mention):
                start = mention.start  # grew to 70, not up to 70
                continue
            if _exceeded_by(figure, mention):
                break  # exceeds the plan by 14 percent, not more than 14 percent
            if _compares(reading, figure, mention, last):
                break  # 5 fewer than the 60 of last year, not fewer than 60
            if _leaves(figure, mention):
                break  # went from 45 to 57, not more than 45
            if found is not None and keys[0] == "over" and reading.folded[mention.start : mention.end] in links:
                break  # spread over some two dozen countries
            found = _stronger(found, keys[0])
            figure.matched.append(f"qualifiers.{keys[0]}")
            start = mention.start
        elif "per" in mention.entry.senses.get("periods", ()):
            start = mention.start  # อย่างน้อยปีละสองครั้ง
        elif "totals" not in mention.entry.senses and not _small(reading, reading.folded[mention.start : mention.end]):
            break
    written = _written_before(reading, figure.number_start)
    if written is not None:
        found, start = _stronger(found, written[0]), min(start, written[1])
        figure.matched.append(f"qualifiers.{written[0]}")
    figure.start = min(figure.start, start) if found else figure.start
    found = found or _ahead(reading, figure) or _shared(reading, figure, last)
    if figure.number.words or figure.number.scale > 1:
        for mention in figure.sentence.between(figure.number_start, figure.number_end):
            if "qualifiers.before" in mention.entry.senses:  # a number that is rough by itself: une quinzaine, 1600多万
                found = _stronger(found, mention.entry.senses["qualifiers.before"][0])
    found = _after(reading, figure, found)
    if found is not None and figure.qualifier != "range":
        figure.qualifier = found
    if last is not None and last.qualifier == "exact":
        _behind_aside(reading, figure, last)


def _behind_aside(reading: Reading, figure: Figure, last: Figure) -> None:
    """What stands behind a figure in brackets qualifies the one before them: 14億ドル(約1890億円)以上."""
    clean, end = reading.clean, max(figure.end, figure.unit_end)
    inside = clean[figure.start - 1 : figure.start] in _OPENED and clean[end : end + 1] in _CLOSED
    if not inside or last.kind != figure.kind or clean[max(last.end, last.unit_end) : figure.start - 1].strip():
        return
    mention = reading.terms.starts.get(end + 1) or reading.terms.starts.get(end + 2)
    keys = mention.entry.senses.get("qualifiers.after") if mention is not None else None
    if keys:
        last.qualifier = _stronger(None, keys[0])
        last.matched.append(f"qualifiers.{keys[0]}")


def _small(reading: Reading, word: str) -> bool:
    return any(word in reading.engine.beside[where] for where in ("enumerations.name_words", "qualifiers.between"))


def _ahead(reading: Reading, figure: Figure) -> Qualifier | None:
    """What a verb says that its subject parts from the number: تجاوز عدد الزوار 3 ملايين."""
    for mention in reversed(figure.before):
        gap = reading.clean[mention.end : figure.start]
        if "from" in mention.entry.senses.get("periods", ()) and touches(gap) and not _leaves(figure, mention):
            continue  # اقترب التبادل من 50
        if len(gap) > _VERB_REACH or _BREAK.search(gap) or mention.categories & (CHANGE | RANGE):
            return None
        keys = mention.entry.senses.get("qualifiers.ahead")
        if keys:
            figure.matched.append(f"qualifiers.{keys[0]}")
            return _stronger(None, keys[0])
    return None


def _shared(reading: Reading, figure: Figure, last: Figure | None) -> Qualifier | None:
    """What a verb says of two numbers, each behind its article: supera LOS 300 proyectos y LOS 4.000 millones."""
    if last is None or last.qualifier in ("exact", "range") or last.start == last.number_start:
        return None
    folded, section = reading.folded, "qualifiers.between"
    if not all(reading.engine.word_before(folded, f.number_start, section) for f in (last, figure)):
        return None
    article = folded.rfind(" ", 0, figure.number_start - 1)
    link = reading.terms.starts.get(folded.rfind(" ", 0, article) + 1)
    if link is None or link.start < last.number_end:
        return None
    if not ("to" in link.entry.senses.get("ranges", ()) or "and" in link.entry.senses.get("enumerations", ())):
        return None
    return None if _BREAK.search(reading.clean, last.number_end, link.start) else last.qualifier


def _exceeded_by(figure: Figure, mention: Mention) -> bool:
    """Whether a percentage is what a plan or another time was exceeded by."""
    if figure.kind != "percent" or "by" not in mention.entry.senses.get("changes", ()):
        return False
    return any(
        not _MEASURED.isdisjoint(m.entry.senses.get("periods", ())) and m.start - figure.unit_end <= _COMPARED_NEAR
        for m in figure.behind
    )


def _compares(reading: Reading, figure: Figure, mention: Mention, last: Figure | None) -> bool:
    """Whether a word tells by how much two amounts differ: 5 FEWER THAN the 60, nhiều hơn 7 đoàn SO VỚI 55 đoàn."""
    if "comparisons" not in mention.entry.senses:
        return False
    if "than" not in mention.entry.senses["comparisons"] and any(
        "compared" in m.entry.senses.get("periods", ()) and m.start - _counted_until(figure) <= 1 for m in figure.behind
    ):
        return True
    if last is None or last.status == "context" or last.kind != figure.kind or None in (last.value, figure.value):
        return False
    touches_last = not reading.clean[last.unit_end : mention.start].strip()
    same = last.unit is not None and last.unit == figure.unit if figure.kind == "money" else last.noun is None
    return touches_last and same and abs(last.amount) < abs(figure.amount)


def _counted_until(figure: Figure) -> int:
    """Where the words end that directly follow an amount and say what it counts."""
    end = figure.unit_end
    for mention in figure.behind:
        if mention.start - end > 1 or not mention.categories & (NOUN | CLASSIFIER | UNIT):
            break
        end = mention.end
    return end


def _leaves(figure: Figure, mention: Mention) -> bool:
    """Whether a term that also means "from" stands before a number that another one follows behind a "to"."""
    if "from" not in mention.entry.senses.get("periods", ()) or not figure.behind:
        return False
    for last in reversed(figure.behind):
        if "to" in last.entry.senses.get("changes", ()) or "to" in last.entry.senses.get("ranges", ()):
            return True
        if not last.categories & QUALIFIER:  # passou de 15 dias para NO MÁXIMO sete
            return False
    return False


def _moves(figure: Figure, mention: Mention) -> bool:
    """Whether something rises or falls close before a term."""
    return any(
        not _DIRECTIONS.isdisjoint(m.entry.senses.get("changes", ()))
        for m in figure.sentence.between(mention.start - _CHANGE_NEAR, mention.start)
        if m.categories & CHANGE
    )


def _after(reading: Reading, figure: Figure, found: Qualifier | None) -> Qualifier | None:
    """Qualifiers behind the number, behind its unit, or behind the counted word that follows at once."""
    end = max(figure.number_end, figure.unit_end)
    if reading.engine.grammar.tails and reading.clean[end : end + 1].isalpha():
        end = max(end, reading.folded.find(" ", end))  # দশজনের বেশি
    glued = _written_on(reading, end)
    if glued is not None:
        return _glue(figure, found, *glued)
    end = _word_end(reading, end)
    postposed = bool(reading.engine.lexicon.settings.get("verb_last"))
    counted = False
    for at, mention in enumerate(figure.behind):
        if mention.end <= end and "qualifiers.after" not in mention.entry.senses:
            continue
        keys = mention.entry.senses.get("qualifiers.after")
        gap = reading.clean[end : mention.start]
        if not touches(gap) and not (keys and postposed and figure.unit is None and _ONE_WORD.fullmatch(gap)):
            if mention.start > end:
                break
            continue
        if keys and counted and "until" in mention.entry.senses.get("periods", ()):
            break  # 3,200 परिवारों तक
        aside = "qualifiers.before" in mention.entry.senses and not _OPENED.isdisjoint(
            reading.clean[end : mention.start]
        )
        if keys and (aside or _opens_next(figure, at) or _is_compared(figure, at)):
            break  # 150.000 dong (circa 6 euro)
        if keys and _tells_by_how_much(reading, mention):
            break
        if keys:
            figure.matched.append(f"qualifiers.{keys[0]}")
            figure.end = max(figure.end, mention.end)
            return _stronger(found, keys[0])
        if mention.categories & (NOUN | CLASSIFIER | UNIT):
            glued = _written_on(reading, mention.end)
            if glued is not None:
                return _glue(figure, found, *glued)
            end = _word_end(reading, mention.end)
            counted = mention.categories & (NOUN | CLASSIFIER) == NOUN
            continue
        break
    return found


def _tells_by_how_much(reading: Reading, mention: Mention) -> bool:
    """Whether a "more" says by how much, where the word before it needs an ending to be what there is more than."""
    engine = reading.engine
    if not engine.beside["numbers.more_endings"] or "more" not in mention.entry.senses.get("comparisons", ()):
        return False
    return engine.ends_in(reading.folded, mention.start, "numbers.more_endings") < 0


def _opens_next(figure: Figure, at: int) -> bool:
    """Whether what looks like a qualifier behind a figure leads to the next one: 37 cases and more-than 60 others."""
    following = figure.behind[at + 1] if at + 1 < len(figure.behind) else None
    own, end = figure.behind[at], max(figure.number_end, figure.unit_end)
    leads = "qualifiers.before" in own.entry.senses and own.start > end and figure.right < figure.sentence.end
    if leads and (following is None or (following.categories & UNIT and following.end >= figure.right - 1)):
        return figure.right - own.end <= _LEADS_NEAR  # 12 ราย บาดเจ็บกว่า 50, 100 paket senilai maksimal Rp150
    return (
        following is not None
        and following.start < figure.behind[at].end
        and "qualifiers.before" in following.entry.senses
        and figure.right - following.end <= _LEADS_NEAR
    )


def _is_compared(figure: Figure, at: int) -> bool:
    """Whether a term behind an amount says by how much it is more than another: 比109亿美元多7亿, এর চেয়ে ৭টি বেশি.

    Or begins a word for rising or falling to the next amount: 35 سے کم ہو کر 26.
    """
    mention = figure.behind[at]
    following = figure.behind[at + 1] if at + 1 < len(figure.behind) else None
    if following is not None and following.start < mention.end and "to" in following.entry.senses.get("changes", ()):
        return True
    if not {"more", "fewer"}.intersection(mention.entry.senses.get("comparisons", ())):
        return False
    near = figure.before if figure.kind == "percent" else figure.before[-1:]  # былтырғыдан 12,5 пайызға көп
    than = any(
        (
            "than" in m.entry.senses.get("comparisons", ())
            or not _LAID_BESIDE.isdisjoint(m.entry.senses.get("periods", ()))
        )
        and (figure.kind == "percent" or figure.start - m.end <= 1)
        for m in near
    )
    return than or (figure.right == mention.end and figure.right < figure.sentence.end)


def _written_on(reading: Reading, position: int) -> tuple[str, int] | None:
    """A qualifier glued to what stands before it, and where it ends: 200명가량, 60%이상."""
    if reading.engine.lexicon.spaced != "start":
        return None
    for key in _QUALIFIERS:
        for word in reading.engine.lexicon.words("qualifiers", key, "after"):
            if reading.folded.startswith(word, position):
                return key, position + len(word)
    return None


def _written_before(reading: Reading, position: int) -> tuple[str, int] | None:
    """A qualifier that ends in a small word written on to the number, and where it begins: יותר מעשרה, כעשרה."""
    prefixes = reading.engine.matcher.prefixes
    if not prefixes or not reading.clean[position - 1 : position].isalpha():
        return None
    lexicon, folded = reading.engine.lexicon, reading.folded
    found: tuple[str, int] | None = None
    for key in _QUALIFIERS:
        for word in lexicon.words("qualifiers", key, "before"):
            begin = position - len(word)
            small = word.rpartition(" ")[2]
            if begin < 0 or small not in prefixes or not folded.startswith(word, begin):
                continue
            if begin == 0 or folded[begin - 1] == " ":
                found = (key, begin) if found is None or begin < found[1] else found
    return found


def _glue(figure: Figure, found: Qualifier | None, key: str, end: int) -> Qualifier:
    figure.matched.append(f"qualifiers.{key}")
    figure.end = max(figure.end, end)
    return _stronger(found, key)


def _word_end(reading: Reading, position: int) -> int:
    """Where the word ends that a term opens, in a language that glues particles on."""
    if reading.engine.lexicon.spaced != "start":
        return position
    end = reading.folded.find(" ", position)
    return end if 0 <= end - position <= _PARTICLE else position


def _stronger(one: Qualifier | None, key: str) -> Qualifier:
    other: Qualifier = key  # type: ignore[assignment]
    return other if one is None else narrower(one, other)
