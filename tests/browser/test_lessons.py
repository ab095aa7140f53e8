"""The library of lessons and the list of actions answer to filters, and keep them in their address."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_lessons_are_narrowed_and_empty_phases_go(internal: str, visit: Visit) -> None:
    page = visit(internal + "lessons/")
    pieces = page.locator("[data-piece]:visible")
    total = pieces.count()

    page.get_by_role("button", name="Shortcuts").click()
    shortcuts = pieces.count()
    page.get_by_label("Phase").select_option("operation")

    assert total > shortcuts > pieces.count() > 0
    assert page.locator("[data-pieces]:visible h2").all_inner_texts() == ["Operation"]
    assert page.url.endswith("?type=shortcut&phase=operation")
    expect(page.locator("[data-count]")).to_have_text(f"{pieces.count()} of {total} lessons")


def test_a_shared_address_shows_the_same_lessons_again(internal: str, visit: Visit) -> None:
    page = visit(internal + "lessons/?domain=boarding&type=obstacle")
    titles = page.locator("[data-piece]:visible h3").all_inner_texts()
    assert "What is tested indoors is not tested" in titles
    page.get_by_role("button", name="Show all").click()
    assert page.locator("[data-piece]:visible").count() > len(titles)


def test_a_lesson_is_found_by_its_anchor(internal: str, visit: Visit) -> None:
    page = visit(internal + "lessons/#lesson-step-free-map-review/drawings-are-dry")
    expect(page.locator("[id='lesson-step-free-map-review/drawings-are-dry']")).to_be_in_viewport()


def test_actions_are_narrowed_and_sorted(internal: str, visit: Visit) -> None:
    page = visit(internal + "actions/")
    rows = page.locator("tbody tr:visible")

    page.get_by_role("button", name="Overdue").click()
    overdue = rows.count()
    page.get_by_role("button", name="Age").click()

    assert overdue == int(page.locator(".mp-stats dd").nth(1).inner_text())
    assert rows.locator("td:nth-child(3) .mp-late").count() == overdue
    ages = [int(row.get_attribute("data-v") or 0) for row in rows.locator("td:nth-child(4)").all()]
    assert ages == sorted(ages)
    expect(page.locator("[data-count]")).to_contain_text("actions")
