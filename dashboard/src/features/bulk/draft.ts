import { type BulkAction, bulkRequestSchema, type LimitName, limitNames, measureOf } from '#contracts';
import type { BulkAsk } from '../../lib/bulk.js';
import { commonText, bulkText as text } from '../../messages/index.js';
import type { BulkAsked } from './api/preview.js';
import { kindOf } from './limit-kind.js';

/** What has been typed into the dialog so far. */
export interface Draft {
  readonly action: BulkAction;
  readonly reason: string;
  /** A condition a line. */
  readonly filter: string;
  readonly search: string;
  readonly time: string;
  readonly beyondLimit: boolean;
  readonly limit: LimitName;
  readonly value: string;
  readonly unlimited: boolean;
}

export type Complaints = { readonly [K in keyof Draft]?: string };
export type Read = { readonly request: BulkAsked } | { readonly complaints: Complaints };

export function draftOf(ask: BulkAsk): Draft {
  const { target } = ask;
  const limit = 'limit' in ask ? ask.limit : undefined;
  return {
    action: ask.actions[0] ?? 'request-ack',
    reason: '',
    filter: 'filter' in target ? target.filter.join('\n') : '',
    search: 'search' in target ? target.search : '',
    time: '',
    beyondLimit: false,
    limit: limit?.name ?? limitNames[0],
    value: limit?.value == null ? '' : String(limit.value),
    unlimited: limit?.value === null,
  };
}

/** Whole seconds of what was typed, undefined when it is no span of time. */
export function secondsOf(typed: string): number | undefined {
  const seconds = measureOf('seconds', typed.trim());
  return typeof seconds === 'number' && Number.isInteger(seconds) ? seconds : undefined;
}

/** The value of a limit as it was typed; undefined when it is none. */
export function limitValueOf({ limit, value, unlimited }: Draft): number | null | undefined {
  const seconds = kindOf(limit) === 'seconds';
  if (unlimited && !seconds) return null;
  if (seconds) return secondsOf(value);
  return /^\d+$/.test(value.trim()) ? Number(value) : undefined;
}

export const conditionsOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What to ask the server for, or what is missing. */
export function readDraft(draft: Draft, { target }: BulkAsk): Read {
  const complaints: { -readonly [K in keyof Draft]?: string } = {};
  const reason = draft.reason.trim();
  if (reason === '') complaints.reason = commonText.reasonMissing;
  const rest = restOf(draft, target, complaints);
  const request = { action: draft.action, reason, ...rest } as BulkAsked;
  if (Object.keys(complaints).length > 0) return { complaints };
  const checked = bulkRequestSchema.safeParse(request);
  if (checked.success) return { request };
  // A bound of the contract: the field it is about is the last that has a name here.
  const field = fields[String(checked.error.issues[0]?.path[0])] ?? 'reason';
  return { complaints: { [field]: invalid(field, draft, checked.error.issues[0]?.message ?? '') } };
}

const fields: Readonly<Record<string, keyof Draft>> = {
  ...{ seconds: 'time', value: 'value', filter: 'filter', search: 'search', reason: 'reason' },
};

function invalid(field: keyof Draft, draft: Draft, message: string): string {
  if (field === 'time') return text.extendInvalid;
  return field === 'value' ? text.valueHint[kindOf(draft.limit)] : message;
}

function restOf(
  draft: Draft,
  target: BulkAsk['target'],
  complaints: { -readonly [K in keyof Draft]?: string },
) {
  const users = 'users' in target ? { users: [...target.users] } : { search: draft.search.trim() };
  const sessions = 'ids' in target ? { ids: [...target.ids] } : { filter: conditionsOf(draft.filter) };
  switch (draft.action) {
    case 'extend': {
      const seconds = secondsOf(draft.time);
      if (seconds === undefined) complaints.time = text.extendInvalid;
      return { ...sessions, seconds, beyondLimit: draft.beyondLimit };
    }
    case 'set-limit': {
      const value = limitValueOf(draft);
      if (value === undefined) complaints.value = text.valueHint[kindOf(draft.limit)];
      return { ...users, name: draft.limit, value };
    }
    case 'clear-limit':
      return { ...users, name: draft.limit };
    default:
      return sessions;
  }
}
