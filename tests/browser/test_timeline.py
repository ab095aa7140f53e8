"""What a reader can do with the timeline: zoom, regroup, filter, point, tap, and walk it by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]
PHONE = {"width": 390, "height": 844, "has_touch": True}

# Where everything was put, as the page says it.
DRAWN = """() => Object.fromEntries([...document.querySelectorAll(".mp-bar, .mp-sign, .mp-lane, .mp-dep")].map((one, n) => [
  one.id || n,
  [...[...one.style].filter(name => name.startsWith("--")).map(name => name + one.style.getPropertyValue(name)), ...[...one.attributes].map(it => it.name).filter(name => /flip|bare/.test(name)).sort()],
]))"""
ROWS = """() => Object.fromEntries([...document.querySelectorAll(".mp-lane")].map(lane => [
  lane.dataset.key,
  [...lane.querySelectorAll(".mp-bar:not([hidden])")].map(bar => [bar.dataset.id, bar.style.getPropertyValue("--row")]),
]))"""
# Pairs of bars whose boxes, bar and label together, share a place.
CLASHES = """() => [...document.querySelectorAll(".mp-lane, .mp-signs")].flatMap(lane => {
  const box = one => [one, ...one.querySelectorAll("a, .mp-bar__label, .mp-sign__label")].map(it => it.getBoundingClientRect()).filter(it => it.width);
  const bare = matchMedia("print").matches ? "[data-paper-bare]" : "[data-bare]";
  const all = [...lane.querySelectorAll(`.mp-bar, .mp-sign:not(${bare})`)].filter(one => one.offsetWidth).map(one => {
    const boxes = box(one);
    return { name: one.textContent.trim().slice(0, 40), left: Math.min(...boxes.map(it => it.left)), right: Math.max(...boxes.map(it => it.right)),
      top: Math.min(...boxes.map(it => it.top)), bottom: Math.max(...boxes.map(it => it.bottom)) };
  });
  return all.flatMap((a, n) => all.slice(n + 1).filter(b => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(b => [a.name, b.name]));
})"""
# Answers when whatever the script puts off, an address or the end of a card, would have been done.
LATER = "() => new Promise(done => setTimeout(done, 500, true))"
SCALE = ".mp-tl__scale"
SCROLL = ".mp-tl__scroll"


@pytest.fixture(scope="module")
def site(internal: str) -> str:
    """The address of the roadmap of the example's internal site."""
    return internal + "roadmap/"


@pytest.fixture
def roadmap(site: str, visit: Visit) -> Callable[..., Page]:
    """`roadmap("?zoom=weeks", **visit)` opens the roadmap and waits for its script."""

    def open_roadmap(query: str = "", **context: Any) -> Page:
        page = visit(site + query, **context)
        page.locator("[data-mp-timeline][data-mp-ready]").wait_for()
        return page

    return open_roadmap


def bar(page: Page, id: str) -> Locator:
    return page.locator(f".mp-bar#item-{id} > a")


def shown(page: Page) -> list[str]:
    return page.locator(".mp-bar:not([hidden])").evaluate_all("all => all.map(one => one.dataset.id)")


def date_at(page: Page, x: float | None = None) -> float:
    """The place on the scale, in percent, that is at `x` of the window; without it in the middle of what is seen."""
    return page.evaluate(
        """x => {
          const scale = document.querySelector(".mp-tl__scale").getBoundingClientRect();
          const scroll = document.querySelector(".mp-tl__scroll"), box = scroll.getBoundingClientRect();
          const left = box.left + scroll.scrollLeft + (scale.left - box.left);
          const seen = box.left + scroll.clientWidth - left;
          return ((x ?? left + seen / 2) - scale.left) / scale.width * 100;
        }""",
        x,
    )


def scrolled(page: Page) -> float:
    return page.locator(SCROLL).evaluate("it => it.scrollLeft")


def scroll_to(page: Page, share: float) -> None:
    """Scrolls by hand until so much of the scale is behind the left edge."""
    page.locator(SCROLL).evaluate("(it, share) => { it.scrollLeft = share * it.scrollWidth; }", share)


def today_from_left(page: Page) -> float:
    """Where today stands in what is seen: 0 at the left edge, 1 at the right one."""
    return page.evaluate(
        """() => {
          const root = document.querySelector(".mp-tl"), scale = root.querySelector(".mp-tl__scale");
          const scroll = root.querySelector(".mp-tl__scroll");
          const seen = scroll.clientWidth - (scale.parentNode.offsetWidth - scale.offsetWidth);
          const today = root.style.getPropertyValue("--today") / 100 * scale.offsetWidth;
          return (today - scroll.scrollLeft) / seen;
        }"""
    )


def focused(page: Page) -> str | None:
    """The id of the item whose bar has the focus, or the words of the sign that has it."""
    return page.evaluate(
        """() => {
          const link = document.activeElement;
          return link.parentNode.matches(".mp-bar") ? link.parentNode.dataset.id : link.closest(".mp-sign")?.textContent ?? null;
        }"""
    )


# The picture


@pytest.mark.parametrize("query", ["", "?as=picture"])
@pytest.mark.parametrize("width", [390, 1440, 2560])
def test_the_script_changes_nothing_of_what_the_server_drew(
    site: str, visit: Visit, roadmap: Callable[..., Page], width: int, query: str
) -> None:
    plain = visit(site, width=width, java_script_enabled=False)

    assert roadmap(query, width=width).evaluate(DRAWN) == plain.evaluate(DRAWN)


@pytest.mark.parametrize("width", [768, 1440])
def test_every_grouping_puts_every_bar_into_exactly_one_lane_and_none_on_another(
    roadmap: Callable[..., Page], width: int
) -> None:
    page = roadmap(width=width)
    before = page.evaluate(DRAWN)
    ids = sorted(shown(page))
    choice = page.locator("select[data-lanes]")
    for grouping in choice.locator("option").evaluate_all("all => all.map(one => one.value)"):
        choice.select_option(grouping)

        assert sorted(shown(page)) == ids
        assert page.locator(".mp-lane[data-key]:visible").count() >= 1
        assert page.evaluate(CLASHES) == [], grouping
        if grouping != "none":
            misplaced = page.evaluate(
                """by => [...document.querySelectorAll(".mp-lane .mp-bar")].filter(one => {
                  const key = one.closest(".mp-lane").dataset.key;
                  return (one.getAttribute("data-" + by) ?? "").split(" ")[0] !== key;
                }).map(one => one.id)""",
                grouping,
            )
            assert misplaced == [], grouping

    choice.select_option(page.locator(".mp-tl").get_attribute("data-grouping"))
    assert page.evaluate(DRAWN) == before


@pytest.mark.parametrize("zoom", ["weeks", "months", "years", "fit"])
def test_no_label_covers_another_at_any_zoom(roadmap: Callable[..., Page], zoom: str) -> None:
    assert roadmap(f"?zoom={zoom}").evaluate(CLASHES) == []


@pytest.mark.parametrize("width", [768, 1600])
def test_no_label_covers_another_after_the_window_changes(roadmap: Callable[..., Page], width: int) -> None:
    page = roadmap("?zoom=fit", width=1200)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(
        "() => { const it = document.querySelector('.mp-tl__scroll'); return it.scrollWidth <= it.clientWidth + 1; }"
    )

    assert page.evaluate(CLASHES) == []


def test_arrows_end_at_their_bars_after_filter_zoom_and_regrouping(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?lanes=team&zoom=months&status=in_progress,planned")
    ends = page.evaluate(
        """() => [...document.querySelectorAll('.mp-dep[data-shape="ahead"]:not([hidden])')].map(one => {
          const link = id => document.querySelector(`.mp-bar[data-id="${id}"] > a`).getBoundingClientRect();
          const to = link(one.dataset.to), from = link(one.dataset.from), box = one.getBoundingClientRect();
          const middle = (to.top + to.bottom) / 2, end = to.top < from.top ? box.top : box.bottom;
          return [Math.abs(middle - end), one.closest(".mp-lane") === null
            || one.closest(".mp-lane").contains(document.querySelector(`.mp-bar[data-id="${one.dataset.to}"]`))];
        })"""
    )

    assert len(ends) > 3
    assert all(off < 2.5 and home for off, home in ends), ends


def test_an_arrow_goes_with_either_of_its_bars(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?status=done")
    ids = set(shown(page))
    arrows = page.locator(".mp-dep:not([hidden])").evaluate_all(
        "all => all.map(one => [one.dataset.from, one.dataset.to])"
    )

    assert all({a, b} <= ids for a, b in arrows)
    assert 0 < len(arrows) < page.locator(".mp-dep").count()


def test_paper_is_packed_anew_after_a_filter(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?lanes=team&status=planned,proposed", width=1123)
    page.emulate_media(media="print")

    assert page.evaluate(CLASHES) == []
    rows = page.locator(".mp-lane:not([hidden])").evaluate_all(
        """all => all.map(lane => [...new Set([...lane.querySelectorAll(".mp-bar:not([hidden])")].map(one => +one.style.getPropertyValue("--prow")))].sort((a, b) => a - b))"""
    )
    assert all(used == list(range(len(used))) for used in rows), "a row is left empty"


# Zoom


@pytest.mark.parametrize(
    ("zoom", "scale"), [("weeks", "weeks"), ("months", "months"), ("quarters", "quarters"), ("years", "years")]
)
def test_a_zoom_button_keeps_the_date_in_the_middle_and_names_fitting_ticks(
    roadmap: Callable[..., Page], zoom: str, scale: str
) -> None:
    page = roadmap("?zoom=1.7", width=800)
    scroll_to(page, 0.3)
    middle = date_at(page)
    button = page.locator(f"[data-zoom-to={zoom}]")
    button.click()

    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator("[data-zoom-to][aria-pressed=true]").count() == 1
    assert page.locator(".mp-tl").get_attribute("data-scale") == scale
    assert date_at(page) == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize("share", [0, 0.4, 0.95])
def test_weeks_begin_on_mondays_wherever_the_reader_scrolls(roadmap: Callable[..., Page], share: float) -> None:
    page = roadmap("?zoom=weeks")
    scroll_to(page, share)
    page.wait_for_function(
        """() => {
          const box = document.querySelector(".mp-tl__scroll").getBoundingClientRect();
          const ticks = [...document.querySelectorAll('.mp-tick[data-t="week"]')].map(one => one.getBoundingClientRect());
          return ticks.length && ticks[0].left < box.left + 200 && ticks.at(-1).right > box.right - 30;
        }"""
    )
    days = page.locator('.mp-tick[data-t="week"]').evaluate_all(
        """all => all.filter(one => +one.style.getPropertyValue("--s")).map(one => {
          const { first, last } = one.closest(".mp-tl").dataset, days = (Date.parse(last) - Date.parse(first)) / 864e5 + 1;
          const day = new Date(Date.parse(first) + Math.round(one.style.getPropertyValue("--s") / 100 * days) * 864e5);
          return [day.getUTCDay(), String(day.getUTCDate()) === one.textContent];
        })"""
    )

    assert len(days) > 40
    assert all(day == [1, True] for day in days)
    page.locator("[data-zoom-to=months]").click()
    expect(page.locator('[data-t="week"]')).to_have_count(0)


def test_fit_shows_the_whole_scale(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.get_by_role("button", name="Fit", exact=True).click()

    assert page.locator(SCROLL).evaluate("it => it.scrollWidth - it.clientWidth") <= 1


def test_this_quarter_fills_the_view_with_the_quarter_of_today(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.get_by_role("button", name="This quarter").click()
    off = page.evaluate(
        """() => {
          const scroll = document.querySelector(".mp-tl__scroll").getBoundingClientRect();
          const axis = document.querySelector(".mp-tl__axis"), corner = axis.offsetWidth - axis.querySelector(".mp-tl__scale").offsetWidth;
          const quarter = [...document.querySelectorAll('.mp-tick[data-t="month"]')].map(one => one.getBoundingClientRect())
            .filter(one => one.right > scroll.left + corner + 2 && one.left < scroll.right - 4);
          return [quarter.length, quarter[0].left - scroll.left - corner, quarter.at(-1).right - scroll.right];
        }"""
    )

    assert off[0] == 3
    assert abs(off[1]) < 4
    assert abs(off[2]) < 4
    assert 0 < today_from_left(page) < 1


def test_plus_minus_and_nought_zoom_from_the_keyboard(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    width = page.locator(SCALE).evaluate("it => it.offsetWidth")
    page.locator(SCROLL).focus()
    middle = date_at(page)
    for key, change in (("+", 1.4), ("+", 1.96), ("-", 1.4), ("0", 1)):
        page.keyboard.press(key)
        page.wait_for_function(
            "want => Math.abs(document.querySelector('.mp-tl__scale').offsetWidth - want) < 3", arg=width * change
        )
    assert date_at(page) == pytest.approx(middle, abs=0.1)


def test_the_wheel_with_control_zooms_around_the_pointer(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    box = page.locator(SCROLL).bounding_box()
    assert box
    x = box["x"] + box["width"] * 0.8
    page.mouse.move(x, box["y"] + 200)
    before, width = date_at(page, x), page.locator(SCALE).evaluate("it => it.offsetWidth")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.wait_for_function("was => document.querySelector('.mp-tl__scale').offsetWidth > was * 1.2", arg=width)

    assert date_at(page, x) == pytest.approx(before, abs=0.1)
    expect(page).to_have_url(re.compile(r"zoom=[\d.]+"))


def test_two_fingers_zoom_the_picture_on_a_phone(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?as=picture", **PHONE)
    page.locator(SCROLL).scroll_into_view_if_needed()
    box = page.locator(SCROLL).bounding_box()
    assert box
    x, y = box["x"] + 180, box["y"] + 260
    width = page.locator(SCALE).evaluate("it => it.offsetWidth")
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *apart: float) -> None:
        points = [{"x": x + sign * half, "y": y, "id": n} for half in apart for n, sign in enumerate((-1, 1))]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for half in (50, 60, 70, 80):
        touch("touchMove", half)
    touch("touchEnd")
    page.wait_for_function("was => document.querySelector('.mp-tl__scale').offsetWidth > was * 1.4", arg=width)

    assert page.evaluate("visualViewport.scale") == 1


# Filters


def test_values_of_a_kind_mean_or_and_kinds_mean_and(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    chips = page.locator('.mp-chip[data-filter="status"]')
    chips.filter(has_text="In progress").click()
    chips.filter(has_text="Planned").click()
    both = set(page.locator(".mp-bar:visible").evaluate_all("all => all.map(one => one.dataset.status)"))
    page.locator('.mp-chip[data-filter="health"]').filter(has_text="At risk").click()
    kept = page.locator(".mp-bar:visible").evaluate_all(
        "all => all.map(one => [one.dataset.status, one.dataset.health])"
    )

    assert both == {"in_progress", "planned"}
    assert kept
    assert {health for _, health in kept} == {"at_risk"}
    assert {status for status, _ in kept} <= both


def test_a_chip_and_an_option_say_how_many_they_would_show(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.locator('.mp-chip[data-filter="status"]').filter(has_text="Planned").click()
    moved = page.locator('.mp-chip[data-filter="moved"]')
    promised = int(moved.locator("span").inner_text())
    moved.click()
    assert len(shown(page)) == promised

    team = page.locator('select[data-filter="team"]')
    options = team.locator("option:not([value=''])").evaluate_all("all => all.map(one => [one.value, one.text])")
    assert len(options) > 2
    for value, words in options:
        team.select_option(value, force=True)
        assert words.endswith(f"({len(shown(page))})")


def test_filters_say_how_many_are_left_and_can_be_taken_back(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    total, before = len(shown(page)), page.evaluate(DRAWN)
    status = page.get_by_role("status")
    expect(status).to_have_text(f"{total} items")
    page.locator('.mp-chip[data-filter="moved"]').click()
    left = page.locator(".mp-bar:not([hidden])")

    assert left.evaluate_all("all => all.every(one => one.dataset.moved)")
    expect(status).to_have_text(f"{left.count()} of {total} items")
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text(f"{total} items")
    assert page.evaluate(DRAWN) == before
    assert "?" not in page.url


def test_search_finds_every_word_wherever_it_stands_in_a_bar(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    search = page.get_by_role("searchbox", name="Find an item")
    search.fill("islands TEN")
    assert "island-readers" in shown(page)
    assert all(
        "ten" in text.lower() and "islands" in text.lower()
        for text in page.locator(".mp-bar:not([hidden])").all_text_contents()
    )

    search.fill("nothing is called this")
    assert shown(page) == []
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^0 of \d+ items$"))


def test_a_lane_without_a_shown_bar_goes_and_the_others_say_how_many_they_show(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?lanes=team&status=paused")
    lanes = page.locator(".mp-lane:visible").evaluate_all(
        """all => all.map(lane => [lane.querySelector("p").textContent, lane.querySelectorAll(".mp-bar:not([hidden])").length, lane.querySelectorAll(".mp-bar").length])"""
    )

    assert lanes
    for words, some, every in lanes:
        assert some > 0
        assert words == (f"{some} of {every} items" if some < every else f"{every} item{'s' * (every > 1)}")


# The address


def test_a_shared_address_opens_the_same_view(roadmap: Callable[..., Page], visit: Visit) -> None:
    page = roadmap()
    page.locator("select[data-lanes]").select_option("team")
    page.locator("[data-zoom-to=months]").click()
    page.locator('.mp-chip[data-filter="status"]').filter(has_text="In progress").click()
    page.locator('.mp-chip[data-filter="status"]').filter(has_text="Planned").click()
    page.get_by_role("searchbox", name="Find an item").fill("the")
    scroll_to(page, 0.2)
    expect(page).to_have_url(re.compile(r"at=2026-01(&|$)"))
    assert all(part in page.url for part in ("lanes=team", "zoom=months", "status=in_progress,planned", "find=the"))

    other = visit(page.url)
    other.locator("[data-mp-timeline][data-mp-ready]").wait_for()
    assert other.evaluate(ROWS) == page.evaluate(ROWS)
    assert other.get_by_role("status").inner_text() == page.get_by_role("status").inner_text()
    month = page.locator(SCALE).evaluate(
        "it => it.offsetWidth / parseFloat(it.closest('.mp-tl').style.getPropertyValue('--months'))"
    )
    assert abs(scrolled(other) - scrolled(page)) <= month
    again = other.url
    other.locator(SCROLL).evaluate(
        "it => new Promise(done => { it.addEventListener('scroll', done, { once: true }); it.scrollTop = 40; })"
    )
    other.wait_for_function(LATER)
    assert other.url == again


def test_an_address_that_says_nonsense_opens_the_page_as_it_is(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?lanes=nothing&zoom=sideways&at=never&status=loud&item=nobody&as=song&team=%00#item-%E0%A4")

    assert page.evaluate(DRAWN) == roadmap().evaluate(DRAWN)
    assert today_from_left(page) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("context", [{}, PHONE])
@pytest.mark.parametrize("address", ["#item-{}", "?item={}", "?lanes=status&zoom=weeks#item-{}"])
def test_an_address_can_name_an_item(roadmap: Callable[..., Page], address: str, context: dict[str, Any]) -> None:
    id = "open-ticket-data"
    page = roadmap(address.format(id), **context)

    expect(bar(page, id).locator(".mp-bar__title")).to_be_in_viewport()
    if not context:
        expect(page.locator(f"#item-{id} .mp-pop")).to_be_in_viewport()


def test_a_link_to_an_item_on_the_same_page_leads_to_its_bar(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.evaluate("location.hash = '#item-open-ticket-data'")

    expect(page.locator("#item-open-ticket-data .mp-pop")).to_be_visible()
    expect(bar(page, "open-ticket-data")).to_be_in_viewport()


# The card


def test_the_card_stays_while_the_pointer_goes_into_it_and_its_links_lead_on(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    bar(page, "inner-harbour-readers").hover()
    card = page.locator(".mp-pop")
    expect(card).to_be_visible()
    expect(card).to_contain_text("18 May 2026 to 26 Feb 2027")
    expect(card.get_by_role("link", name="See your taps and what they cost")).to_be_visible()
    link = card.get_by_role("link", name="Tap pilot at Customs House Quay")
    link.hover()
    page.wait_for_function(LATER)
    expect(card).to_be_visible()
    link.click()

    expect(page).to_have_url(re.compile("/items/tap-pilot/$"))


def test_the_card_goes_when_the_pointer_does_and_with_escape(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    bar(page, "inner-harbour-readers").hover()
    card = page.locator(".mp-pop")
    expect(card).to_be_visible()
    page.mouse.move(4, 4)
    expect(card).to_have_count(0)

    bar(page, "inner-harbour-readers").hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_the_card_lies_within_the_window(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?zoom=fit", height=700)
    card = page.locator(".mp-pop")
    for id in shown(page)[::6]:
        bar(page, id).focus()
        expect(page.locator(f"#item-{id} .mp-pop")).to_have_count(1)
        box = card.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 1440
        assert box["y"] + box["height"] <= 700


def test_a_first_tap_opens_the_card_and_a_second_one_the_page(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?as=picture", **PHONE)
    link = bar(page, "inner-harbour-readers")
    link.tap()
    expect(page.locator("#item-inner-harbour-readers .mp-pop")).to_be_visible()
    expect(page).to_have_url(re.compile("item=inner-harbour-readers"))
    page.touchscreen.tap(4, 200)
    expect(page.locator(".mp-pop")).to_have_count(0)
    assert "item=" not in page.url

    link.tap()
    expect(page.locator(".mp-pop")).to_be_visible()
    link.tap(position={"x": 30, "y": 10})
    expect(page).to_have_url(re.compile("/items/inner-harbour-readers/$"))


def test_a_tap_in_the_list_of_a_phone_opens_the_page(roadmap: Callable[..., Page]) -> None:
    page = roadmap(**PHONE)
    bar(page, "inner-harbour-readers").tap()

    expect(page).to_have_url(re.compile("/items/inner-harbour-readers/$"))


def test_pointing_at_a_bar_lights_its_whole_chain(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    arrows = page.locator(".mp-dep").evaluate_all("all => all.map(one => [one.dataset.from, one.dataset.to])")
    middle = "fare-cutover"

    def chain(from_: int, to: int) -> set[str]:
        found, new = set(), {middle}
        while new:
            found |= new
            new = {arrow[to] for arrow in arrows if arrow[from_] in new} - found
        return found - {middle}

    bar(page, middle).focus()
    related = set(page.locator(".mp-bar.is-rel").evaluate_all("all => all.map(one => one.dataset.id)"))

    assert related == chain(0, 1) | chain(1, 0)
    assert len(related) > 4
    assert page.locator(".mp-tl.is-tracing").count() == 1
    assert page.locator(".mp-bar.is-at").get_attribute("data-id") == middle
    lit = page.locator(".mp-dep.is-on").evaluate_all("all => all.map(one => [one.dataset.from, one.dataset.to])")
    assert all({a, b} <= related | {middle} for a, b in lit)
    page.keyboard.press("Escape")
    assert page.locator(".is-rel, .is-on, .is-at, .is-tracing").count() == 0


# The keyboard


def test_every_bar_and_every_sign_is_reached_by_arrows_and_enter_opens_a_page(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    signs = page.locator(".mp-sign:has(a)").evaluate_all("all => all.map(one => one.textContent)")
    lane = "document.activeElement.closest('section').querySelector('.mp-lane__label').textContent"
    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")

    def press(key: str) -> bool:
        """Whether it led elsewhere."""
        was = focused(page)
        page.keyboard.press(key)
        return focused(page) != was

    reached: list[str | None] = []
    while press("ArrowUp"):
        pass
    while True:
        press("Home")
        reached.append(focused(page))
        while press("ArrowRight"):
            reached.append(focused(page))
        assert not press("End"), "the way right does not lead to the end"
        here = page.evaluate(lane)
        while (moved := press("ArrowDown")) and page.evaluate(lane) == here:
            pass
        if not moved:
            break
    assert sorted(filter(None, reached)) == sorted(shown(page) + signs)

    press("ArrowUp")
    name = focused(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/items/{name}/$"))


def test_an_arrow_brings_the_label_of_the_bar_into_view(roadmap: Callable[..., Page]) -> None:
    page = roadmap("?zoom=weeks")
    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    hidden = page.evaluate(
        """() => {
          const label = document.activeElement.querySelector(".mp-bar__title").getBoundingClientRect(), scroll = document.querySelector(".mp-tl__scroll").getBoundingClientRect();
          return [label.left < scroll.left, label.right > scroll.right, label.top < scroll.top, label.bottom > scroll.bottom];
        }"""
    )

    assert not any(hidden)


def test_tab_enters_at_the_first_bar_that_is_not_over_and_returns_to_the_one_last_visited(
    roadmap: Callable[..., Page],
) -> None:
    page = roadmap()
    expected = page.evaluate(
        """() => [...document.querySelectorAll(".mp-lane .mp-bar")].find(one =>
          +one.style.getPropertyValue("--e") > +one.closest(".mp-tl").style.getPropertyValue("--today")).dataset.id"""
    )
    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")
    assert focused(page) == expected

    page.keyboard.press("ArrowRight")
    visited = focused(page)
    assert visited not in (None, expected)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.mp-pop') !== null"), "Tab leads into the card"
    for _ in range(12):
        if not page.evaluate("document.activeElement.closest('.mp-bar') !== null"):
            break
        page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.mp-tl__scroll') !== null"), (
        "Tab leads out of the timeline"
    )
    expect(page.locator(".mp-pop")).to_have_count(0)

    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")
    assert focused(page) == visited


def test_escape_closes_the_card_and_then_leaves_to_the_timeline(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")
    name = focused(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert focused(page) == name
    expect(page.locator(".mp-pop")).to_have_count(0)

    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.mp-tl__scroll')")


def test_tab_still_enters_when_the_bar_last_visited_is_filtered_out(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")
    page.get_by_role("searchbox", name="Find an item").fill("kiosk")
    left = shown(page)
    assert left
    page.locator(SCROLL).focus()
    page.keyboard.press("Tab")

    assert focused(page) in left


def test_on_a_phone_every_item_of_the_list_is_reached_by_tab(roadmap: Callable[..., Page]) -> None:
    page = roadmap(**PHONE)

    assert page.locator(".mp-bar > a[tabindex]").count() == 0


# Where it opens


def test_it_opens_with_today_a_quarter_from_the_left(roadmap: Callable[..., Page]) -> None:
    page = roadmap()

    assert today_from_left(page) == pytest.approx(0.25, abs=0.01)
    assert page.locator(SCROLL).evaluate("it => it.scrollTop") == 0
    assert "?" not in page.url


def test_a_phone_shows_a_list_and_on_request_the_picture_at_today(roadmap: Callable[..., Page]) -> None:
    page = roadmap(**PHONE)
    assert page.locator(SCALE).is_hidden()
    page.get_by_role("button", name="Picture").tap()
    assert page.locator(SCALE).is_visible()
    assert today_from_left(page) == pytest.approx(0.25, abs=0.02)
    assert "as=picture" in page.url

    page.get_by_role("button", name="List", exact=True).tap()
    assert page.locator(SCALE).is_hidden()
    assert "as=" not in page.url


def test_a_window_that_becomes_wide_shows_the_picture_at_today(roadmap: Callable[..., Page]) -> None:
    page = roadmap(width=390)
    page.set_viewport_size({"width": 1300, "height": 900})
    page.wait_for_function("() => document.querySelector('.mp-tl__scroll').scrollLeft > 0")

    assert today_from_left(page) == pytest.approx(0.25, abs=0.02)
    assert page.locator('.mp-bar > a[tabindex="0"]').count() == 1


def test_today_leads_back_and_out_of_the_address(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    scroll_to(page, 0.9)
    expect(page).to_have_url(re.compile("at="))
    page.get_by_role("button", name="Today", exact=True).click()

    assert today_from_left(page) == pytest.approx(0.25, abs=0.01)
    expect(page).not_to_have_url(re.compile("at="))


def test_it_works_after_instant_navigation_and_leaves_the_next_address_alone(roadmap: Callable[..., Page]) -> None:
    page = roadmap()
    page.evaluate("window.stayed = true")
    scroll_to(page, 0.9)
    page.get_by_role("link", name="List", exact=True).first.click()
    page.locator("[data-mp-list][data-mp-ready]").wait_for()
    page.wait_for_function(LATER)
    assert "?" not in page.url
    page.get_by_role("link", name="Timeline", exact=True).first.click()
    page.locator("[data-mp-timeline][data-mp-ready]").wait_for()

    assert page.evaluate("window.stayed"), "the page was loaded anew"
    page.locator("[data-zoom-to=years]").click()
    assert page.locator(".mp-tl").get_attribute("data-scale") == "years"
    expect(page).to_have_url(re.compile(r"\?zoom=years"))


def test_without_script_every_item_is_a_link_with_its_dates_and_there_are_no_tools(site: str, visit: Visit) -> None:
    page = visit(site, java_script_enabled=False)
    bars = page.locator(".mp-bar").evaluate_all(
        """all => all.map(one => [one.querySelector("a[href] .mp-bar__title")?.textContent, one.querySelector(".mp-bar__when")?.textContent])"""
    )

    assert len(bars) > 50
    assert all(title and when for title, when in bars)
    assert page.locator(".mp-tools:visible").count() == 0


@pytest.fixture
def two(site: str, visit: Visit) -> Page:
    """A page with two timelines: the roadmap's own, and a copy with another name."""
    page = visit(site)
    page.locator("[data-mp-timeline][data-mp-ready]").wait_for()
    page.route("**/roadmap/", lambda route: route.fulfill(body=_twice(route.fetch().text()), content_type="text/html"))
    page.reload()
    page.locator("[data-mp-timeline][data-mp-ready]").nth(1).wait_for()
    return page


def _twice(html: str) -> str:
    start = html.index('<div class="mp-tl"')
    end = html.index("</template>", start) + len("</template></div>") + 2
    picture = html[start:end]
    other = re.sub(r' id="', ' id="view-2-', picture).replace('data-mp-timeline=""', 'data-mp-timeline="view-2-"')
    return html[:end] + other + html[end:]


def test_two_timelines_on_a_page_keep_to_themselves(two: Page) -> None:
    first, second = two.locator(".mp-tl").nth(0), two.locator(".mp-tl").nth(1)
    second.locator('.mp-chip[data-filter="moved"]').click()
    second.locator("select[data-lanes]").select_option("team")
    second.locator("[data-zoom-to=years]").click()
    expect(two).to_have_url(re.compile(r"view-2\.zoom=years"))
    query = two.url.partition("?")[2]

    assert "view-2.moved=yes" in query
    assert "view-2.lanes=team" in query
    assert all(part.startswith("view-2.") for part in query.split("&"))
    assert first.locator(".mp-bar[hidden]").count() == 0
    assert second.locator(".mp-bar[hidden]").count() > 0
    assert first.get_attribute("data-scale") == "quarters"
    first.locator("[data-zoom-to=months]").click()
    expect(two).to_have_url(re.compile(r"[?&]zoom=months"))
    assert "view-2.zoom=years" in two.url
