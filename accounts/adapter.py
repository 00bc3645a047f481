"""How allauth makes our people."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def clean_username(self, username, shallow=False):
        """Handles are lower case: @Ana and @ana are one person."""
        return super().clean_username(username.lower(), shallow=shallow)
