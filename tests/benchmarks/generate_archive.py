"""Archives of any size: a data folder of generated post-mortems, from a title and two moments to thirty events."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generate import CONFIG, WORDS

TYPES = ("incident", "incident", "incident", "incident", "security", "near_miss", "maintenance", "release", "project")
FACTORS = ("change without rehearsal", "missing alarm", "supplier", "load at events", "unsafe default", "handover gap")
_FIRST = datetime(2021, 1, 1, tzinfo=UTC)
_DAYS = 2100


def postmortem(number: int, rng: random.Random) -> str:
    """One post-mortem; every fifth is thin, as most are in the real world."""
    words = [rng.choice(WORDS) for _ in range(60)]
    type_name = rng.choice(TYPES)
    started = _FIRST + timedelta(days=rng.randrange(_DAYS), minutes=rng.randrange(1440))
    detected = started + timedelta(minutes=int(rng.lognormvariate(2.5, 1)))
    resolved = detected + timedelta(minutes=int(rng.lognormvariate(4.5, 1)))
    lines = [
        "kind: postmortem",
        f"id: pm-{number:05}",
        f"title: {' '.join(words[:5]).capitalize()} {number}",
        f"type: {type_name}",
        "audience: public",
        f"started: {started:%Y-%m-%dT%H:%M}",
        f"resolved: {resolved:%Y-%m-%dT%H:%M}",
    ]
    if type_name not in ("project", "release"):
        lines.append(f"severity: sev{rng.choice((1, 2, 2, 3, 3, 3, 4, 4))}")
    if number % 5 == 0:
        return "\n".join([*lines, f"description: {' '.join(words[5:40]).capitalize()}."])
    lines += [
        "disclose: {public: [actions]}",
        f"detected: {detected:%Y-%m-%dT%H:%M}",
        f"affected: [service-{rng.randrange(12)}]",
        f"tags: [{words[6]}, {words[7]}]",
        f"impact: {{users_affected: {int(rng.lognormvariate(6, 1.5))}}}",
        f"summary: {' '.join(words[8:20]).capitalize()}.",
        "contributing_factors:",
        *(f"  - {{text: {' '.join(words[n : n + 6])}, category: {rng.choice(FACTORS)}}}" for n in (20, 26)),
        f"went_well: [{' '.join(words[32:38]).capitalize()}]",
        f"lessons: [{{id: lesson-{number}, title: {' '.join(words[38:44]).capitalize()}, actions: [act-{number}]}}]",
        "actions:",
        f"  - {{id: act-{number}, title: {' '.join(words[44:50]).capitalize()}, status: {rng.choice(('done', 'in_progress'))}}}",
    ]
    if number % 20 == 1:
        lines.append("events:")
        lines += [
            f"  - {{at: '{started + timedelta(minutes=3 * n):%Y-%m-%dT%H:%M}', text: {words[n]} {words[n + 1]}}}"
            for n in range(30)
        ]
    return "\n".join(lines)


def write_archive(folder: Path, count: int) -> Path:
    """A site with `count` post-mortems, a file each; gives its mkdocs.yml."""
    rng = random.Random(count)
    data = folder / "data" / "postmortems"
    data.mkdir(parents=True)
    labels = ", ".join(f"sev{n}: {{title: Severity {n}}}" for n in (1, 2, 3, 4))
    head = f"kind: portfolio\naudience: public\ntitle: Benchmark\nlabels: {{severity: {{{labels}}}}}\n"
    (folder / "data" / "portfolio.yml").write_text(head)
    for number in range(count):
        (data / f"pm-{number:05}.yml").write_text(postmortem(number, rng) + "\n")
    (folder / "docs").mkdir()
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG.format(plugins="  - milepost: {as_of: 2026-11-01, data_dir: data}"))
    return config
