"""Every setting of the site. The environment changes them; README lists the ones people change."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sora_site import env, logs, policies

ROOT = Path(__file__).resolve().parent.parent
#: Everything the site writes: database, clips, embedded Redis, logs.
HOME = Path(env.text("SKYLARK_HOME", str(ROOT / "var"))).resolve()

PRODUCTION = env.flag("SKYLARK_PRODUCTION")
#: Shortcuts that production would refuse, see `sora_site.checks`.
SKYLARK_ALLOW = env.names("SKYLARK_ALLOW")
DEBUG = env.flag("SKYLARK_DEBUG")
INSECURE_SECRET_KEY = "not-a-secret-only-for-trying-skylark-out-on-your-own-machine"
SECRET_KEY = env.text("SECRET_KEY", INSECURE_SECRET_KEY)
#: Seeds the moving mark and checks the hidden one. Change it and old clips are no longer found.
MARK_SECRET = env.text("MARK_SECRET", SECRET_KEY)
HOST, PORT = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
SITE_NAME = env.text("SITE_NAME", "Skylark")

# --- Apps, from the roof to the ground; an app imports only those below it -------------------

INSTALLED_APPS = [
    "sora_site",
    "feed",
    "generation",
    "cameos",
    "safety",
    "accounts",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_rq",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sora_site.htmx.htmx_redirects",
]

ROOT_URLCONF = "sora_site.urls"
WSGI_APPLICATION = "sora_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "sora_site.context.site",
            ]
        },
    }
]

# --- Rows, queue, cache, files ---------------------------------------------------------------

DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{HOME / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

EMBEDDED_REDIS_SOCKET = HOME / "redis" / "redis.sock"
REDIS_URL = env.text("REDIS_URL", f"unix://{EMBEDDED_REDIS_SOCKET}")
EMBEDDED_REDIS = REDIS_URL.startswith("unix://") and REDIS_URL.endswith(str(EMBEDDED_REDIS_SOCKET))
RQ_QUEUES = {"render": {"URL": REDIS_URL, "DEFAULT_TIMEOUT": -1}}

# One web process on the embedded default, so its memory will do; several need a shared cache.
CACHE_URL = env.text("CACHE_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
}

# Clips have no public address in any storage: `generation.views.clip_file` asks who may see one.
S3_BUCKET = env.text("S3_BUCKET")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.text("S3_ENDPOINT") or None,
            "default_acl": "private",
            "querystring_auth": True,
            "querystring_expire": 600,
            "file_overwrite": False,
        },
    }
    if S3_BUCKET
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "clips", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [ROOT / "static"]

# --- People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "/", "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USERNAME_MIN_LENGTH = 3
#: Handles that would pass for the site itself, and the one that `manage.py generate` works under.
ACCOUNT_USERNAME_BLACKLIST = [
    "admin", "administrator", "help", "moderator", "operator", "root", "skylark", "staff", "support", "system",
]  # fmt: skip
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# --- Words -----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# --- Making clips ----------------------------------------------------------------------------

GENERATION_ENGINES = {
    "sketch": "generation.engines.sketch.Sketch",
    "pocket": "generation.engines.pocket.Pocket",
    "diffusers": "generation.engines.diffusers.DiffusersEngine",
    "joiner": "generation.engines.joiner.Joiner",  # lays finished clips end to end
}
GENERATION_ENGINE = env.text("GENERATION_ENGINE", "sketch")
#: For the `diffusers` engine: a model of `manage.py models list`, or a folder with a pipeline.
GENERATION_MODEL = env.text("GENERATION_MODEL")
#: Where `models download` puts them, each in a folder of its own.
MODELS_HOME = Path(env.text("MODELS_HOME", str(HOME / "models"))).expanduser().resolve()
#: Models whose licence the operator has read and accepted, where the licence wants that.
ACCEPTED_LICENCES = env.names("ACCEPTED_LICENCES")
#: The weights of the `pocket` engine.
POCKET_HOME = Path(env.text("POCKET_HOME", str(ROOT / "generation/engines/pocket/weights")))
#: Arguments for every call of that pipeline ("num_inference_steps", "guidance_scale", "negative_prompt"), and what
#: the model was trained for, where its family does not tell: "fps", "longest" (frames at once), "pixels" (a frame).
GENERATION_MODEL_OPTIONS = env.options("GENERATION_MODEL_OPTIONS")
#: A sentence-transformers folder or hub name; empty: the all-MiniLM-L6-v2 of the requirements.
SENTENCE_MODEL = env.text("SENTENCE_MODEL")
GENERATION_DEFAULT_SECONDS = 10
#: A draft that was extended, or several laid end to end, are at most so many seconds long.
LONGEST_JOINED = 60
#: By the plan of a person: lengths offered, credits a day, clips waiting or running at once.
PLANS = {
    "free": {
        "seconds": (5, 10),
        "daily": env.number("FREE_CLIPS_A_DAY", 10),
        "in_flight": env.number("FREE_IN_FLIGHT", 2),
    },
    "pro": {
        "seconds": (5, 10, 15, 25),
        "daily": env.number("PRO_CREDITS_A_DAY", 50),
        "in_flight": env.number("PRO_IN_FLIGHT", 4),
    },
}
#: Up to so many seconds, so many credits.
PRICES = ((10, 1), (15, 2), (25, 3))
GENERATION_PER_HOUR = env.number("GENERATION_PER_HOUR", 60)  # requests, refused ones too
GENERATION_QUEUE_LIMIT = env.number("GENERATION_QUEUE_LIMIT", 500)  # waiting, in all
GENERATION_ATTEMPTS = 3
GENERATION_LEASE_SECONDS = env.number("GENERATION_LEASE_SECONDS", 30)
#: A worker that makes no progress for this long is ended and replaced.
GENERATION_STALL_SECONDS = env.number("GENERATION_STALL_SECONDS", 600)

#: A row that waits this long without a bell in Redis is rung for again.
SWEEP_PATIENCE = timedelta(seconds=env.number("SWEEP_PATIENCE_SECONDS", 5))

SAFETY_CHECKS = [
    "safety.review.form.FormCheck",
    "safety.review.handles.HandleCheck",
    "safety.review.rules.RuleCheck",
    "safety.review.register.RegisterCheck",
    "safety.review.cast.CrowdCheck",
    "safety.review.cast.RestrictionCheck",
    "safety.review.cast.StrictCheck",
]
PROMPT_LIMIT = 1000  # characters
COMMENTS_A_MINUTE = env.number("COMMENTS_A_MINUTE", 10)  # by one person
#: Open reports by so many people hide a thing until a moderator has looked.
REPORTS_TO_HIDE = env.number("REPORTS_TO_HIDE", 3)

# --- Safety of the site itself ---------------------------------------------------------------

# A clip's address redirects to a signed one at the bucket.
_BUCKET = env.text("S3_ENDPOINT", "https://*.amazonaws.com") if S3_BUCKET else ""
CONTENT_SECURITY_POLICY = policies.content(files_at=_BUCKET)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    if env.flag("BEHIND_PROXY"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logs.at(env.text("LOG_LEVEL", "INFO"))
