"""Bytes of stored clips over HTTP: whole, one range, or not at all because the browser has them."""

import hashlib
import mimetypes
import re
from pathlib import PurePosixPath

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
_TYPES = {".mp4": "video/mp4", ".webp": "image/webp", ".jpg": "image/jpeg"}


def serve(request, file, content_type: str = "", *, cache: str = "private, no-cache", save_as: str = ""):
    """The content of `file`, a FieldFile: 200, 206, 304 or 416; a redirect where its storage is remote.

    `save_as` names the file for a download.
    """
    try:
        file.path  # noqa: B018 - asks whether the storage is a local one
    except NotImplementedError:
        return _headed(redirect(file.url), {"Cache-Control": "private, no-store"})
    # Names carry the attempt and the mark: another content has another name.
    etag = quote_etag(hashlib.sha256(file.name.encode()).hexdigest()[:32])
    headers = {"ETag": etag, "Cache-Control": cache, "Accept-Ranges": "bytes"}
    if save_as:
        headers["Content-Disposition"] = content_disposition_header(True, save_as)
    response = get_conditional_response(request, etag=etag) or _content(request, file, etag)
    response["Content-Type"] = content_type or _content_type(file.name)
    return _headed(response, headers)


def _content(request, file, etag: str):
    span = _span(request, file.size, etag)
    if span is None:
        return _whole(request, file)
    if not span:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    headers = {"Content-Range": f"bytes {span.start}-{span.stop - 1}/{file.size}", "Content-Length": str(len(span))}
    if request.method == "HEAD":
        return HttpResponse(status=206, headers=headers)
    return StreamingHttpResponse(_read(file, span), status=206, headers=headers)


def _whole(request, file):
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(file.size)})
    return FileResponse(file.storage.open(file.name))


def _span(request, size: int, etag: str) -> range | None:
    """The bytes asked for; an empty range when there are none; None for all of them."""
    found = _RANGE.match(request.headers.get("Range", ""))
    if not found or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if first:
        return range(int(first), min(int(last or size), size - 1) + 1) if _ordered(first, last) else None
    return range(max(size - int(last), 0), size) if last else None


def _ordered(first: str, last: str) -> bool:
    return not last or int(first) <= int(last)


def _read(file, span: range):
    with file.storage.open(file.name) as content:
        content.seek(span.start)
        left = len(span)
        while left and (chunk := content.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def _content_type(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _headed(response, headers: dict):
    for name, value in headers.items():
        response[name] = value
    return response
