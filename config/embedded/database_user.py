"""Who runs the database: PostgreSQL refuses root, so root lends it to an unprivileged user."""

import os
import pwd
import stat
import subprocess

NAME = "nobody" if os.getuid() == 0 else None


def name(uid):
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"the user {uid}"


def may_enter(folder):
    """Whether the database's user can pass through the folder and all above it."""
    return NAME is None or all(passable(step) for step in (folder, *folder.parents))


def passable(folder):
    try:
        return bool(folder.stat().st_mode & stat.S_IXOTH)
    except FileNotFoundError:
        return True


def can_run(program):
    """Whether the database's user can execute the program; tried, because paths alone can lie."""
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True, **identity())
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def identity():
    """What subprocess needs to run a program as that user."""
    return {"cwd": "/"} if NAME is None else {
        "cwd": "/", "user": NAME, "group": pwd.getpwnam(NAME).pw_gid, "extra_groups": []}


def own(folder):
    if NAME is not None:
        entry = pwd.getpwnam(NAME)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
