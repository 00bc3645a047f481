"""What a browser may load for a page of ours."""

from csp.constants import NONCE, NONE, SELF


def content(*, files_at: str = "") -> dict:
    """django-csp's setting. `files_at`: where clips are fetched from besides the site itself."""
    files = [files_at] if files_at else []
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            "script-src": [SELF, NONCE],
            "style-src": [SELF, NONCE],
            "img-src": [SELF, "data:", *files],
            "media-src": [SELF, *files],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
        }
    }
