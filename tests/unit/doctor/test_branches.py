"""What of the internal site is, or was, on a branch that holds a published one."""

from __future__ import annotations

import json

from tests.support.clone import Clone
from tests.unit.doctor.conftest import CONFIG, PLAN, Doctor, told

TALKS = f"{PLAN}  - {{id: talks, title: Talks with the bank, status: planned, audience: internal}}\n"


def index(*titles: str) -> str:
    return json.dumps({"docs": [{"title": title, "location": "", "text": ""} for title in titles]})


def publish(clone: Clone, *states: dict[str, str | None], branch: str = "gh-pages") -> None:
    """Commits states of a site on a branch of its own, and goes back."""
    clone.git("checkout", "--quiet", "--orphan", branch)
    clone.git("rm", "-r", "--quiet", "--force", ".")
    for state in states:
        clone.commit(state)
    clone.git("checkout", "--quiet", "main")


def of_branch(found: list[str]) -> list[str]:
    return [one for one in found if "published-internal" in one]


def test_a_branch_that_holds_internal_titles_is_told(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"data/plan.yml": TALKS})
    publish(clone, {"search/search_index.json": index("Checkout", "Talks  with the bank")})
    found = doctor()
    assert of_branch(told(found)) == ["error published-internal gh-pages holds 1 internal title or page now"]
    assert found.findings[0].details == ("Talks with the bank",)
    assert any("git push origin --delete gh-pages" in step for step in found.findings[0].fix)


def test_a_branch_that_held_them_is_told(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"data/plan.yml": TALKS})
    publish(clone, {"search/search_index.json": index("Talks with the bank")}, {"search/search_index.json": index()})
    assert of_branch(told(doctor())) == [
        "error published-internal the history of gh-pages holds 1 internal title or page"
    ]


def test_internal_pages_on_a_branch_are_told(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"docs/notes.md": "---\naudience: internal\n---\n# Notes\n"})
    publish(clone, {"notes/index.html": "x"})
    assert of_branch(told(doctor())) == ["error published-internal gh-pages holds 1 internal title or page now"]


def test_pages_that_are_gone_are_told_as_being_in_the_history(doctor: Doctor, clone: Clone) -> None:
    publish(clone, {"old/index.html": "x", "index.html": "x"}, {"old/index.html": None})
    assert of_branch(told(doctor())) == [
        "warning published-internal 1 page that gh-pages no longer publishes is still in its history"
    ]


def test_a_public_site_on_a_branch_is_no_finding(doctor: Doctor, clone: Clone) -> None:
    publish(clone, {"search/search_index.json": index("Checkout"), "index.html": "x"})
    found = doctor()
    assert told(found) == []
    assert "the published branch gh-pages" in found.looked_at


def test_a_branch_as_it_was_fetched_counts(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"data/plan.yml": TALKS})
    publish(clone, {"search/search_index.json": index("Talks with the bank")})
    clone.git("update-ref", "refs/remotes/origin/gh-pages", "gh-pages")
    clone.git("branch", "--quiet", "-D", "gh-pages")
    assert of_branch(told(doctor())) == ["error published-internal origin/gh-pages holds 1 internal title or page now"]


def test_the_branch_that_the_configuration_names_counts(doctor: Doctor, clone: Clone) -> None:
    clone.commit({"mkdocs.yml": f"remote_branch: live\n{CONFIG}", "data/plan.yml": TALKS})
    publish(clone, {"search/search_index.json": index("Talks with the bank")}, branch="live")
    assert of_branch(told(doctor())) == ["error published-internal live holds 1 internal title or page now"]


def test_without_such_a_branch_it_says_how_to_get_one(doctor: Doctor) -> None:
    assert any("git fetch origin gh-pages" in words for words in doctor().skipped)


def test_an_index_that_is_none_does_no_harm(doctor: Doctor, clone: Clone) -> None:
    publish(clone, {"search/search_index.json": "[" * 100_000, "a/search_index.json": '{"docs": [1, {"title": 2}]}'})
    assert told(doctor()) == []
