"""How allauth makes our people."""

from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from django.core import signing
from django.shortcuts import redirect
from django.urls import reverse

SUSPENDED = "accounts.suspended"  # the salt of a key that says: their password was right


class AccountAdapter(DefaultAccountAdapter):
    def clean_username(self, username, shallow=False):
        """Handles are lower case: @Ana and @ana are one person."""
        return super().clean_username(username.lower(), shallow=shallow)

    def respond_user_inactive(self, request, user):
        """They cannot come in, but they can read why and appeal."""
        key = signing.dumps(user.pk, salt=SUSPENDED)
        return redirect(f"{reverse('safety:suspended')}?{urlencode({'key': key})}")
