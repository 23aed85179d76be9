import { describeCrashes } from '../support/crashes.js';
import { xmppJsClient } from '../support/driven-client.js';
import { openStage } from '../support/stage.js';

const stage = openStage();

describeCrashes('@xmpp/client over STARTTLS', stage, xmppJsClient('xmpp'), (address) => address.c2s);
describeCrashes('@xmpp/client over WebSocket', stage, xmppJsClient('ws'), (address) => address.http);
