"""What a page of the feed costs over a bare view, and whether that grows with the site. `python benchmarks/feed.py`

Fills a database for each size (`manage.py seed`) and keeps it for the next time: SQLite files in --home, or with
DATABASE_URL databases of that name with the size behind it. A page and the bare view are asked for in turn, signed in.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sora_site.settings")

SIZES = (10_000, 100_000, 1_000_000)
PEOPLE = 5  # posts each, on average
FOLLOWED, LIKED = 20, 30  # by whoever looks at the pages
GOALS = "For you: at most 9x cold, 6x warm; at 1M at most 1.1x of what it is at 10k"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="POSTS")
    parser.add_argument("--home", type=Path, default=ROOT / "var" / "benchmarks")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    results = {}
    for posts in options.sizes:
        results[posts] = _in_a_process(posts, options)
        _print(posts, results[posts])
    if len(results) > 1:
        _compare(results)
    print(GOALS)


# --- Each size in a process and a database of its own ----------------------------------------


def _in_a_process(posts: int, options) -> dict:
    environment = os.environ | {"SKYLARK_HOME": str(options.home / str(posts)), "LOG_LEVEL": "ERROR"}
    if url := os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = f"{url}_{posts}"
        _make_database(url, f"{urlsplit(url).path.lstrip('/')}_{posts}")
    command = [sys.executable, __file__, "--child", str(posts), str(options.rounds)]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    if run.returncode:
        sys.exit(run.returncode)
    return json.loads(run.stdout.splitlines()[-1])


def _make_database(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')


def _child(posts: int, rounds: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from feed.models import Post

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Post.objects.exists():
        call_command("seed", posts=posts, users=max(posts // PEOPLE, 2), stdout=sys.stderr)
    print(json.dumps(_measure(rounds)))


# --- Measuring -------------------------------------------------------------------------------


def _measure(rounds: int) -> dict:
    viewer = _viewer()
    client = _client(viewer)
    found = {}
    for name, path in _pages(client).items():
        cold = _ratio(client, path, rounds, before=_forget)
        warm = _ratio(client, path, rounds, before=lambda: None)
        _forget()
        found[name] = {"queries": _queries(client, path), "cold": cold, "warm": warm}
    return found


def _viewer():
    """Somebody who follows, likes and minds like others do."""
    from accounts.models import User
    from accounts.services import follow
    from feed import services
    from feed.models import Post

    viewer, is_new = User.objects.get_or_create(username="benchmark", defaults={"password": "!"})
    if is_new:
        for person in User.objects.filter(username__startswith="measured_").order_by("pk")[50 : 50 + FOLLOWED]:
            follow(person, by=viewer)
        for post in Post.objects.select_related("author").order_by("-published_at")[:LIKED]:
            services.like(post, by=viewer)
        services.see_less(Post.objects.order_by("-score").first(), by=viewer)
    return viewer


def _client(viewer):
    from types import ModuleType

    from django.conf import settings
    from django.http import HttpResponse
    from django.template import engines
    from django.test import Client
    from django.urls import include, path

    bare = engines["django"].from_string("<!doctype html><title>Bare</title><p>{{ request.user.username }}</p>")
    urls = ModuleType("bare_urls")
    urls.urlpatterns = [path("bare/", lambda request: HttpResponse(bare.render({}, request)))]
    urls.urlpatterns += [path("", include(settings.ROOT_URLCONF))]
    sys.modules["bare_urls"] = urls
    settings.ROOT_URLCONF = "bare_urls"
    client = Client(headers={"host": "localhost"})
    client.force_login(viewer)
    return client


def _pages(client) -> dict[str, str]:
    from django.urls import reverse

    from feed import queries
    from feed.models import Comment

    viewer = client.get("/bare/").wsgi_request.user
    talked_about = Comment.objects.filter(parent__isnull=False).values_list("post", flat=True).first()
    after = queries.for_you(viewer).next_cursor
    return {
        "For you": "/",
        "For you, going on": f"/?after={after}",
        "Following": reverse("feed:following"),
        "Latest": reverse("feed:latest"),
        "Profile": reverse("feed:profile", args=["measured_3"]),
        "Search": reverse("feed:search") + "?q=sleepy+drag",
        "Clip": reverse("feed:post", args=[talked_about]),
    }


def _forget() -> None:
    from django.core.cache import cache

    from feed import cards

    cache.clear()
    cards._draw.cache_clear()


def _ratio(client, path: str, rounds: int, *, before) -> dict:
    """Milliseconds of the page and of the bare view; of each the time that a quarter of the calls stay below."""
    taken = {"/bare/": [], path: []}
    for n in range(rounds + 3):
        for address, times in taken.items():  # A B A B, so that a busy moment of the machine meets both
            before()
            began = time.perf_counter()
            answer = client.get(address)
            if n >= 3:
                times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, f"{address}: {answer.status_code}"
    # Not the median: what else the machine does slows some calls, and never makes one quicker.
    bare, page = (statistics.quantiles(times)[0] for times in taken.values())
    return {"bare": bare, "page": page, "ratio": page / bare}


def _queries(client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


# --- Telling ---------------------------------------------------------------------------------


def _print(posts: int, pages: dict) -> None:
    print(f"\n{posts:,} posts{'':10} queries   bare ms   cold ms    over it   warm ms    over it")
    for name, page in pages.items():
        cold, warm = page["cold"], page["warm"]
        print(
            f"{name:24} {page['queries']:5} {cold['bare']:11.2f} {cold['page']:9.2f} {cold['ratio']:9.1f}x"
            f" {warm['page']:9.2f} {warm['ratio']:9.1f}x",
            flush=True,
        )


def _compare(results: dict) -> None:
    small, large = min(results), max(results)
    print(f"\n{large:,} posts over {small:,}: {'':4} cold     warm")
    for name, page in results[large].items():
        growth = {when: page[when]["ratio"] / results[small][name][when]["ratio"] for when in ("cold", "warm")}
        print(f"{name:28} {growth['cold']:9.2f}x {growth['warm']:7.2f}x")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
