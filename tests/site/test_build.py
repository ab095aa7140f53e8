"""`milepost build`: every site verified and published, or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent, indent

import pytest
from tests.support.data import ROADMAP
from tests.support.project import ENVIRONMENT, Built, Project

MKDOCS_YML = """\
site_name: Demo
theme: {name: mkdocs}
plugins: [search, milepost: {as_of: 2026-09-14}]
"""
PAGE = "---\naudience: {audience}\n---\n# {title}\n\nWords.\n"
OLD = '<meta name="generator" content="mkdocs-1.6.1">the site of yesterday'


def make(root: Path) -> Project:
    """A small site with a hidden item and a hidden page, in a theme that builds fast."""
    project = Project(root, "")
    project.write("mkdocs.yml", MKDOCS_YML)
    project.write("data/roadmap.yml", ROADMAP)
    project.write("docs/index.md", PAGE.format(audience="public", title="Home"))
    project.write("docs/takeover.md", PAGE.format(audience="internal", title="Takeover plan"))
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Has a site from before, to see that it stays."""
    project = make(tmp_path / "project")
    project.write("site/index.html", OLD)
    return project


def build(project: Project, *words: str) -> Built:
    return project.run("milepost", "build", *words)


def is_untouched(project: Project) -> bool:
    """Whether the site from before is there as it was, and nothing else."""
    left = {path.name for path in project.root.iterdir()} - {
        "mkdocs.yml",
        "data",
        "docs",
        "hooks.py",
        "__pycache__",
    }
    return left == {"site"} and Built(project.root / "site", (), 0).files() == {"index.html": OLD.encode()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both sites, built over what was there before."""
    project = make(tmp_path_factory.mktemp("built") / "project")
    project.write("site/index.html", OLD)
    project.write("site/stale.html", OLD)
    project.write("site/.nojekyll", "")
    return build(project)


def test_each_audience_gets_a_site_of_its_own_beside_the_others(built: Built) -> None:
    inner = Built(built.folder.with_name("site-internal"), (), 0)
    assert built.exit == 0, built.log
    assert (built.has("roadmap/items/merger"), inner.has("roadmap/items/merger")) == (False, True)
    assert (built.has("takeover"), inner.has("takeover")) == (False, True)
    assert built.mentions("Acme") == built.mentions("takeover") == []


def test_a_new_site_replaces_the_old_one_but_for_hidden_files(built: Built) -> None:
    assert not built.has("stale.html")
    assert built.has(".nojekyll")


def test_nothing_else_is_left_behind(built: Built) -> None:
    names = {path.name for path in built.folder.parent.iterdir()}
    assert names == {"mkdocs.yml", "data", "docs", "site", "site-internal"}


def test_the_end_says_what_was_made_and_what_to_open(built: Built) -> None:
    told = [" ".join(line.split()) for line in built.messages]
    assert "site/ 8 pages for 'public', verified" in told
    assert "site-internal/ 10 pages for 'internal'" in told
    assert (
        "To look at it: python -m http.server --directory site --bind 127.0.0.1, then open http://127.0.0.1:8000/"
    ) in built.messages


def test_two_builds_are_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    circumstances = [
        (
            "here",
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "0"},
        ),
        ("over there/deeper", {"TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ]
    projects, running = [], []
    for name, variables in circumstances:
        projects.append(make(tmp_path / name))
        environment = {**os.environ, **ENVIRONMENT, **variables}
        command = [sys.executable, "-m", "milepost", "build", "--no-verify"]
        running.append(subprocess.Popen(command, cwd=projects[-1].root, env=environment))
    assert [process.wait(300) for process in running] == [0, 0]
    for site in ("site", "site-internal"):
        one, other = (Built(project.root / site, (), 0).files() for project in projects)
        assert len(one) > 20
        assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("data/more.yml", "kind: roadmap\ntitle: [\n", "yaml-syntax"),
        ("data/more.yml", "kind: roadmap\ntitle: A\naudience: pubic\n", "unknown-audience"),
        ("docs/more.md", "# Who may read this?\n", "page-audience"),
        ("docs/more.md", "---\naudience: pubic\n---\n# A\n", "unknown-audience"),
    ],
)
def test_errors_are_told_once_before_anything_is_built(project: Project, path: str, text: str, rule: str) -> None:
    project.write(path, text)
    done = build(project)
    assert done.exit == 1
    assert done.log.count(rule) == 1
    assert "Nothing was published" in done.log
    assert "Traceback" not in done.log
    assert is_untouched(project)


HOOKS = """\
from pathlib import Path
from milepost.graph import loader

def read(config):
    folder = config.plugins["milepost"].config["data_dir"] or Path(config.docs_dir).parent / "data"
    return loader.load(Path(folder)).portfolio

def count(config):
    return len(read(config).entities("item"))
"""


def test_a_planted_leak_fails_the_build_and_changes_nothing(project: Project) -> None:
    leak = "\ndef on_page_content(html, page, config, files):\n    return f'{html}<p>{count(config)} items</p>'\n"
    project.write("hooks.py", HOOKS + leak)
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    done = build(project, "--audience", "public")
    assert done.exit == 1
    assert "The leak check of the site for 'public' failed." in done.log
    assert "index.html:" in done.log
    assert "Acme" not in done.log
    assert is_untouched(project)


def test_a_page_that_takes_in_a_hidden_one_stops_the_build(project: Project) -> None:
    project.write("docs/index.md", PAGE.format(audience="public", title="Home") + '--8<-- "takeover.md"\n')
    project.write("mkdocs.yml", MKDOCS_YML + "markdown_extensions: [pymdownx.snippets: {base_path: [docs]}]\n")
    done = build(project, "--audience", "public")
    assert done.exit == 1
    assert "index.md:1:1: page-snippet: the page takes in 'takeover.md'" in done.log
    assert "Takeover plan" not in done.log
    assert is_untouched(project)


WHOLES = {
    "data/outage.yml": """
        kind: postmortem
        audience: public
        title: Gates stayed shut
        type: incident
        owner: Acme
        started: 2026-06-20T18:02Z
        went_wrong: [No alarm, {title: The rota, audience: internal}]
        lessons: [{id: l, title: Let people through, actions: [a]}]
        actions: [{id: a, title: Keep fares, due: 2026-08-01}]
        similar_to: [waiting]
        public: {date_precision: month}
    """,
    "data/waiting.yml": """
        kind: postmortem
        audience: public
        embargo_until: 2026-09-15
        title: A lost laptop
        type: security
    """,
    "data/handover.yml": """
        kind: handover
        id: quays
        audience: public
        title: The quays
        from: A
        to: B
        access: [{system: Console, vault_reference: 'vault:kv/a'}]
        open_actions: [outage/a]
    """,
}
LEAKS_OF_WHOLES = {
    "what waits for a day": "len(whole.entities('postmortem'))",
    "a part that is for fewer": "len(whole.entities('statement'))",
    "an action": "len(whole.entities('action'))",
    "a reference to what waits": "len(whole.entities('postmortem')[0].entry.similar_to)",
    "a field that nobody is shown": "whole.find('postmortem', 'outage').entry.owner is None",
    "a time that is told as a month": "whole.find('postmortem', 'outage').entry.started.precision",
    "a way in": "len(whole.entities('access'))",
}


def write_wholes(project: Project, leaks: Iterable[str]) -> None:
    """A hook that adds each of these values to a page of its own."""
    for path, text in WHOLES.items():
        project.write(path, dedent(text))
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    hook = "\ndef on_post_page(output, page, config):\n    whole = read(config)\n"
    for number, leak in enumerate(leaks):
        project.write(f"docs/leak-{number}.md", PAGE.format(audience="public", title=f"Leak {number}"))
        hook += f"    if page.url == 'leak-{number}/':\n        return output + str({leak})\n"
    project.write("hooks.py", HOOKS + hook)


def test_the_leak_check_holds_for_post_mortems_and_handovers(project: Project) -> None:
    write_wholes(project, ["whole.find('postmortem', 'outage').entry.type"])
    assert build(project, "--audience", "public").exit == 0


def test_the_leak_check_finds_what_leaks_of_post_mortems_and_handovers(project: Project) -> None:
    write_wholes(project, LEAKS_OF_WHOLES.values())
    done = build(project, "--audience", "public")
    assert done.exit == 1
    missed = [leak for number, leak in enumerate(LEAKS_OF_WHOLES) if f"leak-{number}/index.html:" not in done.log]
    assert missed == []
    assert "laptop" not in done.log


def test_the_leak_check_can_be_skipped_and_the_end_says_so(project: Project) -> None:
    project.write(
        "hooks.py", HOOKS + "def on_page_content(html, page, config, files): return html + str(count(config))"
    )
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    done = build(project, "--audience", "public", "--no-verify")
    assert done.exit == 0
    assert "Not verified: no leak check was run on the site for 'public'." in done.log
    assert not (project.root / "site-internal").exists()


def test_every_outer_audience_has_a_leak_check_of_its_own(project: Project) -> None:
    project.change("mkdocs.yml", "as_of:", "audiences: [public, partners, internal], as_of:")
    project.change("data/roadmap.yml", "audience: internal", "audience: partners")
    done = build(project, "--audience", "public", "--audience", "partners")
    assert done.exit == 0, done.log
    assert [line.split()[-1] for line in done.messages if " pages  for " in line] == ["verified", "verified"]
    assert not Built(project.root / "site", (), 0).has("roadmap/items/merger")
    assert Built(project.root / "site-partners", (), 0).has("roadmap/items/merger")


NAMES = """
Here's a picture ![x](files/a.svg) and it's nice. <object data=files/b.svg></object> <a href="files/c&amp;d.pdf">c</a>

<p style="background:url(files/e.svg)"></p> [f](files/f_(1).pdf) [g](guide/g.pdf) [data](data/roadmap.yml) [h](takeover.md)

<a href="takeover.md">i</a>
"""
LINKS = """
[a](item:merger), [b], \\[c](item:merger), `[d](item:merger)` and
<div markdown>[e](item:merger "Title")</div>
<!-- [f](item:merger) -->

    [g](item:merger)

[b]: item:merger
"""
USED = {"files/a.svg", "files/b.svg", "files/c&d.pdf", "files/e.svg", "files/f_(1).pdf", "guide/g.pdf"}


def test_the_leak_check_holds_however_pages_and_texts_name_files_and_what_is_hidden(project: Project) -> None:
    project.write("docs/index.md", PAGE.format(audience="public", title="Home") + NAMES + LINKS)
    project.change(
        "data/roadmap.yml", "    summary: Pay in one step.\n", f"    description: |\n{indent(LINKS, 6 * ' ')}\n"
    )
    # A link in raw HTML keeps its address, which names the hidden page: the author's own words, as the audit finds.
    allowed = 'as_of: 2026-09-14, audit: {allow: [{text: takeover, reason: "typed into the page"}]}'
    project.write(
        "mkdocs.yml", MKDOCS_YML.replace("as_of: 2026-09-14", allowed) + "markdown_extensions: [md_in_html]\n"
    )
    project.write("shared/g.pdf", "%PDF")
    (project.root / "docs/guide").symlink_to(project.root / "shared")
    (project.root / "docs/data").symlink_to(project.root / "data")
    for path in USED - {"guide/g.pdf"} | {"files/unused.pdf"}:
        project.write(f"docs/{path}", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    done = build(project)
    assert done.exit == 0, done.log
    public, inner = (set(Built(project.root / site, (), 0).files()) for site in ("site", "site-internal"))
    assert {path for path in public if path.startswith(("files/", "guide/"))} == USED
    assert [path for path in public | inner if path.endswith(".yml")] == []


CRASH = """
def on_config(config):
    words = "merger with acme"
    raise RuntimeError(words.replace("merger", "Merger").replace("acme", "ACME"))
"""


def test_a_crash_is_told_without_quoting_what_is_private(project: Project) -> None:
    project.write("hooks.py", CRASH)
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    done = build(project, "--audience", "public")
    assert done.exit == 2
    assert "RuntimeError: the message is withheld" in done.log
    assert "hooks.py" in done.log
    assert "Merger with ACME" not in done.log
    assert is_untouched(project)
    assert "RuntimeError: Merger with ACME" in build(project, "--audience", "internal").log


def test_a_child_that_is_killed_is_a_failure(project: Project) -> None:
    project.write("hooks.py", "import os\ndef on_config(config):\n    os.kill(os.getpid(), 9)\n")
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    done = build(project, "--audience", "internal")
    assert done.exit == 2
    assert "ended by signal 9 (SIGKILL)" in done.log
    assert is_untouched(project)


def test_warnings_stop_only_a_strict_build(project: Project) -> None:
    project.remove("docs/takeover.md")
    project.write("docs/index.md", PAGE.format(audience="public", title="Home") + "[gone](gone.md)\n")
    strict = build(project, "--audience", "internal", "--strict")
    assert strict.exit == 1
    assert strict.log.count("gone.md") == 1
    assert is_untouched(project)
    assert build(project, "--audience", "internal").exit == 0


def test_what_several_sites_warn_of_is_told_once(project: Project) -> None:
    project.write("docs/index.md", PAGE.format(audience="public", title="Home") + "![gone](gone.png)\n")
    done = build(project, "--no-verify")
    assert done.exit == 0
    assert [line for line in done.messages if "gone.png" in line] == [
        line for line in done.messages if line.startswith("Warning (public, internal): ")
    ]
    assert done.log.count("gone.png") == 1


def test_a_site_may_be_made_of_data_alone(project: Project) -> None:
    for path in ("docs/index.md", "docs/takeover.md"):
        project.remove(path)
    (project.root / "docs").rmdir()
    done = build(project, "--audience", "public")
    assert done.exit == 0, done.log
    assert Built(project.root / "site", (), 0).has("roadmap/items/checkout")
    assert not (project.root / "docs").exists()


def test_a_file_named_like_a_library_is_not_taken_for_it(project: Project) -> None:
    project.write("click.py", "raise SystemExit('this is not click')\n")
    script = Path(sys.executable).with_name("milepost")
    command, env = [script, "build", "--audience", "internal"], {**os.environ, **ENVIRONMENT}
    done = subprocess.run(command, cwd=project.root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", [".", "data", ".."])
def test_a_site_does_not_take_the_place_of_its_source(project: Project, folder: str) -> None:
    done = build(project, "--site-dir", folder)
    assert done.exit == 2
    assert "Traceback" not in done.log
    assert is_untouched(project)


def test_the_site_can_go_somewhere_else_and_the_inner_one_stays_beside_its_source(
    project: Project, tmp_path: Path
) -> None:
    done = build(project, "--no-verify", "--site-dir", str(tmp_path / "new/place"))
    assert done.exit == 0, done.log
    assert (tmp_path / "new/place/index.html").is_file()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["place"]
    assert (project.root / "place-internal/index.html").is_file()
    assert (project.root / "site/index.html").read_text() == OLD


def test_an_inner_site_is_not_in_a_folder_that_is_uploaded_with_the_public_one(project: Project) -> None:
    done = build(project, "--no-verify", "--site-dir", "public/roadmap")
    assert done.exit == 0, done.log
    assert [path.name for path in (project.root / "public").iterdir()] == ["roadmap"]
    assert (project.root / "public-internal/roadmap/index.html").is_file()
    assert "public-internal/roadmap/" in done.log


@pytest.mark.parametrize("folder", ["site", "site-internal"])
def test_a_folder_that_no_build_has_made_is_not_replaced(project: Project, folder: str) -> None:
    project.remove("site/index.html")
    project.write(f"{folder}/notes/plan.txt", "the only copy")
    before = Built(project.root, (), 0).files()
    done = build(project)
    assert done.exit == 2
    assert f"/{folder} holds notes/, and no site that MkDocs or Milepost has built." in done.log
    assert Built(project.root, (), 0).files() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(project: Project) -> None:
    environment = {**os.environ, **ENVIRONMENT}
    command = [sys.executable, "-m", "milepost", "build"]
    killed = subprocess.Popen(command, cwd=project.root, env=environment, stderr=subprocess.DEVNULL)
    half_built = wait_for(lambda: next(project.root.glob(".site.milepost-*/sites/*/index.html"), None))
    assert half_built
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    left = [path for path in project.root.iterdir() if path.name.startswith(".site.milepost-")]
    assert len(left) == 1
    assert (project.root / "site/index.html").read_text() == OLD
    done = build(project, "--audience", "internal")
    assert done.exit == 0
    assert [path.name for path in project.root.iterdir() if path.name.startswith(".site")] == []
    assert (project.root / "site/index.html").read_text() == OLD


def test_the_children_of_a_killed_build_end_with_it(project: Project) -> None:
    project.write("hooks.py", f"import os, time, pathlib\n{WAITING}")
    project.write("mkdocs.yml", MKDOCS_YML + "hooks: [hooks.py]\n")
    environment = {**os.environ, **ENVIRONMENT}
    command = [sys.executable, "-m", "milepost", "build", "--audience", "internal"]
    killed = subprocess.Popen(command, cwd=project.root, env=environment, stderr=subprocess.DEVNULL)
    note = project.root / "child"
    assert wait_for(lambda: note.exists() and note.read_text())
    child = int(note.read_text())
    killed.kill()
    killed.wait(10)
    assert wait_for(lambda: not is_alive(child))


WAITING = """
def on_config(config):
    note = pathlib.Path(config.config_file_path).with_name("child")
    note.write_text(str(os.getpid()))
    time.sleep(60)
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(condition: object, seconds: float = 60.0) -> object:
    """What a function gives as soon as that is something; None after a while."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := condition():  # type: ignore[operator]
            return found
        time.sleep(0.01)
    return None
