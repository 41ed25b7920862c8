"""Takes every mail and delivers none: python -m config.embedded.sink PORT FOLDER"""

import asyncio
import signal
import sys

from aiosmtpd.smtp import SMTP

from config.embedded import mailbox

LARGEST = 30 * 1024 * 1024  # bytes


class Sink:
    async def handle_DATA(self, server, session, envelope):
        mailbox.store(sys.argv[2], envelope.mail_from, envelope.rcpt_tos,
                      envelope.original_content)
        return "250 Kept"


async def serve(port):
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(ending, over.set)
    server = await loop.create_server(connection, "127.0.0.1", port)
    await over.wait()
    server.close()


def connection():
    return SMTP(Sink(), data_size_limit=LARGEST, enable_SMTPUTF8=True, hostname="localhost")


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
