"""What reads as blame in a text, told from things that failed by themselves and from wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Who can be blamed: a verdict needs somebody.
_WHO = (
    r"(?:he|she|they|we|i|you|who|some(?:body|one)|any(?:body|one)|nobody|no one|every(?:body|one)|"
    r"admins?|administrators?|agents?|authors?|captains?|clerks?|colleagues?|contractors?|crews?|deckhands?|"
    r"departments?|desk|devs?|developers?|directors?|drivers?|engineers?|interns?|leads?|leaders?|management|managers?|"
    r"office|officers?|on-call|operations|operators?|ops|owners?|partners?|people|person|planners?|reviewers?|skippers?|"
    r"staff|suppliers?|support|supervisors?|teams?|technicians?|testers?|vendors?)"
)
# What cannot be blamed: "the alarm should have rung" says what was missing.
_THING = re.compile(
    r"(?:"
    r"it|that|this|which|what|there|everything|something|nothing|and|alarm|alert|app|application|"
    r"attempt|automation|backup|bank|board|boat|build|bus|cable|cache|card|certificate|change|"
    r"check|client|cluster|code|command|computer|connection|container|cost|data|database|date|day|"
    r"deploy|deployment|device|disk|door|email|engine|export|failover|fallback|feed|file|filter|"
    r"firmware|gate|gateway|hardware|heartbeat|host|import|index|instance|integration|job|key|"
    r"kiosk|lamp|light|link|load|lock|log|login|machine|mail|message|migration|mirror|module|"
    r"monitor|network|node|notification|number|order|packet|page|part|payment|phone|pipeline|plan|"
    r"platform|pod|policy|pool|power|price|probe|process|program|proxy|printer|pump|query|queue|"
    r"reader|record|redirect|refund|release|reminder|replica|report|request|response|restart|"
    r"restore|result|retry|rollback|route|router|rule|run|runbook|scanner|schedule|screen|script|"
    r"sensor|server|service|session|ship|sign|signal|site|software|stage|step|storage|store|"
    r"switch|sync|system|table|task|test|ticket|time|timer|timetable|token|tool|traffic|"
    r"transaction|transfer|trigger|tunnel|unit|update|upgrade|upload|valve|value|version|volume|"
    r"warning|watchdog|webhook|website|worker|workflow|write"
    r")(?:e?s)?",
    re.IGNORECASE,
)
_DONE = (
    r"(?=\s+(?:\w+ly\s+)?(?:\w+(?:ed|en|wn)|be|begun|built|caught|come|cut|done|felt|found|gone|got|had|heard|held|kept|"
    r"laid|led|left|let|made|meant|met|paid|put|read|rung|run|said|sent|set|spent|stood|stuck|sung|swum|thought|told|"
    r"understood|woken|won)\b)"
)
_BLAME = re.compile(
    rf"(?:(?P<thing>\b\w+)\s+)?\b(?:should(?:n['’]t| not)? (?:have|of)|should['’]ve|ought to have){_DONE}"
    rf"|\b{_WHO}\s+(?:\w+\s+)?failed to\b|\b(?:forgot|neglected|omitted|bothered) to\b"
    rf"|\b{_WHO}\s+(?:\w+\s+)?(?:forgot|overlooked|ignored|neglected)\b"
    r"|\b(?:did not|didn['’]t|never) (?:bother|care|pay attention)\b|\bknown better\b"
    r"|\b(?:human|operator|personal|pilot) (?:error|failure|mistake)s?\b"
    r"|\b(?:his|her|their|your) (?:own )?(?:mistake|fault)\b"
    r"|\b(?:due to|caused by|down to|was|were) (?:an? )?user (?:error|mistake)s?\b"
    r"|\b(?:careless|reckless)(?:ly|ness)?\b|\bnegligen(?:t|tly|ce)\b|\bsloppy\b|\bincompeten(?:t|ce)\b|\bstupid(?:ly|ity)?\b"
    r"|\binattenti(?:ve|on)\b|\black of (?:attention|care|diligence|discipline)\b"
    r"|(?<!without )(?<!no )(?<!not )\bblam(?:e|es|ed|ing)\b|\b(?P<owner>\w+)['’]s fault\b(?! \w)",
    re.IGNORECASE,
)

# Few texts hold any of these, and the whole pattern is dear.
_AT_ALL = re.compile(
    r"should|ought|failed|forgot|neglect|omitted|bother|overlooked|ignored|never|n['’]t|not |better|error|failure|"
    r"mistake|fault|careless|reckless|negligen|sloppy|incompeten|stupid|inattenti|lack|blam",
    re.IGNORECASE,
)


def blame_in(text: str) -> Iterator[str]:
    """The stretches of a text that blame somebody."""
    for match in _BLAME.finditer(text) if _AT_ALL.search(text) else ():
        about = match["thing"] or match["owner"] or ""
        if not _THING.fullmatch(about):
            yield match[0]
