"""One line an event, on standard error."""


def at(level: str) -> dict:
    """Django's LOGGING setting for that level and above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{", "datefmt": "%H:%M:%S"}
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {"httpx2": {"level": "WARNING"}},  # a line for every file that is fetched
        "root": {"handlers": ["console"], "level": level},
    }
