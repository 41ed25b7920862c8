"""Behind a load balancer the visitor's address and scheme are what it says, and only it.

The number of proxies is exact: one too many would let a visitor write the header. The host is
never taken from a header, for it names the tenant (T1).
"""

from werkzeug.middleware.proxy_fix import ProxyFix


def join(app):
    """Trust as many proxies as TRUSTED_PROXIES says; none by default."""
    hops = int(app.config.get("TRUSTED_PROXIES") or 0)
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)
