"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from sora_site import views

urlpatterns = [
    path("", include("feed.urls")),
    path("", include("generation.urls")),
    path("", include("accounts.urls")),
    path("settings/delete/", views.leave, name="leave"),
    path("about/", views.about, name="about"),
    path("robots.txt", views.robots, name="robots"),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
