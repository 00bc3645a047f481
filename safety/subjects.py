"""What can be reported and decided about, by one id whatever it is."""

from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

from accounts.models import User
from safety.models import Reviewable


class NoSuchSubject(ObjectDoesNotExist):
    """There is nothing of that kind and id, or the viewer may not see it."""


def kind_of(subject) -> str:
    """ "feed.post", "accounts.user" ..."""
    return subject._meta.label_lower


def subject_id(subject) -> UUID:
    """Its own id; people have numbers, so theirs are written as one."""
    return subject.pk if isinstance(subject.pk, UUID) else UUID(int=subject.pk)


def subject(kind: str, pk: UUID, *, seen_by):
    """The thing of that kind and id, if `seen_by` can see it. You can only report what you can see."""
    model = _model(kind)
    found = model.objects.visible_to(seen_by).filter(pk=pk.int if model is User else pk).first()
    if found is None:
        raise NoSuchSubject(f"{kind} {pk}")
    return found


def _model(kind: str):
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as error:
        raise NoSuchSubject(kind) from error
    if model is User or issubclass(model, Reviewable):
        return model
    raise NoSuchSubject(kind)
