"""What every page may say about the site itself."""

from django.conf import settings


def site(request):
    return {"SITE_NAME": settings.SITE_NAME}
