app_name = "cameos"
urlpatterns = []
