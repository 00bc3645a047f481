"""Rows and sets of rows: requests and what becomes of them, who is in them, what they cost."""

from generation.models.castings import Casting
from generation.models.clips import Generation, HeldRequest
from generation.models.ledger import CreditEntry

__all__ = ["Casting", "CreditEntry", "Generation", "HeldRequest"]
