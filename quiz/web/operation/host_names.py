"""Which texts can be the host of an address, and which hosts can only be local."""

from functools import lru_cache
from ipaddress import ip_address

from werkzeug.sansio.utils import host_is_trusted

LOCAL_NAMES = (".localhost", ".local", ".home.arpa", ".internal")
"""Names that no public name server resolves: RFC 6761, RFC 6762, RFC 8375, and ICANN's resolution 2024.07.29.06."""

LONGEST_LABEL = 63
"""Characters between two dots of a name (RFC 1035); Werkzeug builds no address from a longer one."""


def is_host(text: str) -> bool:
    """Whether a text, perhaps with a port, is an IP address or can be a name."""
    if not host_is_trusted(text):
        return False
    name = without_port(text)
    if name.startswith("["):
        return _is_ip_address(name[1:-1])
    return all(0 < len(label) <= LONGEST_LABEL for label in name.removesuffix(".").split("."))


@lru_cache(maxsize=256)
def is_local(host: str) -> bool:
    """Whether a host (perhaps with a port) can only be meant for this machine or its network.

    An address in digits, a name without a dot, or one that is kept for local use. A stranger's web site cannot come
    under such a name, so DNS rebinding does not reach it; development servers such as Vite's draw the same line.
    """
    name = without_port(host)
    return is_host(host) and ("." not in name or _is_ip_address(name.strip("[]")) or host_is_trusted(name, LOCAL_NAMES))


def without_port(host: str) -> str:
    """The name or the IP address of a host."""
    return host.rpartition(":")[0] if ":" in host.rpartition("]")[2] else host


def _is_ip_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
