"""The rules of `milepost doctor` and the reason for each."""

from __future__ import annotations

from milepost.problem import Level
from milepost.rules import Rule, collected

_ERROR, _WARNING, _INFO = Level.ERROR, Level.WARNING, Level.INFO

# (id, level, what it finds, why it matters)
_DECLARED = (
    (
        "publishes-internal",
        _ERROR,
        "A pipeline or a script would publish the internal site.",
        "An internal site holds everything. On a public host everybody reads it, and search engines keep copies.",
    ),
    (
        "published-internal",
        _ERROR,
        "A branch with a published site holds internal titles or pages.",
        "Whoever can fetch the branch reads every state that was ever pushed to it, also what later sites left out.",
    ),
    (
        "site-in-git",
        _ERROR,
        "A built site is in git.",
        "It is published to everybody who can read the repository, and stays in its history when it is deleted.",
    ),
    (
        "source-public-internal",
        _ERROR,
        "source_public is set, and internal entries or pages are in the repository.",
        "The option says that the public may read the source. It links to files that hold internal entries.",
    ),
    (
        "internal-in-git",
        _WARNING,
        "Internal entries or pages are in git.",
        "The audience filter works on sites, not on repositories: whoever can read the repository reads the YAML.",
    ),
    (
        "internal-in-history",
        _WARNING,
        "Internal entries or pages that are gone are still in the git history.",
        "Deleting a file does not delete its earlier versions: "
        "'git log -p' shows them to whoever can read the repository.",
    ),
    (
        "internal-page-in-docs",
        _WARNING,
        "An internal page is inside docs_dir.",
        "Any other generator that runs on the folder publishes it: only Milepost reads the audience of a page.",
    ),
    (
        "site-not-ignored",
        _WARNING,
        "The folder of a built site is not ignored by git.",
        "The next 'git add --all' commits it.",
    ),
    (
        "internal-artifact",
        _WARNING,
        "A pipeline keeps the internal site as an artifact or a preview.",
        "Artifacts and previews of a public repository can be downloaded by everybody who is signed in.",
    ),
    (
        "unfiltered-build",
        _WARNING,
        "A pipeline runs a generator that does not run Milepost's audience filter.",
        "It publishes every page of docs_dir, whoever the page is for, and nothing is verified.",
    ),
    (
        "unpinned-install",
        _WARNING,
        "A pipeline installs whatever version of Milepost is the newest.",
        "Another version, of Milepost or of what it needs, can publish something else without a change of yours.",
    ),
    (
        "unpinned-action",
        _WARNING,
        "A workflow uses an action by a name that its owner can move.",
        "Whoever controls the action decides what runs with the token and the files of the workflow.",
    ),
    (
        "internal-in-log",
        _INFO,
        "A command in a pipeline prints internal values into its log.",
        "The logs of a public repository are public. Messages quote the lines and titles that they are about.",
    ),
)

DOCTOR_RULES = collected(Rule(id, level, summary) for id, level, summary, _ in _DECLARED)
WHY = {id: why for id, _, _, why in _DECLARED}
