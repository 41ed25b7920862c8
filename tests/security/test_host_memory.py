"""Names that cannot be a host's are neither looked up nor remembered."""

from tenants import site


def test_a_label_longer_than_dns_knows_is_nobodys(app):
    name = "x" * 60_000
    answer = app.test_client().get("/portal/login", headers={"Host": f"{name}.localhost:8000"})
    assert answer.status_code == 404
    assert name not in site._kept
