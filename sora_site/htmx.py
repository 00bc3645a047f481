"""Page or part: what htmx asks for, what every cache must know about it, and which page of a list or of this site."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme


def render_page(request, template, context=None, *, part=None, **kwargs):
    """The page, or only `part` of it when htmx asks for the element of that id."""
    if part and request.htmx and request.htmx.target == part:
        template = f"{template}#{part}"
    response = TemplateResponse(request, template, context or {}, **kwargs)
    # On both answers: a cache that kept the page must not hand it out as the part.
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def page_or_404(request, find, *args, **kwargs):
    """What `find(*args, cursor=...)` answers for the cursor in the address; 404 where that is none."""
    try:
        return find(*args, cursor=request.GET.get("after", ""), **kwargs)
    except ValueError as error:
        raise Http404 from error


def is_ours(request, address: str) -> bool:
    """Is that a page of this site, to which a redirect may lead?"""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def htmx_redirects(get_response):
    """Let a redirect move the whole page: no login form inside a card."""

    def middleware(request):
        response = get_response(request)
        if request.htmx and "Location" in response:
            response["HX-Redirect"] = response["Location"]
            del response["Location"]
            response.status_code = 200  # same response, so its cookies stay
        return response

    return middleware
