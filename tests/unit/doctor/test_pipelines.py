"""Workflows, pipelines, settings of hosts and scripts: what they would publish, keep, print and install."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.clone import Clone
from tests.support.patience import patience
from tests.unit.doctor.conftest import CONFIG, SITE, Doctor, told

PINNED = "@0123456789abcdef0123456789abcdef01234567"
SCAFFOLD = Path(__file__).parents[3] / "plugins/milepost/cli/scaffold/github"
HIDDEN = {"docs/notes.md": "---\naudience: internal\n---\n# Notes\n"}


def workflow(*steps: str, env: str = "") -> str:
    """A workflow with steps, each a mapping whose later lines are indented by eight."""
    listed = "".join(f"      - {step}\n" for step in steps)
    return (
        f"on: push\n{env}jobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: milepost build\n{listed}"
    )


def github(doctor: Doctor, text: str, **files: str) -> list[str]:
    return told(doctor({".github/workflows/w.yml": text, **files}))


AT = ".github/workflows/w.yml"


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (
            f"uses: actions/upload-pages-artifact{PINNED}\n        with: {{path: site-internal}}",
            f"error publishes-internal {AT}:8:22 'actions/upload-pages-artifact' publishes site-internal",
        ),
        (
            f"uses: actions/upload-pages-artifact{PINNED}\n        with:\n          path: ./site-internal/",
            f"error publishes-internal {AT}:9:17 'actions/upload-pages-artifact' publishes ./site-internal/",
        ),
        (
            f"uses: peaceiris/actions-gh-pages{PINNED}\n        with: {{publish_dir: .}}",
            f"error publishes-internal {AT}:8:29 'peaceiris/actions-gh-pages' publishes .",
        ),
        (
            f"uses: JamesIves/github-pages-deploy-action{PINNED}\n        with: {{folder: '${{{{ github.workspace }}}}/site-internal'}}",
            f"error publishes-internal {AT}:8:24 'JamesIves/github-pages-deploy-action' publishes ${{{{ github.workspace }}}}/site-internal",
        ),
        (
            f"uses: cloudflare/wrangler-action{PINNED}\n        with: {{command: pages deploy site-internal}}",
            f"error publishes-internal {AT}:8:25 'cloudflare/wrangler-action' publishes pages deploy site-internal",
        ),
        (
            f"uses: somebody/deploy-by-ftp{PINNED}\n        with: {{local-dir: site-internal}}",
            f"warning publishes-internal {AT}:8:27 'somebody/deploy-by-ftp' publishes site-internal",
        ),
        (
            f"uses: actions/upload-artifact{PINNED}\n        with:\n          path: |\n            site\n            site-*",
            f"warning internal-artifact {AT}:11:1 site-* is kept as an artifact, and an internal site is in it",
        ),
        (
            "run: npx netlify deploy --prod --dir=site-internal",
            f"error publishes-internal {AT}:7:18 'netlify' publishes --dir=site-internal",
        ),
        (
            "run: |\n          echo build\n          wrangler pages deploy site-internal",
            f"error publishes-internal {AT}:9:11 'wrangler' publishes site-internal",
        ),
        (
            "run: ghp-import -n -p ./site-internal",
            f"error publishes-internal {AT}:7:14 'ghp-import' publishes ./site-internal",
        ),
        (
            "run: rsync -a site-internal/ www.example.org:/srv/",
            f"warning publishes-internal {AT}:7:14 'rsync' copies site-internal/",
        ),
        (
            "run: |\n          cp -r site-internal out\n          wrangler pages deploy out",
            f"error publishes-internal {AT}:9:11 'wrangler' publishes out",
        ),
        (
            "run: mkdocs gh-deploy\n        env: {MILEPOST_AUDIENCE: internal}",
            f"error publishes-internal {AT}:7:14 'mkdocs gh-deploy' publishes the site for 'internal' on a public branch",
        ),
        (
            "run: MILEPOST_AUDIENCE=internal uv run --with x mkdocs gh-deploy --force",
            f"error publishes-internal {AT}:7:57 'mkdocs gh-deploy' publishes the site for 'internal' on a public branch",
        ),
        (
            "run: |\n          export MILEPOST_AUDIENCE=internal\n          mike deploy --push v1",
            f"error publishes-internal {AT}:9:11 'mike deploy' publishes the site for 'internal' on a public branch",
        ),
        (
            "run: zensical build",
            f"warning unfiltered-build {AT}:7:14 'zensical' does not run the audience filter: it publishes every page",
        ),
        (
            "run: pip install mkdocs-milepost",
            f"warning unpinned-install {AT}:7:14 'mkdocs-milepost' is installed in whatever version is the newest",
        ),
        (
            "run: python -m pip install --upgrade pip 'mkdocs-milepost>=1'",
            f"warning unpinned-install {AT}:7:24 'mkdocs-milepost>=1' is installed in whatever version is the newest",
        ),
        (
            "run: uvx --from mkdocs-milepost milepost build",
            f"warning unpinned-install {AT}:7:14 'mkdocs-milepost' is installed in whatever version is the newest",
        ),
        (
            "run: pip install git+https://example.org/x/milepost.git@main",
            f"warning unpinned-install {AT}:7:14 'git+https://example.org/x/milepost.git@main' is installed in whatever version is the newest",
        ),
        (
            "uses: actions/checkout@v4",
            f"warning unpinned-action {AT}:7:15 'actions/checkout@v4' is not pinned by a commit",
        ),
        (
            "run: milepost show item:talks",
            f"info internal-in-log {AT}:7:14 'milepost show' prints what the most restricted audience sees into the log",
        ),
        (
            "run: milepost build && milepost check",
            f"info internal-in-log {AT}:7:32 'milepost check' prints what the most restricted audience sees into the log",
        ),
    ],
)  # fmt: skip
def test_a_step_is_told_at_its_place(doctor: Doctor, step: str, says: str) -> None:
    assert github(doctor, workflow(step)) == [says]


@pytest.mark.parametrize(
    "step",
    [
        f"uses: actions/upload-pages-artifact{PINNED}\n        with: {{path: site}}",
        f"uses: actions/upload-artifact{PINNED}\n        if: ${{{{ github.event.repository.private }}}}\n        with: {{path: site-*}}",
        f"uses: actions/checkout{PINNED}\n        with: {{path: .}}\n        if: false",
        "uses: ./.github/actions/own",
        "run: pip install mkdocs-milepost==1.2.3",
        "run: pip install --constraint pins.txt mkdocs-milepost",
        "run: pip install --require-hashes -r requirements.txt",
        f"run: pip install git+https://example.org/x/milepost.git{PINNED}",
        "run: mkdocs gh-deploy",
        "run: zensical serve",
        "run: rsync -a site/ www.example.org:/srv/",
        "run: milepost diff main --audience public",
        'run: milepost diff main --audience "$AUDIENCE"',
        "run: milepost check --output findings.txt",
        "run: echo 'mkdocs gh-deploy' # wrangler pages deploy site-internal",
    ],
)
def test_a_sound_step_is_no_finding(doctor: Doctor, step: str) -> None:
    assert [one for one in github(doctor, workflow(step)) if "checkout" not in one] == []


def test_an_internal_site_that_lies_in_what_is_published_is_told(doctor: Doctor) -> None:
    steps = (
        "run: milepost build --site-dir public/plan",
        f"uses: actions/upload-pages-artifact{PINNED}\n        with: {{path: public}}",
    )
    assert github(doctor, workflow(*steps)) == [
        f"error publishes-internal {AT}:9:22 'actions/upload-pages-artifact' publishes public"
    ]


def test_a_plain_build_for_an_inner_audience_that_is_uploaded_is_told(doctor: Doctor) -> None:
    env = "env: {MILEPOST_AUDIENCE: internal}\n"
    steps = ("run: mkdocs build", f"uses: actions/upload-pages-artifact{PINNED}\n        with: {{path: site}}")
    found = github(doctor, workflow(*steps, env=env))
    assert [one.split(" ")[:2] for one in found] == [["error", "publishes-internal"], ["warning", "publishes-internal"]]


def test_the_audience_that_the_configuration_names_counts(doctor: Doctor) -> None:
    found = github(doctor, workflow("run: mkdocs gh-deploy"), **{"mkdocs.yml": f"{CONFIG}      audience: internal\n"})
    assert found == [
        f"error publishes-internal {AT}:7:14 'mkdocs gh-deploy' publishes the site for 'internal' on a public branch"
    ]


def test_another_generator_with_internal_pages_is_an_error(doctor: Doctor) -> None:
    found = github(doctor, workflow("run: uv run zensical build"), **HIDDEN)
    assert (
        f"error unfiltered-build {AT}:7:21 'zensical' does not run the audience filter: it publishes every page; docs holds 1 internal page"
        in found
    )


def test_logs_of_a_public_repository_are_a_warning(doctor: Doctor) -> None:
    found = told(doctor({AT: workflow("run: milepost show a")}, visibility="public"))
    assert [one.split(" ")[:2] for one in found] == [["warning", "internal-in-log"]]


def test_a_workflow_that_has_nothing_to_do_with_sites_is_not_looked_into(doctor: Doctor) -> None:
    text = "on: push\njobs: {a: {steps: [{uses: actions/checkout@v4}]}}\n"
    assert github(doctor, text) == []


def test_the_workflows_that_init_writes_publish_nothing_internal(doctor: Doctor) -> None:
    files = {f".github/workflows/{one.name}": one.read_text("utf-8") for one in SCAFFOLD.glob("*.yml")}
    found = told(doctor(files))
    assert not [one for one in found if "publishes" in one or "artifact" in one or "unpinned-action" in one]


GITLAB = """\
build:
  script:
    - milepost build --site-dir public
  artifacts:
    paths: [public, public-internal]
