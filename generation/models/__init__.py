"""Rows and sets of rows: requests and what becomes of them, who is in them, what they cost, what they look like."""

from generation.models.castings import Casting
from generation.models.clips import Generation, HeldRequest
from generation.models.ledger import CreditEntry
from generation.models.parts import Part
from generation.models.styles import Style

__all__ = ["Casting", "CreditEntry", "Generation", "HeldRequest", "Part", "Style"]
