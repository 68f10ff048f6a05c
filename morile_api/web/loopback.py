"""Loopback: whether a name means this machine and no other."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host name or address is one of this machine's own."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
