"""Lists of audiences that would publish what is internal."""

from __future__ import annotations

import pytest

from milepost.mkdocs_plugin.audience_order import flaw, is_restricted


@pytest.mark.parametrize(
    "audiences",
    [
        ["public", "internal"],
        ["public", "partners", "internal"],
        ["world", "crew"],
        ["customers", "team", "board"],
        ["internal", "confidential"],
        ["private", "internal"],
        ["readers", "public"],
        ["guests", "members"],
        ["non-public", "public"],
        ["internal-public-relations", "public"],
        ["internal"],
        ["our-team"],
        ["teamwork", "openers"],
    ],
)
def test_a_list_that_may_be_meant_is_accepted(audiences: list[str]) -> None:
    assert flaw(audiences) is None


@pytest.mark.parametrize(
    ("audiences", "hint"),
    [
        (["internal", "public"], "audiences: [public, internal]"),
        (["internal", "partners", "public"], "audiences: [public, partners, internal]"),
        (["Team", "External"], "audiences: [External, Team]"),
        (["public", "staff", "customers"], "audiences: [public, customers, staff]"),
        (["partners", "public"], "audiences: [public, partners]"),
        (["internal_emea", "readers", "public-site"], "audiences: [public, internal]"),
    ],
)
def test_a_list_the_wrong_way_round_is_not(audiences: list[str], hint: str) -> None:
    found = flaw(audiences)
    assert found
    assert found[1] == f"name the broadest audience first: {hint}"


@pytest.mark.parametrize("audience", ["public", "readers"])
def test_a_single_audience_would_see_everything(audience: str) -> None:
    found = flaw([audience])
    assert found
    assert f"everything would be shown to it, also what names no audience, as '{audience}' is the only one" == found[0]
    assert found[1].endswith(f"audiences: [{audience}, internal]")


def test_names_say_who_is_restricted() -> None:
    assert [name for name in ("public", "internal", "readers", "our-team") if is_restricted(name)] == [
        "internal",
        "our-team",
    ]
