"""A real nbxmpp client (what Gajim is built on) in its own process: JSON lines in on stdin and out on stdout
(see driven-client.ts)."""

import json
import sys
import threading

try:
    from gi.repository import GLib
    from nbxmpp import client as nbxmpp_client
    from nbxmpp.const import ConnectionProtocol, ConnectionType
    from nbxmpp.namespaces import Namespace
    from nbxmpp.protocol import Iq, Message, Presence
    from nbxmpp.structs import StanzaHandler
    from nbxmpp.tcp import TCPConnection
except ImportError:
    sys.exit("nbxmpp is missing: apt-get install python3-nbxmpp")

RECONNECT_MS = 100
# Behind the library's own handlers: what comes here it has digested.
LAST = 100


def report(event, **fields):
    print(json.dumps({"event": event, **fields}), flush=True)


class Connection(TCPConnection):
    """COMPAT nbxmpp 4.2: reset before it has looked at the addresses, it throws, and stays connecting for ever."""

    def _on_connect_finished(self, *args):
        try:
            super()._on_connect_finished(*args)
        except GLib.Error:
            self._finalize("connection-failed")


nbxmpp_client.TCPConnection = Connection


class Client:
    def __init__(self, command):
        self.client = client = nbxmpp_client.Client()
        client.set_domain("localhost")
        client.set_username(command["user"])
        client.set_password(command["password"])
        client.set_resource(command["resource"])
        # The tests' certificate is self-signed.
        client.set_ignore_tls_errors(True)
        if "service" in command:
            client.set_custom_host(command["service"], ConnectionProtocol.WEBSOCKET, ConnectionType.PLAIN)
        else:
            at = f"{command['host']}:{command['port']}"
            client.set_custom_host(at, ConnectionProtocol.TCP, ConnectionType.START_TLS)
        client.subscribe("connected", self.on_connected)
        client.subscribe("resume-successful", self.on_resumed)
        client.subscribe("disconnected", self.on_disconnected)
        client.subscribe("connection-failed", self.on_refused)
        client.subscribe("stanza-received", self.on_any)
        for name, callback in (("message", self.on_message), ("presence", self.on_presence)):
            client.register_handler(StanzaHandler(name=name, callback=callback, priority=LAST))
        client.register_handler(
            StanzaHandler(name="iq", typ="set", ns=Namespace.ROSTER, callback=self.on_push, priority=LAST)
        )
        self.resumed_h = None

    def dial(self):
        self.client.connect()
        return GLib.SOURCE_REMOVE

    def on_connected(self, *_):
        self.client.send_stanza(Presence())
        # Its answer proves that the server has handled the presence before it.
        ping = Iq("get", to="localhost")
        ping.addChild("ping", namespace=Namespace.PING)
        self.client.send_stanza(ping, callback=self.on_pong)

    def on_pong(self, *_):
        report("online", jid=str(self.client.get_bound_jid()))

    def on_any(self, _client, _signal, stanza):
        """Everything that comes, before the library looks at it."""
        if stanza.getNamespace() != Namespace.STREAM_MGMT:
            return
        name = stanza.getName()
        if name == "enabled":
            report("enabled", id=stanza.getAttr("id"))
        elif name == "resumed":
            self.resumed_h = stanza.getAttr("h")
        elif name == "failed":
            condition = next((child.getName() for child in stanza.getChildren()), None)
            report("failed", h=stanza.getAttr("h"), condition=condition)

    def on_resumed(self, *_):
        report("resumed", h=self.resumed_h)

    def on_message(self, _client, stanza, properties):
        # A copy comes unwrapped: the message it carries.
        if properties.is_carbon_message:
            report(
                "carbon",
                way=properties.carbon.type,
                **{"from": str(stanza.getFrom())},
                to=str(stanza.getTo()),
                body=stanza.getBody(),
            )
            return
        report(
            "message",
            **{"from": str(stanza.getFrom())},
            id=stanza.getID(),
            body=stanza.getBody(),
            type=stanza.getType(),
            delayed=stanza.getTag("delay", namespace=Namespace.DELAY2) is not None,
        )

    def on_presence(self, _client, stanza, _properties):
        report(
            "presence",
            **{"from": str(stanza.getFrom())},
            type=stanza.getType() or "available",
            show=stanza.getShow() or None,
        )

    def on_push(self, _client, _stanza, properties):
        item = properties.roster.item
        report("push", jid=str(item.jid), subscription=item.subscription)

    def settle(self):
        # The library holds a task's callback weakly: a method stays, a closure is gone before its time.
        self.client.get_module("Roster").request_roster(callback=self.on_roster)

    def on_roster(self, task):
        task.finish()
        carbons = Iq("set")
        carbons.addChild("enable", namespace=Namespace.CARBONS)
        self.client.send_stanza(carbons, callback=self.on_carbons)

    def on_carbons(self, _client, answer):
        if answer.getType() == "result":
            report("settled")

    def obey(self, command):
        if command["cmd"] == "send":
            self.client.send_stanza(Message(to=command["to"], body=command["body"], typ="chat"))
            # It is in the library's queue now, whatever the network does.
            report("sent", body=command["body"])
        elif command["cmd"] == "settle":
            self.settle()
        elif command["cmd"] == "subscription":
            self.client.send_stanza(Presence(to=command["to"], typ=command["type"]))
        elif command["cmd"] == "show":
            self.client.send_stanza(Presence(show=command["show"]))

    def on_disconnected(self, *_):
        report("disconnected")
        GLib.timeout_add(RECONNECT_MS, self.dial)

    def on_refused(self, *_):
        print(f"connection failed: {self.client.get_error()}", file=sys.stderr, flush=True)
        GLib.timeout_add(RECONNECT_MS, self.dial)


loop = GLib.MainLoop()
client = None


def on_command(command):
    global client
    if command["cmd"] == "connect":
        client = Client(command)
        client.dial()
    else:
        client.obey(command)
    return GLib.SOURCE_REMOVE


def listen():
    for line in sys.stdin:
        GLib.idle_add(on_command, json.loads(line))
    GLib.idle_add(loop.quit)


threading.Thread(target=listen, daemon=True).start()
loop.run()
