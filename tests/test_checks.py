"""What production refuses, and how to say that it is meant."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from generation.engines import catalogue
from sora_site import checks

GROWN_UP = {
    "SKYLARK_PRODUCTION": "1",
    "SECRET_KEY": "m4Zq8vT1xW6rB3nK9pL2sD7fG5hJ0cYtUeRiOaQwExZvNbMkHd7",
    "MARK_SECRET": "another secret, for the marks",
    "ALLOWED_HOSTS": "clips.example.org",
    "DATABASE_URL": "postgres://skylark@db.example.org/skylark",
    "REDIS_URL": "redis://queue.example.org/0",
    "CACHE_URL": "redis://queue.example.org/1",
    "GENERATION_ENGINE": "diffusers",
    "GENERATION_MODEL": "wan2.1-vace-1.3b",
}


def manage(*arguments, tmp_path, **env):
    """The site's own settings in a process of its own, as an operator runs it."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", *arguments]
    where = {"SKYLARK_HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, env=kept | where | env, cwd=settings.ROOT, capture_output=True, text=True, timeout=60
    )


def install(model, home):
    """As much of it as a check looks for."""
    (home / model).mkdir(parents=True)
    (home / model / catalogue.INDEX).write_text('{"_class_name": "WanPipeline"}')


def test_a_grown_up_site_has_nothing_to_be_told(tmp_path):
    install("wan2.1-vace-1.3b", tmp_path / "models")
    told = manage("check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path, **GROWN_UP)
    assert told.returncode == 0, told.stderr
    assert "no issues (0 silenced)" in told.stdout


@pytest.mark.parametrize(
    ("setting", "makeshift", "word"),
    [
        ("GENERATION_ENGINE", "sketch", "sketch"),
        ("EMBEDDED_REDIS", True, "embedded-redis"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "sqlite"),
        ("CACHE_URL", "", "local-cache"),
    ],
)
def test_each_shortcut_is_named_with_its_way_out(monkeypatch, setting, makeshift, word):
    grown_up = {
        "SECRET_KEY": GROWN_UP["SECRET_KEY"], "MARK_SECRET": "s", "GENERATION_ENGINE": "diffusers", "SKYLARK_ALLOW": [],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}}, "CACHE_URL": "x", "EMBEDDED_REDIS": 0,
    }  # fmt: skip
    for name, value in (grown_up | {setting: makeshift}).items():
        monkeypatch.setattr(settings, name, value)
    (error,) = checks.nothing_makeshift(None)
    assert f"SKYLARK_ALLOW={word}" in error.hint
    monkeypatch.setattr(settings, "SKYLARK_ALLOW", [word])
    assert checks.nothing_makeshift(None) == checks.allowed_words_are_known(None) == []


def test_the_marks_need_a_secret_too(tmp_path):
    env = GROWN_UP | {"MARK_SECRET": "not-a-secret-only-for-trying-skylark-out-on-your-own-machine"}
    assert "skylark.E002" in manage("check", "--deploy", tmp_path=tmp_path, **env).stderr


def test_a_known_secret_cannot_be_allowed_and_a_word_nobody_knows_is_an_error(tmp_path):
    env = GROWN_UP | {"SKYLARK_ALLOW": "secret"}
    del env["SECRET_KEY"]
    told = manage("check", "--deploy", tmp_path=tmp_path, **env).stderr
    assert "skylark.E001" in told
    assert "skylark.E007" in told


@pytest.mark.parametrize(("engine", "id"), [("sktech", "E008"), ("diffusers", "E009")])
def test_an_engine_that_cannot_be_used_is_found_before_the_first_clip(tmp_path, engine, id):  # noqa: A002
    told = manage("check", tmp_path=tmp_path, GENERATION_ENGINE=engine)
    assert f"skylark.{id}" in told.stderr


@pytest.fixture
def told(settings, tmp_path):
    """`told("ltx-2")`: (id, message, hint) of each thing a site with that model is told; nothing is installed yet."""
    settings.MODELS_HOME = tmp_path

    def told(model, engine="diffusers"):
        settings.GENERATION_ENGINE, settings.GENERATION_MODEL = engine, model
        found = [*checks.the_engine_can_be_found(None), *checks.accepted_licences_are_of_models(None)]
        return [(one.id.removeprefix("skylark."), one.msg, one.hint) for one in found]

    return told


@pytest.mark.parametrize(("model", "words"), [("", "is empty"), ("/nowhere", "no folder"), ("some/one", "no card")])
def test_a_model_that_cannot_be_found_is_an_error(told, model, words):
    ((id_, message, hint),) = told(model)
    assert id_ == "E009"
    assert words in message
    assert "models list" in hint


def test_a_licence_that_nobody_accepted_is_an_error_that_says_where_to_read_it(told, settings):
    ((id_, _, hint),) = told("ltx-2")
    assert id_ == "E010"
    assert "https://" in hint
    assert "ACCEPTED_LICENCES=ltx-2" in hint
    settings.ACCEPTED_LICENCES = ["ltx-2"]
    assert [id_ for id_, *_ in told("ltx-2")] == ["W011"]


def test_weights_that_are_not_on_this_machine_are_a_warning_with_the_command(told, tmp_path):
    ((id_, message, hint),) = told("wan2.1-vace-1.3b")
    assert (id_, message) == ("W011", "The weights of Wan 2.1 VACE 1.3B are not on this machine.")
    assert "models download wan2.1-vace-1.3b" in hint
    install("wan2.1-vace-1.3b", tmp_path)
    assert told("wan2.1-vace-1.3b") == told(str(tmp_path / "wan2.1-vace-1.3b")) == []


def test_pocket_without_its_weights_is_a_warning(told, settings, tmp_path):
    settings.POCKET_HOME = tmp_path / "pocket"
    assert [id_ for id_, *_ in told("", engine="pocket")] == ["W011"]
    install("pocket", tmp_path)
    assert told("", engine="pocket") == []


def test_a_licence_of_no_model_is_an_error(told, settings):
    settings.ACCEPTED_LICENCES = ["ltx2"]
    ((id_, _, hint),) = told("", engine="sketch")
    assert id_ == "E012"
    assert "ltx-2" in hint


def test_production_does_not_start_with_a_secret_that_everybody_knows(tmp_path):
    env = {name: value for name, value in GROWN_UP.items() if name not in ("SECRET_KEY", "DATABASE_URL")}
    refused = manage("up", tmp_path=tmp_path, PORT="0", SKYLARK_ALLOW="sqlite", **env)
    assert refused.returncode == 1
    assert "skylark.E001" in refused.stderr


def test_on_your_own_machine_nothing_needs_to_be_set(tmp_path):
    assert manage("check", tmp_path=tmp_path).returncode == 0
