"""A big plan is one page that a phone can fetch."""

from __future__ import annotations

import gzip

from tests.unit.render.conftest import MakePages, html

ITEM = """
  - {{id: item-{n}, title: 'Item {n} with a title of {word}, as long as such titles are', status: {status}, theme: t{theme},
     team: team-{team}, type: feature, start: {year}-0{month}-14, end: {after}-0{month}-02, release: r{year},
     milestones: [{{id: a, title: Alpha {n}, date: {year}-0{month}-28}}, {{id: b, title: Beta {n}, date: {after}-01-15}}]}}"""


def test_647_items_take_less_than_a_megabyte_and_a_half_and_150_kilobytes_packed(pages: MakePages) -> None:
    items = "".join(
        ITEM.format(
            n=n,
            word=f"{n * 7919 % 100_003:x}",
            status=("done", "in_progress", "planned", "proposed")[n % 4],
            theme=n % 9,
            team=n % 7,
            year=2017 + n % 10,
            after=2018 + n % 10,
            month=n % 8 + 1,
        )
        for n in range(647)
    )
    releases = "".join(
        f"\n  - {{id: r{year}, title: Release {year}, date: {year}-12-01}}" for year in range(2017, 2028)
    )
    page = html(pages(f"releases:{releases}\nitems:{items}"), "roadmap/index.md").encode()

    assert page.count(b'class="mp-bar"') == 647
    assert len(page) < 1_500_000
    assert len(gzip.compress(page)) < 150_000
