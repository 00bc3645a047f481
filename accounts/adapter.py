"""How allauth makes our people."""

from allauth.account.adapter import DefaultAccountAdapter

#: Handles that would pass for the site itself, or for one of its addresses.
RESERVED = {"admin", "administrator", "moderator", "root", "skylark", "support", "system", "staff", "help"}


class AccountAdapter(DefaultAccountAdapter):
    username_blacklist = sorted(RESERVED)

    def clean_username(self, username, shallow=False):
        """Handles are lower case: @Ana and @ana are one person."""
        return super().clean_username(username.lower(), shallow=shallow)
