from django.urls import path

from feed import views

app_name = "feed"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("p/<uuid:pk>/", views.post, name="post"),
    path("p/<uuid:pk>/video.mp4", views.post_file, {"kind": "video"}, name="video"),
    path("p/<uuid:pk>/poster.webp", views.post_file, {"kind": "poster"}, name="poster"),
    path("p/<uuid:pk>/preview.mp4", views.post_file, {"kind": "preview"}, name="preview"),
    path("p/<uuid:pk>/unpublish/", views.unpublish, name="unpublish"),
    path("clips/<uuid:pk>/publish/", views.publish, name="publish"),
    path("drafts/", views.drafts, name="drafts"),
    path("@<slug:handle>/", views.profile, name="profile"),
]
