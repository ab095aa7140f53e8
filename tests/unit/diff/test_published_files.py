"""Which files beside the pages a change opens, with nothing built."""

from __future__ import annotations

import pytest
from tests.support.clone import Clone
from tests.unit.review.conftest import CONFIG, Compared, told
from tests.unit.review.edits import ROADMAP

PAGE = "---\naudience: public\n---\n# Prices\n"
PDF = b"%PDF-1.4 margins"
OPENED = "audience-widened: files/margins.pdf (file) becomes visible to the public audience"
CLOSED = "audience: internal\n"


@pytest.fixture
def closed() -> dict[str, str | bytes]:
    """A public page, and a document that no visible page names."""
    return {"docs/prices.md": PAGE, "docs/files/margins.pdf": PDF}


@pytest.mark.parametrize(
    "link",
    [
        "[all](files/margins.pdf)",
        "[all](files/margins%2Epdf)",
        "![all](files/margins.pdf){ width=20 }",
        '<a href="files/margins.pdf#page=2">all</a>',
        "<embed src=files/margins.pdf>",
        "[all]: files/margins.pdf 'All of it'",
        "[all](files/marg&#105;ns.pdf)",
    ],
)
def test_a_file_that_a_public_page_names_now_is_opened(
    site: Compared, closed: dict[str, str | bytes], link: str
) -> None:
    found = site(closed, {"docs/prices.md": f"{PAGE}\n{link}\n"})
    assert told(found) == [f"{OPENED}: prices.md names it"]
    assert found.changes[0].place
    assert found.changes[0].place.path == "docs/prices.md"


def test_a_page_with_other_line_ends_opens_what_it_names(site: Compared, closed: dict[str, str | bytes]) -> None:
    page = f"{PAGE}[all](files/margins.pdf)\n".replace("\n", "\r\n")
    found = site(closed, {"docs/prices.md": page})
    assert told(found) == [f"{OPENED}: prices.md names it"]
    assert str(found.changes[0].place) == "docs/prices.md:5:1"


def test_a_page_that_is_opened_opens_the_files_it_names(site: Compared, closed: dict[str, str | bytes]) -> None:
    linking = "# Plans\n\n![all](files/margins.pdf)\n"
    found = site({**closed, "docs/plans.md": linking}, {"docs/plans.md": f"---\naudience: public\n---\n{linking}"})
    assert told(found) == [
        "audience-widened: plans.md (page) becomes visible to the public audience",
        f"{OPENED}: plans.md names it",
    ]


def test_a_folder_that_is_opened_opens_its_files(site: Compared, closed: dict[str, str | bytes]) -> None:
    linking = {**closed, "docs/prices.md": f"{PAGE}[all](files/margins.pdf)\n", "docs/files/_audience.yml": CLOSED}
    assert told(site(linking, {"docs/files/_audience.yml": "audience: public\n"})) == [f"{OPENED}: prices.md names it"]


def test_a_closed_folder_keeps_a_file_that_a_public_page_names(site: Compared, closed: dict[str, str | bytes]) -> None:
    shut = {**closed, "docs/files/_audience.yml": CLOSED}
    assert told(site(shut, {"docs/prices.md": f"{PAGE}[all](files/margins.pdf)\n"})) == []


def test_a_new_file_is_new(site: Compared) -> None:
    found = site({"docs/prices.md": PAGE}, {"docs/prices.md": f"{PAGE}![a](a.png)\n", "docs/a.png": b"a picture"})
    assert told(found) == ["published: a.png (file) is new, and visible to the public audience: prices.md names it"]


def test_a_file_that_nothing_names_is_not_published(site: Compared) -> None:
    assert told(site({"docs/prices.md": PAGE}, {"docs/b.csv": "a,b\n"})) == []


def test_the_configuration_names_files_too(site: Compared, closed: dict[str, str | bytes]) -> None:
    found = site(closed, {"mkdocs.yml": f"{CONFIG}extra: {{all: files/margins.pdf}}\n"})
    assert OPENED in told(found)


def test_the_data_that_outsiders_read_names_files_too(site: Compared, closed: dict[str, str | bytes]) -> None:
    plan = ROADMAP.replace("summary: Pay in one step.", 'summary: "See [all](files/margins.pdf)."')
    assert OPENED in told(site(closed, {"data/plan.yml": plan}))


