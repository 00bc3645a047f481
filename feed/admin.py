"""What people show and say, as moderators see it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from feed.models import Comment, Post
from safety.admin import StandingAdmin, history, picture


@admin.register(Post)
class PostAdmin(StandingAdmin):
    list_display = ["poster", "caption", "author", "visibility", "standing", "published_at"]
    list_display_links = ["poster", "caption"]
    list_filter = ["visibility", "standing", "published_at"]
    list_select_related = ["author", "clip"]
    list_per_page = 40
    search_fields = ["caption", "author__username", "id"]
    readonly_fields = ["film", "words", "decisions"]
    fieldsets = [
        (None, {"fields": ["film", "caption", "words", "author", "clip", "visibility", "standing", "decisions"]}),
        (_("Numbers"), {"fields": ["published_at", "like_count", "comment_count", "remix_count", "parent", "root"]}),
    ]

    @admin.display(description=_("picture"))
    def poster(self, post):
        return picture(reverse("feed:poster", args=[post.pk])) if post.clip.poster else "–"

    @admin.display(description=_("film"))
    def film(self, post):
        if not post.clip.video:
            return "–"
        video, poster = (reverse(f"feed:{name}", args=[post.pk]) for name in ("video", "poster"))
        return format_html('<video src="{}" poster="{}" width="420" height="420" controls></video>', video, poster)

    @admin.display(description=_("words it was made from"))
    def words(self, post):
        return post.clip.prompt

    @admin.display(description=_("what was decided"))
    def decisions(self, post):
        return history(post)

    def glimpse(self, thing):
        return format_html("{}{}", self.poster(thing), super().glimpse(thing))


@admin.register(Comment)
class CommentAdmin(StandingAdmin):
    list_display = ["text", "author", "on", "standing", "made_at"]
    list_filter = ["standing", "made_at"]
    list_select_related = ["author", "post"]
    list_per_page = 40
    search_fields = ["text", "author__username", "id"]
    readonly_fields = ["on", "decisions"]
    fieldsets = [(None, {"fields": ["text", "author", "on", "standing", "made_at", "decisions"]})]

    @admin.display(description=_("under"))
    def on(self, comment):
        return format_html('<a href="{}">{}</a>', comment.get_absolute_url(), comment.post)

    @admin.display(description=_("what was decided"))
    def decisions(self, comment):
        return history(comment)
