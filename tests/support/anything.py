"""Files that nobody should write: any bytes, anything like YAML, and sound documents with something wrong."""

from __future__ import annotations

import yaml
from hypothesis import strategies as st
from tests.support.declared import full

from milepost.kinds.registry import KINDS

# Every way of writing YAML; the documents of DOCUMENTS that are made of the declarations have every field.
_SPELLINGS = (
    "kind: portfolio\nid: ferry\naudience: public\ntitle: Ferry\ndisclaimer: {public: May change}\n"
    "timezone: Europe/Lisbon\nfiscal_year_start: 4\nworking_days: [mon, tue]\nholidays: [2026-12-25]\ncurrency: EUR\n"
    "teams:\n  - {id: deck, title: Deck, lead: captain}\npeople:\n  - id: captain\n    role: Captain\n    team: deck\n"
    "tags: [islands, {id: crew, title: Crew}]\nlabels:\n  stage:\n    beta: {title: Beta, description: Half ready}\n",
    "kind: strategy\ntitle: Strategy\nvision: |\n  Everybody [arrives](item:checkout).\n\ncustomers: [{title: Islanders, jobs: [Shop]}]\n"
    "needs:\n  - {id: quick, statement: To be quick, importance: 5, satisfaction: 2.5}\n"
    "objectives:\n  - id: fast\n    title: Fast\n    timeframe: 2026-H2\n    needs: [quick]\n    key_results:\n"
    "      - {id: minutes, title: Minutes, baseline: 9, target: 1, due: 2026-Q4, confidence: high}\n"
    "bets: [{hypothesis: They come, objective: fast, outcome: open}]\nprinciples: [Calm, {title: Kind}]\n",
    "kind: roadmap\naudience: public\ntitle: 'Road''s map'\ndisclose: {public: [reasons]}\nthemes: [{id: buying, title: Buying}]\n"
    "releases:\n- {id: v1, title: One, date: 2026-Q3, milestones: [{title: Beta, date: 2026-09-14}]}\n"
    "items:\n- id: checkout\n  title: Checkout\n  status: in_progress\n  theme: buying\n  start: 2026-02-01\n  end: mid-2026-Q3\n"
    "  baseline: {start: FY27-Q1, end: 2026-W30}\n  health: at_risk\n  health_reason: \"Rain\\u2028and snow\"\n  progress: 40\n"
    "  score: {value: 5, effort: 0.5}\n  milestones:\n    - {id: beta, title: Beta, date: ~2026-09, done: false}\n"
    "  asks: [{team: deck, what: Help, status: agreed}]\n  depends_on: [wallet]\n  links: [{title: More, url: 'https://example.org'}]\n"
    "  public: {title: Paying, date_precision: quarter}\n- {id: wallet, title: Wallet, status: done, audience: internal}\n",
    "audience: public\ndisclose:\n  public: [reasons, notes]\n",
    "kind: postmortem\naudience: public\ntitle: Outage\ntype: incident\nseverity: sev1\nproject: quays\nembargo_until: 2026-01-01\n"
    "timezone: Europe/Lisbon\naffected: [gates]\nimpact: {users_affected: 3100, cost: tbd}\nstarted: 2026-06-20T18:02\n"
    "detected: 2026-06-20 18:25:30+02:00\nresolved: 2026-06-21\ndetected_after: 23min\nresolved_after: 1d 4h\nevents:\n"
    "- {at: 2026-06-20T18:02, type: trigger, text: \"Bang, [here](lesson:outage/l1)\"}\ncontributing_factors: [Haste, {text: Rain, category: c}]\n"
    "went_well: [Calm]\nlessons:\n- {id: l1, title: L, type: obstacle, applies_when: {tags: [x]}, actions: [a1]}\n"
    "actions:\n- {id: a1, title: A, due: 2026-10, status: done, closed_on: 2026-09-01, owner: Ada}\npublic: {date_precision: month}\n",
    "kind: handover\ntitle: H\nfrom: deck\nto: shore\nproject: quays\neffective: 2027-04-23\nownership: [{asset: Code, new: Bo, state: pending}]\n"
    "access: [{system: S, vault_reference: 'vault:kv/a#b', rotate: true}]\nbackup: {rpo: 1h}\nopen_actions: [outage/a1, {title: T}]\n"
    "readiness:\n- {criterion: C, gate: g, status: waived}\nacceptance: [{role: R, decision: conditional}]\n",
)  # fmt: skip
DOCUMENTS = (
    *_SPELLINGS,
    *(
        yaml.safe_dump({"kind": kind, "audience": "public", **full(cls)}, sort_keys=False)
        for kind, cls in KINDS.items()
    ),
)
_PIECES = (
    "- ", "? ", ": ", ":", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "!!int ", "<<: ", "---\n", "...\n",
    "%YAML 1.2\n", "|\n", ">-\n", "'", '"', "\\x00", "\\ud800", "#", " #", "~", "null", "@", "`", "\r\n", "\r", "\u2028", "\x85", "\ufeff",
    "\0", "🚢", "é", "NO", "1e999", "0x10", "2026-02-30", "later", "javascript:x", "kind: roadmap\n", "kind: strategy\n",
    "kind: portfolio\n", "title: T\n", "audience: public\n", "id: a\n", "items:\n", "public:\n", "disclose:\n", "status: done\n",
)  # fmt: skip

any_bytes = st.binary(max_size=400)
any_text = st.text(max_size=400)
like_yaml = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=60).map("".join)


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """A sound document with a few cuts, doublings and foreign pieces."""
    text = draw(st.sampled_from(DOCUMENTS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        to = min(len(text), at + draw(st.integers(0, 30)))
        piece = draw(st.sampled_from(_PIECES) | st.just("") | st.just(text[at:to] * 2) | st.text(max_size=5))
        text = text[:at] + piece + text[to:]
    return text


damaged = _damaged()
any_content = (
    any_bytes
    | any_text.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | (like_yaml | damaged).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
file_names = st.sampled_from(
    (
        "a.yml",
        "B.YAML",
        "portfolio.yml",
        "x/roadmap.yml",
        "x/_audience.yml",
        "_audience.yml",
        "x y.yml",
        "é.yml",
        "_.yml",
        "x/y/z.yml",
    )
)
