"""Debian's profanity on a terminal of its own: JSON lines in on stdin, JSON lines out on stdout (see driven-client.ts).

What it does is read from its log, where libstrophe writes every element that passes its socket.
"""

import asyncio
import ctypes
import fcntl
import json
import os
import pty
import re
import shutil
import signal
import struct
import sys
import termios
import xml.etree.ElementTree as xml
from pathlib import Path

SM = "{urn:xmpp:sm:3}"
CARBONS = "{urn:xmpp:carbons:2}"
ROSTER = "{jabber:iq:roster}"
# What it is told for the subscription presence of either type.
ANSWERS = {"subscribe": "request", "subscribed": "allow"}
RECONNECT_S = 1  # the least it knows
INPUT_MS = 20
ELEMENT = re.compile(rb" DBG: (SENT|RECV): (<[a-z].*)$")
PR_SET_PDEATHSIG = 1


def report(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


class Client:
    def __init__(self, command):
        self.home = Path(command["folder"])
        self.account = f"{command['user']}@localhost"
        self.write(
            ".config/profanity/profrc",
            f"[connection]\nreconnect={RECONNECT_S}\nautoping=0\n"
            f"[ui]\nsplash=false\ninputblock={INPUT_MS}\ninputblock.dynamic=false\n"
            "[chatstates]\nenabled=false\nouttype=false\n",
        )
        self.write(
            ".local/share/profanity/accounts",
            f"[{self.account}]\nenabled=true\njid={self.account}\nresource={command['resource']}\n"
            f"password={command['password']}\nserver={command['host']}\nport={command['port']}\ntls.policy=trust\n",
        )
        self.sent = set()
        self.fresh = False
        self.carbons_asked = None
        self.rest = b""
        log = self.home / "log"
        os.mkfifo(log)
        self.log = os.open(log, os.O_RDWR | os.O_NONBLOCK)
        self.terminal = self.start(log)

    def write(self, path, text):
        file = self.home / path
        file.parent.mkdir(parents=True)
        file.write_text(text)

    def start(self, log):
        pid, terminal = pty.fork()
        if pid == 0:
            # Whoever kills us kills it.
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            env = {
                "PATH": os.environ["PATH"],
                "HOME": str(self.home),
                "XDG_CONFIG_HOME": str(self.home / ".config"),
                "XDG_DATA_HOME": str(self.home / ".local/share"),
                "TERM": "xterm",
                "LANG": "C.UTF-8",
            }
            os.execvpe("profanity", ["profanity", "-l", "DEBUG", "-f", str(log), "-a", self.account], env)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
        return terminal

    def on_log(self):
        *lines, self.rest = (self.rest + os.read(self.log, 65536)).split(b"\n")
        for line in lines:
            if line.endswith(b"XMPP_CONN_DISCONNECT"):
                report("disconnected")
            if found := ELEMENT.search(line):
                self.on_element(found[1] == b"SENT", found[2].decode())

    def on_element(self, ours, text):
        try:
            element = xml.fromstring(text)
        except xml.ParseError:  # a stream header is half an element
            return
        if ours:
            self.on_sent(element)
        elif element.tag == f"{SM}enabled":
            self.fresh = True
            report("enabled", id=element.get("id"))
        elif element.tag == f"{SM}resumed":
            report("resumed", h=element.get("h"))
        elif element.tag == f"{SM}failed":
            report("failed", h=element.get("h"), condition=element[0].tag.split("}")[1])
        elif element.tag == "message":
            copy = next((c for c in element if c.tag in (f"{CARBONS}sent", f"{CARBONS}received")), None)
            self.on_message(element) if copy is None else self.on_copy(copy)
        elif element.tag == "iq":
            self.on_iq(element)
        elif element.tag == "presence":
            self.on_presence(element)

    def on_presence(self, element):
        report(
            "presence",
            **{"from": element.get("from")},
            type=element.get("type", "available"),
            show=element.findtext("show"),
        )
        if self.fresh:
            # Its own comes back to it when the server has handled it (RFC 6121 §4.2.2); nobody else's can come before.
            self.fresh = False
            report("online", jid=element.get("from"))

    def on_copy(self, copy):
        message = copy.find("{urn:xmpp:forward:0}forwarded/{jabber:client}message")
        report(
            "carbon",
            way=copy.tag.removeprefix(CARBONS),
            **{"from": message.get("from")},
            to=message.get("to"),
            body=message.findtext("{jabber:client}body"),
        )

    def on_iq(self, iq):
        if iq.get("id") == self.carbons_asked and iq.get("type") == "result":
            self.carbons_asked = None
            report("settled")
        for item in iq.iterfind(f"{ROSTER}query/{ROSTER}item") if iq.get("type") == "set" else ():
            report("push", jid=item.get("jid"), subscription=item.get("subscription"))

    def on_sent(self, element):
        if element.find(f"{CARBONS}enable") is not None:
            self.carbons_asked = element.get("id")
        # What it repeats on resume has been reported.
        if element.tag == "message" and element.get("id") not in self.sent:
            self.sent.add(element.get("id"))
            report("sent", body=element.findtext("body"))

    def on_message(self, message):
        report(
            "message",
            **{"from": message.get("from")},
            id=message.get("id"),
            body=message.findtext("body"),
            type=message.get("type"),
            delayed=message.find("{urn:xmpp:delay}delay") is not None,
        )

    def type(self, line):
        os.write(self.terminal, f"{line}\r".encode())


async def main():
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    client = None
    async for line in lines:
        command = json.loads(line)
        if command["cmd"] == "connect":
            client = Client(command)
            loop.add_reader(client.log, client.on_log)
            # What it paints nobody looks at, but it must be taken from the terminal.
            loop.add_reader(client.terminal, lambda: os.read(client.terminal, 65536))
        elif command["cmd"] == "send":
            client.type(f"/msg {command['to']} {command['body']}")
        elif command["cmd"] == "settle":
            client.type("/carbons on")
        elif command["cmd"] == "subscription":
            client.type(f"/sub {ANSWERS[command['type']]} {command['to']}")
        elif command["cmd"] == "show":
            client.type(f"/status set {command['show']}")


if shutil.which("profanity") is None:
    sys.exit("profanity is missing: apt-get install profanity")
asyncio.run(main())
