"""What ends soon."""

from playwright.sync_api import expect


def test_soonest_first_with_days_left_and_evidence(page):
    page.goto("/expiring?within=12m&as_of=2025-04-01")
    expect(page.locator(".month h2")).to_contain_text(["2025年4月", "2025年12月"])
    first = page.locator(".ending").first
    expect(first.locator(".ending-days")).to_contain_text("29 天")
    expect(first.locator(".ending-evidence")).to_contain_text("有效期五年")


def test_a_plan_says_that_its_period_is_not_its_end(page):
    page.goto("/expiring?within=1m&as_of=2025-12-01")
    expect(page.locator(".ending-caution")).to_contain_text("规划期届满不等于失效")


def test_the_span_can_be_changed(page):
    page.goto("/expiring?within=1m&as_of=2025-04-01")
    expect(page.locator(".ending")).to_have_count(1)
    page.get_by_role("radio", name="12 个月").check()
    expect(page.locator(".ending")).to_have_count(2)
    assert "within=12m" in page.url


def test_evidence_leads_into_the_text(page, ids):
    page.goto("/expiring?within=1m&as_of=2026-05-15")
    page.locator(".ending-evidence a").click()
    expect(page.locator(".paper .on-focus").first).to_be_in_viewport()
    assert ids["lights.txt"] in page.url
