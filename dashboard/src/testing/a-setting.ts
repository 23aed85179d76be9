import type { SettingView } from '#contracts';

/** An option of the configuration; unless said otherwise a span of seconds at its default. */
export const aSetting = (given: Partial<SettingView> = {}): SettingView => ({
  name: 'smacks_ack_timeout',
  area: 'Stream management',
  doc: 'Seconds an `<r/>` may stay unanswered.',
  allowed: 'whole seconds from 1 to 3600',
  schema: { type: 'integer', minimum: 1, maximum: 3600 },
  secret: false,
  live: true,
  perUser: false,
  value: { value: 90 },
  set: true,
  default: { value: 90 },
  defaultWords: null,
  configured: { value: 90 },
  source: 'default',
  where: null,
  setBy: null,
  setAt: null,
  version: 'v1',
  ...given,
});
