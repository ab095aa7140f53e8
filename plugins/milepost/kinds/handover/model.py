"""kind: handover. What the next team needs to run and change what a project delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import create_model, model_validator

from milepost.kinds.lessons.model import Action
from milepost.schema.base import Document, Entry, Part, Titled, guarded, shown
from milepost.schema.errors import flaw
from milepost.schema.meaning import Meaning
from milepost.schema.types import (
    ActionRef,
    Address,
    Day,
    Length,
    Markdown,
    Money,
    PersonRef,
    ProjectRef,
    ServiceRef,
    TeamRef,
    Text,
    Truth,
    When,
    Word,
)


class HandoverScope(Part):
    """What is in scope and what is not."""

    included: tuple[Text, ...] = shown("What is handed over.", ())
    excluded: tuple[Text, ...] = shown("What is not.", ())


class System(Part):
    """What is handed over."""

    purpose: Markdown | None = shown("What it is for.")
    criticality: Word | None = shown("How much depends on it, in your own words.")
    users: Text | None = shown("Who uses it.")
    slo: tuple[Text, ...] = shown("The service levels that were promised.", ())
    dependencies: tuple[ServiceRef, ...] = shown("The services it needs.", ())
    environments: tuple[Text, ...] = guarded("access", "Where it runs.", ())


class Artefact(Entry, means=Meaning.DETAIL):
    """Something that was produced and has to be maintained."""

    type_name: ClassVar[str] = "artefact"
    type: Word | None = shown("What it is, in your own words: code, design, contract, …")
    location: Text | None = guarded("access", "Where it lies.")
    owner: PersonRef | None = guarded("people", "Who keeps it: a person's id or a role.")
    last_reviewed: When | None = shown(
        "When somebody last looked at it and found it right.", means=Meaning.RECORD, label="last review"
    )
    accepted: Truth | None = shown("Whether the new owners have accepted it.", independent=True)


class Ownership(Titled, means=Meaning.PEOPLE, label="entry of ownership", plural="entries of ownership"):
    """An asset and who answers for it, before and after."""

    type_name: ClassVar[str] = "ownership"
    named_by: ClassVar[str] = "asset"
    asset: Text = shown("What somebody answers for.", ...)
    current: PersonRef | None = guarded("people", "Who answers for it now.", label="current owner")
    new: PersonRef | None = guarded("people", "Who answers for it afterwards.", label="new owner")
    state: Literal["pending", "in_progress", "transferred"] | None = shown("How far the change is.", independent=True)


class Access(Titled, means=Meaning.DETAIL, label="entry of access", plural="entries of access"):
    """A way into a system, with a reference to its secret; never the secret itself."""

    type_name: ClassVar[str] = "access"
    named_by: ClassVar[str] = "system"
    system: Text = shown("What it opens.", ...)
    role: Text | None = shown("What it lets one do.")
    granted_via: Text | None = guarded("access", "Whom or what one asks for it.")
    vault_reference: Text | None = guarded(
        "access", "Where the secret lies: vault:path#key, op://…, never the secret itself."
    )
    rotate: Truth | None = shown(
        "Whether it must be changed with the handover.", means=Meaning.DETAIL, independent=True
    )
    rotated_on: Day | None = shown("The day it was changed.", means=Meaning.RECORD, label="day of rotation")


class Runbook(Entry, means=Meaning.DETAIL):
    """A procedure for an operational event."""

    type_name: ClassVar[str] = "runbook"
    url: Address | None = guarded("access", "Where it lies.")
    last_rehearsed: When | None = shown(
        "When somebody last went through it.", means=Meaning.RECORD, label="last rehearsal"
    )


class Monitor(Entry, means=Meaning.DETAIL):
    """A monitor, and who it alerts."""

    type_name: ClassVar[str] = "monitor"
    text_field: ClassVar[str] = "title"
    url: Address | None = guarded("access", "Where one can look at it.")
    alerts: PersonRef | None = guarded("people", "Who is called.")


class Backup(Part):
    """Recovery objectives of a backup, and the last restore test."""

    rpo: Length | None = shown("How much work may be lost at most (recovery point).", means=Meaning.DETAIL)
    rto: Length | None = shown("How long it may take to be back at most (recovery time).", means=Meaning.DETAIL)
    last_restore_test: When | None = shown(
        "When a backup was last restored to see whether it can be.", means=Meaning.RECORD
    )


class Contract(Entry, means=Meaning.MONEY):
    """An agreement with an external party."""

    type_name: ClassVar[str] = "contract"
    expires: When | None = shown("When it ends.")
    owner: PersonRef | None = guarded("people", "Who looks after it.")


class KnownIssue(Entry, means=Meaning.DETAIL):
    """A known defect."""

    type_name: ClassVar[str] = "known-issue"
    has_name: ClassVar[bool] = False
    workaround: Markdown | None = shown("What to do until it is put right.")
    ticket: Text | None = guarded("notes", "Where it is tracked: an address or a number.")


class Debt(Entry, means=Meaning.MONEY):
    """Technical debt: something that works but has to be improved."""

    type_name: ClassVar[str] = "debt"
    has_name: ClassVar[bool] = False
    cost: Money | None = guarded("money", "What it will cost, or tbd.")
    ticket: Text | None = guarded("notes", "Where it is tracked: an address or a number.")


class OpenAction(Action):
    """An action that the new owners take over: one of its own, or a reference to one written elsewhere."""

    named_by: ClassVar[str] = "action"
    text_field: ClassVar[str] = "action"
    mention_field: ClassVar[str] = "action"
    title: Text = shown("What is to be done; left out where it names an action.", "")
    action: ActionRef | None = shown("The id of an action that is written elsewhere.")

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> OpenAction:
        if not self.title and not self.action:
            raise flaw("bad-value", "an open action has a title, or names an action", "action: checkout-outage/a1")
        return self


class Support(Part):
    """Support tiers, hours, and escalation."""

    tiers: tuple[Text, ...] = shown("Who is asked first, second, third.", ())
    hours: Text | None = shown("When somebody is there.")
    escalation: tuple[Text, ...] = guarded("access", "Whom to call when that is not enough.", ())
    contacts: tuple[Text, ...] = guarded("access", "How to reach them.", ())


class Knowledge(
    Titled, means=Meaning.DETAIL, label="piece of knowledge", plural="pieces of knowledge", dated_by="date"
):
    """Knowledge to be transferred."""

    type_name: ClassVar[str] = "knowledge"
    named_by: ClassVar[str] = "topic"
    topic: Text = shown("What is to be known.", ...)
    method: Word | None = shown("How it is passed on: talk, pairing, recording, …")
    date: When | None = shown("When it was, or is to be, passed on.")
    demonstrated: Truth | None = shown("Whether the new owners have done it themselves.", independent=True)


class Criterion(Titled, means=Meaning.DETAIL, plural="criteria"):
    """A readiness criterion; with a gate, it blocks go-live until it is met or waived."""

    type_name: ClassVar[str] = "criterion"
    named_by: ClassVar[str] = "criterion"
    criterion: Text = shown("What must be so.", ...)
    gate: Word | None = shown("What waits for it; one that is not met then stops the handover.")
    evidence: Text | None = guarded("notes", "How we know.", measures="reason", reveals=("status",))
    status: Literal["met", "not_met", "waived"] | None = shown("Whether it is so.", independent=True)
    waiver_reason: Text | None = guarded("reasons", "Why it was waived.")
    approver: PersonRef | None = guarded("people", "Who let it go, or found it met.", reveals=("status",))


class Acceptance(Titled, means=Meaning.PEOPLE, dated_by="date"):
    """One party's decision on the handover."""

    type_name: ClassVar[str] = "acceptance"
    named_by: ClassVar[str] = "role"
    role: PersonRef | None = guarded("people", "Who decides: a person's id or a role.")
    decision: Literal["accepted", "conditional", "rejected"] | None = shown("What was decided.", reveals=("status",))
    date: When | None = shown("When it was decided.")
    conditions: Text | None = shown("What the decision hangs on.", measures="reason", reveals=("status",))


