"""People as moderators see them."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from safety import services
from safety.admin.desk import ModeratedAdmin
from safety.admin.showing import history


@admin.register(User)
class PersonAdmin(ModeratedAdmin, UserAdmin):
    """Moderators suspend and reinstate; only superusers edit accounts."""

    list_display = ["username", "display_name", "plan", "is_active", "is_staff", "date_joined", "last_login"]
    list_filter = ["is_active", "plan", "is_staff", "date_joined"]
    search_fields = ["username", "display_name"]
    actions = ["suspend", "reinstate"]
    #: Changed by actions, which leave a row; the rest by superusers.
    by_action = ["is_active", "plan", "decisions", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "display_name", "is_active", "decisions"]}),
        (_("Permissions"), {"fields": ["is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        if request.user.is_superuser:
            return self.by_action
        return [*self.by_action, "username", "display_name", "is_staff", "is_superuser", "groups"]

    def has_add_permission(self, request):
        return request.user.is_superuser

    @admin.display(description=_("what was decided"))
    def decisions(self, person):
        return history(person)

    @admin.action(description=_("Suspend: sign out, hide everything, stop what is being made"), permissions=["change"])
    def suspend(self, request, queryset):
        self.decide(request, queryset, services.suspend, _("%(count)d suspended."))

    @admin.action(description=_("Reinstate"), permissions=["change"])
    def reinstate(self, request, queryset):
        self.decide(request, queryset, services.reinstate, _("%(count)d reinstated."), needs_why=False)
