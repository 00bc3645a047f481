from django.urls import path

from generation import views

app_name = "generation"
urlpatterns = [
    path("make/", views.make, name="make"),
    path("clips/<uuid:pk>/", views.clip, name="clip"),
    path("clips/<uuid:pk>/video.mp4", views.clip_file, {"kind": "video"}, name="video"),
    path("clips/<uuid:pk>/poster.webp", views.clip_file, {"kind": "poster"}, name="poster"),
    path("clips/<uuid:pk>/preview.mp4", views.clip_file, {"kind": "preview"}, name="preview"),
    path("clips/<uuid:pk>/cancel/", views.cancel, name="cancel"),
    path("clips/<uuid:pk>/retry/", views.retry, name="retry"),
    path("clips/<uuid:pk>/delete/", views.delete, name="delete"),
]
