from django.urls import path

from feed.views import acting, finding, profile, publishing, talking, watching

app_name = "feed"
urlpatterns = [
    path("", watching.home, name="home"),
    path("following/", watching.following, name="following"),
    path("latest/", watching.latest, name="latest"),
    path("p/<uuid:pk>/", talking.post, name="post"),
    path("p/<uuid:pk>/video.mp4", watching.post_file, {"kind": "video"}, name="video"),
    path("p/<uuid:pk>/poster.webp", watching.post_file, {"kind": "poster"}, name="poster"),
    path("p/<uuid:pk>/preview.mp4", watching.post_file, {"kind": "preview"}, name="preview"),
    path("p/<uuid:pk>/captions.vtt", watching.captions, name="captions"),
    path("p/<uuid:pk>/like/", acting.like, name="like"),
    path("p/<uuid:pk>/unlike/", acting.unlike, name="unlike"),
    path("p/<uuid:pk>/keep/", acting.keep, name="keep"),
    path("p/<uuid:pk>/unkeep/", acting.unkeep, name="unkeep"),
    path("p/<uuid:pk>/less/", acting.less, name="less"),
    path("p/<uuid:pk>/more/", acting.more, name="more"),
    path("p/<uuid:pk>/comments/", talking.comments, name="comments"),
    path("comments/<uuid:pk>/delete/", talking.delete, name="comment_delete"),
    path("p/<uuid:pk>/why/", finding.why, name="why"),
    path("p/<uuid:pk>/remixes/", finding.remixes, name="remixes"),
    path("search/", finding.search, name="search"),
    path("kept/", finding.kept, name="kept"),
    path("p/<uuid:pk>/remix/", publishing.remix, name="remix"),
    path("p/<uuid:pk>/unpublish/", publishing.unpublish, name="unpublish"),
    path("clips/<uuid:pk>/publish/", publishing.publish, name="publish"),
    path("clips/<uuid:pk>/delete/", publishing.delete, name="delete"),
    path("clips/<uuid:pk>/choose/", publishing.choose, name="choose"),
    path("drafts/", publishing.drafts, name="drafts"),
    path("@<slug:handle>/", profile.profile, name="profile"),
]
