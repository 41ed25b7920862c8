"""The API's description as a page reads it: calls by subject, then what they send and answer."""

LABELS = {"application/json": "JSON", "application/problem+json": "problem"}
METHODS = ("get", "post", "put", "patch", "delete")


class Reference:
    """The document of api/openapi.json, arranged for readers."""

    def __init__(self, document):
        self.document = document

    @property
    def subjects(self):
        """[(subject, its calls)], as the document has them."""
        found = {}
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    call = self.call(method, path, item)
                    found.setdefault(call["subject"], []).append(call)
        return list(found.items())

    def call(self, method, path, item):
        told = item[method]
        parameters = [*item.get("parameters", []), *told.get("parameters", [])]
        return {
            "subject": told["tags"][0], "id": told["operationId"], "method": method.upper(),
            "path": path, "summary": told["summary"], "description": told.get("description", ""),
            "scope": told["security"][0]["key"][0],
            "parameters": [self.field(each["name"], each["schema"], each)
                           for each in map(self.found, parameters)],
            "bodies": self.contents(told.get("requestBody", {})),
            "answers": [{"status": status, **answer}
                        for status, answer in self.answers(told["responses"])],
        }

    def answers(self, responses):
        for status, response in sorted(responses.items()):
            if status.isdigit():
                yield status, {"words": self.found(response).get("description", ""),
                               "contents": self.contents(self.found(response))}

    def contents(self, holder):
        return [{"label": LABELS.get(kind, kind), "type": self.type(content.get("schema", {})),
                 "example": content.get("example")}
                for kind, content in holder.get("content", {}).items()]

    @property
    def shapes(self):
        """[(name, description, fields)] of what is sent and answered."""
        return [(name, shape.get("description", ""), self.fields(shape))
                for name, shape in sorted(self.document["components"]["schemas"].items())]

    def fields(self, shape):
        required = shape.get("required", ())
        return [self.field(name, schema, {"required": name in required})
                for name, schema in shape.get("properties", {}).items()]

    def field(self, name, schema, more):
        words = more.get("description") or schema.get("description", "")
        return {"name": name, "type": self.type(schema), "words": words,
                "required": more.get("required", False), "choices": schema.get("enum", ()),
                "read_only": schema.get("readOnly", False)}

    def type(self, schema):
        """{word, link}: the shape it leads to, if any."""
        if "$ref" in schema:
            return {"word": "", "link": name_of(schema["$ref"])}
        if schema.get("type") == "array":
            inner = self.type(schema.get("items", {}))
            return {**inner, "word": f"list of {inner['word']}".strip()}
        inner = next((each for each in schema.get("anyOf", schema.get("allOf", ()))
                      if "$ref" in each), None)
        return self.type(inner) if inner else {"word": word(schema), "link": None}

    def found(self, part):
        """What a reference stands for."""
        while "$ref" in part:
            _, _, kind, name = part["$ref"].split("/")
            part = self.document["components"][kind][name]
        return part


def name_of(reference):
    return reference.rpartition("/")[2]


def word(schema):
    kinds = schema.get("type", "any")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join([*(schema.get("format", kind) if kind == "string" else kind
                          for kind in kinds)])
