"""Numbers that tell one thing from another: codes, telephone numbers, ranks, scores, things of one name."""

from __future__ import annotations

import re
from typing import Final

from transforms.beside import Beside
from transforms.metres import is_power, metres_behind
from transforms.numbers import Number
from transforms.terms import CLASSIFIER, IDENTIFIER, MONTH, NOUN, ORGANISATION, TIME, UNIT, Mention

_GENERATION: Final = re.compile(r"\d[GDK](?![A-Za-z\d])")  # 5G, 3D
_GENERATIONS: Final = frozenset("GDK")
_CODE: Final = re.compile(r"[/-][A-ZĐ]|/\d+/[A-ZĐ]")
_OF_A_YEAR: Final = re.compile(r"/(?:19|20)\d\d(?![\d/])")  # 58/2022: the number of a decree, of no month
_AREA_CODE: Final = re.compile(r"-[0\u0660\u06f0]\d{1,4}(?!\d)")  # ۳۸۴۴۵۲۲-۰۲۳۸
_CODE_MARKS: Final = frozenset("/-")
_ID_GAP: Final = re.compile(r"[.:°º\s]{0,3}\Z")
_DIALLED: Final = frozenset((" ", "-", ".", "\u00a0", "\u30fb"))  # between the groups of a telephone number
_WRITTEN_TOGETHER: Final = "-."
_AREA: Final = frozenset((") ", ")", ")-", ") - "))  # behind an area code in brackets: (0238) 3599 014
_BRACKETED: Final = re.compile(r"\d{1,3} ?\(\d{2,5}\) ?\d{2,4}(?:[ .\u00a0-]\d{2,4})+(?![\d%])")  # 8 (495) 123-45-67
_GROUPS: Final = re.compile(r"\d{1,3}(?:[ .\u00a0-]\d{2,4}){2,}(?![\d%])")
_THREE: Final = re.compile(r"\d{3,4}([-\u30fb])\d{3,4}\1\d{3,4}(?![\d%])")  # 1800-599-928, 026・555・0118
_HOTLINE: Final = re.compile(r"1[89]00[- ](?!1[89]|20)\d{4,6}(?![\d%])")  # 1900-6868, as Vietnam has them
_PAIRS: Final = re.compile(r"\d{2,4}(?:[ .\u00a0-]\d\d){3,}(?![\d%])|\d{3,4}(?:[ .\u00a0-]\d\d){2,}(?![\d%])")
_CODE_LENGTH: Final = 3
_MONTHS: Final = 12
_FIRST_YEAR: Final = 1900
_LAST_RANK: Final = 200
_LAST_NAMED: Final = 999
_LAST_OF_A_NAME: Final = 20
_WORDS_OF_A_NAME: Final = 4
_LONGEST_NAME: Final = 24
_SCALED: Final = frozenset(":/")  # of a map or a plan: 1:500
_LEAST_SCALE: Final = 100
_SCORED: Final = frozenset("-\u2010\u2011\u2013:")
_MOST_SCORED: Final = 100
_LAST_CLUSTER: Final = 100


