"""What the configuration and the hand-written pages of a site open and close."""

from __future__ import annotations

import pytest
from tests.support.clone import Clone
from tests.support.patience import patience
from tests.unit.review.conftest import CONFIG, Compared, told
from tests.unit.review.edits import BASE, ROADMAP

PUBLIC = "---\naudience: public\n---\n# Prices\n"
PLAIN = "# Prices\n"


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (PLAIN, PUBLIC, ["audience-widened: prices.md (page) becomes visible to the public audience"]),
        (PUBLIC, PLAIN, ["audience-narrowed: prices.md (page) is no longer visible to the public audience"]),
        (PUBLIC, PUBLIC + "More.\n", []),
        (PLAIN, PLAIN + "More.\n", []),
        (PUBLIC, None, ["words-changed: prices.md (page) is no longer there; the public audience saw it"]),
        (PLAIN, None, []),
    ],
)
def test_a_page_is_told_of_by_who_sees_it(site: Compared, before: str, after: str | None, says: list[str]) -> None:
    assert told(site({"docs/prices.md": before}, {"docs/prices.md": after})) == says


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_page_is_told_of_whatever_its_line_ends(site: Compared, end: str) -> None:
    closed = PUBLIC.replace("public", "internal").replace("\n", end)
    found = site({"docs/prices.md": closed}, {"docs/prices.md": PUBLIC.replace("\n", end)})
    assert told(found) == ["audience-widened: prices.md (page) becomes visible to the public audience"]


@pytest.mark.parametrize("text", ["---\ntitle: Plan: b\naudience: internal\n---\n", "\n---\naudience: internal\n---\n"])
def test_a_page_whose_audience_cannot_be_read_is_closed(site: Compared, text: str) -> None:
    config = CONFIG.replace("internal", "public")
    found = site({"mkdocs.yml": config, "docs/prices.md": text}, {"docs/prices.md": "# Prices\n"})
    assert told(found) == ["audience-widened: prices.md (page) becomes visible to the public audience"]


FOLDER = CONFIG.replace("internal", "public") + "      pages: {internal: inside}\n"


def test_a_page_in_a_folder_of_pages_is_for_the_audience_of_the_folder(site: Compared) -> None:
    found = site(
        {"mkdocs.yml": FOLDER, "inside/prices.md": PLAIN, "inside/loud.md": PUBLIC, "docs/pay.md": PLAIN},
        {"docs/prices.md": PLAIN, "inside/prices.md": None, "inside/pay.md": PLAIN, "docs/pay.md": None},
    )
    assert told(found) == [
        "audience-widened: prices.md (page) becomes visible to the public audience",
        "audience-narrowed: pay.md (page) is no longer visible to the public audience",
    ]
    assert [str(change.place) for change in found.changes] == ["docs/prices.md:1:1", "inside/pay.md:1:1"]


def test_a_folder_of_pages_that_is_named_otherwise_is_told_with_its_pages(site: Compared) -> None:
    three = FOLDER + "      audiences: [public, partners, internal]\n"
    found = site(
        {"mkdocs.yml": three, "inside/prices.md": PLAIN},
        {"mkdocs.yml": three.replace("{internal: inside}", "{partners: inside}")},
        audiences=("public", "partners", "internal"),
    )
    assert told(found) == [
        "audience-widened: prices.md (page) becomes visible to the partners audience",
        "words-changed: pages (option) is now partners: inside; it was internal: inside",
    ]


def test_a_new_page_that_outsiders_see_is_told_of(site: Compared) -> None:
    found = site({}, {"docs/prices.md": PUBLIC, "docs/plans.md": PLAIN})
    assert told(found) == ["published: prices.md is a new page, visible to the public audience"]
    assert (found.changes[0].target, found.changes[0].shown_to) == ("prices.md", "public")
    assert str(found.changes[0].place) == "docs/prices.md:1:1"


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_a_page_with_other_line_ends_is_read_as_a_build_reads_it(site: Compared, ends: str) -> None:
    found = site({"docs/prices.md": PLAIN}, {"docs/prices.md": PUBLIC.replace("\n", ends)})
    assert told(found) == ["audience-widened: prices.md (page) becomes visible to the public audience"]


def test_only_other_line_ends_open_nothing(site: Compared) -> None:
    assert told(site({"docs/prices.md": PUBLIC}, {"docs/prices.md": PUBLIC.replace("\n", "\r\n")})) == []


STAFF = {"docs/staff/_audience.yml": "audience: internal\n", "docs/open/_audience.yml": "audience: public\n"}


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (
            "# Margins\n",
            "audience-widened: open/margins.md (page) becomes visible to the public audience; it was staff/margins.md",
        ),
        (
            "# Margins\n\nOther words.\n",
            "audience-widened: open/margins.md (page) becomes visible to the public audience; it was staff/margins.md",
        ),
    ],
    ids=["as it was", "with other words"],
)
def test_a_page_that_moves_into_an_open_folder_is_opened(site: Compared, after: str, says: str) -> None:
    found = site(
        {**STAFF, "docs/staff/margins.md": "# Margins\n"},
        {"docs/staff/margins.md": None, "docs/open/margins.md": after},
    )
    assert told(found) == [says]


