"""Doors of plans and formulas."""
from django.urls import path

from clinic.plans.views import formulas, pharmacy, plans

app_name = "plans"
urlpatterns = [
    path("", plans.plans, name="list"),
    path("new/<str:mrn>/", plans.create, name="create"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/edit/", plans.edit, name="edit"),
    path("<int:pk>/sign/", plans.sign, name="sign"),
    path("<int:pk>/next-version/", plans.supersede, name="supersede"),
    path("<int:pk>/add-formula/", plans.add_formula, name="add_formula"),
    path("<int:pk>/give-up/", plans.give_up, name="give_up"),
    path("formulas/new/<str:mrn>/", formulas.prescribe, name="prescribe"),
    path("formulas/<int:pk>/", formulas.formula, name="formula"),
    path("formulas/<int:pk>/check/", formulas.check, name="check"),
    path("formulas/<int:pk>/sign/", formulas.sign_formula, name="sign_formula"),
    path("herbs/", formulas.herbs, name="herbs"),
    path("pharmacy/", pharmacy.prescriptions, name="prescriptions"),
    path("pharmacy/<int:pk>/", pharmacy.prescription, name="prescription"),
]
