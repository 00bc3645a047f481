from django.contrib import admin

from feed.models import Post
from safety.admin import RecordAdmin


@admin.register(Post)
class PostAdmin(RecordAdmin):
    """To look things up; a clip is taken down where it was made, under Clips."""

    list_display = ["caption", "author", "visibility", "standing", "published_at"]
    list_filter = ["visibility", "standing", "published_at"]
    list_select_related = ["author"]
    search_fields = ["caption", "author__username", "id"]
