import { describeCrashes } from '../support/crashes.js';
import { slixmppClient } from '../support/driven-client.js';
import { openStage } from '../support/stage.js';

const stage = openStage();

// COMPAT slixmpp 1.8 empties its own queue when it sends <resume>: what it had sent into the void stays lost.
describeCrashes('slixmpp', stage, slixmppClient, (address) => address.c2s, { repeatsItsOwn: false });