pages:
  variables: {MILEPOST_AUDIENCE: internal}
  script:
    - milepost build --site-dir public/plan
    - mkdocs gh-deploy
  artifacts:
    paths:
      - public
"""


def test_a_pipeline_of_gitlab_is_read(doctor: Doctor) -> None:
    assert told(doctor({".gitlab-ci.yml": GITLAB})) == [
        "error publishes-internal .gitlab-ci.yml:10:7 'mkdocs gh-deploy' publishes the site for 'internal' on a public branch",
        "error publishes-internal .gitlab-ci.yml:13:9 the job 'pages' publishes public, and an internal site is in it",
        "warning internal-artifact .gitlab-ci.yml:5:21 public-internal is kept as an artifact, and an internal site is in it",
    ]


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        (
            "netlify.toml",
            '[build]\n  command = "milepost build"\n  publish = "site-internal"\n',
            "error publishes-internal netlify.toml:3:14 'publish' publishes site-internal, and an internal site is in it",
        ),
        (
            "vercel.json",
            '{"buildCommand": "milepost build", "outputDirectory": "site-internal"}\n',
            "error publishes-internal vercel.json:1:56 'outputDirectory' publishes site-internal, and an internal site is in it",
        ),
        (
            "wrangler.toml",
            'pages_build_output_dir = "./site-internal"\n',
            "error publishes-internal wrangler.toml:1:27 'pages_build_output_dir' publishes ./site-internal, and an internal site is in it",
        ),
        (
            "Makefile",
            "deploy:\n\t@MILEPOST_AUDIENCE=internal mkdocs gh-deploy\n",
            "error publishes-internal Makefile:2:30 'mkdocs gh-deploy' publishes the site for 'internal' on a public branch",
        ),
        (
            "scripts/deploy.sh",
            "set -e\nsurge \\\n  site-internal plan.example.org\n",
            "error publishes-internal scripts/deploy.sh:2:1 'surge' publishes site-internal",
        ),
        (
            "package.json",
            '{"scripts": {\n  "deploy": "gh-pages -d site-internal"\n}}\n',
            "error publishes-internal package.json:2:14 'gh-pages' publishes site-internal",
        ),
        (
            "requirements.txt",
            "mkdocs-material==9.7\nmkdocs-milepost>=1\n",
            "warning unpinned-install requirements.txt:2:1 'mkdocs-milepost>=1' is installed in whatever version is the newest",
        ),
    ],
)  # fmt: skip
def test_other_files_that_publish_are_read(doctor: Doctor, path: str, text: str, says: str) -> None:
    assert told(doctor({path: text})) == [says]


def test_a_site_in_a_folder_is_meant_from_there_too(clone: Clone, doctor: Doctor) -> None:
    step = f"uses: actions/upload-pages-artifact{PINNED}\n        with: {{path: plan/site-internal}}"
    run = "run: surge site-internal\n        working-directory: plan"
    clone.write({f"plan/{path}": text for path, text in SITE.items()})
    clone.commit(dict.fromkeys(SITE))
    found = told(doctor({AT: workflow(step, run)}, config="plan/mkdocs.yml"))
    assert [one.split(" ")[1] for one in found if one.startswith("error")] == ["publishes-internal"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "a: [\n",
        "a: &x [*x]\njobs: milepost\n",
        "[" * 100_000,
        "\x00",
        "jobs: [milepost]\n",
        "milepost",
        "jobs: {a: {steps: {run: milepost}}}\n",
    ],
)
def test_a_workflow_that_is_none_does_no_harm(doctor: Doctor, text: str) -> None:
    with patience():
        assert github(doctor, text) == []


def test_a_workflow_that_cannot_be_read_is_said(doctor: Doctor) -> None:
    report = doctor({AT: "a: [\n"})
    assert f"{AT} was not searched: no YAML, in line 2" in report.skipped


def test_a_workflow_of_aliases_costs_nothing(doctor: Doctor) -> None:
    bomb = "jobs:\n" + "".join(
        f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'milepost'}]\n" for n in range(12)
    )
    with patience():
        assert github(doctor, bomb) == []


def test_what_is_too_large_is_said(doctor: Doctor) -> None:
    report = doctor({AT: "# milepost\n" + " " * 2_000_001})
    assert f"{AT} is too large or cannot be read" in report.skipped
