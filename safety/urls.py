from django.urls import path

from safety import views

app_name = "safety"
urlpatterns = [
    path("report/<str:kind>/<uuid:pk>/", views.report, name="report"),
    path("appeal/<int:pk>/", views.appeal, name="appeal"),
    path("suspended/", views.suspended, name="suspended"),
]
