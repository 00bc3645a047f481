"""What can be reported and decided about, by one id whatever it is."""

from collections.abc import Iterable
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

from accounts.models import User
from safety.models import ModerationAction, Reviewable

PEOPLE = 2**63  # ids that fit into a database; a longer number is no person


class NoSuchSubject(ObjectDoesNotExist):
    """There is nothing of that kind and id, or the viewer may not see it."""


def kind_of(subject) -> str:
    """ "feed.post", "accounts.user" ...; a row of a list of its own, such as a held request, is what it is a row of."""
    return subject._meta.concrete_model._meta.label_lower


def subject_id(subject) -> UUID:
    """Its own id; people have numbers, so theirs are written as one."""
    return subject.pk if isinstance(subject.pk, UUID) else UUID(int=subject.pk)


def subject(kind: str, pk: UUID, *, seen_by):
    """The thing of that kind and id, if `seen_by` can see it. You can only report what you can see."""
    model = _model(kind)
    found = model.objects.visible_to(seen_by).select_related().filter(pk__in=_keys(model, [pk])).first()
    if found is None:
        raise NoSuchSubject(f"{kind} {pk}")
    return found


def find(kind: str, pks: Iterable[UUID]) -> dict:
    """Whatever there is of that kind, by its id and whoever may see it; nothing for what was deleted."""
    model = _model(kind)
    rows = model._base_manager.select_related().filter(pk__in=_keys(model, pks))
    return {subject_id(row): row for row in rows}


def subject_of(action: ModerationAction):
    """What somebody decided about; None once it is deleted."""
    try:
        model = _model(action.kind)
    except NoSuchSubject:
        return None
    return model._base_manager.select_related().filter(pk=action.subject).first()


def line_of(subject) -> str:
    """One line that names it."""
    return subject.line if isinstance(subject, Reviewable) else str(subject)


def _keys(model, pks: Iterable[UUID]) -> list:
    return [pk.int for pk in pks if pk.int < PEOPLE] if model is User else list(pks)


def _model(kind: str):
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as error:
        raise NoSuchSubject(kind) from error
    if model is User or issubclass(model, Reviewable):
        return model
    raise NoSuchSubject(kind)