def test_the_data_that_outsiders_do_not_read_opens_nothing(site: Compared, closed: dict[str, str | bytes]) -> None:
    hidden = ROADMAP.replace("title: Talks with the bank", 'title: Talks\n    summary: "See [all](files/margins.pdf)."')
    assert OPENED not in told(site(closed, {"data/plan.yml": hidden}))


def test_what_is_named_by_a_file_that_is_published_is_published(site: Compared, closed: dict[str, str | bytes]) -> None:
    before = {**closed, "docs/look.css": "a { color: red }\n", "docs/prices.md": f"{PAGE}<link href=look.css>\n"}
    found = site(before, {"docs/look.css": "a { background: url('files/margins.pdf') }\n"})
    assert told(found) == [OPENED]


def test_a_file_with_the_contents_of_a_closed_one_is_opened(site: Compared) -> None:
    shown = {"docs/prices.md": f"{PAGE}[all](brochure.pdf)\n", "docs/brochure.pdf": b"%PDF-1.4 brochure"}
    closed = {"docs/staff/_audience.yml": CLOSED, "docs/staff/margins.pdf": PDF}
    says = "it has the contents of staff/margins.pdf, which was not published, and prices.md names it"
    becomes = "audience-widened: brochure.pdf (file) becomes visible to the public audience"
    assert told(site({**shown, **closed}, {"docs/brochure.pdf": PDF})) == [f"{becomes}: {says}"]


def test_a_file_that_moves_out_of_a_closed_folder_is_opened(site: Compared) -> None:
    before = {"docs/prices.md": f"{PAGE}[all](margins.pdf)\n", "docs/staff/_audience.yml": CLOSED}
    found = site({**before, "docs/staff/margins.pdf": PDF}, {"docs/staff/margins.pdf": None, "docs/margins.pdf": PDF})
    assert told(found) == [
        "audience-widened: margins.pdf (file) becomes visible to the public audience: "
        "it has the contents of staff/margins.pdf, which was not published, and prices.md names it"
    ]


def test_data_and_what_steers_folders_is_never_a_file_of_the_site(site: Compared) -> None:
    config = CONFIG + "      data_dir: docs/data\n"
    page = f"{PAGE}[a](data/plan.yml) [b](_audience.yml) [c](.hidden/x.txt)\n"
    before = {"mkdocs.yml": config, "docs/data/plan.yml": ROADMAP, "docs/.hidden/x.txt": "x", "docs/prices.md": PAGE}
    assert told(site(before, {"docs/prices.md": page})) == []


def test_a_link_into_a_closed_folder_opens_what_it_leads_to(clone: Clone, compared: Compared) -> None:
    page = f"{PAGE}[all](open.pdf)\n"
    closed = {"docs/staff/_audience.yml": CLOSED, "docs/staff/margins.pdf": PDF, "docs/prices.md": page}
    clone.commit({"mkdocs.yml": CONFIG, **closed}, "site")
    (clone.root / "docs/open.pdf").symlink_to("staff/margins.pdf")
    clone.commit(tag="linked")

    for head in (None, "linked"):
        assert told(compared("site", head, config_file="mkdocs.yml")) == [
            "audience-widened: open.pdf (file) becomes visible to the public audience: "
            "it has the contents of staff/margins.pdf, which was not published, and prices.md names it"
        ]


def test_outsiders_hear_nothing_of_files(site: Compared, closed: dict[str, str | bytes]) -> None:
    assert told(site(closed, {"docs/prices.md": f"{PAGE}[all](files/margins.pdf)\n"}, audience="public")) == []


def test_each_audience_is_told_once_and_the_broadest_first(site: Compared) -> None:
    three = f"{CONFIG}      audiences: [public, partners, internal]\n"
    page = PAGE.replace("public", "partners")
    audiences = ("public", "partners", "internal")
    before = {"mkdocs.yml": three, "docs/prices.md": PAGE, "docs/more.md": page, "docs/a.pdf": PDF}
    found = site(before, {"docs/more.md": f"{page}[a](a.pdf)\n"}, audiences=audiences)
    assert told(found) == ["audience-widened: a.pdf (file) becomes visible to the partners audience: more.md names it"]
