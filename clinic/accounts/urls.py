"""Doors of the staff accounts."""

from django.urls import path

from clinic.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-in/demo/<str:username>/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("home/", views.home, name="home"),
]