if TYPE_CHECKING:
    _Parties = Document
else:  # `from` is a keyword, so it cannot be declared in a class body
    _Parties = create_model(
        "Parties",
        __base__=Document,
        __module__=__name__,
        **{
            "from": (TeamRef | None, shown("The team that hands it over.", label="giving team")),
            "to": (TeamRef | None, shown("The team that takes it over.", label="receiving team")),
        },
    )


class Handover(
    _Parties,
    means=Meaning.DETAIL,
    dated_by="effective",
    page="projects/{project}/handover.md",
):
    """What is handed over, from whom to whom, and what is still missing."""

    type_name: ClassVar[str] = "handover"
    place: ClassVar[int] = 60
    owns_entries: ClassVar[bool] = True
    project: ProjectRef | None = shown("The project that ends with it.")
    service: ServiceRef | None = shown("The service it is about.")
    status: Literal["draft", "in_progress", "done"] | None = shown("How far it is.", independent=True)
    effective: When | None = shown("The day from which the new owners answer for it.")
    warranty_until: When | None = shown("Until when the old owners help out.", label="end of warranty")
    recheck_on: When | None = shown("When to look again whether it worked.", label="day to look again")
    currency: Word | None = shown("The currency of its amounts; the portfolio's where it is left out.")
    scope: HandoverScope | None = shown("What changes hands, and what does not.")
    system: System | None = shown("What it is that changes hands.")
    artefacts: tuple[Artefact, ...] = shown("What was made and has to be kept.", ())
    ownership: tuple[Ownership, ...] = shown("Who answers for what, before and after.", ())
    access: tuple[Access, ...] = guarded("access", "Who can get in, and where the secrets lie.", ())
    runbooks: tuple[Runbook, ...] = shown("What to do when something happens.", ())
    monitoring: tuple[Monitor, ...] = shown("What is watched.", ())
    backup: Backup | None = shown("What can be lost, and for how long.", independent=True)
    contracts: tuple[Contract, ...] = guarded("money", "Agreements with somebody outside.", (), independent=True)
    known_issues: tuple[KnownIssue, ...] = shown("What does not work as it should.", ())
    technical_debt: tuple[Debt, ...] = shown("What works and will have to be made better.", (), independent=True)
    risks: tuple[Word, ...] = guarded("risks", "Ids or names of the risks that go with it.", ())
    open_actions: tuple[OpenAction, ...] = guarded("actions", "What is still to be done: actions, or ids of some.", ())
    decisions: tuple[Word, ...] = guarded("notes", "Ids or names of decisions one has to know.", ())
    support: Support | None = shown("Who helps, when and in which order.")
    knowledge_transfer: tuple[Knowledge, ...] = shown("What has to get from heads into others.", ())
    readiness: tuple[Criterion, ...] = shown("What must be so before it changes hands.", ())
    acceptance: tuple[Acceptance, ...] = guarded("people", "Who has said yes.", ())
