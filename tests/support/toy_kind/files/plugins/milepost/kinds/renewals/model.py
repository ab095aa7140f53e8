"""kind: renewals. Licenses, certificates and contracts that must be renewed before they run out."""

from __future__ import annotations

from typing import ClassVar

from milepost.schema.base import Document, Named, guarded, shown
from milepost.schema.meaning import Meaning
from milepost.schema.types import PersonRef, When


class Renewal(Named, means=Meaning.PROMISE, dated_by="renew_by"):
    """Something that is to be renewed."""

    type_name: ClassVar[str] = "renewal"
    renew_by: When | None = shown("When it must be renewed.", means=Meaning.PROMISE)
    owner: PersonRef | None = guarded("people", "Who renews it: a person's id or a role.")


class Renewals(Document, means=Meaning.DETAIL, label="file of renewals", plural="files of renewals", container=True):
    """What is to be renewed."""

    type_name: ClassVar[str] = "renewals"
    renewals: tuple[Renewal, ...] = shown("What is to be renewed.", ())
