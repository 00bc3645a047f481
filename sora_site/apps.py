from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "sora_site"

    def ready(self):
        from sora_site import checks  # noqa: F401  registers them; touches no database
