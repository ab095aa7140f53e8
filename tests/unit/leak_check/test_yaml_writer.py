from __future__ import annotations

import pytest

from milepost.leak_check.yaml_writer import emit
from milepost.yaml.nodes import Node, Quoted
from milepost.yaml.reader import read
from milepost.yaml.text import decode

DOCUMENTS = [
    "kind: roadmap\ntitle: A title\n",
    "version: 1.10\nquoted: '1.10'\nanswer: NO\ntime: 12:30\nday: 2026-09-14\noctal: 010\n",
    "empty:\ntilde: ~\nnothing: ''\nlist: []\nmap: {}\n",
    "text: |\n  two\n  lines\n\nfolded: >-\n  one\n  line\nspread: one\n  two\n\n  three\n",
    'escapes: "tab\\t, é, line\\u2028, emoji 🚢, bom\\ufeff"\n',
    "items: [{id: a, tags: [x, 'y, z']}, {id: b}]\n",
    "'odd: key': {'#': '#'}\n'': nothing\n",
    "long: " + "word " * 400 + "\n",
    "- a\n- - b\n  - c\n",
    "just text\n",
    "quote: 'it''s'\ncolon: a:b\nhash: a#b\ndash: -1\nstar: '*x'\nurl: https://example.org/?a=b&c={d}\n",
]


def shape(node: Node) -> object:
    """A tree with the style of every scalar beside it."""
    if isinstance(node, dict):
        return [(key, shape(value)) for key, value in node.items()]
    if isinstance(node, list):
        return [shape(value) for value in node]
    return node if node is None else (str(node), isinstance(node, Quoted) or "\n" in node)


@pytest.mark.parametrize("text", DOCUMENTS)
def test_what_is_written_reads_back_the_same(text: str) -> None:
    tree = read(decode("a.yml", text.encode()))
    assert shape(read(decode("a.yml", emit(tree).encode()))) == shape(tree)
