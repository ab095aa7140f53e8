"""What a message says around a report: who it is for, and where the report is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Envelope:
    """The circumstances of a message.

    `audience` names its readers, `restricted` is whether they are not the broadest audience. `sent_on` dates it;
    `address` is the URL of the report's page, None if that is not known.
    """

    audience: str
    restricted: bool
    sent_on: date
    address: str | None = None

    @property
    def notice(self) -> str:
        """Who may read it; empty for what everybody may read."""
        return f"For the audience “{self.audience}” only." if self.restricted else ""
