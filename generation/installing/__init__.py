"""Weights on this machine: fetched from the hub, looked through before they are loaded, checked byte by byte on demand.

Only safetensors are ever fetched or accepted: every other common format of weights runs code when it is opened.
"""

from generation.installing.fetching import CannotInstall, install
from generation.installing.looking import problems, verify
from generation.installing.manifests import Manifest, read_manifest

__all__ = ["CannotInstall", "Manifest", "install", "problems", "read_manifest", "verify"]
