"""The site as the tests run it: same code, quick passwords, everything in a folder of its own."""

import atexit
import os
import shutil
import tempfile

# The crash tests start processes that share the folder of their test: they name it here.
if "SKYLARK_TEST_HOME" in os.environ:
    os.environ["SKYLARK_HOME"] = os.environ["SKYLARK_TEST_HOME"]
else:
    os.environ["SKYLARK_HOME"] = tempfile.mkdtemp(prefix="skylark-")  # short: a socket's path has 108 bytes
    atexit.register(shutil.rmtree, os.environ["SKYLARK_HOME"], ignore_errors=True)
# Tests that run side by side must not hear each other's bells.
if os.environ.get("REDIS_URL", "").startswith("redis://") and "PYTEST_XDIST_WORKER" in os.environ:
    _server, _, _number = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{_server}/{int(_number) + int(os.environ['PYTEST_XDIST_WORKER'].removeprefix('gw'))}"

from sora_site.settings import *  # noqa: E402, F403
from sora_site.settings import GENERATION_ENGINES, STATIC_ROOT, STORAGES  # noqa: E402

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
GENERATION_ENGINES = GENERATION_ENGINES | {
    name.lower(): f"tests.engines.{name}"
    for name in ("Quick", "Slow", "Dawdling", "Hanging", "Crashing", "Broken", "Greedy")
}
GENERATION_ENGINES["faulty"] = "tests.faulty.Faulty"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MARK_SECRET = "the secret of the tests"
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when there is nothing to serve
