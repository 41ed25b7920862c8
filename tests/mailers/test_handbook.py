from mailers import handbook
from mailers.catalogue import SUBJECTS


def test_the_page_for_staff_is_what_the_code_says():
    """Run `python -m mailers.handbook` when this fails."""
    assert handbook.PAGE.read_text() == handbook.written()


def test_it_lists_every_placeholder_of_every_mail():
    page = handbook.written()
    for subject in handbook.ours():
        section = page.split(f"### {subject.title}\n")[1].split("\n### ")[0]
        for name in subject.placeholders:
            assert f"| `{{{{ {name} }}}}` |" in section
    assert len(handbook.ours()) >= len(SUBJECTS) - 1
