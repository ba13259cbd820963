"""Mails to their server: after the commit, in a durable job, answered by a command."""

from collections.abc import Callable
from uuid import UUID

from app.features.invoices.commands.mailing import FAILED, MAIL, SENT, WAITING, RecordMail
from app.features.invoices.queries.documents import DocumentFile
from app.features.invoices.queries.mails import MailNow
from app.infra.jobs import MAX_ATTEMPTS, Job, JobContext, JobHandling
from app.infra.mail import Attachment, MailDown, Mailer, Message, Server
from app.kernel.clock import derived_id
from app.kernel.errors import AppError

# Gives the way to a server; bootstrap knows where its password is. Raises MailRefused.
MailerOf = Callable[[Server], Mailer]


def mail_calls(mailer_of: MailerOf) -> JobHandling:
    """The job that sends a mail. A second run of it sends the same message again, known by its id."""

    def carry_out(job: Job, context: JobContext) -> None:
        found = context.ask(MailNow(mail_id=UUID(job.args["mail_id"])))
        if found is None:
            return

        def note(state: str, sentence: str = "") -> None:
            done = RecordMail(
                id=derived_id(job.id, state, job.attempt), mail_id=found.mail.id, state=state,
                sentence=sentence,
            )  # fmt: skip
            context.execute(done)

        try:
            file = context.ask(DocumentFile(document_id=found.mail.document_id))
            message = Message(
                str(found.mail.id), found.sender.address, found.sender_name, found.mail.to_address,
                found.subject, found.body, (Attachment(file.name, file.pdf),),
            )  # fmt: skip
            mailer_of(found.sender.server).send(message)
        except MailDown as error:
            note(FAILED if job.attempt % MAX_ATTEMPTS == 0 else WAITING, error.sentence)
            raise
        except AppError as error:
            note(FAILED, error.sentence)
        else:
            note(SENT)

    return JobHandling(MAIL, carry_out)
