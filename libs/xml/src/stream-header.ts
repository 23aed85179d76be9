import { escapeAttribute } from './escape.js';
import { NS } from './namespaces.js';

export interface ServerHeader {
  /** The domain we answer for; absent only when the client asked for none we know. */
  readonly from?: string;
  /** Fresh and unpredictable (RFC 6120 §4.7.3). */
  readonly id: string;
  readonly to?: string;
  readonly lang?: string;
  readonly version: string;
}

/** Our opening of a client's TCP stream (RFC 6120 §4.7), XML declaration included (§11.5). */
export function streamHeader({ from, id, to, lang, version }: ServerHeader): string {
  return (
    `<?xml version='1.0'?><stream:stream xmlns='${NS.client}' xmlns:stream='${NS.stream}'` +
    attribute('id', id) +
    attribute('from', from) +
    attribute('to', to) +
    attribute('xml:lang', lang) +
    `${attribute('version', version)}>`
  );
}

/** Our closing of a TCP stream. */
export const STREAM_END = '</stream:stream>';

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}='${escapeAttribute(value)}'`;
}
