"""What a lexicon may hold: sections, keys, and which of them are lists of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """A list of terms."""


Shape = Mapping[str, "Shape"] | Words | tuple[str, ...]

WORDS: Final = Words()
OTHER_CALENDAR: Final = "other"
YES_NO: Final = ("true", "false")
ANY: Final[tuple[str, ...]] = ()
# ahead: verbs and nouns before a number that what is counted may part from it: تجاوز عدد الزوار 3 ملايين
_SIDES: Final[Mapping[str, Shape]] = {"before": WORDS, "after": WORDS, "ahead": WORDS}

SHAPE: Final[Mapping[str, Shape]] = {
    "language": ANY,
    "name": ANY,
    "spaced": ("true", "false", "start"),
    "generated": YES_NO,  # made from CLDR data, and of words beside numbers kept by hand
    "head": ("first", "last"),  # of two nouns side by side, which is the thing counted
    "measure_last": YES_NO,  # what is counted, its number, then the measure word: นักเรียน 3 คน
    "verb_last": YES_NO,  # what something does is said behind it: 20% 감소했다
    "fold": {"*": WORDS},  # a letter, and those that count as it
    "prefixes": WORDS,  # small words written together with the next: و ال
    "numerals": {"grouping": WORDS, "decimal": WORDS, "dotted": WORDS, "indian": YES_NO, "buddhist_years": YES_NO},
    "numbers": {
        "joined": YES_NO,  # compounds are one word: zweitausenddreihundert
        "units_before_tens": YES_NO,  # ein-und-zwanzig
        "scale_first": YES_NO,  # a scale word stands before what it multiplies: milioni 5
        "bare_needs_unit": YES_NO,  # a lone number word counts only before a counted thing: 三项
        "elided_scale": YES_NO,  # a last digit counts the tenth part of the scale word before it: 三万五 is 35,000
        "words": {"*": WORDS},
        "measured": WORDS,  # those that count before units and spans of time alone: 이 년; 이 다리: this bridge
        "behind": WORDS,  # those that stand behind the people that they count, in words of one letter: 아이 셋
        "count_ends": WORDS,  # particles behind a measure word, what is counted then stands before: 60대와, 4000枚が
        "genitives": WORDS,  # endings of a counted noun behind which another one's may stand: দেশের অতিথি
        "this_many": WORDS,  # before a number that counts what the one before it does: यह संख्या 12 थी
        "people": WORDS,  # measure words of people
        "papers": WORDS,  # measure words of agreements and documents
        "matters": WORDS,  # measure words of cases, projects, papers: 件
        "multipliers": {"*": WORDS},
        "homonyms": WORDS,  # those that are another word more often: alone they count before a counted thing only
        "alone": WORDS,  # multipliers that are a number by themselves: hundert, cent, mil
        "alone_qualified": WORDS,  # those that are one only behind what says how exact it is: более ТЫСЯЧИ
        "dual": WORDS,  # multipliers that are two of them before a counted thing: مليونا دولار
        "dual_nouns": WORDS,  # nouns, spans of time and measures that are two by themselves: اتفاقيتان
        "counted": {"*": WORDS},  # spans of time that are so many by themselves: 3: [사흘]
        "definite": WORDS,  # written on to such a noun they make it a known pair, no count: الاتفاقيتان
        "and": WORDS,
        "one": WORDS,  # article or one
        "one_is_article": YES_NO,  # it is an article, unless something says that it counts
        "only": WORDS,  # before "one": nur ein; "ne … qu" stands around a verb
        "only_after": WORDS,  # un SEUL
        "endings": WORDS,  # small words written on to a number word, no part of the number: তিন-টি
        "ratio": WORDS,  # one IN four
        "ratio_over": WORDS,  # such words that what is counted may stand before: quatre ménages SUR cinq
        "rank": WORDS,  # words that tell a rank, beside the ordinals: PLACE, RANG
        "ranked_of": WORDS,  # ninth OF 63
        "rate": WORDS,  # 12 PER 1,000
        "between": {"*": WORDS},  # words that are a span by themselves: "2-3": [두세]
        "pairs": YES_NO,  # two digits in words, one after the other, are a span: 七八百
        "rough": {"*": WORDS},  # words that only say how many there are at least: 200: [hundreds]
        "factors": {"*": WORDS},  # words that are a factor by themselves: 2: [twofold, doubled]
        "more_endings": WORDS,  # what a word ends in that a "more" behind it qualifies: ১৫টির বেশি, not ১৫টি বেশি
        "times": WORDS,  # behind a factor: three TIMES
        "known": WORDS,  # articles before two that are known: THE two countries
        "of_each": WORDS,  # what stands before a whole whose part follows: 每十户就有三户
        "each_before": WORDS,  # what stands before a number that several things have each: 各2个, po dwa
        "single": WORDS,  # a one that means each: كلفة البئر الواحدة
        "each_after": WORDS,  # the same behind it: two EACH, 2個ずつ
        "whole_before": WORDS,  # what leads to a whole whose part is told next: OF THE 46 projects, 38
        "whole_from": WORDS,  # the same, where it may mean something else: ИЗ 46 проектов 38, из 46 стран 90 гостей
        "whole_after": WORDS,  # the same, behind the whole: 46件のうち、38件
        "part_of": WORDS,  # what stands between a whole and its part: पाँच में से चार, 10社のうち7社
        "part_of_endings": WORDS,  # endings of a whole before one of it: dört kişi-DEN biri
        "ranked_in": WORDS,  # what stands behind how many are ranked, before the rank: 63省市中第九
        "score": WORDS,  # between the two numbers of a score: 3比1
        "fixed": {"*": WORDS},  # a dozen, one and a half
        "half_of": WORDS,  # half, before a unit alone: meia tonelada
        "half_after": WORDS,  # two and a half, hai triệu rưỡi
        "add_before": {"*": WORDS},  # साढ़े: 0.5
        "fractions": {"*": WORDS},  # 0.5: half; 3: third (of two thirds)
        "parts": {"*": WORDS},  # number words that are such a part before what is definite: خمس السكان
        "known_parts": WORDS,  # what stands before the definite, and makes it no other: خمس هذه المصانع
        "numerator_first": WORDS,  # hai PHẦN ba
        "denominator_first": WORDS,  # 三 分之 二
        "money_multipliers": {"*": WORDS},  # scale letters that count beside a currency alone: £40m, 870 M€
        "fraction_after": WORDS,  # words after which 1/2 is a half and no date
        "minus": WORDS,
        "decimal": WORDS,  # three POINT two
        "not_numbers": WORDS,  # expressions in which a number word is none
        "ordinals": WORDS,
        "ordinal_tail": YES_NO,  # tens before an ordinal belong to it: twenty FIRST; else only behind a hyphen
        "clock_before": WORDS,  # a las 4.15
        "clock_by_daypart": YES_NO,  # these are parts of the day, and any number behind one is a time: রাত দশটা
        "ordinal_before": WORDS,
        "ordinal_after": WORDS,
        "ordinal_dot_after": WORDS,  # am 21. August: words after which a numeral with a full stop is an ordinal
    },
    "qualifiers": {
        "approx": _SIDES,
        "almost": _SIDES,
        "over": _SIDES,
        "under": _SIDES,
        "at_least": _SIDES,
        "up_to": _SIDES,
        "exact": _SIDES,
        "between": WORDS,  # small words between one and its number: al menos EL 30 %
    },
    # five OR six; 5 és 7 KÖZÖTT: the "between" that stands behind its pair
    "ranges": {"between": WORDS, "behind": WORDS, "to": WORDS, "or": WORDS},
    "percent": WORDS,
    "percent_points": WORDS,
    "currencies": {"*": WORDS},
    "measures": {"*": WORDS},
    "times": {
        "minute": WORDS,
        "hour": WORDS,
        "clock": WORDS,  # the time of day: 4.15 UHR
        "day": WORDS,
        "week": WORDS,
        "month": WORDS,
        "quarter": WORDS,
        "half_year": WORDS,
        "year": WORDS,
        "decade": WORDS,
        "century": WORDS,
    },
    "ages": WORDS,
    # other: months of another calendar, beside which stand dates of no day that is known: آبان, माघ
    "months": {**{str(month): WORDS for month in range(1, 13)}, OTHER_CALENDAR: WORDS},
    "dates": {
        "before": WORDS,  # make 6.1 or 4/8 beside them a date
        "after": WORDS,
        "year": WORDS,  # IN 2024 donors
        "plural_ends": WORDS,  # of a noun that a number counts; before any other a year stands: its 2024 programme
        "ages_of": WORDS,  # women OVER 60: between people and their age, where nothing counted follows
        "each": WORDS,  # EVERY month 3 containers: make a span of time behind them no part of a date
        "clock": WORDS,  # ALLE sette: lead to an hour, where nothing counted follows
        "past": WORDS,  # half PAST seven
        "numbered": WORDS,  # months that are meant beside a day or year alone: dez, sept, Jan
        "capital": WORDS,  # months that are another word when written small: may
        "small": WORDS,  # months that are a name when written with a capital: Май
    },
    "periods": dict.fromkeys(
        (
            "first",
            "second",
            "third",
            "fourth",
            "last",
            "next",
            "since",
            "until",
            "from",
            "to",
            "year_start",
            "year_end",
            "this_year",
            "last_year",
            "next_year",
            "same_year",  # the year spoken of: that year, 同年
            "past_year",  # the year that just goes by, in a review: 过去一年, année écoulée
            "year_before",  # the one before the year spoken of: a year earlier, Vorjahr
            "as_of",
            "over",  # OVER nine months, in an article of October: the first nine of the year
            "compared",
            "per",
            "each",
            "target",
            "first_half",
            "second_half",
            "year_mark",
        ),
        WORDS,
    ),
    # falls: words of "decrease" that rain does, too: fielen 120 mm
    "changes": {"increase": WORDS, "decrease": WORDS, "by": WORDS, "to": WORDS, "falls": WORDS},
    # 7 MORE THAN last year, over an amount or without one: words beside the difference, and what leads to the base
    "comparisons": {"more": WORDS, "fewer": WORDS, "than": WORDS},
    "totals": WORDS,
    "of_which": WORDS,
    "number_of": WORDS,  # THE NUMBER OF pupils
    "average": WORDS,
    "origins": WORDS,  # what leads from a number to where it comes from: 24 CAME FROM other countries
    "remaining": WORDS,  # what is left when parts are told: 7 in Asia, THE REST in Europe
    "equivalent": WORDS,
    # Words that are never what a number counts: prepositions and postpositions, others; and the adjectives that may
    # part a number from its noun where adjectives stand behind it, as words or by their endings
    "small_words": dict.fromkeys(("of", "links", "others", "attributes", "endings", "verbs"), WORDS),
    "classifiers": WORDS,
    "nouns": {"*": WORDS},
    "modifiers": {"*": WORDS},
    "identifiers": WORDS,
    "enumerations": {
        **dict.fromkeys(("namely", "including", "and", "open", "name_words"), WORDS),
        "further": WORDS,  # ANOTHER 41: more of what was counted before
        "further_after": WORDS,  # the same behind the number: 41 AUTRES
        "separators": WORDS,  # marks that part names, the commas aside: 부산·광주
        "are": WORDS,  # what stands between a count and its names: the seven cities ARE ...
        "are_after": WORDS,  # the same behind the names, where verbs stand last: ...이다
        "they": WORDS,  # what leads to the names in a sentence of their own: THESE are ...
        "up_to": WORDS,  # what leads from names to their count: ... ARE THE three; A、B의 두 개
        "clause_ends": WORDS,  # endings before a comma that parts clauses, where lists have the same comma
        "of_it": WORDS,  # pronouns for what was counted before: NE restano 41
    },
    "organisations": {
        "cluster": WORDS,
        "block": WORDS,
        "bare": WORDS,
        "number_words": WORDS,
        "office_of_committee": WORDS,
        "department": WORDS,
        "division": WORDS,
        "ministry": WORDS,
        "committee": WORDS,  # People's Committees of provinces
        "party_committee": WORDS,
        "other_bodies": WORDS,  # councils, fronts, committees of districts
        "commission": WORDS,
        "branches": {"*": WORDS},
    },
    "persons": {
        "honorifics": WORDS,
        "titles": {"*": WORDS},
        "surnames": WORDS,
        "particles": WORDS,
        "agents": WORDS,
        "introduced": WORDS,
        "nouns_are_capitals": YES_NO,
        "no_name_ends": WORDS,  # letters that what stands before a title ends in, where it is an office: 外務局局長
        "families": WORDS,  # family names of one letter, of which names of three begin: 김철수 국장
        "written_on": WORDS,  # those that are written in one word with what follows: 쩐티투항 국장
    },
    "speech": {
        "report": WORDS,
        "assessment": WORDS,
        "commitment": WORDS,
        "directive": WORDS,
        "motto": WORDS,
        "event": WORDS,
        "attended": WORDS,
    },
    "frame": {"source": WORDS, "comments": WORDS, "advert": WORDS, "captions": WORDS},
}
