"""What people do with their likeness, and the one question that everybody else asks: may it be used?"""

from cameos.services.casting import Cast, casting_of, may_cast, unusable_handles
from cameos.services.making import AlreadyMade, change, delete, make, replace_pictures
from cameos.services.receipts import write_receipt

__all__ = [
    "AlreadyMade",
    "Cast",
    "casting_of",
    "change",
    "delete",
    "make",
    "may_cast",
    "replace_pictures",
    "unusable_handles",
    "write_receipt",
]
