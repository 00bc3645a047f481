from django.urls import path

from generation.views import cast, clips, composer, ledger

app_name = "generation"
urlpatterns = [
    path("make/", composer.make, name="make"),
    path("credits/", ledger.ledger, name="credits"),
    path("cast/", cast.cast_in, name="cast_in"),
    path("clips/<uuid:pk>/", clips.clip, name="clip"),
    path("clips/<uuid:pk>/video.mp4", clips.clip_file, {"kind": "video"}, name="video"),
    path("clips/<uuid:pk>/poster.webp", clips.clip_file, {"kind": "poster"}, name="poster"),
    path("clips/<uuid:pk>/preview.mp4", clips.clip_file, {"kind": "preview"}, name="preview"),
    path("clips/<uuid:pk>/cancel/", clips.cancel, name="cancel"),
    path("clips/<uuid:pk>/retry/", clips.retry, name="retry"),
    path("clips/<uuid:pk>/withdraw/", cast.withdraw, name="withdraw"),
]
