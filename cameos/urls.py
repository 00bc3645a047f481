from django.urls import path

from cameos import views

app_name = "cameos"
urlpatterns = [
    path("cameo/", views.mine, name="mine"),
    path("cameo/pictures/", views.pictures, name="pictures"),
    path("cameo/receipts/", views.receipts, name="receipts"),
    path("cameo/delete/", views.delete, name="delete"),
    path("cameo/grants/<int:pk>/", views.answer, name="answer"),
    path("cameo/grant/", views.grant, name="grant"),
    path("cameo/revoke/", views.revoke, name="revoke"),
    path("cameo/suggest/", views.suggest, name="suggest"),
    path("@<slug:handle>/cameo/", views.page, name="page"),
    path("@<slug:handle>/cameo/ask/", views.ask, name="ask"),
    path("@<slug:handle>/cameo/<int:position>.webp", views.picture, name="picture"),
]
