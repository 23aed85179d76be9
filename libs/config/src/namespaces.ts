import type { Configuration } from './configuration.js';

// As Nest's own getConfigToken has it; without Nest, which the command line would load at each start for nothing.
const namespace = (name: keyof Configuration) => ({ name, KEY: `CONFIGURATION(${name})` });

/** Where providers find each area: `@Inject(smacksNamespace.KEY) config: SmacksConfig`. */
export const serverNamespace = namespace('server');
export const smacksNamespace = namespace('smacks');
export const offlineNamespace = namespace('offline');
export const c2sNamespace = namespace('c2s');
export const registrationNamespace = namespace('registration');
export const userDataNamespace = namespace('userData');
export const eventsNamespace = namespace('events');
export const httpNamespace = namespace('http');
export const accessNamespace = namespace('access');
export const telemetryNamespace = namespace('telemetry');

export const SERVER_CONFIG = serverNamespace.KEY;
export const SMACKS_CONFIG = smacksNamespace.KEY;
export const C2S_CONFIG = c2sNamespace.KEY;
export const EVENTS_CONFIG = eventsNamespace.KEY;
export const HTTP_CONFIG = httpNamespace.KEY;
export const ACCESS_CONFIG = accessNamespace.KEY;
export const TELEMETRY_CONFIG = telemetryNamespace.KEY;

/** All areas. */
export const allNamespaces = [
  serverNamespace,
  smacksNamespace,
  offlineNamespace,
  c2sNamespace,
  registrationNamespace,
  userDataNamespace,
  eventsNamespace,
  httpNamespace,
  accessNamespace,
  telemetryNamespace,
];
