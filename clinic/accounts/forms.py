"""Sign-in form: words of the page come from the template, which speaks three languages at once."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Says the same for a wrong name and a wrong password, so that names cannot be guessed."""

    error_messages = {
        "invalid_login": _("This user name and password do not belong together. Passwords distinguish capital and small letters."),
        "inactive": _("This account is closed. Please ask the administration."),
    }