def test_a_copy_of_a_closed_page_is_opened_whatever_it_is_called(site: Compared) -> None:
    page = "---\naudience: public\n---\n# Margins\r\n"
    found = site({**STAFF, "docs/staff/margins.md": "# Margins\n"}, {"docs/news.md": page})
    assert told(found) == [
        "audience-widened: news.md (page) becomes visible to the public audience; it was staff/margins.md"
    ]


def test_a_new_page_that_shares_only_a_common_name_is_new(site: Compared) -> None:
    found = site(
        {**STAFF, "docs/staff/index.md": "# Margins\n"}, {"docs/staff/index.md": None, "docs/open/index.md": "# News\n"}
    )
    assert told(found) == ["published: open/index.md is a new page, visible to the public audience"]


@pytest.mark.parametrize("name", ["_audience.yml", ".meta.yml"])
def test_a_folder_speaks_for_its_pages(site: Compared, name: str) -> None:
    found = site({"docs/a/prices.md": PLAIN}, {f"docs/a/{name}": "audience: public\n"})
    assert told(found) == ["audience-widened: a/prices.md (page) becomes visible to the public audience"]


def test_an_option_that_opens_every_page_is_told_with_them(site: Compared) -> None:
    found = site({"docs/prices.md": PLAIN}, {"mkdocs.yml": CONFIG.replace("internal", "public")})
    assert told(found) == [
        "audience-widened: pages_audience (option) is now public; it was internal",
        "audience-widened: prices.md (page) becomes visible to the public audience",
    ]
    assert str(found.changes[0].place) == "mkdocs.yml:5:1"


def test_that_the_source_becomes_public_is_told(site: Compared) -> None:
    found = site({}, {"mkdocs.yml": CONFIG + "      source_public: true\n"})
    assert told(found) == ["audience-widened: source_public (option) is now yes; it was no"]


def test_options_are_inherited_and_tags_are_never_run(site: Compared, clone: Clone) -> None:
    base = CONFIG.replace("site_name: Till", "site_name: !!python/object/apply:os.system [touch ran]")
    found = site(
        {"mkdocs.yml": "INHERIT: parts/base.yml\n", "parts/base.yml": base, "docs/prices.md": PLAIN},
        {"parts/base.yml": base.replace("internal", "!ENV [PAGES, public]")},
    )
    assert told(found)[0] == "audience-widened: pages_audience (option) is now public; it was internal"
    assert not (clone.root / "ran").exists()


def test_a_data_folder_that_moves_with_its_option_changes_no_data(site: Compared, clone: Clone) -> None:
    (clone.root / "plans").mkdir()
    moved = {f"data/{path}": None for path in BASE} | {f"plans/{path}": text for path, text in BASE.items()}
    found = site({}, {"mkdocs.yml": CONFIG + "      data_dir: plans\n", **moved}, data_dir=clone.root / "plans")
    assert (told(found), found.notes) == (
        ["input-changed: data_dir (option) is new: plans; it decides which files a build reads"],
        (),
    )


THREE = CONFIG + "      audiences: [public, partners, internal]\n"


def test_an_audience_that_is_new_sees_what_becomes_visible_to_it(site: Compared) -> None:
    found = site(
        {},
        {"mkdocs.yml": THREE, "data/plan.yml": ROADMAP.replace("audience: internal", "audience: partners")},
        audiences=("public", "partners", "internal"),
    )
    assert told(found) == [
        "audience-widened: audiences (option) is now public, partners, internal; it was public, internal",
        "audience-widened: Talks with the bank becomes visible to the partners audience",
    ]


def test_an_audience_that_is_gone_is_read_in_the_state_that_had_it(site: Compared) -> None:
    found = site(
        {"mkdocs.yml": THREE, "data/plan.yml": ROADMAP.replace("audience: internal", "audience: partners")},
        {"mkdocs.yml": CONFIG, "data/plan.yml": ROADMAP},
    )
    assert told(found) == [
        "audience-widened: audiences (option) is now public, internal; it was public, partners, internal"
    ]


def test_pages_and_options_are_not_for_outsiders_to_hear_of(site: Compared) -> None:
    found = site({"docs/prices.md": PLAIN}, {"docs/prices.md": PUBLIC}, audience="public")
    assert told(found) == []


LINKED = {
    "docs/staff/_audience.yml": "audience: internal\n",
    "docs/staff/note.md": PLAIN,
    "docs/staff/rota/may.md": "# Rota\n",
}


def linked(clone: Clone, path: str, target: str) -> None:
    (clone.root / path).symlink_to(target)
    clone.commit(tag="linked")


