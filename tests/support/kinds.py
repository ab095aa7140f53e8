"""What a kind must have besides its declaration, which code cannot see: a guide page, an example, a generator, pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support import plans

from milepost.kinds.kind import Kind
from milepost.pages.registry import SECTIONS

CONTENT = Path(__file__).parents[2] / "content"


def lacking(kind: Kind) -> Iterator[str]:
    """What is missing, in words for whoever adds the kind."""
    guide = CONTENT / "pages" / "guide" / "kinds" / f"{kind.name}.md"
    if not guide.is_file():
        yield f"the guide has no page about kind '{kind.name}': write {guide.relative_to(CONTENT.parent)}"
    elif f"- guide/kinds/{guide.name}\n" not in (CONTENT.parent / "mkdocs.yml").read_text(encoding="utf-8"):
        yield f"no navigation leads to the page about kind '{kind.name}': add guide/kinds/{guide.name} to mkdocs.yml"
    if f"| [{kind.name}]({guide.name}) |" not in (guide.parent / "index.md").read_text(encoding="utf-8"):
        yield f"the list of kinds in content/pages/guide/kinds/index.md does not name {kind.name}"
    for section in kind.sections or ():
        if section not in SECTIONS:
            yield f"kind '{kind.name}' is shown in the section '{section}', which no site has: add it to SECTIONS"
    if not kind.sections:
        yield f"no section of a site shows kind '{kind.name}': name one in its KIND"
    if kind.name not in plans.LISTS:
        yield f"no generated portfolio holds kind '{kind.name}': tests/support/plans.py does not know it"
    texts = (path.read_text(encoding="utf-8") for path in (CONTENT / "data").rglob("*.yml"))
    if not any(line == f"kind: {kind.name}" for text in texts for line in text.splitlines()):
        yield f"the example in content/data has no document of kind '{kind.name}'"
