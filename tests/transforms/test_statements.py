"""Who said what, of which kind; mottos; who was there."""

from __future__ import annotations

import pytest

from tests.transforms.short_texts import parsed
from transforms.rows import StatementKind


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "Director Tran Van An reported that the year was good.", "report"),
        ("en", "Director Tran Van An praised the work of the offices.", "assessment"),
        ("en", "Director Tran Van An pledged to help the enterprises.", "commitment"),
        ("en", "Director Tran Van An stressed that the offices must learn.", "directive"),
        ("de", "Direktor Tran Van An berichtete, das Jahr sei gut gewesen.", "report"),
        ("de", "Direktor Tran Van An lobte die Arbeit der Büros.", "assessment"),
        ("de", "Direktor Tran Van An versprach, den Firmen zu helfen.", "commitment"),
        ("de", "Direktor Tran Van An forderte mehr Mühe.", "directive"),
        ("vi", "Giám đốc Trần Văn An cho biết năm qua rất tốt.", "report"),
        ("vi", "Giám đốc Trần Văn An biểu dương các sở.", "assessment"),
        ("vi", "Giám đốc Trần Văn An cam kết giúp doanh nghiệp.", "commitment"),
        ("vi", "Giám đốc Trần Văn An nhấn mạnh việc học hỏi.", "directive"),
        ("hi", "निदेशक त्रान वान आन ने बताया कि वर्ष अच्छा रहा।", "report"),
        ("hi", "निदेशक त्रान वान आन ने काम की सराहना की।", "assessment"),
    ],
)
def test_the_verb_tells_the_kind_of_a_statement(language: str, text: str, kind: StatementKind) -> None:
    assert [row.kind for row in parsed(text, language).statements] == [kind]


def test_a_statement_has_the_person_who_made_it() -> None:
    (row,) = parsed("Director Tran Van An praised the work.").statements

    assert row.person_id == "p-tran-van-an"


def test_a_statement_quotes_its_sentence() -> None:
    text = "It rained. Director Tran Van An praised the work. It stopped."
    (row,) = parsed(text).statements

    assert (row.quote, text[row.start : row.end]) == ("Director Tran Van An praised the work.",) * 2


def test_a_title_alone_speaks_for_the_person_who_bore_it_before() -> None:
    text = "Deputy Minister Le Thanh Van came late.\nThe Deputy Minister praised the work."

    assert [(row.person_id, row.kind) for row in parsed(text).statements] == [("p-le-thanh-van", "assessment")]


def test_a_pronoun_in_the_same_paragraph_speaks_for_the_last_speaker() -> None:
    text = "Director Tran Van An said the year was good. He stressed that more must be done."

    assert [row.person_id for row in parsed(text).statements] == ["p-tran-van-an", "p-tran-van-an"]


def test_a_pronoun_in_another_paragraph_speaks_for_nobody() -> None:
    text = "Director Tran Van An said the year was good.\nHe stressed that more must be done."

    assert len(parsed(text).statements) == 1


def test_a_title_that_nobody_bore_speaks_for_nobody() -> None:
    assert parsed("The Deputy Minister praised the work.").statements == ()


def test_a_sentence_without_a_verb_of_saying_is_no_statement() -> None:
    assert parsed("Director Tran Van An lives in Da Nang.").statements == ()


@pytest.mark.parametrize(
    ("language", "text", "motto"),
    [
        ("en", 'The motto of the year is "Every road leads to a friend".', "Every road leads to a friend"),
        ("en", "The motto of the year is “Every road leads to a friend”.", "Every road leads to a friend"),
        ("de", "Das Motto lautet „Jeder Weg führt zu einem Freund“.", "Jeder Weg führt zu einem Freund"),
        ("vi", 'Phong trào có chủ đề "Mọi con đường đều dẫn tới bạn bè".', "Mọi con đường đều dẫn tới bạn bè"),
        ("fr", "Le slogan est «Chaque route mène à un ami».", "Chaque route mène à un ami"),
        ("fr", "Le slogan est « Chaque route mène à un ami ».", "Chaque route mène à un ami"),
    ],
)
def test_a_motto_is_quoted_without_its_marks_and_has_no_speaker(language: str, text: str, motto: str) -> None:
    assert [(r.kind, r.quote, r.person_id) for r in parsed(text, language).statements] == [("motto", motto, None)]


def test_a_quotation_without_a_word_for_motto_is_none() -> None:
    assert parsed('They sang "Every road leads to a friend" together.').statements == ()


def test_who_attends_an_event_is_booked_with_the_role_given_there() -> None:
    text = "The conference was attended by Deputy Minister Le Thanh Van; Tran Quoc Bao, Vice Chairman of Da Nang."

    assert [(row.person_id, row.role) for row in parsed(text).attendances] == [
        ("p-le-thanh-van", "Deputy Minister"),
        ("p-tran-quoc-bao", "Vice Chairman of Da Nang"),
    ]


def test_who_attends_is_booked_as_the_text_writes_the_name() -> None:
    text = "Dự hội nghị có Thứ trưởng Lê Thanh Vân."
    (row,) = parsed(text, "vi").attendances

    assert (row.name_as_written, text[row.start : row.end]) == ("Lê Thanh Vân", "Lê Thanh Vân")


def test_a_person_attends_once_however_often_named() -> None:
    text = "Director Tran Van An attended the conference. At the conference Director Tran Van An spoke."

    assert len(parsed(text).attendances) == 1
