"""The contract's identity: what is the same document, a revision, a copy, a document of its own."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.documents.document_lists import count_totals
from corpus.documents.load_document import load_document, load_text
from corpus.model.document_identity import SAME_NUMBER, SPUN_COPY
from corpus.model.text_similarity import Difference
from corpus.store.database import open_database, read_session
from tests.corpus.stocked import PAVILIONS, put, reading
from tests.stores import home_at

TODAY = date(2026, 1, 1)
TRADITIONAL = replace(
    PAVILIONS,
    title="甲市書亭管理辦法",
    text=PAVILIONS.text.replace("书亭", "書亭").replace("办法", "辦法"),
    issuers=("甲市人民政府",),
)


def look(database, id_):
    with read_session(database) as session:
        return load_document(session, id_, TODAY)


def count(database):
    with read_session(database) as session:
        return count_totals(session).documents


def changed(read, old="各区设置", new="各区、各街道设置"):
    text = read.text.replace(old, new)
    assert text != read.text
    return replace(read, text=text, simplified=text)


def test_taken_then_unchanged(database):
    first = put(database, PAVILIONS, "/a/1.html")
    again = put(database, PAVILIONS, "/a/1.html")
    assert (first.outcome, again.outcome) == ("taken", "unchanged")
    assert first.document_id == again.document_id
    assert count(database) == 1


def test_another_page_around_the_same_text_is_unchanged_with_new_facts(database):
    first = put(database, PAVILIONS, "/a/1.html", "<html>2024")
    later = replace(PAVILIONS, kind="办法")
    assert put(database, later, "/a/1.html", "<html>2025").outcome == "unchanged"
    assert look(database, first.document_id).kind == "办法"
    assert look(database, first.document_id).revision == 1


def test_changed_text_at_its_path_is_a_revision(database):
    first = put(database, PAVILIONS, "/a/1.html")
    second = put(database, changed(PAVILIONS), "/a/1.html")
    assert (second.outcome, second.document_id) == ("revised", first.document_id)
    with read_session(database) as session:
        assert load_text(session, first.document_id).number == 2
        assert load_text(session, first.document_id, 1).text == PAVILIONS.text
        assert load_text(session, first.document_id, 3) is None


URL = "https://www.jia.gov.cn/zw/1.html"


def test_changed_text_at_the_url_it_was_fetched_from_is_a_revision(database):
    first = put(database, PAVILIONS, URL)
    second = put(database, changed(PAVILIONS), URL)
    assert (second.outcome, second.document_id) == ("revised", first.document_id)


@pytest.mark.parametrize("place", ["/strange/1.html", "upload:OA-1", "https://evil.example/1.html"])
@pytest.mark.parametrize("own", ["/official/1.html", URL])
@pytest.mark.parametrize("kind", ["other", "mirror", "issuer"])
def test_a_page_that_states_the_url_of_another_never_changes_it(database, place, own, kind):
    first = put(database, replace(PAVILIONS, stated_url=URL, source_kind="issuer"), own)
    claim = replace(changed(PAVILIONS), stated_url=URL, source_kind=kind)
    second = put(database, claim, place)
    known = look(database, first.document_id)
    assert second.outcome == "taken"
    assert second.document_id != first.document_id
    assert (known.revision, known.title, known.source_kind) == (1, PAVILIONS.title, "issuer")
    assert SAME_NUMBER in known.flags
    assert known.same_number[0].differences


def test_what_is_fetched_from_an_official_url_is_the_text_of_the_page_that_states_it(database):
    first = put(database, replace(PAVILIONS, stated_url=URL), "/handed/1.html")
    second = put(database, replace(changed(PAVILIONS), source_kind="issuer"), URL)
    assert (second.outcome, second.document_id) == ("revised", first.document_id)
    third = put(database, replace(changed(PAVILIONS), stated_url=URL), "/handed/1.html")
    assert third.outcome == "unchanged"


def test_a_stated_kind_of_source_takes_no_text_over(database):
    fetched = put(database, PAVILIONS, "https://lib.example.cn/1.html")
    claim = replace(PAVILIONS, title="甲市书亭管理办法", source_kind="gazette", stated_url=URL)
    copy = put(database, claim, "/handed/1.html", "<html>")
    assert (copy.outcome, copy.document_id) == ("copy", fetched.document_id)
    assert look(database, fetched.document_id).source_kind == "other"


def test_a_changed_copy_is_no_revision_of_the_document(database):
    first = put(database, PAVILIONS, "/a/1.html")
    assert put(database, PAVILIONS, "/b/1.html").outcome == "copy"
    second = put(database, changed(PAVILIONS), "/b/1.html")
    assert second.outcome == "taken"
    assert look(database, first.document_id).revision == 1


def test_it_is_told_whence_a_url_is_known_and_who_handed_over(database):
    known = look(database, put(database, replace(PAVILIONS, stated_url=URL), "/a/1").document_id)
    assert [(one.url, one.url_basis) for one in known.sources] == [(URL, "stated")]
    known = look(database, put(database, changed(PAVILIONS), URL).document_id)
    assert [(one.url, one.url_basis) for one in known.sources] == [(URL, "fetched")]
    pushed = replace(changed(PAVILIONS), text="乙", simplified="乙")
    known = look(database, put(database, pushed, f"upload:{URL}").document_id)
    assert [(one.url, one.url_basis) for one in known.sources] == [(URL, "declared")]


def test_an_address_that_all_pages_of_a_site_state_joins_nothing(database):
    url = "https://www.jia.example.cn/list.html"
    put(database, replace(PAVILIONS, stated_url=url), "/a/1.html")
    other = reading("甲市书摊管理办法", "第一条 书摊。", number="甲府〔2019〕13号", stated_url=url)
    assert put(database, other, "/a/2.html").outcome == "taken"
    front = replace(other, stated_url="https://www.jia.example.cn/")
    assert put(database, front, "/a/2.html").outcome == "unchanged"


@pytest.mark.parametrize(
    "other",
    [
        PAVILIONS,
        TRADITIONAL,
        replace(PAVILIONS, text=PAVILIONS.text.replace("\n", "\n\n") + "\n（此件公开发布）"),
        replace(PAVILIONS, numbers=(), printed_numbers=()),
        replace(PAVILIONS, issuers=()),
    ],
    ids=["same", "script", "layout", "number not printed", "issuer not printed"],
)
def test_the_same_text_elsewhere_is_a_copy(database, other):
    if other.text != PAVILIONS.text and other is not TRADITIONAL:
        other = replace(other, simplified=other.text)
    first = put(database, PAVILIONS, "/a/1.html")
    copy = put(database, replace(other, source_kind="mirror"), "/b/1.html")
    assert (copy.outcome, copy.document_id) == ("copy", first.document_id)
    document = look(database, first.document_id)
    assert [place.path for place in document.sources] == ["/a/1.html"]
    assert [(place.path, place.source_kind) for place in document.copies] == [
        ("/b/1.html", "mirror")
    ]
    assert count(database) == 1


def test_the_better_source_gives_text_and_facts(database):
    mirror = replace(TRADITIONAL, source_kind="mirror")
    first = put(database, mirror, "/mirror/1.html")
    official = put(database, replace(PAVILIONS, source_kind="issuer"), "/official/1.html")
    assert (official.outcome, official.document_id) == ("copy", first.document_id)
    document = look(database, first.document_id)
    assert (document.title, document.source_kind) == (PAVILIONS.title, "issuer")
    assert document.revision == 2
    assert [place.path for place in document.sources] == ["/official/1.html"]
    assert [place.path for place in document.copies] == ["/mirror/1.html"]


def promulgated(*day):
    return replace(PAVILIONS.dates, promulgated=date(*day))


def test_word_spun_text_under_the_same_number_is_told_apart_and_flagged(database):
    first = put(database, PAVILIONS, "/a/1.html")
    spun = put(database, changed(PAVILIONS, "设置", "安放"), "/b/1.html")
    assert spun.outcome == "taken"
    assert spun.document_id != first.document_id
    for id_ in (first.document_id, spun.document_id):
        assert look(database, id_).flags == (SPUN_COPY,)
    [other] = look(database, spun.document_id).same_number
    assert (other.document.id, other.alike > 0.8) == (first.document_id, True)
    assert Difference("安放", "设置") in other.differences


def test_of_a_spun_mirror_and_the_official_text_the_mirror_is_flagged(database):
    official = put(database, replace(PAVILIONS, source_kind="issuer"), "/a/1.html")
    mirror = replace(changed(PAVILIONS, "设置", "安放"), source_kind="mirror")
    spun = put(database, mirror, "/b/1.html")
    assert look(database, official.document_id).flags == ()
    assert look(database, spun.document_id).flags == (SPUN_COPY,)


def test_an_amended_text_with_the_number_of_the_first_one_is_not_spun(database):
    put(database, replace(PAVILIONS, dates=promulgated(2019, 3, 2)), "/a/1.html")
    amended = replace(changed(PAVILIONS, "设置", "安放"), dates=promulgated(2023, 7, 20))
    second = put(database, amended, "/b/1.html")
    assert look(database, second.document_id).flags == (SAME_NUMBER,)


def test_a_text_with_the_day_of_the_official_one_may_be_spun(database):
    put(database, replace(PAVILIONS, dates=promulgated(2019, 3, 2)), "/a/1.html")
    spun = replace(changed(PAVILIONS, "设置", "安放"), dates=promulgated(2019, 3, 2))
    second = put(database, spun, "/b/1.html")
    assert look(database, second.document_id).flags == (SPUN_COPY,)


def test_brackets_and_widths_alone_are_not_spun(database):
    paragraph = f"（一）亭子{'样例' * 1200}（{{}}）１２３"
    texts = [f"{PAVILIONS.text}\n{paragraph.format(year)}" for year in ("2031年", "2031年")]
    texts[1] = texts[1].replace("（", "(").replace("）", ")").replace("１２３", "123")
    put(database, replace(PAVILIONS, text=texts[0], simplified=texts[0]), "/a/1.html")
    second = put(database, replace(PAVILIONS, text=texts[1], simplified=texts[1]), "/b/1.html")
    assert SPUN_COPY not in look(database, second.document_id).flags


def test_a_part_of_the_text_is_not_spun(database):
    put(database, PAVILIONS, "/a/1.html")
    text = PAVILIONS.text.rpartition("\n")[0]
    part = put(database, replace(PAVILIONS, text=text, simplified=text), "/b/1.html")
    assert look(database, part.document_id).flags == (SAME_NUMBER,)


def test_same_title_alone_are_versions(database):
    old = put(database, reading("甲市书摊条例", "第一条 旧。", signed=date(2010, 1, 1)), "/a/1")
    new = put(database, reading("甲市书摊条例", "第一条 新。", signed=date(2020, 1, 1)), "/a/2")
    assert new.outcome == "taken"
    assert [one.id for one in look(database, old.document_id).versions] == [new.document_id]
    assert look(database, new.document_id).flags == ()


def test_an_order_number_used_again_is_no_suspect(database):
    first = reading("甲市书亭规定", "一", number="甲市人民政府令第5号", signed=date(2001, 1, 1))
    again = reading("甲市书摊规定", "二", number="甲市人民政府令第5号", signed=date(2009, 1, 1))
    put(database, first, "/a/1")
    assert look(database, put(database, again, "/a/2").document_id).flags == ()


def test_equal_texts_of_other_numbers_are_two_documents(database):
    put(database, PAVILIONS, "/a/1")
    other = replace(PAVILIONS, numbers=("乙府〔2019〕12号",), issuers=("乙市人民政府",))
    second = put(database, other, "/a/2")
    third = put(database, replace(other, numbers=("丙府〔2019〕12号",)), "/a/3")
    assert [second.outcome, third.outcome] == ["taken", "taken"]
    assert count(database) == 3


def test_a_mirror_that_changes_its_copy_does_not_change_the_document(database):
    first = put(database, replace(PAVILIONS, source_kind="issuer"), "/official/1")
    mirror = replace(PAVILIONS, source_kind="mirror")
    put(database, mirror, "/mirror/1")
    spun = put(database, changed(mirror, "设置", "安放"), "/mirror/1")
    assert spun.outcome == "taken"
    assert look(database, first.document_id).copies == ()
    back = put(database, mirror, "/mirror/1")
    assert back.document_id == spun.document_id  # its own place, its own revisions


def test_a_copy_that_follows_its_document_stays_a_copy(database):
    for path in ("/a/1", "/a/2"):
        put(database, PAVILIONS, path)
    outcomes = [put(database, changed(PAVILIONS), path).outcome for path in ("/a/1", "/a/2")]
    assert outcomes == ["revised", "unchanged"]
    assert count(database) == 1


def test_an_older_text_at_the_place_of_a_copy_stays_a_copy(database):
    first = put(database, PAVILIONS, "/a/1")
    put(database, PAVILIONS, "/a/2")
    put(database, changed(PAVILIONS), "/a/1")
    assert put(database, PAVILIONS, "/a/2", "other bytes").outcome == "unchanged"
    assert look(database, first.document_id).revision == 2


def test_ids_are_the_same_in_every_store(database, tmp_path):
    other = open_database(home_at(tmp_path / "other"))
    assert put(database, PAVILIONS, "/a/1") == put(other, PAVILIONS, "/elsewhere/7")
    other.dispose()
