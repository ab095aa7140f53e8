"""All kinds, collected from their folders. A folder without a whole kind stops everything that reads documents.

The classes of documents alone are known further down, where documents are read; here is what else belongs to a kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from milepost.analysis.insight import metrics
from milepost.kinds.kind import Kind
from milepost.kinds.registry import KINDS, IncompleteKind, kind_folders, part_of_kind
from milepost.schema.base import Document


def collected(found: Iterable[Kind], models: dict[str, type[Document]], computed: Iterable[Any]) -> dict[str, Kind]:
    """Kinds by name, in the order of the models that are read.

    `models` are the classes of documents that are read, `computed` the metrics that `Insight` knows. Raises
    IncompleteKind where one of them and the kinds do not have the same.
    """
    by_name = {kind.name: kind for kind in found}
    for name, model in models.items():
        if name not in by_name or by_name[name].model is not model:
            raise IncompleteKind(f"documents of kind '{name}' are read, and no folder in kinds/ has such a KIND")
    known = set(computed)
    for kind in by_name.values():
        if kind.name not in models:
            raise IncompleteKind(
                f"documents of kind '{kind.name}' are not read: no folder in kinds/ has the class in its model.py"
            )
        for metric in kind.metrics or ():
            if metric not in known:
                raise IncompleteKind(
                    f"what the kind '{kind.name}' computes about {metric.cls.__name__} is not known to Insight: "
                    "list it in METRICS of its metrics.py"
                )
    return {name: by_name[name] for name in models}


def _declared() -> Iterable[Kind]:
    for folder in kind_folders():
        kind = getattr(part_of_kind(folder, "kind", "a KIND"), "KIND", None)
        if not isinstance(kind, Kind):
            raise IncompleteKind(f"the kind.py of the folder kinds/{folder} has no KIND in it")
        yield kind


CATALOG = collected(_declared(), KINDS, metrics().values())
