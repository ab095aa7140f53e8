"""Searching a large site for many internal strings, against grep for the same words without any coding undone."""

from __future__ import annotations

import base64
import gzip
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from milepost.leak_check.audit.audit import audit_site
from milepost.leak_check.audit.private_string import PrivateString, PrivateStrings
from milepost.leak_check.audit.report import AuditReport
from milepost.leak_check.audit.search import Search
from milepost.leak_check.audit.search_patterns import patterns
from milepost.problem import Place

PATTERNS = 10_000
BYTES = 200_000_000
AIM = 20
SYLLABLES = ("ka", "lo", "mi", "ren", "dor", "sta", "vel", "un", "tis", "par", "gro", "shi", "ne", "bal", "fer", "quo")
CHROME = (
    '<nav class="md-nav" aria-label="Navigation"><ul class="md-nav__list" data-md-scrollfix>'
    + '<li class="md-nav__item"><a href="../../roadmap/board/" class="md-nav__link"><span class="md-ellipsis">'
    "Board</span></a></li>" * 60 + "</ul></nav>"
)


def invented(chance: random.Random) -> str:
    """A word of two to four syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def strings(chance: random.Random) -> tuple[PrivateString, ...]:
    """Titles and sentences with so many patterns in all."""
    found: list[PrivateString] = []
    count = 0
    while count < PATTERNS:
        what = chance.choice(("title", "text", "text"))
        text = " ".join(invented(chance) for _ in range(4 if what == "title" else 14))
        rows = patterns(text, what)[: PATTERNS - count]
        count += len(rows)
        found.append(PrivateString(text, what, Place("data/plan.yml"), "Item.title", rows))
    return tuple(found)


def write_site(folder: Path, chance: random.Random) -> int:
    """Pages as Material makes them: mostly navigation, some prose with entities, some base64; bytes in all."""
    words = [invented(chance) for _ in range(4_000)] + ["the", "of", "and", "to", "a", "in", "is", "for"] * 200
    written = number = 0
    while written < BYTES:
        prose = "".join(
            f"<p>{' '.join(chance.choices(words, k=40))} &amp; <em>{chance.choice(words)}</em>&nbsp;– done.</p>\n"
            for _ in range(60)
        )
        image = base64.b64encode(chance.randbytes(900)).decode()
        text = f'<html>{CHROME}<article>{prose}<img src="data:image/x;base64,{image}"></article></html>'
        data = text.encode()
        if number % 100 == 99:
            data = gzip.compress(data)
        page = folder / f"item-{number}" / "index.html"
        page.parent.mkdir()
        page.write_bytes(data)
        written += len(text)
        number += 1
    return written


def seconds(work: Callable[[], object]) -> float:
    """Processor time, of child processes too: other work on the machine does not count."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def grep(folder: Path, private: tuple[PrivateString, ...]) -> None:
    """What anybody can do: fixed strings in any case, nothing decoded."""
    words = folder.parent / "words.txt"
    words.write_text("\n".join(b" ".join(row.words).decode() for one in private for row in one.patterns))
    command = ["grep", "-r", "-i", "-F", "-l", "-f", str(words), str(folder)]
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, "LC_ALL": "C"})


def main() -> None:
    chance = random.Random(12)
    private = strings(chance)
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        site.mkdir()
        size = write_site(site, chance)
        planted = site / "item-7" / "index.html"
        planted.write_bytes(planted.read_bytes() + private[0].text.upper().replace(" ", "&nbsp;").encode())
        print(f"{f'{PATTERNS:,} patterns over {size / 1e6:,.0f} MB':<44} {'CPU s':>8} {'against grep':>14}")
        base = seconds(lambda: grep(site, private)) if shutil.which("grep") else 0.0
        if base:
            print(f"{'grep -r -i -F -f, nothing decoded':<44} {base:>8.2f} {'1.00×':>14}", flush=True)
        made = seconds(lambda: Search(private))
        print(f"{'automaton made':<44} {made:>8.2f}", flush=True)
        reports: list[AuditReport] = []
        started = time.perf_counter()
        took = seconds(lambda: reports.append(audit_site(site, PrivateStrings("public", private), themes=())))
        waited = time.perf_counter() - started
        report = reports[0]
        ratio = f"{took / base:>13.2f}×" if base else ""
        print(f"{f'audit, in {waited:.1f} s by the clock':<44} {took:>8.2f} {ratio}")
        print(
            f"the aim is under {AIM} s by the clock on a machine with nothing else to do; {len(report.hits)} of 1 planted string found"
        )
        if len(report.hits) != 1:
            raise SystemExit("the audit did not find what was planted")


if __name__ == "__main__":
    main()
