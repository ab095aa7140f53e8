"""What must be renewed: how late it is, who is told, where it is shown, and what of it stays internal."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.support import whole
from tests.unit.checks.conftest import Find

from milepost.graph.loader import read_files
from milepost.leak_check.redacted_data import RedactedData

LICENSE = "renewals: [{id: a, title: License, renew_by: 2026-11-20, owner: Ada}]"
FILES = {
    "portfolio.yml": {"kind": "portfolio", "title": "Ferry", "audience": "public"},
    "renewals.yml": {
        "kind": "renewals",
        "title": "Renewals",
        "audience": "public",
        "renewals": [{"id": "a", "title": "License", "renew_by": "2027-03-31", "owner": "Head of Radio"}],
    },
}


def test_what_was_not_renewed_in_time_is_reported_at_its_day(find: Find) -> None:
    said = "renewals.yml:1:46: 'License' had to be renewed by 2026-11-20, 3 days ago"
    assert find("renewal-overdue", renewals=LICENSE) == [said]
    assert find("renewal-overdue", renewals=LICENSE, as_of="2026-11-20") == []
    assert find("renewal-overdue", renewals=LICENSE, rules={"renewal-overdue": {"level": "warning", "days": 3}}) == []


@pytest.mark.parametrize(("audience", "names_owner"), [("public", False), ("internal", True)])
def test_the_overview_lists_renewals_and_names_their_owner_to_those_inside(audience: str, names_owner: bool) -> None:
    html = whole.composed(FILES, audience).pages["index.md"].render(str).html
    assert "License" in html
    assert "31 March 2027" in html
    assert ("Head of Radio" in html) is names_owner


def test_the_copy_that_a_public_site_is_built_from_has_no_owner(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(yaml.safe_dump(text), encoding="utf-8")
    documents = RedactedData(read_files(tmp_path)[0], ("public", "internal"), "public").documents()
    copied = "".join(documents.values())
    assert "License" in copied
    assert "2027-03-31" in copied
    assert "Head of Radio" not in copied
