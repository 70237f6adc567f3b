"""Differences that a text tells, by more and fewer and by where something started: in every language."""

from __future__ import annotations

import re

import pytest

from tests.transforms.short_texts import parsed

_MORE = [
    ("en", "The province received 62 delegations, 7 more than last year (55)."),
    ("vi", "Tỉnh đón 62 đoàn khách, nhiều hơn 7 đoàn so với năm ngoái (55 đoàn)."),
    ("zh", "全省接待62个代表团，比去年（55个）多7个。"),
    ("ja", "今年の代表団は62団で、昨年（55団）より7団多かった。"),
    ("ko", "올해 방문단은 62명으로 지난해(55명)보다 7명 많았다."),
    ("id", "Provinsi menerima 62 delegasi, 7 lebih banyak daripada tahun lalu (55 delegasi)."),
    ("de", "Die Provinz empfing 62 Delegationen, 7 mehr als im Vorjahr (55)."),
    ("fr", "La province a accueilli 62 délégations, soit 7 de plus que l'an dernier (55)."),
    ("es", "La provincia recibió 62 delegaciones, 7 más que el año pasado (55)."),
    ("pt", "A província recebeu 62 delegações, mais 7 do que no ano passado (55)."),
    ("it", "La provincia ha accolto 62 delegazioni, 7 in più dell'anno scorso (55)."),
    ("ru", "Провинция приняла 62 делегации, на 7 больше, чем в прошлом году (55)."),
    ("ar", "استقبلت المقاطعة 62 وفدا، بزيادة 7 وفود عن العام الماضي (55 وفدا)."),
    ("hi", "प्रांत ने 62 प्रतिनिधिमंडलों का स्वागत किया, जो पिछले वर्ष (55) से 7 अधिक है।"),
    ("ur", "صوبے نے 62 وفود کا استقبال کیا، جو گزشتہ سال (55) سے 7 زیادہ ہیں۔"),
    ("bn", "প্রদেশটি ৬২টি প্রতিনিধিদলকে স্বাগত জানিয়েছে, যা গত বছরের (৫৫টি) চেয়ে ৭টি বেশি।"),
]
_FEWER = [
    ("en", "The province hosted 55 delegations, 5 fewer than the 60 of last year."),
    ("vi", "Tỉnh đón 55 đoàn khách, ít hơn 5 đoàn so với 60 đoàn của năm trước."),
    ("zh", "全省接待55个代表团，比去年的60个少5个。"),
    ("ja", "受け入れた代表団は55団で、前年の60団に比べ5団少なかった。"),
    ("ko", "올해 방문단은 55명으로 지난해 60명보다 5명 적었다."),
    ("id", "Provinsi menerima 55 delegasi, 5 lebih sedikit dibandingkan 60 delegasi tahun lalu."),
    ("de", "Die Provinz empfing 55 Delegationen, 5 weniger als die 60 des Vorjahres."),
    ("fr", "La province a accueilli 55 délégations, 5 de moins que les 60 de l'an dernier."),
    ("es", "La provincia recibió 55 delegaciones, 5 menos que las 60 del año pasado."),
    ("pt", "A província recebeu 55 delegações, 5 a menos que as 60 do ano passado."),
    ("it", "La provincia ha accolto 55 delegazioni, 5 in meno rispetto alle 60 dell'anno scorso."),
    ("ru", "Провинция приняла 55 делегаций, на 5 меньше, чем 60 делегаций прошлого года."),
    ("ar", "استقبلت المقاطعة 55 وفدا، أي أقل بخمسة وفود من 60 وفدا في العام الماضي."),
    ("hi", "प्रांत ने 55 प्रतिनिधिमंडलों का स्वागत किया, जो पिछले वर्ष के 60 से 5 कम है।"),
    ("ur", "صوبے نے 55 وفود کا استقبال کیا، جو گزشتہ سال کے 60 سے 5 کم ہیں۔"),
    ("bn", "প্রদেশটি ৫৫টি প্রতিনিধিদলকে স্বাগত জানিয়েছে, যা গত বছরের ৬০টির চেয়ে ৫টি কম।"),
]
_ABOVE = [
    ("en", "Exports reached 11.6 billion USD, 0.7 billion USD above the 10.9 billion USD of the same period."),
    ("vi", "Xuất khẩu đạt 11,6 tỷ USD, cao hơn 0,7 tỷ USD so với mức 10,9 tỷ USD của cùng kỳ."),
    ("zh", "出口额达116亿美元，比去年同期的109亿美元多7亿美元。"),
    ("ja", "輸出額は116億ドルで、前年同期の109億ドルを7億ドル上回った。"),
    ("ko", "수출액은 116억 달러로 지난해 같은 기간 109억 달러보다 7억 달러 늘어났다."),
    (
        "id",
        (
            "Ekspor mencapai 11,6 miliar dolar AS, lebih tinggi 0,7 miliar "
            "dolar AS dari 10,9 miliar dolar AS pada periode yang sama."
        ),
    ),
    (
        "de",
        (
            "Die Exporte erreichten 11,6 Milliarden Dollar und lagen damit "
            "0,7 Milliarden Dollar über den 10,9 Milliarden Dollar des Vorjahreszeitraums."
        ),
    ),
    (
        "fr",
        (
            "Les exportations ont atteint 11,6 milliards de dollars, supérieures de 0,7 "
            "milliard de dollars aux 10,9 milliards de dollars de la même période."
        ),
    ),
    (
        "es",
        (
            "Las exportaciones alcanzaron 11,6 millones de dólares, 0,7 millones de dólares "
            "por encima de los 10,9 millones de dólares del mismo período."
        ),
    ),
    (
        "pt",
        (
            "As exportações atingiram 11,6 mil milhões de dólares, 0,7 mil milhões "
            "de dólares acima dos 10,9 mil milhões de dólares do mesmo período."
        ),
    ),
    (
        "it",
        (
            "Le esportazioni hanno raggiunto 11,6 miliardi di dollari, 0,7 miliardi di "
            "dollari in più dei 10,9 miliardi di dollari dello stesso periodo."
        ),
    ),
    ("ru", "Экспорт достиг 11,6 млрд долларов, что на 0,7 млрд долларов выше 10,9 млрд долларов за тот же период."),
    ("ar", "بلغت الصادرات 11.6 مليار دولار، أعلى بمقدار 0.7 مليار دولار من 10.9 مليار دولار في الفترة نفسها."),
    ("hi", "निर्यात 11.6 अरब डॉलर रहा, जो पिछले वर्ष के 10.9 अरब डॉलर से 0.7 अरब डॉलर अधिक है।"),
    ("ur", "برآمدات 11.6 ارب ڈالر رہیں، جو گزشتہ سال کے 10.9 ارب ڈالر سے 0.7 ارب ڈالر زیادہ ہیں۔"),
    ("bn", "রপ্তানি ১১.৬ বিলিয়ন ডলারে পৌঁছেছে, যা গত বছরের একই সময়ের ১০.৯ বিলিয়ন ডলারের চেয়ে ০.৭ বিলিয়ন ডলার বেশি।"),
]
_FROM = [
    ("en", "The number of NGOs in the province fell from 35 to 26, a loss of 9."),
    ("zh", "省内非政府组织从35个减少到26个，减少9个。"),
    ("ja", "省内のNGOは35団体から26団体に減り、9団体の減少となった。"),
    ("ko", "도내 비정부기구는 35곳에서 26곳으로 9곳 줄었다."),
    ("th", "องค์กรพัฒนาเอกชนในจังหวัดลดลงจาก 35 องค์กร เหลือ 26 องค์กร หรือหายไป 9 องค์กร"),
    ("id", "Jumlah LSM di provinsi turun dari 35 menjadi 26, atau berkurang 9."),
    ("de", "Die Zahl der NGOs sank von 35 auf 26, also um 9."),
    ("fr", "Le nombre d'ONG est passé de 35 à 26, soit 9 de moins."),
    ("es", "El número de ONG cayó de 35 a 26, es decir, 9 menos."),
    ("pt", "O número de ONGs caiu de 35 para 26, ou seja, menos 9."),
    ("it", "Il numero delle ONG è sceso da 35 a 26, cioè 9 in meno."),
    ("ru", "Число НПО сократилось с 35 до 26, то есть на 9."),
    ("ar", "انخفض عدد المنظمات غير الحكومية من 35 إلى 26، أي بانخفاض 9 منظمات."),
    ("hi", "गैर-सरकारी संगठनों की संख्या 35 से घटकर 26 रह गई, यानी 9 की कमी।"),
    ("bn", "প্রদেশে এনজিওর সংখ্যা ৩৫ থেকে কমে ২৬ হয়েছে, অর্থাৎ ৯টি কমেছে।"),
]
_BY = [
    ("en", "The number of teams grew from 40 to 50, or by 25%."),
    ("vi", "Số đội rà phá tăng từ 40 đội lên 50 đội, tăng 25%."),
    ("zh", "排雷队由40支增至50支，增长25%。"),
    ("ja", "除去チームは昨年の40班から50班へ25%増えた。"),
    ("ko", "제거 작업반은 40개에서 50개로 25% 늘었다."),
    ("th", "ทีมเก็บกู้เพิ่มขึ้นจาก 40 ทีมเป็น 50 ทีม หรือเพิ่มขึ้นร้อยละ 25"),
    ("id", "Jumlah regu naik dari 40 menjadi 50 regu, atau naik 25%."),
    ("de", "Die Zahl der Räumteams wuchs von 40 auf 50, ein Plus von 25 Prozent."),
    ("fr", "Le nombre d'équipes est passé de 40 à 50, soit une hausse de 25 %."),
    ("es", "El número de equipos creció de 40 a 50, un 25 % más."),
    ("pt", "O número de equipas cresceu de 40 para 50, um aumento de 25%."),
    ("it", "Il numero delle squadre è salito da 40 a 50, con un aumento del 25%."),
    ("ru", "Число бригад выросло с 40 до 50, или на 25 %."),
    ("ar", "ارتفع عدد الفرق من 40 إلى 50 فرقة، بزيادة 25%."),
    ("hi", "दलों की संख्या 40 से बढ़कर 50 हो गई, यानी 25% की वृद्धि।"),
    ("ur", "ٹیموں کی تعداد 40 سے بڑھ کر 50 ہو گئی، یعنی 25 فیصد اضافہ۔"),
    ("bn", "দলের সংখ্যা ৪০ থেকে বেড়ে ৫০ হয়েছে, অর্থাৎ ২৫ শতাংশ বৃদ্ধি।"),
]
_DIFFERENCES = [*_MORE, *_FEWER, *_ABOVE, *_FROM, *_BY]
_IN_BRACKETS = [
    (
        "en",
        (
            "Aid came to 4.1 million USD (equivalent to about 96.8 billion dong), "
            "of which 2.4 million went to health and 1.7 million to education."
        ),
    ),
    (
        "vi",
        (
            "Viện trợ đạt 4,1 triệu USD (tương đương khoảng 96,8 tỷ đồng), "
            "trong đó 2,4 triệu cho y tế và 1,7 triệu cho giáo dục."
        ),
    ),
    ("zh", "援助金额410万美元（约合968亿越南盾），其中240万美元用于卫生，170万美元用于教育。"),
    ("ja", "援助額は410万ドル（約968億ドン相当）で、うち240万ドルが保健、170万ドルが教育に充てられた。"),
    ("ko", "원조액은 410만 달러(약 968억 동 상당)로 이 가운데 240만 달러는 보건, 170만 달러는 교육에 쓰였다."),
    (
        "th",
        (
            "ความช่วยเหลือ 4.1 ล้านดอลลาร์ (เทียบเท่าประมาณ 96.8 พันล้านดอง) "
            "ในจำนวนนี้ 2.4 ล้านดอลลาร์ใช้ด้านสาธารณสุข และ 1.7 ล้านดอลลาร์ด้านการศึกษา"
        ),
    ),
    (
        "id",
        (
            "Bantuan mencapai 4,1 juta dolar AS (setara sekitar 96,8 miliar dong), "
            "di antaranya 2,4 juta untuk kesehatan dan 1,7 juta untuk pendidikan."
        ),
    ),
    (
        "de",
        (
            "Die Hilfe belief sich auf 4,1 Millionen Dollar (umgerechnet rund 96,8 "
            "Milliarden Dong), davon 2,4 Millionen für Gesundheit und 1,7 Millionen für Bildung."
        ),
    ),
    (
        "fr",
        (
            "L'aide s'élève à 4,1 millions de dollars (soit environ 96,8 milliards de "
            "dongs), dont 2,4 millions pour la santé et 1,7 million pour l'éducation."
        ),
    ),
    (
        "es",
        (
            "La ayuda sumó 4,1 millones de dólares (equivalentes a unos 96.800 millones de dongs), de "
            "los cuales 2,4 millones se destinaron a la salud y 1,7 millones a la educación."
        ),
    ),
    (
        "pt",
        (
            "A ajuda somou 4,1 milhões de dólares (equivalentes a cerca de 96,8 mil milhões "
            "de dongs), dos quais 2,4 milhões para a saúde e 1,7 milhões para a educação."
        ),
    ),
    (
        "it",
        (
            "Gli aiuti ammontano a 4,1 milioni di dollari (pari a circa 96,8 miliardi "
            "di dong), di cui 2,4 milioni per la sanità e 1,7 milioni per l'istruzione."
        ),
    ),
    (
        "ru",
        (
            "Помощь составила 4,1 млн долларов (что эквивалентно примерно 96,8 млрд донгов), "
            "из которых 2,4 млн направлены на здравоохранение и 1,7 млн на образование."
        ),
    ),
    (
        "ar",
        "بلغت المساعدات 4.1 مليون دولار (أي ما يعادل نحو 96.8 مليار دونغ)، منها 2.4 مليون للصحة و1.7 مليون للتعليم.",
    ),
    (
        "hi",
        (
            "सहायता राशि 41 लाख डॉलर (लगभग 96.8 अरब डोंग के बराबर) रही, जिसमें "
            "से 24 लाख डॉलर स्वास्थ्य पर और 17 लाख डॉलर शिक्षा पर खर्च हुए।"
        ),
    ),
    (
        "ur",
        (
            "امداد 41 لاکھ ڈالر (تقریباً 96.8 ارب ڈونگ کے برابر) رہی، جس میں "
            "سے 24 لاکھ ڈالر صحت اور 17 لاکھ ڈالر تعلیم پر خرچ ہوئے۔"
        ),
    ),
    ("bn", "সহায়তার পরিমাণ ৪১ লাখ ডলার (প্রায় ৯৬.৮ বিলিয়ন ডংয়ের সমান), এর মধ্যে ২৪ লাখ ডলার স্বাস্থ্যে এবং ১৭ লাখ ডলার শিক্ষায়।"),
]
_SUMS = ("parts_sum_to_total", "arithmetic_adds_up")
_LAST_DIGIT = re.compile(r"\d(?!.*\d)")


