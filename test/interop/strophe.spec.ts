import { stropheClient } from '../support/driven-client.js';
import { describeOutages } from '../support/outages.js';
import { openStage } from '../support/stage.js';

const stage = openStage();

describeOutages('strophe.js over WebSocket', stage, stropheClient, (address) => address.http, {
  legible: true,
});
