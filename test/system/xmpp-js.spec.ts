import { xmppJsClient } from '../support/driven-client.js';
import { describeOutages } from '../support/outages.js';
import { openStage } from '../support/stage.js';

const stage = openStage();

describeOutages('@xmpp/client over STARTTLS', stage, xmppJsClient('xmpp'), (address) => address.c2s);
describeOutages('@xmpp/client over TLS', stage, xmppJsClient('xmpps'), (address) => address.c2sTls);
describeOutages('@xmpp/client over WebSocket', stage, xmppJsClient('ws'), (address) => address.http, {
  legible: true,
});
