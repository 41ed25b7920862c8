"""A program without cookies: it sends its key and reads JSON."""


class Program:
    """Requests with one key at one tenant's address."""

    def __init__(self, app, subdomain, key):
        self.client = app.test_client(use_cookies=False)
        self.base = f"http://{subdomain}.localhost:8000"
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}

    def get(self, path, **options):
        return self.send("GET", path, **options)

    def post(self, path, **options):
        return self.send("POST", path, **options)

    def put(self, path, **options):
        return self.send("PUT", path, **options)

    def patch(self, path, **options):
        return self.send("PATCH", path, **options)

    def send(self, method, path, **options):
        headers = {**self.headers, **options.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, base_url=self.base,
                                headers=headers, **options)

    def walk(self, path, size):
        """All records of a list, page by page, and the number of its pages."""
        records, cursor, pages = [], "", 0
        while cursor is not None:
            query = {"size": size, **({"cursor": cursor} if cursor else {})}
            answer = self.get(path, query_string=query).json
            records += answer["data"]
            cursor, pages = answer["next_cursor"], pages + 1
        return records, pages
