"""Receipts: what was agreed to, changed or taken back, written once."""

from cameos.models import Receipt


def write_receipt(kind: Receipt.Kind, *, owner, other=None, **details) -> Receipt:
    """`details` are plain values that say what happened; never a picture, nor anything measured from one."""
    return Receipt.objects.create(kind=kind, owner=owner, other=other, details=details)
