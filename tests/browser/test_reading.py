"""The reading view: the text as printed, what is known of it, and notes on it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.notices import FERRY

#: the words of the paper as a reader sees them, a line each
PAPER_LINES = "lines => lines.map(line => line.textContent)"
#: where words stand on the screen: the middle of their first and last characters
PLACE = """words => {
  const texts = document.createTreeWalker(document.querySelector('.paper'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode, at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({block: 'center', behavior: 'instant'});
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const boxes = [...range.getClientRects()], first = boxes[0], last = boxes.at(-1);
    const middle = box => box.top + box.height / 2;
    return [first.left + 1, middle(first), last.right - 1, middle(last)];
  }
}"""


@pytest.fixture
def ferry(page, ids):
    page.goto(f"/documents/{ids['ferry.txt']}")
    page.locator(".paper").wait_for()
    return page


def select(page, words):
    left, top, right, bottom = page.evaluate(PLACE, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()


def noted(page):
    return "".join(page.locator(".paper [data-note]").all_inner_texts())


def write_note(page, words, note):
    select(page, words)
    page.get_by_role("toolbar", name="所选文字").get_by_role("button", name="批注").click()
    page.get_by_label("批注", exact=True).fill(note)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".ant-drawer-open")).to_have_count(0)


def test_the_text_is_the_notice_line_by_line(ferry):
    lines = ferry.locator(".paper .line").evaluate_all(PAPER_LINES)
    assert [line.strip() for line in lines] == [line for line in FERRY.split("\n") if line]


def test_simplified_is_shown_at_the_same_places(ferry):
    ferry.get_by_role("radio", name="简体").check()
    expect(ferry.locator(".paper")).to_contain_text("滨川市渡口码头规范管理办法")
    starts = ferry.locator(".paper .line").evaluate_all("lines => lines.map(l => l.dataset.start)")
    ferry.get_by_role("radio", name="原文").check()
    expect(ferry.locator(".paper")).to_contain_text("濱川市渡口碼頭規範管理辦法")
    again = ferry.locator(".paper .line").evaluate_all("lines => lines.map(l => l.dataset.start)")
    assert starts == again


def test_a_fact_leads_to_its_evidence(ferry):
    panel = ferry.get_by_role("tabpanel")
    panel.get_by_role("button", name="2020年5月1日", exact=True).click()
    expect(ferry.locator(".on-focus").first).to_be_in_viewport()
    assert "2020年5月1日" in "".join(ferry.locator(".on-focus").all_inner_texts())


def test_what_was_searched_for_is_marked(page, ids):
    page.goto("/search?q=救生衣")
    page.locator(".passages a").first.click()
    expect(page.locator(".paper mark")).to_have_text("救生衣")
    expect(page.locator(".paper .on-focus")).to_have_text("救生衣")
    assert f"/documents/{ids['ferry.txt']}" in page.url


def test_a_place_far_down_is_gone_to_and_the_outline_follows(page):
    page.goto("/search?q=第十八号泵站")
    page.locator(".passages a").click()
    expect(page.locator(".on-focus")).to_have_text("第十八号泵站")
    expect(page.locator(".on-focus")).to_be_in_viewport()
    reached = page.locator(".outline [aria-current]")
    expect(reached).to_contain_text(re.compile("第十[四五六七八]条"))
    expect(reached).to_be_in_viewport()


def test_a_relation_names_what_is_not_held(page, ids):
    page.goto(f"/documents/{ids['lights.txt']}")
    page.get_by_role("tab", name="关系").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("滨府办〔2015〕9号")
    expect(page.get_by_role("tabpanel")).to_contain_text("库里没有收录")


def test_the_outline_goes_to_its_headings(ferry):
    ferry.get_by_role("navigation", name="目录").get_by_role("button", name="第四條").click()
    expect(ferry.locator(".line-article", has_text="第四條")).to_be_in_viewport()


def test_a_note_is_at_the_same_characters_after_a_reload(ferry):
    words = "水沿岸渡口碼頭的管理"  # 𠀀 stands just before
    write_note(ferry, words, "与水务局核对岸线范围。")
    expect(ferry.locator(".paper [data-note]")).to_have_text(words)
    ferry.reload()
    expect(ferry.locator(".paper [data-note]")).to_have_text(words)
    ferry.locator(".paper [data-note]").click()
    card = ferry.get_by_role("tabpanel").locator(".note")
    expect(card).to_contain_text("与水务局核对岸线范围。")

    card.get_by_role("button", name="修改").click()
    ferry.get_by_label("批注", exact=True).fill("已与水务局核对。")
    ferry.get_by_role("button", name="保存").click()
    expect(card).to_contain_text("已与水务局核对。")
    assert noted(ferry) == words

    card.get_by_role("button", name="删除").click()
    card.get_by_role("button", name="确定删除").click()
    expect(ferry.locator(".paper [data-note]")).to_have_count(0)


def test_a_note_made_in_simplified_is_on_the_original(ferry):
    ferry.get_by_role("radio", name="简体").check()
    write_note(ferry, "渡船应当按照核定人数载客", "含儿童。")
    ferry.reload()
    expect(ferry.locator(".paper [data-note]")).to_have_text("渡船應當按照核定人數載客")


def test_a_document_that_is_not_there_is_explained(context):
    page = context.new_page()  # the browser itself logs the answer's status as an error
    page.goto("/documents/nowhere")
    expect(page.get_by_role("alert")).to_contain_text("404")


def test_a_citation_leads_to_the_provision_it_names(page, ids):
    page.goto(f"/documents/{ids['lights.txt']}")
    page.get_by_role("tab", name="关系").click()
    page.get_by_role("tabpanel").get_by_role("link", name="第三条").click()
    cited = page.locator(".paper .on-focus")
    expect(cited).to_have_text(["第三條", "渡口應當在顯著位置公示開航時間。"])
    expect(cited.first).to_be_in_viewport()


def test_a_cited_provision_that_is_not_there_is_said_to_be_missing(context, ids):
    page = context.new_page()  # the browser itself complains of the answer 404
    page.goto(f"/documents/{ids['ferry.txt']}?provision=第九条")
    expect(page.locator(".notices")).to_contain_text("没有“第九条”，最接近的是附件1/第四条")


def test_the_text_leads_to_its_own_provisions(page, ids):
    page.goto(f"/documents/{ids['pumps.txt']}")
    page.locator(".paper").get_by_role("link", name="本办法第二条").click()
    cited = page.locator(".paper .on-focus")
    expect(cited.first).to_have_text("第二条")
    expect(cited.first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".paper .on-focus")).to_have_count(0)


def test_what_a_person_enters_is_listed_and_undone(page, ids):
    page.goto(f"/documents/{ids['ferry.txt']}")
    part = page.get_by_role("region", name="人工填写")
    part.get_by_text("填写一项").click()
    part.get_by_label("项目").select_option("kind")
    part.get_by_label("值").fill("函")
    part.get_by_label("为什么").fill("核对过原件")
    part.get_by_role("button", name="填写", exact=True).click()
    expect(part.get_by_role("listitem")).to_contain_text("核对过原件")
    fact = page.locator(".fact", has=page.get_by_text("文种", exact=True))
    expect(fact).to_contain_text("函")
    part.get_by_role("button", name="撤回", exact=True).click()
    part.get_by_label("为什么撤回").fill("填错了")
    part.get_by_role("button", name="确认撤回").click()
    expect(part.get_by_role("listitem")).to_have_count(2)
    expect(part).to_contain_text("已撤回")
    expect(page.locator(".fact", has_text="由人填写")).to_have_count(0)
