"""The first page and the list of results, in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook


def titles(page):
    return page.locator(".hit h2").all_inner_texts()


def marked(page):
    return set(page.locator(".hits mark").all_inner_texts())


def test_the_first_page_searches(page):
    page.goto("/")
    expect(page.get_by_text("收录 4 份")).to_be_visible()
    box = page.get_by_role("combobox", name="检索法规")
    box.fill("救生衣")
    box.press("Enter")
    expect(page.locator(".results-count")).to_have_text("共 1 份")
    assert marked(page) == {"救生衣"}


@pytest.mark.parametrize("query", ["规范", "規範"])
def test_either_script_finds_both_and_marks_each_in_its_own(page, query):
    page.goto(f"/search?q={query}")
    expect(page.locator(".hit")).to_have_count(2)
    assert marked(page) == {"规范", "規範"}
    expect(page.get_by_text("这样理解：")).to_be_visible()


@pytest.mark.parametrize("number", ["濱府[2020]912號", "滨府（2020）912号"])
def test_a_number_in_any_spelling_finds_its_document(page, number):
    page.goto(f"/search?q={number}")
    expect(page.locator(".hit h2").first).to_contain_text("渡口碼頭規範管理辦法")


def test_a_facet_narrows_and_its_chip_widens(page):
    page.goto("/search")
    expect(page.locator(".results-count")).to_have_text("共 4 份")
    page.get_by_role("checkbox", name="2023 年").check()
    expect(page.locator(".hit")).to_have_count(1)
    assert "year=2023" in page.url
    page.get_by_role("button", name="去掉条件 年份：2023 年").click()
    expect(page.locator(".hit")).to_have_count(4)


def test_a_place_is_typed_and_its_sense_chosen_by_the_keyboard(page):
    page.goto("/search")
    field = page.get_by_role("combobox", name="省、市、县的名称")
    field.fill("广东省广州市")
    field.press("Enter")
    chip = page.get_by_role("button", name="去掉条件 适用地区（含上级）：广东省广州市")
    expect(chip).to_be_visible()
    excel = page.get_by_role("link", name="导出为 Excel")
    expect(page.locator(".results-count")).not_to_have_text("共 4 份")
    page.get_by_role("radio", name="适用地区（含上级）").press("ArrowDown")
    page.wait_for_url("**/search?within=*")
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    page.get_by_role("button", name="去掉条件 地区（含下辖）：广东省广州市").click()
    expect(page.locator(".hit")).to_have_count(4)
    field.fill("全国")
    page.get_by_role("button", name="确定").click()
    expect(excel).to_have_attribute("href", re.compile("within=%E5%85%A8%E5%9B%BD"))
    page.reload()
    expect(field).to_have_value("全国")
    expect(page.get_by_role("radio", name="地区（含下辖）")).to_be_checked()


def test_a_place_is_chosen_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/search")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("combobox", name="省、市、县的名称").fill("全国")
    page.get_by_role("radio", name="地区（含下辖）").check()  # once the drawer has come to rest
    page.get_by_role("button", name="确定").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="筛选（1）")).to_be_visible()
    expect(page.locator(".hit")).to_have_count(4)


@pytest.mark.parametrize(("place", "why"), [("朝阳区", "不止一个"), ("没有此地", "没有叫")])
def test_a_place_that_is_none_or_several_is_explained(context, place, why):
    page = context.new_page()  # the browser itself logs the answer's status as an error
    page.goto(f"/search?within={place}")
    expect(page.get_by_role("alert")).to_contain_text("地区（含下辖）：")
    expect(page.get_by_role("alert")).to_contain_text(why)


def test_the_status_is_that_of_the_chosen_day(page):
    page.goto("/search?q=渡船&as_of=2024-01-01")
    expect(page.locator(".hit .status")).to_contain_text("现行有效")
    page.goto("/search?q=渡船&as_of=2025-06-01")
    expect(page.locator(".hit .status")).to_contain_text("失效")


def test_by_provision_lists_articles_with_their_address(page):
    page.goto("/search?q=救生衣")
    page.get_by_role("radio", name="按条款").check()
    expect(page.locator(".hit-provision")).to_have_text("附件1 第二条")
    expect(page.locator(".results-count")).to_have_text("共 1 条")


def test_an_empty_answer_offers_a_way_on(page):
    page.goto("/search?q=救生衣 街灯")
    expect(page.get_by_role("heading", name="没有找到")).to_be_visible()
    page.get_by_role("button", name="改为含有任一字词").click()
    expect(page.locator(".hit")).to_have_count(2)


def test_slash_goes_to_the_query_box(page):
    page.goto("/expiring")
    page.get_by_role("heading", name="即将到期").wait_for()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="检索法规")).to_be_focused()


def test_a_bad_day_is_explained(context):
    page = context.new_page()  # the browser itself logs the answer's status as an error
    page.goto("/search?q=渡船&as_of=2024-02-31")
    expect(page.get_by_role("alert")).to_contain_text("参数不对")
    expect(page.get_by_role("alert")).to_contain_text("以哪一天为准")


def test_an_empty_answer_says_what_was_looked_through_and_what_would_help(page):
    page.goto("/search?q=救生衣 没有这些字")
    expect(page.get_by_text("已逐字查过 4 份文件")).to_be_visible()
    page.get_by_role("button", name="去掉“没有这些字”").click()
    expect(page.locator(".results-count")).to_have_text("共 1 份")


def test_the_help_page_is_a_step_from_the_box_and_its_examples_can_be_tried(page):
    page.goto("/")
    page.get_by_role("link", name="语法", exact=True).click()
    expect(page.get_by_role("heading", name="检索语法")).to_be_visible()
    page.get_by_role("link", name="同句(罚款 吊销)").click()
    expect(page.get_by_text("这样理解：同一句里（同时含有“罚款”、“吊销”）")).to_be_visible()


def test_the_list_is_saved_as_a_workbook_with_its_conditions(page):
    page.goto("/search?q=规范&year=2023")
    expect(page.locator(".hit")).to_have_count(1)
    with page.expect_download() as saving:
        page.get_by_role("link", name="导出为 Excel").click()
    assert saving.value.suggested_filename.startswith("检索结果-")
    sheet = CalamineWorkbook.from_path(saving.value.path()).get_sheet_by_name("检索结果")
    assert [row[0] for row in sheet.to_python()[1:]] == titles(page)


def test_what_may_be_meant_is_offered_and_taken_by_the_keyboard(page):
    page.goto("/")
    box = page.get_by_role("combobox", name="检索法规")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("濱府[2020")
    option = page.get_by_role("option", name="滨府〔2020〕912号")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    box.press("Enter")
    expect(page.locator(".hit h2").first).to_contain_text("渡口碼頭規範管理辦法")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_escape_leaves_what_was_typed(page):
    page.goto("/")
    box = page.get_by_role("combobox", name="检索法规")
    box.press_sequentially("渡口")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("渡口")
    box.press("Enter")
    page.wait_for_url("**/search?q=%E6%B8%A1%E5%8F%A3")


def test_a_suggestion_is_taken_by_touch(page):
    page.goto("/search")
    box = page.get_by_role("combobox", name="检索法规")
    box.press_sequentially("码头")
    page.get_by_role("option").filter(has_text="渡口碼頭規範管理辦法").first.click()
    expect(page.locator(".hit h2").first).to_contain_text("渡口碼頭規範管理辦法")
    expect(box).to_have_value(re.compile("渡口碼頭規範管理辦法"))


def test_a_typing_error_is_put_right_by_a_click(page):
    page.goto("/search?q=渡口马头规范")
    page.get_by_role("button", name="渡口码头规范").click()
    expect(page.locator(".hit h2").first).to_contain_text("渡口碼頭規範管理辦法")
