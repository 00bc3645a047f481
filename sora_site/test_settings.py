"""The site as the tests run it: same code, quick passwords, nothing left behind."""

import tempfile
from pathlib import Path

from sora_site.settings import *  # noqa: F403
from sora_site.settings import STORAGES

_clips = Path(tempfile.mkdtemp(prefix="skylark-test-"))
STORAGES = STORAGES | {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _clips, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MARK_SECRET = "the secret of the tests"
ALLOWED_HOSTS = ["*"]
