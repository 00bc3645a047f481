from django.urls import path

from accounts.views import inbox, settings, ties

app_name = "accounts"
urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("settings/blocked/", ties.blocked, name="blocked"),
    path("notifications/", inbox.inbox, name="notifications"),
    path("@<slug:handle>/picture.webp", settings.picture, name="picture"),
    path("@<slug:handle>/followers/", ties.followers, name="followers"),
    path("@<slug:handle>/following/", ties.following, name="following"),
    path("@<slug:handle>/follow/", ties.follow, name="follow"),
    path("@<slug:handle>/unfollow/", ties.unfollow, name="unfollow"),
    path("@<slug:handle>/block/", ties.block, name="block"),
    path("@<slug:handle>/unblock/", ties.unblock, name="unblock"),
]
