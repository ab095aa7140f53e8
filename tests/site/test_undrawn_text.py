"""What nobody draws of a Markdown field is in no file of a site: no page, no search index, nothing beside them."""

from __future__ import annotations

import pytest
import yaml
from tests.conftest import MakeSite
from tests.support import undrawn


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_no_file_of_a_site_holds_it(site: MakeSite, audience: str) -> None:
    project = site("")
    options = f"as_of: 2026-09-14, audience: {audience}"
    project.write(
        "mkdocs.yml", f"site_name: Demo\ntheme: {{name: material}}\nplugins: [search, tags, milepost: {{{options}}}]\n"
    )
    for name, document in undrawn.documents(undrawn.everything(sound=True)).items():
        project.write(f"data/{name}.yml", yaml.safe_dump(document))
    built = project.build()
    assert built.exit == 0, built.log
    assert built.mentions("Drawn words")
    assert built.mentions(undrawn.SECRET) == []
