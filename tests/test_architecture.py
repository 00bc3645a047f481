"""The house as house.md lays it out: who may import whom, where heavy things stay, what a file may know."""

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from safety.models import Reviewable

#: From the roof to the ground: an app imports only those after it.
LAYERS = ("feed", "generation", "cameos", "safety", "accounts")
#: The shell knows everyone and is known by no one, but for leaves that import nothing of ours.
LEAVES = {"sora_site.env", "sora_site.htmx", "sora_site.context", "sora_site.paging", "sora_site.serving"}
#: Seconds to import, gigabytes to run: for workers only.
HEAVY = {"torch", "diffusers", "transformers", "accelerate", "sentence_transformers", "imwatermark"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of ours that is not a test or a migration: its dotted name and its tree."""
    found = {}
    for package in (*LAYERS, "sora_site"):
        for path in (settings.ROOT / package).rglob("*.py"):
            relative = path.relative_to(settings.ROOT)
            if not {"tests", "migrations"} & set(relative.parts):
                found[_dotted(relative)] = ast.parse(path.read_text(), filename=str(relative))
    return found


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST) -> set[str]:
    """Dotted names that `tree` imports, "a.b" and "a.b.c" for `from a.b import c`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def imported_at_once(tree: ast.Module) -> set[str]:
    """What importing the module imports: not what its functions import when they are called."""
    found, todo = set(), list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= imports(node)
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            todo += ast.iter_child_nodes(node)
    return found


def roots(names) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_the_modules_are_found():
    assert {"generation.queue", "feed.models", "sora_site.settings", "generation.services"} <= set(modules())


@pytest.mark.parametrize("app", LAYERS)
def test_an_app_imports_only_those_below_it(app):
    above = set(LAYERS[: LAYERS.index(app)])
    wrong = {name: roots(imports(tree)) & above for name, tree in modules().items() if name.split(".")[0] == app}
    assert not {name: apps for name, apps in wrong.items() if apps}


def test_the_shell_is_known_by_no_one_but_for_its_leaves():
    for name, tree in modules().items():
        if name.split(".")[0] in LAYERS:
            known = {other for other in imports(tree) if other in modules() and other.startswith("sora_site.")}
            assert known <= LEAVES, name


@pytest.mark.parametrize("leaf", sorted(LEAVES))
def test_a_leaf_imports_nothing_of_ours(leaf):
    assert not roots(imports(modules()[leaf])) & {*LAYERS, "sora_site"}


def test_foreign_keys_point_down():
    for model in apps.get_models():
        if model._meta.app_label in LAYERS:
            below = LAYERS[LAYERS.index(model._meta.app_label) :]
            relations = [field for field in model._meta.get_fields() if field.concrete and field.is_relation]
            ours = {field.related_model._meta.app_label for field in relations} & set(LAYERS)
            assert ours <= set(below), model


def test_rules_and_verbs_know_no_http():
    for name, tree in modules().items():
        if {"models", "services", "states", "queries", "review", "marks", "engines"} & set(name.split(".")):
            assert not {other for other in imports(tree) if other.startswith(("django.http", "django.views"))}, name


def test_states_know_no_database_no_queue_and_no_torch():
    assert roots(imports(modules()["generation.states"])) <= {"django"}
    assert not imports(modules()["generation.states"]) & {"django.db.models.Model", "django.db.connection"}


def test_only_the_bell_and_its_worker_know_rq():
    knows = {name for name, tree in modules().items() if roots(imports(tree)) & {"rq", "django_rq"}}
    assert knows == {"generation.queue", "generation.worker"}


def test_heavy_things_are_imported_behind_the_engines_door_or_late():
    for name, tree in modules().items():
        if not name.startswith("generation.engines."):
            assert not roots(imported_at_once(tree)) & HEAVY, name
            assert "torch" not in roots(imports(tree)), name


def test_the_web_process_never_loads_torch():
    look = (
        "import sys, sora_site.wsgi; from django.urls import get_resolver; "
        "walk = lambda urls: [walk(u.url_patterns) if hasattr(u, 'url_patterns') else u.callback for u in urls]; "
        "walk(get_resolver().url_patterns); print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    )
    run = subprocess.run(
        [sys.executable, "-c", look, *HEAVY, "generation.services.rendering"],
        cwd=settings.ROOT, capture_output=True, text=True, env={**os.environ, "SKYLARK_HOME": str(settings.HOME)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


def test_starting_up_touches_no_database():
    """A worker that connects before it works would share its connection with whatever forks."""
    look = (
        "import os, django; from django.db.backends.base.base import BaseDatabaseWrapper as Wrapper; "
        "Wrapper.connect = lambda self: (_ for _ in ()).throw(SystemExit('connected')); "
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'sora_site.test_settings'; django.setup(); "
        "import generation.worker, generation.jobs, sora_site.wsgi"
    )
    run = subprocess.run([sys.executable, "-c", look], cwd=settings.ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_what_can_be_seen_says_by_whom():
    seen = [model for model in apps.get_models() if issubclass(model, Reviewable)]
    assert seen
    assert all(hasattr(model.objects.all(), "visible_to") for model in seen)


def test_a_state_is_changed_by_a_move_and_by_nothing_else():
    """One way to move: nobody writes `state=` into an update."""
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "update":
                changed = {keyword.arg for keyword in node.keywords}
                assert "state" not in changed or name == "generation.models.clips", name


def test_the_ledger_is_written_where_a_clip_moves_or_begins():
    """Nothing is held, settled or refunded but by a move; no clip begins beside `begin`."""
    begun = {name for name, tree in modules().items() if _calls(tree) & {"Generation.objects.create", "Generation"}}
    assert {name for name in begun if not name.startswith("sora_site.")} == set()  # which seeds finished ones
    lines = {name for name, tree in modules().items() if _calls(tree) & {"CreditEntry.objects.create", "CreditEntry"}}
    assert lines == {"generation.services.credits"}  # grants
    follows = {name for name, tree in modules().items() if "CreditEntry.objects.follow" in _calls(tree)}
    assert follows == {"generation.models.clips"}


def _calls(tree: ast.Module) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
