"""Material's blog plugin makes pages of its own out of the posts there are."""

from __future__ import annotations

import pytest
from tests.compatibility.conftest import Shared
from tests.support.project import Project


@pytest.fixture
def project(shared: Shared) -> Project:
    found = shared(after="blog")
    found.write("docs/blog/_audience.yml", "audience: public\n")
    found.write("docs/blog/index.md", "# Blog\n")
    more = "Read [this](item:checkout), [that](item:merger).\n\n<!-- more -->\n\nEnd.\n"
    found.write("docs/blog/posts/open.md", f"---\ndate: 2026-01-02\ncategories: [Open]\n---\n# An open post\n\n{more}")
    secret = "---\naudience: internal\ndate: 2025-01-02\ncategories: [Closed]\n---\n# A closed post\n\nNo.\n"
    found.write("docs/blog/posts/closed.md", f"{secret}\n<!-- more -->\n")
    return found


def test_a_hidden_post_is_in_no_list_archive_or_category(project: Project) -> None:
    built = project.build("public", strict=True)
    assert built.exit == 0, built.log
    assert built.has("blog/archive/2026/")
    assert not built.has("blog/archive/2025/")
    assert not built.has("blog/category/closed/")
    assert built.mentions("a closed post") == []
    assert "A closed post" in project.build("internal").page("blog/").words


def test_links_by_id_work_in_excerpts(project: Project) -> None:
    article = project.build("public").page("blog/").article
    assert article.links["this"] == "../roadmap/items/checkout/"
    assert "that" not in article.links


def test_its_own_pages_need_an_audience_too(project: Project) -> None:
    project.remove("docs/blog/_audience.yml")
    project.change("docs/blog/index.md", "# Blog", "---\naudience: public\n---\n# Blog")
    project.change("docs/blog/posts/open.md", "date:", "audience: public\ndate:")
    built = project.build("public")
    assert built.exit == 1
    assert "blog/archive/2026.md" in built.log
    assert "_audience.yml" in built.log
