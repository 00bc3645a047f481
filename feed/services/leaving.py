"""What goes from the feed with a person; asked before their rows are deleted."""

from django.db import transaction

from feed.models import Comment, Like, Post
from feed.search import index
from feed.services.commenting import delete_comment
from feed.services.publishing import unpublish
from feed.services.reacting import unlike


def leave(person) -> None:
    """Take back everything `person` showed, said and liked, so that what others have is counted right."""
    for post in Post.objects.owned_by(person):
        unpublish(post)
    for comment in Comment.objects.filter(author=person).select_related("post"):
        delete_comment(comment, by=person)
    for like in Like.objects.filter(user=person).select_related("post"):
        unlike(like.post, by=person)
    for post in Post.objects.filter(clip__castings__person=person).select_related("clip", "author"):
        _uncast(post, person.username)


@transaction.atomic
def _uncast(post: Post, handle: str) -> None:
    post.cast = [name for name in post.cast if name != handle]
    post.save(update_fields=["cast"])
    index(post)
