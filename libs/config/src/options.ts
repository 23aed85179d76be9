import { accessOptions } from './areas/access.js';
import { c2sOptions } from './areas/c2s.js';
import { eventsOptions } from './areas/events.js';
import { httpOptions } from './areas/http.js';
import { offlineOptions } from './areas/offline.js';
import { registrationOptions } from './areas/registration.js';
import { serverOptions } from './areas/server.js';
import { smacksOptions } from './areas/smacks.js';
import { telemetryOptions } from './areas/telemetry.js';
import { userDataOptions } from './areas/user-data.js';
import type { Option } from './option.js';

/** The areas in the order of the documentation; each is one Nest namespace. */
export const areas = [
  { name: 'server', title: 'Server', options: serverOptions },
  { name: 'c2s', title: 'Client connections', options: c2sOptions },
  { name: 'smacks', title: 'Stream management', options: smacksOptions },
  { name: 'offline', title: 'Offline messages', options: offlineOptions },
  { name: 'registration', title: 'Registration', options: registrationOptions },
  { name: 'userData', title: 'User data', options: userDataOptions },
  { name: 'events', title: 'Events', options: eventsOptions },
  { name: 'http', title: 'HTTP', options: httpOptions },
  { name: 'access', title: 'Sign-in elsewhere', options: accessOptions },
  { name: 'telemetry', title: 'Telemetry', options: telemetryOptions },
] as const;

const all = {
  ...serverOptions,
  ...c2sOptions,
  ...smacksOptions,
  ...offlineOptions,
  ...registrationOptions,
  ...userDataOptions,
  ...eventsOptions,
  ...httpOptions,
  ...accessOptions,
  ...telemetryOptions,
};

export type OptionName = keyof typeof all;

/** Every option's value in the unit the operator writes. */
export type Values = { [K in OptionName]: (typeof all)[K] extends Option<infer T> ? T : never };

export const options: Readonly<Record<OptionName, Option<unknown>>> = all;
export const optionNames = Object.keys(all) as OptionName[];

/** The title of each option's area. */
export const optionAreas = Object.fromEntries(
  areas.flatMap((area) => Object.keys(area.options).map((name) => [name, area.title])),
) as Readonly<Record<OptionName, string>>;

export const isOptionName = (name: string): name is OptionName => Object.hasOwn(all, name);
