"""A repository that somebody else prepared runs nothing while it is looked at."""

from __future__ import annotations

from tests.support.clone import Clone
from tests.unit.doctor.conftest import CONFIG, SITE, Doctor


def test_nothing_that_a_configuration_of_git_names_is_run(clone: Clone, doctor: Doctor) -> None:
    clone.write({"ran.sh": '#!/bin/sh\ntouch "$(dirname "$0")/ran"\ncat\n'})
    script = clone.root / "ran.sh"
    script.chmod(0o755)
    clone.commit({"a.txt": "x", ".gitattributes": "* diff=odd filter=odd\n"})
    (clone.root / ".git/hooks").mkdir(exist_ok=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-commit"):
        (clone.root / f".git/hooks/{hook}").write_text(f"#!/bin/sh\n{script}\n")
        (clone.root / f".git/hooks/{hook}").chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "diff.odd.command", "diff.odd.textconv", "gpg.program", "core.pager", "pager.log", "core.sshCommand", "core.editor", "filter.odd.clean", "filter.odd.smudge", "credential.helper", "core.askPass"):  # fmt: skip
        clone.git("config", name, str(script))
    clone.git("config", "log.showSignature", "true")
    clone.git("config", "core.hooksPath", ".git/hooks")
    (clone.root / "ran").unlink(missing_ok=True)
    doctor()
    assert not (clone.root / "ran").exists()


def test_nothing_that_the_site_names_is_run(clone: Clone, doctor: Doctor) -> None:
    config = CONFIG.replace("site_name: Till", 'site_name: !!python/object/apply:os.system ["touch ran"]')
    doctor({"mkdocs.yml": f"{config}hooks: [hook.py]\n", "hook.py": "open('ran', 'w')\n"})
    assert not (clone.root / "ran").exists()


def test_a_folder_that_looks_like_a_repository_is_none(clone: Clone, doctor: Doctor) -> None:
    inner = {f"plan/{path}": text for path, text in SITE.items()}
    trap = {
        "plan/HEAD": "ref: refs/heads/main\n",
        "plan/config": "[core]\n\tfsmonitor = touch ran\n\tbare = true\n",
        "plan/objects/x": "",
        "plan/refs/x": "",
    }
    doctor({**inner, **trap}, config="plan/mkdocs.yml")
    assert not list(clone.root.rglob("ran"))
