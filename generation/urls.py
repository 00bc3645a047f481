from django.urls import path

from generation.views import cast, clips, composer, ledger, studio

app_name = "generation"
urlpatterns = [
    path("make/", composer.make, name="make"),
    path("stitch/", studio.stitch, name="stitch"),
    path("sheets/<uuid:sheet>/", studio.sheet, name="sheet"),
    path("previews/<uuid:pk>/", studio.preview_card, name="preview_card"),
    path("styles/<slug:slug>.webp", studio.style_picture, name="style_picture"),
    path("credits/", ledger.ledger, name="credits"),
    path("cast/", cast.cast_in, name="cast_in"),
    path("clips/<uuid:pk>/", clips.clip, name="clip"),
    path("clips/<uuid:pk>/video.mp4", clips.clip_file, {"kind": "video"}, name="video"),
    path("clips/<uuid:pk>/poster.webp", clips.clip_file, {"kind": "poster"}, name="poster"),
    path("clips/<uuid:pk>/preview.mp4", clips.clip_file, {"kind": "preview"}, name="preview"),
    path("clips/<uuid:pk>/first.webp", clips.handed_in, {"kind": "first_frame"}, name="first_picture"),
    path("clips/<uuid:pk>/last.webp", clips.handed_in, {"kind": "last_frame"}, name="last_picture"),
    path("clips/<uuid:pk>/extend/", composer.extend, name="extend"),
    path("clips/<uuid:pk>/captions.vtt", clips.captions, name="captions"),
    path("clips/<uuid:pk>/cancel/", clips.cancel, name="cancel"),
    path("clips/<uuid:pk>/retry/", clips.retry, name="retry"),
    path("clips/<uuid:pk>/withdraw/", cast.withdraw, name="withdraw"),
]
