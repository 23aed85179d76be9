import { NS, STANZA_ERROR } from '../../support/namespaces.js';

export const SM = NS.sm3;
export const ENABLE = `<enable xmlns='${SM}' resume='true'/>`;
export const R = `<r xmlns='${SM}'/>`;
export const A = (h: number | string) => `<a xmlns='${SM}' h='${h}'/>`;

/** `<failed/>` with this condition as its direct child (XEP-0198 §6). */
export const failed = (condition: string, h: number | '-' | '' = '', ns: string = SM) =>
  `<failed xmlns='${ns}'${h === '' ? '' : ` h='${h}'`}><${condition} ${STANZA_ERROR}/></failed>`;

/** Refused for whatever reason. */
export const FAILED = `<failed xmlns='${SM}'/>`;

export const tooHigh = (h: number, sendCount: number) =>
  `<handled-count-too-high xmlns='${SM}' h='${h}' send-count='${sendCount}'/>`;

/** A message from a client's hand; ids get the conversation's tag on the way. */
export const chat = (to: string, id: string, more = '') =>
  `<message to='${to}' type='chat' id='${id}'><body>${id}</body>${more}</message>`;
