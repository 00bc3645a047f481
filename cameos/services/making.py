"""Make a cameo, change who may use it, take it away again. Each leaves a receipt."""

import uuid
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from cameos import consent
from cameos.models import Cameo, CameoPicture, Level, Receipt
from cameos.services.receipts import write_receipt

Kind = Receipt.Kind


class AlreadyMade(Exception):
    """Everybody has one cameo."""


def make(*, owner, pictures, signature: str, **details) -> Cameo:
    """The cameo of somebody who agreed to it: `pictures` are files that `redraw` made, `signature` is what they typed.

    `details` are what `change` takes. Raises AlreadyMade.
    """
    cameo = Cameo(owner=owner)
    with _stored(cameo, pictures) as names, transaction.atomic():
        User.objects.hold(owner)  # of two forms sent at once, one waits here for the other
        if Cameo.objects.filter(owner=owner).exists():
            raise AlreadyMade(owner)
        cameo.save(force_insert=True)
        _show(cameo, names)
        write_receipt(Kind.CONSENT, owner=owner, signature=signature, pictures=len(names), **consent.terms())
        change(cameo, **details)
    return cameo


@transaction.atomic
def change(cameo: Cameo, **changes) -> None:
    """Set any of `level`, `preferences`, `restrictions` and `strict`. Opening it to everyone turns strict on."""
    was = Cameo.objects.select_for_update().get(pk=cameo.pk)
    if changes.get("level") == Level.EVERYONE != was.level:
        changes["strict"] = True
    for name, value in changes.items():
        setattr(cameo, name, value)
    cameo.save(update_fields=list(changes))
    if (was.level, was.strict) != (cameo.level, cameo.strict):
        write_receipt(Kind.LEVEL, owner=cameo.owner, was=was.level, now=cameo.level, strict=cameo.strict)


def replace_pictures(cameo: Cameo, pictures) -> None:
    """Put `pictures` in place of all that there were; the old files go. To be asked for with the consent in sight."""
    with _stored(cameo, pictures) as names, transaction.atomic():
        Cameo.objects.select_for_update().get(pk=cameo.pk)
        old = list(cameo.pictures.all())
        cameo.pictures.all().delete()
        _show(cameo, names)
        write_receipt(Kind.CONSENT, owner=cameo.owner, pictures=len(names), replaced=True, **consent.terms())
    _erase(picture.file.name for picture in old)


def delete(cameo: Cameo) -> None:
    """Erase the pictures at once, then the rest. Clips with this person in them stay theirs to take back."""
    _erase(picture.file.name for picture in cameo.pictures.all())
    with transaction.atomic():
        late = list(CameoPicture.objects.filter(cameo=Cameo.objects.select_for_update().get(pk=cameo.pk)))
        write_receipt(Kind.DELETION, owner=cameo.owner, standing=cameo.standing)
        cameo.delete()
    _erase(picture.file.name for picture in late)  # handed in while we erased the others


def forget(person) -> None:
    """Before an account goes: its cameo, and the name it signed with. No other change ever reaches a receipt."""
    for cameo in Cameo.objects.filter(owner=person):
        delete(cameo)
    for receipt in Receipt.objects.filter(owner=person, details__has_key="signature"):
        unsigned = {name: value for name, value in receipt.details.items() if name != "signature"}
        Receipt._base_manager.filter(pk=receipt.pk).update(details=unsigned)


@contextmanager
def _stored(cameo: Cameo, pictures):
    """The names under which `pictures` lie in the storage; nothing is left there when what follows fails."""
    names = []
    try:
        for picture in pictures:
            # A new name for each: browsers keep what they have by its name.
            names.append(default_storage.save(f"cameos/{cameo.pk}/{uuid.uuid4().hex}.webp", picture))
        yield names
    except BaseException:
        _erase(names)
        raise


def _show(cameo: Cameo, names) -> None:
    CameoPicture.objects.bulk_create(
        CameoPicture(cameo=cameo, position=position, file=name) for position, name in enumerate(names, start=1)
    )


def _erase(names) -> None:
    for name in names:
        default_storage.delete(name)