@pytest.mark.parametrize(
    ("path", "target", "says"),
    [
        (
            "docs/news.md",
            "staff/note.md",
            "audience-widened: news.md (page) becomes visible to the public audience; it was staff/note.md",
        ),
        (
            "docs/open",
            "staff/rota",
            "audience-widened: open/may.md (page) becomes visible to the public audience; it was staff/rota/may.md",
        ),
        ("docs/out.md", "/etc/hostname", "published: out.md is a new page, visible to the public audience"),
    ],
)
def test_a_link_that_publishes_a_page_is_told_of_commits_as_of_the_work_tree(
    clone: Clone, compared: Compared, path: str, target: str, says: str
) -> None:
    config = CONFIG.replace("pages_audience: internal", "pages_audience: public")
    clone.commit({"mkdocs.yml": config, **LINKED}, "site")
    linked(clone, path, target)

    assert told(compared("site", "linked", config_file="mkdocs.yml")) == [says]
    assert told(compared("site", config_file="mkdocs.yml")) == [says]
    assert told(compared("linked", config_file="mkdocs.yml")) == []


def test_links_in_circles_are_followed_once(clone: Clone, compared: Compared) -> None:
    clone.commit({"mkdocs.yml": CONFIG, **LINKED, "docs/x/a.md": PUBLIC, "docs/y/b.md": PUBLIC}, "site")
    for path, target in (("docs/here", "."), ("docs/staff/up", ".."), ("docs/x/y", "../y"), ("docs/y/x", "../x")):
        (clone.root / path).symlink_to(target)
    clone.commit(tag="linked")

    pages = {change.key for change in compared("site", "linked", config_file="mkdocs.yml").changes}
    assert {"x/y/b.md", "y/x/a.md"} <= pages
    assert len(pages) < 20
    assert len(compared("site", config_file="mkdocs.yml").changes) < 20


def test_an_audience_that_is_no_word_costs_nothing(site: Compared) -> None:
    bomb = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(12))
    page = f"---\n{bomb}\naudience: *a11\n---\n# Page\n"
    with patience():
        assert told(site({"docs/a.md": page}, {"docs/a.md": PLAIN})) == []


RULES = CONFIG + "      rules: {overdue: error, late-change: {level: warning, days: 14}, stale: {days: 60}}\n"


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("{stale: {days: 60}, late-change: {days: 14, level: warning}, overdue: error}", []),
        (
            "{overdue: warning, stale: {days: 60}}",
            [
                "rule-lowered: late-change (rule) is now off; it was warning",
                "rule-lowered: overdue (rule) is now warning; it was error",
            ],
        ),
        (
            "{overdue: error, late-change: error, stale: {days: 90}}",
            [
                "words-changed: late-change (rule) is now error; it was warning",
                "words-changed: stale (rule) is now days 90; it was days 60",
            ],
        ),
        (
            "{overdue: error, late-change: {level: warning, days: 2}, stale: {days: 60}, unknown: off, bad-id: off}",
            ["words-changed: late-change (rule) is now days 2; it was days 14"],
        ),
        (
            "{overdue: [error], late-change: loud, stale: {days: 0x" + "f" * 5000 + "}}",
            [
                "rule-lowered: late-change (rule) is now off; it was warning",
                "rule-lowered: overdue (rule) is now warning; it was error",
                "words-changed: stale (rule) is now days 90; it was days 60",
            ],
        ),
    ],
    ids=["the same", "lowered", "raised", "other options", "not sound"],
)
def test_a_rule_of_which_less_is_asked_is_told(site: Compared, rules: str, says: list[str]) -> None:
    found = site({"mkdocs.yml": RULES}, {"mkdocs.yml": f"{CONFIG}      rules: {rules}\n"})
    assert told(found) == says
    assert {str(change.place) for change in found.changes} <= {"mkdocs.yml:6:1"}


def test_a_rule_is_not_turned_off_together_with_the_one_that_tells_it(site: Compared) -> None:
    before = f"{CONFIG}      rules: {{rule-lowered: error, overdue: error}}\n"
    off = {"rule-lowered": "off", "overdue": "off"}
    found = site(
        {"mkdocs.yml": before}, {"mkdocs.yml": f"{CONFIG}      rules: {{rule-lowered: off, overdue: off}}\n"}, rules=off
    )
    assert [(change.title, change.level) for change in found.changes] == [
        ("overdue", "error"),
        ("rule-lowered", "error"),
    ]


def test_a_first_configuration_lowers_nothing(clone: Clone, compared: Compared) -> None:
    clone.write({"mkdocs.yml": f"{CONFIG}      rules: {{overdue: off}}\n"})
    assert told(compared(config_file="mkdocs.yml")) == [
        "code-in-configuration: mkdocs.yml (configuration) is new, or could not be read: all that it asks for is new",
        "words-changed: pages_audience (option) is now internal; it was not set",
    ]
