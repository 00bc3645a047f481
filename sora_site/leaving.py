"""The one act that reaches through every app: a person goes, and takes everything along."""

from accounts.services import part
from cameos.services import forget
from feed.services import leave
from generation.services import discard, withdraw_all


def erase(user) -> None:
    """The account and all it made, said, liked and looked like. What was decided stays, without the person."""
    leave(user)
    withdraw_all(by=user)
    for generation in user.generations.all():
        discard(generation)
    forget(user)
    user.show_picture(None)
    part(user)
    user.delete()
