"""A mail server that answers as it is told, in a thread of its own."""

import asyncio
import threading

from config.embedded import ports


class Server:
    """`answers` maps a command to the reply it gets; None hangs up, "…" keeps silent."""

    def __init__(self):
        self.port = ports.free(1)[0]
        self.answers, self.taken = {}, []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self):
        started = threading.Event()
        self.loop.call_soon(lambda: self.loop.create_task(self.listen(started)))
        self.thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    def run(self):
        self.loop.run_forever()
        self.server.close()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()

    async def listen(self, started):
        self.server = await asyncio.start_server(self.converse, "127.0.0.1", self.port)
        started.set()

    async def converse(self, reader, writer):
        try:
            await self.answer(writer, "greeting", "220 hello")
            while line := await reader.readline():
                await self.obey(line.decode().split()[0].upper(), reader, writer)
        except (EOFError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def obey(self, command, reader, writer):
        if command == "DATA" and "DATA" not in self.answers:
            await self.answer(writer, "go", "354 go")
            mail = await reader.readuntil(b"\r\n.\r\n")
            if "end" not in self.answers:
                self.taken.append(mail)
            await self.answer(writer, "end", "250 kept")
        else:
            await self.answer(writer, command, "250 fine")

    async def answer(self, writer, moment, usual):
        said = self.answers.get(moment, usual)
        if said is None:
            raise EOFError
        if said == "…":
            await asyncio.sleep(3600)
        writer.write(said.encode() + b"\r\n")
        await writer.drain()