class Identifiers:
    """Looks whether the numbers of one sentence identify something."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.clean = beside.clean
        lexicon = beside.engine.lexicon
        self.head_last = lexicon.settings.get("head") == "last"
        self.spaced = lexicon.spaced == "both"
        self.nouns_are_capitals = lexicon.flag("persons", "nouns_are_capitals")

    # -- one number -----------------------------------------------------------------------------------------------

    def names(self, number: Number, before: Mention | None, after: Mention | None) -> bool:
        """Whether a number is that of a document, a road, an organisation: Decree 58, cụm số 2, COVID-19, +84 …."""
        priced = before is not None and before.end == number.start and before.categories & UNIT
        if number.glued and not priced:
            return True
        if (
            self.clean[number.end : number.end + 1] in _CODE_MARKS
            and _CODE.match(self.clean, number.end)
            and not self._measured(number)
        ):
            return True
        if self._coded(number):
            return True
        if self.head_last and after is not None and "organisations.number_words" in after.entry.senses:
            return after.start - number.end <= 1  # ২ নম্বর ক্লাস্টার
        if before is None or not _ID_GAP.match(self.clean[before.end : number.start]):
            return False
        if after is not None and after.categories & UNIT and after.start - number.end <= 1:
            return False
        if metres_behind(self.clean, number.end) is not None:
            return False
        if after is not None and "qualifiers.after" in after.entry.senses and after.start - number.end <= 1:
            return False  # संख्या 100 से अधिक हो जाएगी
        senses = before.entry.senses
        if before.categories & IDENTIFIER or "organisations.number_words" in senses:
            return not number.words
        if before.categories & ORGANISATION and ("organisations.cluster" in senses or "organisations.block" in senses):
            counted = after is not None and after.start - number.end <= 1 and after.categories & (NOUN | CLASSIFIER)
            written_on = self.spaced and self.clean[number.end : number.end + 1].isalpha()  # গুচ্ছ ১৪টি: a measure word
            return not counted and not written_on and number.value < _LAST_CLUSTER
        return False

    def is_named(self, start: int) -> bool:
        """Whether a word for an identifier stands before a place."""
        before = self.beside.before(start)
        return before is not None and bool(before.categories & IDENTIFIER)

    def ranks(self, number: Number, value: int, after: Mention | None, ranked: Number | None) -> bool:
        """Whether a number tells a rank: auf Platz 2, place 5; `ranked`: the number before, where it tells one."""
        if not 0 < value <= _LAST_RANK or not (self._behind_rank(number) or self._joins(ranked, number)):
            return False
        if self.beside.counted(number) or self.beside.measures_time(number):
            return False
        return after is None or not after.categories & UNIT or after.start - number.end > 1

    def _behind_rank(self, number: Number) -> bool:
        return self.beside.engine.word_before(self.beside.folded, number.start, "numbers.rank")

    def _joins(self, one: Number | None, two: Number) -> bool:
        """Whether an "and" alone parts two numbers: Platz zwei und drei."""
        if one is None:
            return False
        link = self.beside.ends.get(two.start - 1)
        joins = link is not None and "and" in link.entry.senses.get("enumerations", ())
        return link is not None and joins and link.start - 1 == one.end

    def ends_a_name(self, number: Number, value: int) -> bool:
        """Whether a number tells things of one name apart: cầu Cửa Lục 1, Dewan Manajemen Proyek 85."""
        start = number.start - 1
        if number.words or not 0 < value <= _LAST_NAMED or self.clean[start] != " ":
            return False
        noun = self.beside.ends.get(start)
        if noun is not None and noun.categories & NOUN and self._is_capital(noun.start):
            return not self.beside.counted(number)
        name = self._capital_before(start)
        if name == start or value > _LAST_OF_A_NAME or self.beside.counted(number):
            return False
        for _ in range(_WORDS_OF_A_NAME - 1):
            further = self._capital_before(name)
            if further == name:
                break
            name = further
        thing = self.beside.ends.get(name)
        return thing is not None and thing.categories & NOUN != 0 and not self.beside.measures_time(number)

    def _capital_before(self, end: int) -> int:
        """Where the space stands before the word with a capital that ends at a place; that place where none does."""
        begin = self.clean.rfind(" ", max(0, end - _LONGEST_NAME), end) + 1
        return begin - 1 if self.clean[begin : begin + 1].isupper() and self.clean[begin:end].isalpha() else end

    def _is_capital(self, start: int) -> bool:
        """Whether a word begins with a capital behind another one of the sentence, where nouns have none."""
        if not self.clean[start].isupper() or self.nouns_are_capitals:
            return False
        return self.clean[start - 2 : start - 1].isalnum() and self.clean[start - 1] == " "

    def _measured(self, number: Number) -> bool:
        """Whether a hyphen joins a number to what it is counted in: a 350-MW plant, 12-Kilometer-Lauf."""
        after = self.beside.starts.get(number.end + 1)
        return after is not None and self.clean[number.end] == "-" and bool(after.categories & (UNIT | TIME))

    def _coded(self, number: Number) -> bool:
        """Whether a numeral is written as no amount is: 0232 of a telephone, +84 before other groups, the 2 of km2."""
        start, end = number.start, number.end
        after, plain = self.clean[end : end + 1], self.clean[start:end].isdecimal()
        if end - start == 1:
            if is_power(self.clean, start) or (after in _GENERATIONS and _GENERATION.match(self.clean, start)):
                return True
        elif end - start >= _CODE_LENGTH and plain and not int(self.clean[start]):
            return True
        if after == "/" and _MONTHS < number.value < _FIRST_YEAR and _OF_A_YEAR.match(self.clean, end):
            return True
        if after not in _DIALLED:
            return False
        following = self.clean[end + 1 : end + 2]
        if plain and following != "(" and not following.isdecimal():
            return False  # no further group
        if (_THREE.match(self.clean, start) or _HOTLINE.match(self.clean, start)) and self._is_free(start):
            return True
        if following == "(" and _BRACKETED.match(self.clean, start):
            return True
        if end - start >= _CODE_LENGTH and _AREA_CODE.match(self.clean, end):
            return True
        if _PAIRS.match(self.clean, start) and not self.clean[start - 1 : start].isalnum():
            return True
        return self.clean[start - 1 : start] == "+" and _GROUPS.match(self.clean, start) is not None

    def _is_free(self, start: int) -> bool:
        """Whether no Latin letter or digit is written together with what begins there."""
        before = self.clean[start - 1 : start]
        return not (before.isdecimal() or (before.isascii() and before.isalnum()))

    # -- two numbers ----------------------------------------------------------------------------------------------

    def is_scale(self, one: Number, two: Number, gap: str) -> bool:
        """Whether two numbers are the scale of a map or a plan: 1:500, 1/2,000."""
        return gap in _SCALED and one.value == 1 and two.value >= _LEAST_SCALE

    def is_score(self, one: Number, two: Number, gap: str) -> bool:
        """Whether two numbers are a score: 3-1, 3比1; nothing that is counted follows."""
        beside, marked = self.beside, gap in _SCORED
        if not marked and beside.engine.word_after(beside.folded, one.end, "numbers.score") != two.start:
            return False
        for number in (one, two):
            if number.scale != 1 or number.value != int(number.value) or not 0 <= number.value < _MOST_SCORED:
                return False
        if (marked and one.value < two.value) or one.glued or beside.counted(two):
            return False  # 1-3: a range
        after = beside.after(two.end)
        return after is None or after.start > two.end + 1 or not after.categories & (UNIT | TIME | MONTH)

    def goes_on(self, one: Number, two: Number, gap: str) -> bool:
        """Whether a numeral continues the one before it, which identifies something: 981 55 02 17."""
        area = gap in _AREA and self.clean[one.start - 1] in "(+" and self.clean[two.end : two.end + 1] in _DIALLED
        if not (area or gap in _DIALLED) or one.words or two.words or two.scale != 1 or two.end - two.start <= 1:
            return False
        return self.clean[one.end] in _WRITTEN_TOGETHER or not self.beside.counted(two)
