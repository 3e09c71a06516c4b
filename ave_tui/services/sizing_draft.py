"""A draft of the clause for the CCAP, to be fitted to the place (CCAG 2021, article 16.1)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ave_tui.domain.documents import Block, Document, Heading, Paragraph
from ave_tui.domain.durations import HOUR
from ave_tui.domain.words import N_
from ave_tui.i18n import _
from ave_tui.services.labels import join, names_of
from ave_tui.services.sizing_words import hours_text, subtitle
from ave_tui.storage import preferences, rows

if TYPE_CHECKING:
    from ave_tui.domain.schema import Id
    from ave_tui.services.sizing_ground import Ground
    from ave_tui.storage.connection import Connection

_ARTICLES: Final = {
    "CRITERION": "R2152-7",
    "BOTH": "L2112-2, R2152-7",
    "RESERVED_EA": "L2113-12",
    "RESERVED_IAE": "L2113-13",
}
PUBLICS: Final = (
    N_(
        "people taken on and accompanied by an insertion structure (EI, ACI, AI, ETTI), a GEIQ, a "
        "neighbourhood company, or an adapted company or sheltered work (EA, EATT, ESAT)"
    ),
    N_("people in the EPIDE or a second-chance school (E2C)"),
    N_("jobseekers registered for more than twelve months"),
    N_("recipients of minimum benefits (RSA, ASS, AAH)"),
    N_("people whose disabled worker status is recognised"),
    N_("young people under 26 without a qualification or in reinforced support"),
    N_("jobseekers over 50"),
    N_(
        "participants of a PLIE, inhabitants of a QPV who are far from employment, refugees, "
        "people under a court measure"
    ),
    N_(
        "other people in particular difficulty, on the reasoned opinion of France Travail, a "
        "mission locale or Cap emploi, checked by the facilitator"
    ),
)
"""Who counts, as CCAG 2021 16.1 has it (field.md 3.1): the draft is to be fitted to the place."""


def draft(ground: Ground, due_seconds: int, contact: tuple[str, ...]) -> Document:
    """Return a paragraph for the CCAP: scope, publics, hours, and who helps (CCAG 2021, 16.1).

    Args:
        ground: The lot and its contract.
        due_seconds: The hours due.
        contact: The facilitator's name, structure, telephone and e-mail, as far as they are known.
    """
    lot = ground.lot
    article = _ARTICLES.get(lot.clause if lot else "", "L2112-2")
    hours = hours_text(Fraction(due_seconds, HOUR))
    blocks: tuple[Block, ...] = (
        Heading(_("Scope")),
        Paragraph(
            _(
                "Under article {article} of the Code de la commande publique, the holder takes an "
                "action that helps people in difficulty into employment. It holds for: {scope}.",
                article=article,
                scope=subtitle(ground) or "…",
            )
        ),
        Heading(_("Hours")),
        Paragraph(
            _(
                "The holder reserves at least {hours} of work for these people while the contract "
                "is performed. In a group, the obligation is that of the group as a whole; the "
                "lead member answers for it.",
                hours=hours,
            )
        ),
        Heading(_("Eligible people")),
        Paragraph("\n".join(f"– {_(group)} ;" for group in PUBLICS)),
        Paragraph(_("Whether a person is eligible is checked by the facilitator before the hire.")),
        Heading(_("Ways to fulfil it")),
        Paragraph(
            _(
                "Direct hire (fixed-term, open-ended, apprenticeship, professional training "
                "contract); lending of staff by an ETTI, an AI, a GEIQ or an EATT; subcontracting "
                "or joint contracting with an EI, an ACI, an EA or an ESAT."
            )
        ),
        Heading(_("Facilitator")),
        Paragraph(
            _(
                "The holder is helped, free of charge, by: {contact}.",
                contact=", ".join(part for part in contact if part) or "…",
            )
        ),
        Heading(_("Follow-up")),
        Paragraph(
            _(
                "The holder names a correspondent for the clause, and sends the facilitator the "
                "hours done each month. The penalties for hours that were not done are those of "
                "this CCAP."
            )
        ),
    )
    return Document(
        _("Draft of the insertion clause (CCAP)"), blocks, _("clause"), subtitle(ground)
    )


def contact_of(connection: Connection, facilitator: Id) -> tuple[str, ...]:
    """Return how a facilitator is reached: name, structure, telephone, e-mail."""
    found = rows.read(connection, "facilitator", facilitator)
    told = found.values if found is not None and not found.deleted else {}
    space = preferences.get(connection, "space")
    structure = names_of(connection, "structure", [space])
    name, phone, email = (
        join(*(str(told.get(part) or "") for part in parts))
        for parts in (("first_name", "last_name"), ("phone",), ("email",))
    )
    return name, structure[space].label if space in structure else "", phone, email
