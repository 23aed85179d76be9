import type { Conversation } from '../conversation.js';
import { ACKNOWLEDGING } from './acknowledging.js';
import { CLOSING } from './closing.js';
import { ENABLING } from './enabling.js';
import { FATES } from './fates.js';
import { FEATURES } from './features.js';
import { MISCOUNTING } from './miscounting.js';
import { REDELIVERING } from './redelivering.js';
import { REFUSING } from './refusing.js';
import { RESUMING } from './resuming.js';

/** `R9` before `R10`, rules before fates; stable, so that parts of one rule stay in their order. */
const rank = (rule: string) => (rule.startsWith('F') ? 1000 : 0) + Number(rule.slice(1));

export const inOrder = <T extends { readonly rule: string }>(rules: readonly T[]): T[] =>
  [...rules].sort((a, b) => rank(a.rule) - rank(b.rule));

export const CONVERSATIONS: readonly Conversation[] = inOrder([
  ...FEATURES,
  ...ENABLING,
  ...ACKNOWLEDGING,
  ...RESUMING,
  ...REDELIVERING,
  ...REFUSING,
  ...MISCOUNTING,
  ...CLOSING,
  ...FATES,
]);
