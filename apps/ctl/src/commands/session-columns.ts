import type { SessionView } from '#contracts';
import { duration, instant } from '../output/words.js';

const left = ({ deadline }: SessionView) => (deadline === null ? '-' : duration(deadline - Date.now()));

const shown = {
  id: (s) => s.id,
  user: (s) => s.user,
  resource: (s) => s.resource,
  state: (s) => s.state,
  since: (s) => instant(s.since),
  left,
  unacked: (s) => String(s.unacked),
  in: (s) => String(s.hIn),
  out: (s) => String(s.hOut),
  resumes: (s) => String(s.resumes),
  why: (s) => s.hibernationReason ?? '-',
  failure: (s) => s.lastResumeFailure?.reason ?? '-',
  asleep: (s) => instant(s.hibernatingSince),
  address: (s) => s.address ?? '-',
  transport: (s) => s.transport ?? '-',
  bytes: (s) => String(s.queueBytes),
  rtt: (s) => (s.ackRtt === null ? '-' : `${s.ackRtt} ms`),
  trace: (s) => s.traceId ?? '-',
} as const satisfies Record<string, (session: SessionView) => string>;

export type SessionColumn = keyof typeof shown;
export const sessionColumnNames = Object.keys(shown) as SessionColumn[];
export const usualColumns: readonly SessionColumn[] = sessionColumnNames.slice(0, 10);

export const headingOf = (columns: readonly SessionColumn[]): string[] =>
  columns.map((column) => column.toUpperCase());

export const rowOf = (session: SessionView, columns: readonly SessionColumn[]): string[] =>
  columns.map((column) => shown[column](session));
