"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from sora_site import views

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("What is there to decide")

urlpatterns = [
    path("", include("feed.urls")),
    path("", include("generation.urls")),
    path("", include("cameos.urls")),
    path("", include("safety.urls")),
    path("", include("accounts.urls")),
    path("settings/export/", views.export, name="export"),
    path("settings/delete/", views.leave, name="leave"),
    path("about/", views.about, name="about"),
    path("robots.txt", views.robots, name="robots"),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
