"""What moderators and operators see of clips, of what they cost, and of the looks there are."""

from generation.admin.clips import GenerationAdmin, HeldRequestAdmin
from generation.admin.credits import CreditEntryAdmin, CustomerAdmin
from generation.admin.styles import StyleAdmin

__all__ = ["CreditEntryAdmin", "CustomerAdmin", "GenerationAdmin", "HeldRequestAdmin", "StyleAdmin"]
