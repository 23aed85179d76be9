import { errorCondition } from './conditions.js';
import type { H } from './counter.js';

/** Both namespaces in the field; answers use the one the client used (R4). */
export const SM_NAMESPACES = ['urn:xmpp:sm:3', 'urn:xmpp:sm:2'] as const;
export type SmNamespace = (typeof SM_NAMESPACES)[number];
export const isSmNamespace = (ns: string | undefined): ns is SmNamespace =>
  ns === 'urn:xmpp:sm:3' || ns === 'urn:xmpp:sm:2';

export const ackRequest = (ns: SmNamespace): string => `<r xmlns='${ns}'/>`;
export const ackAnswer = (ns: SmNamespace, h: H): string => `<a xmlns='${ns}' h='${h}'/>`;

/** What `<enabled/>` says of a granted resumption. */
export interface ResumptionGrant {
  readonly id: string;
  /** ms; told in seconds, rounded down to what is kept. */
  readonly max: number;
  /** `domainpart:port` where to come back to (R9); nothing in it needs escaping. */
  readonly location?: string | undefined;
}

/** COMPAT Conversations 2.10 reads resume='true' but not '1' (R6). */
export function enabled(ns: SmNamespace, grant: ResumptionGrant | null): string {
  if (grant === null) return `<enabled xmlns='${ns}'/>`;
  const location = grant.location === undefined ? '' : ` location='${grant.location}'`;
  return `<enabled xmlns='${ns}' id='${grant.id}' resume='true' max='${Math.floor(grant.max / 1000)}'${location}/>`;
}

/** @param previd as it goes on the wire: our ids are URL-safe, so nothing needs escaping. */
export const resumed = (ns: SmNamespace, previd: string, h: H): string =>
  `<resumed xmlns='${ns}' previd='${previd}' h='${h}'/>`;

export type FailedCondition =
  | 'unexpected-request'
  | 'item-not-found'
  | 'bad-request'
  | 'feature-not-implemented'
  | 'internal-server-error';

/** The condition is a direct child of `<failed/>` (R35): wrapping it sends clients into endless loops. */
export function failed(ns: SmNamespace, condition: FailedCondition, h?: H): string {
  const count = h === undefined ? '' : ` h='${h}'`;
  return `<failed xmlns='${ns}'${count}>${errorCondition(condition)}</failed>`;
}

/** `<resume/>` with an h we cannot have earned: the numbers travel with it (R38). */
export function failedTooHigh(ns: SmNamespace, h: H, sendCount: H): string {
  return `<failed xmlns='${ns}'>${errorCondition('undefined-condition')}${handledCountTooHigh(h, sendCount)}</failed>`;
}

/** XEP-0198 §6; the same element rides in the stream error for a wrong `<a/>` (R37). */
export const handledCountTooHigh = (h: H, sendCount: H): string =>
  `<handled-count-too-high xmlns='urn:xmpp:sm:3' h='${h}' send-count='${sendCount}'/>`;