def _holding(text: str, language: str) -> list[bool | None]:
    return [check.holds for check in parsed(text, language).checks if check.rule in _SUMS]


@pytest.mark.parametrize(("language", "text"), _DIFFERENCES)
def test_what_a_difference_makes_holds(language: str, text: str) -> None:
    assert _holding(text, language) == [True]


@pytest.mark.parametrize(("language", "text"), _DIFFERENCES)
def test_another_digit_in_a_difference_is_told(language: str, text: str) -> None:
    digit = _LAST_DIGIT.search(text)
    assert digit is not None
    other = chr(ord(digit.group()) - int(digit.group()) + (int(digit.group()) + 2) % 10)

    assert False in _holding(text[: digit.start()] + other + text[digit.end() :], language)


@pytest.mark.parametrize(("language", "text"), _IN_BRACKETS)
def test_what_is_taken_out_of_dollars_is_no_part_of_the_dong_in_brackets(language: str, text: str) -> None:
    checks = parsed(text, language).checks

    assert all(check.holds for check in checks)
    assert sum(check.rule == "conversion_is_plausible" for check in checks) == 1
    assert [c.stated for c in checks if c.rule == "subset_within_whole"] in ([], [4_100_000.0])


def test_what_is_fewer_than_an_amount_leaves_the_amount_exact() -> None:
    figures = parsed("The province hosted 55 delegations, 5 fewer than the 60 of last year.", "en").quantities

    assert [figure.qualifier for figure in figures] == ["exact", "exact", "exact"]


def test_a_qualifier_stays_one_without_an_amount_before_it() -> None:
    figures = parsed("In 2023 more than 400 delegations came; in 17 districts fewer than 60 did.", "en").quantities

    assert {f.value: f.qualifier for f in figures if f.value in (400, 60)} == {400: "over", 60: "under"}


def test_a_number_in_brackets_behind_a_name_is_no_amount() -> None:
    text = "Director Nguyen Van Binh (55) received 62 delegations, 7 more than last year."

    assert _holding(text, "en") == []


def test_more_of_something_else_is_no_difference() -> None:
    text = "The province received 62 delegations with 340 members, 7 more than last year (55)."

    assert False not in _holding(text, "en")
