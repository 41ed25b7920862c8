"""What staff typed into a template, what is wrong with it, and how it is kept (S7, S8)."""

from flask import request
from flask_babel import gettext as _

from billing.people.refusal import valid
from config.database import db
from mailers import rendering
from mailers.catalogue import SUBJECTS, default_template
from mailers.letter import Template
from mailers.own_template import Overtaken, OwnTemplate
from mailers.return_path import MOST_COPIES
from mailers.sending import Sending

PARTS = {"subject": 500, "html": 100_000, "text": 100_000}  # the most characters


class Typed:
    """Fields as they stand in the form; `faults` are sentences by field, "" for all of it."""

    def __init__(self, template, language, words, sending, stamp):
        self.template, self.language, self.stamp = template, language, stamp
        self.subject, self.html, self.text = words.subject, words.html, words.text
        self.enabled, self.reply_to, self.bcc = sending
        self.faults, self.overtaken = {}, None

    @classmethod
    def stored(cls, template, language):
        newest, sending = stored(template, language)
        words = newest.words if newest and newest.own else default_template(template, language)
        told = sending.enabled, sending.reply_to, sending.bcc
        return cls(template, language, words, told, stamp(newest, sending))

    @classmethod
    def sent(cls, template, language):
        """As the form says, checked."""
        form = request.form
        words = Template(*(form.get(part, "").replace("\r\n", "\n") for part in PARTS))
        sending = "enabled" in form, form.get("reply_to", "").strip(), form.get("bcc", "").strip()
        typed = cls(template, language, words, sending, form.get("stamp", ""))
        typed.check_words()
        typed.check_addresses()
        return typed

    @property
    def words(self):
        return Template(self.subject.strip(), self.html, self.text)

    @property
    def unsaved(self):
        """Whether it is other than what is stored."""
        stored = Typed.stored(self.template, self.language)
        others = (self.enabled, self.reply_to, self.bcc), not same(self.words, stored.words)
        return others != ((stored.enabled, stored.reply_to, stored.bcc), False)

    @property
    def copies(self):
        return [each.strip() for each in self.bcc.replace("\n", ",").split(",") if each.strip()]

    def fault(self, field, reason):
        self.faults.setdefault(field or "", []).append(reason)

    def check_words(self):
        for part, most in PARTS.items():
            if not getattr(self, part).strip():
                self.fault(part, _("Write something here."))
            if len(getattr(self, part)) > most:
                self.fault(part, _("Keep it to %(most)s characters.", most=f"{most:,}"))
        if not self.faults:
            self.check_liquid()

    def check_liquid(self):
        subject = SUBJECTS[self.template]
        db.session.commit()  # no transaction stays open while the press takes its time
        for found in rendering.check(self.words, subject.placeholders,
                                     required=subject.required, locale=self.language,
                                     secret=subject.secret):
            line = found.line and _("Line %(line)s: %(reason)s", line=found.line,
                                    reason=found.reason)
            self.fault(found.part, line or found.reason)

    def check_addresses(self):
        if self.reply_to and not valid(self.reply_to):
            self.fault("reply_to", _("This is not a valid e-mail address."))
        if len(self.copies) > MOST_COPIES:
            self.fault("bcc", _("Name %(most)s addresses at most.", most=MOST_COPIES))
        for wrong in [each for each in self.copies if not valid(each)][:1]:
            self.fault("bcc", _("“%(address)s” is not a valid e-mail address.", address=wrong))

    def save(self, by):
        """Whether anything was other than stored; raises Overtaken when that has changed since."""
        Sending.lock()
        newest, sending = stored(self.template, self.language)
        if self.stamp != stamp(newest, sending):
            raise Overtaken(newest or sending)
        subject = SUBJECTS[self.template]
        enabled = self.enabled or subject.always
        copies = self.copies if subject.takes_copies else []
        changed = sending.change(enabled, self.reply_to, copies, by)
        return self.save_words(newest, by) or changed

    def save_words(self, newest, by):
        ours = default_template(self.template, self.language)
        before = newest.words if newest and newest.own else ours
        if same(before, self.words) and not (newest and newest.stopped):
            return False
        number, reset = newest.number if newest else 0, same(ours, self.words)
        OwnTemplate.save(self.template, self.language, None if reset else self.words, number, by,
                         "reset" if reset else "written")
        return True

    def after(self, other):
        """What was typed, to be saved over what somebody else saved meanwhile."""
        newest, sending = stored(self.template, self.language)
        self.stamp, self.overtaken = stamp(newest, sending), other
        return self


def stored(template, language):
    return OwnTemplate.newest(template, language), Sending.of(template)


def stamp(newest, sending):
    """What the form began from: the versions of the words and of what is said of sending."""
    return f"{newest.number if newest else 0}.{sending.number}"


def same(one, other):
    return [part.strip() for part in vars(one).values()] == [
        part.strip() for part in vars(other).values()]
