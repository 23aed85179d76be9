import { slixmppClient } from '../support/driven-client.js';
import { describeOutages } from '../support/outages.js';
import { openStage } from '../support/stage.js';

const stage = openStage();

// COMPAT slixmpp 1.8 empties its own queue when it sends <resume>: what it had sent into the void stays lost.
describeOutages('slixmpp', stage, slixmppClient, (address) => address.c2s, { repeatsItsOwn: false });
