"""Posts that all show one clip, and what people do with them."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

from accounts.models import Notification
from accounts.notices import Kind
from feed import ranking
from feed.models import Bookmark, Comment, Like, Post, SearchEntry
from feed.search import fold
from generation.models import Casting, Generation
from safety.models import RegistryEntry
from sora_site.seeding.lines import Plan
from sora_site.seeding.people import PREFIX
from sora_site.seeding.rows import Rows, random_id, write_all

WORDS = [
    "red", "blue", "green", "golden", "small", "giant", "sleepy", "brave", "paper", "glass",
    "cat", "dog", "robot", "dragon", "fox", "whale", "owl", "astronaut", "boat", "train",
    "beach", "city", "forest", "desert", "mountain", "harbour", "garden", "kitchen", "moon", "night",
    "rain", "snow", "sunset", "morning", "storm", "wind", "dancing", "flying", "swimming", "sleeping",
    "running", "singing", "painting", "juggling", "waiting", "dreaming", "slowly", "quietly", "together", "alone",
]  # fmt: skip
SAYINGS = ("Lovely.", "How did you do that?", "The colours!", "More of these, please.", "My favourite today.", "Ha!")
CAST = 0.04  # of all posts show somebody
NOBODYS = UUID(int=0)
TOLD = 0.2  # of what happens is in an inbox


class Posts:
    """Writes posts in batches: their clips, what was said of them, and who was told."""

    def __init__(self, plan: Plan, people: list[int], cameos: list, model: Generation, dice: Random):
        self.plan, self.people, self.cameos, self.dice = plan, people, cameos, dice
        self.authors = [int(len(people) * dice.random() ** 2) for _ in plan.ids]  # some show much, most little
        self.last_registry = RegistryEntry.objects.aggregate(last=Max("pk"))["last"]
        self.address = Post(pk=NOBODYS).get_absolute_url()  # made once: it is long work
        self._tables(model)

    def _tables(self, model: Generation) -> None:
        times = ("requested_at", "queued_at", "started_at", "finished_at")
        self.registry = Rows(RegistryEntry, "id", "payload", "clip", "made_at", pattern=model.registry)
        self.clips = Rows(
            Generation, "id", "owner_id", "prompt", "registry_id", *times, pattern=model, request_key="", attempts=1
        )
        counters = ("like_count", "comment_count", "remix_count", "score")
        line = ("parent_id", "root_id", "cast")
        self.posts = Rows(Post, "id", "clip_id", "author_id", "caption", "published_at", *line, *counters)
        self.entries = Rows(SearchEntry, "post_id", "words")
        self.castings = Rows(Casting, "clip_id", "person_id", "cameo_id", position=1)
        self.likes = Rows(Like, "user_id", "post_id", "made_at")
        self.bookmarks = Rows(Bookmark, "user_id", "post_id", "made_at")
        self.comments = Rows(Comment, "id", "post_id", "author_id", "parent_id", "text", "made_at")
        self.notices = Rows(Notification, "owner_id", "kind", "actor_id", "link", "about", "made_at")

    def write(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)
        write_all(
            self.registry, self.clips, self.posts, self.entries, self.castings,
            self.likes, self.bookmarks, self.comments, self.notices,
        )  # fmt: skip

    def _add(self, number: int) -> None:
        plan, when = self.plan, self.plan.when(number)
        pk, clip = plan.ids[number], random_id(self.dice)
        author, caption = self.people[self.authors[number]], " ".join(self.dice.sample(WORDS, 5))
        cast = self._add_clip(clip, author, caption, when)
        parent, root = plan.id_of(plan.parents[number]), plan.id_of(plan.roots[number])
        if parent and self._is_told():
            self._tell(self.people[self.authors[plan.parents[number]]], Kind.REMIX, author, pk, caption, when)
        likes, comments = self._add_likes(pk, author, caption, when), self._add_comments(pk, author, when)
        remixes = plan.remix_counts[number]
        score = ranking.score(likes, comments, remixes, when)
        self.posts.add(pk, clip, author, caption, when, parent, root, cast, likes, comments, remixes, score)
        words = f"{caption} {PREFIX}{self.authors[number]} {' '.join(cast)}"
        self.entries.add(pk, " ".join(dict.fromkeys(fold(words))))

    def _add_clip(self, clip, author: int, words: str, when: datetime) -> list[str]:
        """A clip, and the handles of those in it."""
        self.last_registry += 1
        self.registry.add(self.last_registry, f"{self.dice.getrandbits(64):016x}", clip, when)
        cast = self.cameos and self.dice.random() < CAST
        person, handle, cameo = self.dice.choice(self.cameos) if cast else (None, "", None)
        prompt = f"{words} @{handle}" if cast else words
        times = (when - timedelta(minutes=2), when - timedelta(minutes=2), when - timedelta(minutes=1), when)
        self.clips.add(clip, author, prompt, self.last_registry, *times)
        if cast:
            self.castings.add(clip, person, cameo)
        return [handle] if cast else []

    def _add_likes(self, pk, author: int, caption: str, when: datetime) -> int:
        wanted = min(int(1.2 * self.dice.paretovariate(1.3)), len(self.people) // 2, 2000)
        fans = {self.dice.choice(self.people) for _ in range(wanted)}
        for fan in fans:
            self.likes.add(fan, pk, self._later(when))
            if self._is_told():
                self._tell(author, Kind.LIKE, fan, pk, caption, when)
        if self.dice.random() < 0.3:
            self.bookmarks.add(self.dice.choice(self.people), pk, self._later(when))
        return len(fans)

    def _add_comments(self, pk, author: int, when: datetime) -> int:
        wanted = min(int(self.dice.paretovariate(1.5)) - 1, 60)
        tops: list = []
        for _ in range(wanted):
            comment, by, text = random_id(self.dice), self.dice.choice(self.people), self.dice.choice(SAYINGS)
            parent = self.dice.choice(tops) if tops and self.dice.random() < 0.35 else None
            when = self._later(when)
            self.comments.add(comment, pk, by, parent, text, when)
            if parent is None:
                tops.append(comment)
            if self._is_told():
                self._tell(author, Kind.COMMENT, by, pk, text, when, comment=comment)
        return wanted

    def _later(self, when: datetime) -> datetime:
        return min(when + timedelta(seconds=60 + self.dice.expovariate(1 / 3600)), self.plan.ended)

    def _is_told(self) -> bool:
        return self.dice.random() < TOLD

    def _tell(self, owner: int, kind: Kind, actor: int, post, about: str, when: datetime, comment=None) -> None:
        if owner != actor:
            link = self.address.replace(str(NOBODYS), str(post)) + (f"#comment-{comment}" if comment else "")
            self.notices.add(owner, kind, actor, link, about, when)

    def finish(self) -> None:
        """Let the database number registry entries from where we stopped."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [RegistryEntry]):
                cursor.execute(statement)
