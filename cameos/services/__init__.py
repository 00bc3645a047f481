"""What people do with their likeness, and the one question that everybody else asks: may it be used?"""

from cameos.services.casting import Cast, casting_of, may_cast
from cameos.services.granting import CannotAsk, CannotGrant, answer, ask, grant, revoke
from cameos.services.making import AlreadyMade, change, delete, forget, make, replace_pictures
from cameos.services.receipts import write_receipt

__all__ = [
    "AlreadyMade",
    "CannotAsk",
    "CannotGrant",
    "Cast",
    "answer",
    "ask",
    "casting_of",
    "change",
    "delete",
    "forget",
    "grant",
    "make",
    "may_cast",
    "replace_pictures",
    "revoke",
    "write_receipt",
]
