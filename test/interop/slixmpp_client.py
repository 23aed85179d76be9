"""A real slixmpp client in its own process: JSON lines in on stdin, JSON lines out on stdout (see driven-client.ts)."""

import asyncio
import json
import ssl
import sys

try:
    from slixmpp import ClientXMPP, Message
    from slixmpp.xmlstream.handler import Callback
    from slixmpp.xmlstream.matcher import StanzaPath
except ImportError:
    sys.exit("slixmpp is missing: apt-get install python3-slixmpp")

RECONNECT_S = 0.1


def report(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


class Client(ClientXMPP):
    def __init__(self, command):
        super().__init__(f"{command['user']}@localhost/{command['resource']}", command["password"])
        self.at = (command["host"], command["port"])
        # The tests' certificate is self-signed.
        self.ssl_context.check_hostname = False
        self.ssl_context.verify_mode = ssl.CERT_NONE
        self.register_plugin("xep_0198")
        self.register_plugin("xep_0199")
        self.register_plugin("xep_0280")
        # By default it grants every request and asks back.
        self.auto_authorize = None
        self.auto_subscribe = False
        # Behind stream management's own filter: what passes here is in its queue.
        self.add_filter("out_sync", self.on_sent)
        self.add_event_handler("session_start", self.on_start)
        self.add_event_handler("sm_enabled", lambda s: report("enabled", id=s["id"] or None))
        self.add_event_handler("session_resumed", lambda s: report("resumed", h=s.xml.get("h")))
        self.add_event_handler("sm_failed", self.on_failed)
        self.add_event_handler("message", self.on_message)
        self.add_event_handler("carbon_sent", lambda m: self.on_copy("sent", m["carbon_sent"]))
        self.add_event_handler("carbon_received", lambda m: self.on_copy("received", m["carbon_received"]))
        self.add_event_handler("roster_update", self.on_roster)
        self.register_handler(Callback("any presence", StanzaPath("presence"), self.on_presence))
        self.add_event_handler("disconnected", self.on_disconnected)
        self.add_event_handler("connection_failed", self.on_refused)

    def dial(self):
        self.connect(self.at)

    async def on_start(self, _):
        self.send_presence()
        # Its answer proves that the server has handled the presence before it.
        await self["xep_0199"].send_ping("localhost")
        report("online", jid=self.boundjid.full)

    def on_failed(self, stanza):
        condition = next((child.tag.split("}")[1] for child in stanza.xml), None)
        report("failed", h=stanza.xml.get("h"), condition=condition)

    def on_message(self, message):
        report(
            "message",
            **{"from": message["from"].full},
            id=message["id"] or None,
            body=message["body"] or None,
            type=message["type"],
            delayed=message.xml.find("{urn:xmpp:delay}delay") is not None,
        )

    def on_copy(self, way, message):
        report(
            "carbon",
            way=way,
            **{"from": message["from"].full},
            to=message["to"].full,
            body=message["body"] or None,
        )

    def on_presence(self, presence):
        report(
            "presence",
            **{"from": presence["from"].full},
            type=presence.xml.get("type", "available"),
            show=presence["show"] or None,
        )

    def on_roster(self, iq):
        if iq["type"] == "set":
            for jid, item in iq["roster"]["items"].items():
                report("push", jid=jid.full, subscription=item["subscription"])

    async def settle(self):
        await self.get_roster()
        await self["xep_0280"].enable()
        report("settled")

    def on_sent(self, stanza):
        if isinstance(stanza, Message):
            report("sent", body=stanza["body"])
        return stanza

    def on_disconnected(self, _):
        report("disconnected")
        self.loop.call_later(RECONNECT_S, self.dial)

    def on_refused(self, reason):
        print(f"connection failed: {reason}", file=sys.stderr, flush=True)


async def main():
    lines = asyncio.StreamReader()
    loop = asyncio.get_event_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    client = None
    async for line in lines:
        command = json.loads(line)
        if command["cmd"] == "connect":
            client = Client(command)
            client.dial()
        elif command["cmd"] == "send":
            client.send_message(mto=command["to"], mbody=command["body"], mtype="chat")
        elif command["cmd"] == "settle":
            asyncio.ensure_future(client.settle())
        elif command["cmd"] == "subscription":
            client.send_presence_subscription(pto=command["to"], ptype=command["type"])
        elif command["cmd"] == "show":
            client.send_presence(pshow=command["show"])


asyncio.get_event_loop().run_until_complete(main())
