"""Patterns for blame in a text. They spare components that failed and statements of what was missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from milepost.checks.wordlists import GIVEN_NAMES

# Who can be blamed.
_PEOPLE = (
    r"(?:he|she|they|we|i|you|who|some(?:body|one)|any(?:body|one)|nobody|no one|every(?:body|one)|"
    r"admins?|administrators?|agents?|authors?|captains?|clerks?|colleagues?|contractors?|crews?|deckhands?|"
    r"departments?|desk|devs?|developers?|directors?|drivers?|engineers?|interns?|leads?|leaders?|management|managers?|"
    r"office|officers?|on-call|operations|operators?|ops|owners?|partners?|people|person|planners?|reviewers?|skippers?|"
    r"staff|suppliers?|support|supervisors?|teams?|technicians?|testers?|vendors?)"
)
# A single person, by role or pronoun. "The team failed to …" reports an attempt, "the operator failed to …" a fault.
_INDIVIDUAL = (
    r"(?:he|she|i|you|who|somebody|someone|admin|administrator|agent|author|captain|clerk|colleague|contractor|deckhand|dev|developer|"
    r"director|driver|engineer|intern|lead|leader|manager|officer|on-call|operator|owner|person|planner|reviewer|skipper|supervisor|"
    r"technician|tester)"
)
# A text that says what customers do, such as "riders forgot to tap", describes behavior and blames nobody.
_CUSTOMERS = (
    r"(?:customers?|users?|riders?|passengers?|travell?ers?|visitors?|readers?|guests?|clients?|people|students?|"
    r"patients?|buyers?)"
)
# What cannot be blamed: "the alarm should have rung" states what was missing.
_NOT_A_PERSON = re.compile(
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
_NO_BLAME = "".join(
    f"(?<!{words} )"
    for words in (
        *("without", "no", "not", "not to", "nobody is to", "no one is to", "never", "than", "than to", "instead of"),
        *("avoid", "avoids", "git"),
    )
)
_BLAME = re.compile(
    rf"(?:(?P<thing>\b\w+)\s+)?\b(?:should(?:n['’]t| not)? (?:have|of)|should['’]ve|ought to have){_DONE}"
    rf"|\b{_INDIVIDUAL}\s+(?:\w+ly\s+)?failed to\b"
    rf"|(?:(?P<served>\b{_CUSTOMERS}|\b[\w-]+)\s+)?(?:\w+ly\s+)?\b(?:forgot|neglected|omitted|bothered) to\b"
    rf"|(?:(?P<whose>\b[\w-]+)\s+)?\b{_PEOPLE}\s+(?:\w+ly\s+)?(?:forgot|overlooked|ignored|neglected)\b(?! by\b)"
    r"|\b(?:did not|didn['’]t|never) (?:bother|care (?:to|enough)|pay attention)\b|\bknown better\b"
    r"|\b(?:human|operator|personal|pilot) (?:error|failure|mistake)s?\b"
    r"|\b(?:his|her|their|your) (?:own )?(?:mistake|fault)\b"
    r"|\b(?:due to|caused by|down to|was|were) (?:an? )?user (?:error|mistake)s?\b"
    r"|\b(?:careless|reckless)(?:ly|ness)?\b|\bnegligen(?:t|tly|ce)\b|\bsloppy\b|\bincompeten(?:t|ce)\b|\bstupid(?:ly|ity)?\b"
    r"|\binattenti(?:ve|on)\b|\black of (?:attention|care|diligence|discipline)\b"
    rf"|{_NO_BLAME}\bblam(?:e|es|ed|ing)\b(?!-| (?:culture|game|view|nobody|no one))"
    r"|\b(?P<owner>\w+)['’]s fault\b(?! \w)",
    re.IGNORECASE,
)
_PERSON = r"(?P<given>[A-ZÀ-Þ][\w'’-]+)(?: [A-ZÀ-Þ][\w'’.-]+)?"
_BLAMED = re.compile(
    rf"\b{_PERSON} (?:\w+ly )?"
    r"(?:failed to|forgot|overlooked|ignored|neglected|(?:should(?: not|n['’]t)?|ought to) have|broke|caused)\b"
)

_IS_CUSTOMER = re.compile(_CUSTOMERS, re.IGNORECASE)
# A cheap test before the expensive patterns: a sentence with blame has one of these words.
_TRIGGER_WORDS = (
    *(
        "should",
        "ought",
        "failed",
        "forgot",
        "neglect",
        "omitted",
        "bother",
        "overlooked",
        "ignored",
        "care",
        "attention",
    ),
    *("care", "attention", "known better", "error", "failure", "mistake", "fault", "reckless", "negligen"),
    *("sloppy", "incompeten", "stupid", "inattenti", "lack of", "blam", "broke", "caused"),
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s)[^.!?\n]*)*(?:[.!?\n]+|\Z)")


def blame_in(text: str) -> Iterator[str]:
    """Yield the passages of a text that blame somebody."""
    folded = text.lower()
    if any(word in folded for word in _TRIGGER_WORDS):
        for sentence in _SENTENCE.findall(text):
            folded = sentence.lower()
            if any(word in folded for word in _TRIGGER_WORDS):
                yield from _in_sentence(sentence)


def _in_sentence(text: str) -> Iterator[str]:
    end = 0
    for match in _BLAMED.finditer(text):
        if match["given"] in GIVEN_NAMES:
            end = match.end()
            yield match[0]
    for match in _BLAME.finditer(text, end):
        # Only the word before the verdict is examined: enough to spare "the alarm should have rung", with no parser.
        about = match["thing"] or match["owner"] or match["served"] or match["whose"] or ""
        if not _NOT_A_PERSON.fullmatch(about) and not _IS_CUSTOMER.fullmatch(about):
            yield match[0].removeprefix(match["whose"] or "").lstrip()
