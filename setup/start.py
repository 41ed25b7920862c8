"""/setup leads to the first page that the role may see."""

from flask import abort, redirect

from setup.door import setup
from setup.frame import places
from setup.rights import requires


@setup.get("", strict_slashes=False)
@requires()
def start():
    for group in places():
        for item in group["items"]:
            if item["href"]:
                return redirect(item["href"])
    return abort(403)
