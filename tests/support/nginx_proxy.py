"""nginx with the very configuration that is shipped; only ports, folders and the certificate are those of a test."""

import json
import os
import ssl
import subprocess
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bench.servers import free_port
from tests.conftest import ROOT
from tests.support.tools import find

SHIPPED = ROOT / "deploy" / "nginx" / "lovp.conf"
NAME = "localhost"
_NUMBERS = count(1)
_AROUND = """
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
{user}
events {{ worker_connections 4096; }}
http {{
    include {types};
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/lovp.conf;
}}
"""


def certificate(folder: Path) -> ssl.SSLContext:
    """Write a certificate for this machine, its key beside it; what trusts it and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    made = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(signed)
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return ssl.create_default_context(cadata=signed.decode())


def configuration(folder: Path, port: int, plain_port: int, servers: Sequence[int]) -> str:
    """The shipped file with the ports and folders of a test. Raises ValueError if it has not what is replaced."""
    replaced = {
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "server_name lovp.example.nl;": f"server_name {NAME};",
        "server 127.0.0.1:8501 ": f"server 127.0.0.1:{servers[0]} ",
        "server 127.0.0.1:8502 ": f"server 127.0.0.1:{servers[1]} ",
        "/etc/lovp/tls/": f"{folder}/",
        "/etc/nginx/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "/var/lib/lovp-assets": f"{folder}/assets",
    }
    text = SHIPPED.read_text(encoding="utf-8")
    for shipped, own in replaced.items():
        if shipped not in text:
            raise ValueError(f"{SHIPPED.name} has no {shipped!r}")
        text = text.replace(shipped, own)
    return text


def _mime_types(nginx: str) -> str:
    """The list of types that came with this nginx."""
    version = subprocess.run([nginx, "-V"], capture_output=True, text=True, check=True).stderr
    prefix = version.split("--conf-path=")[1].split()[0] if "--conf-path=" in version else "/etc/nginx/nginx.conf"
    return str(Path(prefix).with_name("mime.types"))


class Proxy:
    """nginx on a port of its own before two servers; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.nginx, self.folder = find("nginx") or "nginx", folder
        self.port, self.plain_port = free_port(), free_port()
        self.address, self.log = f"https://{NAME}:{self.port}", folder / "lovp.log"
        self.trust = certificate(folder)
        self._places: dict[int, str] = {}
        self.command = [self.nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]

    def before(self, *servers: int) -> "Proxy":
        """Write the configuration that leads to servers on these ports."""
        text = configuration(self.folder, self.port, self.plain_port, servers)
        (self.folder / "lovp.conf").write_text(text, encoding="utf-8")
        # Its workers would otherwise be someone who may not look into a test's folder.
        user = "user root;" if os.geteuid() == 0 else ""
        around = _AROUND.format(folder=self.folder, types=_mime_types(self.nginx), user=user)
        (self.folder / "nginx.conf").write_text(around, encoding="utf-8")
        return self

    def checked(self) -> str:
        """What `nginx -t` says. Raises CalledProcessError if it is not content."""
        done = subprocess.run([*self.command, "-t"], capture_output=True, text=True, check=True)
        return done.stderr

    def __enter__(self) -> "Proxy":
        self.process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.ask("/metrics")
                return self
            except httpx.ConnectError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(f"nginx did not start:\n{(self.folder / 'nginx.log').read_text()}")

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def ask(self, path: str, place: str | None = None, **more: object) -> httpx.Response:
        """The answer to one GET, as the browsers with this cookie get it."""
        cookies = {"cookie": f"lovp_server={place}"} if place else {}
        return httpx.get(self.address + path, verify=self.trust, headers=cookies, timeout=30, **more)  # type: ignore[arg-type]

    def served_by(self, place: str) -> int:
        """The port of the server that a browser with this cookie comes to."""
        path = f"/static/{next(_NUMBERS)}.none"  # which is nowhere, so that the application is asked
        self.ask(path, place)
        return int(self.line_of(path)["server"].rsplit(":", 1)[1])

    def place_of(self, port: int) -> str:
        """A cookie that leads to the server on this port; found while it runs, it stays the same."""
        if port not in self._places:
            places = (f"{number:02x}" for number in range(256))
            self._places[port] = next(place for place in places if self.served_by(place) == port)
        return self._places[port]

    def wait_until_led_to(self, port: int) -> None:
        """Wait until nginx leads to this server again: one that failed it leaves alone for some seconds."""
        deadline = time.monotonic() + 30
        while self.served_by(self.place_of(port)) != port:
            if time.monotonic() > deadline:
                raise RuntimeError(f"nginx does not come back to the server on port {port}")
            time.sleep(0.1)

    def lines(self) -> list[dict[str, str]]:
        """The log of what was asked."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def line_of(self, path: str) -> dict[str, str]:
        """The last line about a path; nginx writes it a moment after it has answered."""
        deadline = time.monotonic() + 10
        while not (found := [line for line in self.lines() if line["path"] == path]):
            if time.monotonic() > deadline:
                raise RuntimeError(f"nginx logs nothing of {path}")
            time.sleep(0.01)
        return found[-1]
