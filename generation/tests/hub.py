"""A model hub on this machine: the two addresses that a download asks for, and faults on demand."""

import hashlib
import json
import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

COMMIT = "c" * 40
LARGE = (".safetensors", ".bin", ".model")  # kept outside git, by their sha256


class Hub:
    """One repository, of what is in `folder` when it is asked."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.asked = []  # (path, where in the file it began)
        self.breaks = {}  # path -> after how many bytes the line breaks, once
        self.garbles = set()  # paths whose first byte comes wrong

    def listed(self) -> dict:
        files = [self._file(path) for path in sorted(self.folder.rglob("*")) if path.is_file()]
        return {"id": "someone/model", "sha": COMMIT, "siblings": files}

    def _file(self, path: Path) -> dict:
        content = path.read_bytes()
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        file = {"rfilename": path.relative_to(self.folder).as_posix(), "size": len(content), "blobId": blob}
        if path.suffix in LARGE:
            file["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 130}
        return file

    def content(self, name: str) -> bytes:
        content = (self.folder / name).read_bytes()
        return bytes([content[0] ^ 1]) + content[1:] if name in self.garbles else content


@contextmanager
def open_hub(folder: Path):
    """(hub, its address); closed at the end."""
    hub = Hub(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield hub, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_GET(self):  # noqa: N802
        path = self.path.partition("?")[0]
        if path == "/api/models/someone/model/revision/main":
            self._answer(200, json.dumps(self.hub.listed()).encode())
        elif found := re.fullmatch(rf"/someone/model/resolve/{COMMIT}/(.+)", path):
            self._send(found[1])
        else:
            self._answer(404, b"{}")

    def _send(self, name: str):
        begin = int(re.match(r"bytes=(\d+)-|", self.headers.get("Range", ""))[1] or 0)
        self.hub.asked.append((name, begin))
        content = self.hub.content(name)[begin:]
        self._answer(206 if begin else 200, content, sent=self.hub.breaks.pop(name, len(content)))

    def _answer(self, status: int, content: bytes, sent: int | None = None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:sent])

    def log_message(self, *args):
        pass
