import { endReasonSchema, oldSessionListing } from '#contracts';
import { defined, oneOf, textParam } from '../../lib/search-params.js';
import { typedBareJid } from '../../lib/typed-jid.js';

export const endedChoices = ['15m', '1h', '1d', '7d', 'before-1d'] as const;
export type EndedChoice = (typeof endedChoices)[number];

export const oldSessionsSearch = (raw: Record<string, unknown>) =>
  defined({
    user: textParam(raw['user']),
    reason: oneOf(endReasonSchema.options, raw['reason']),
    ended: oneOf(endedChoices, raw['ended']),
    h: wholeNumber(raw['h']),
    sort: oneOf(oldSessionListing.sorts, raw['sort']),
    after: textParam(raw['after']),
  });
export type OldSessionsSearch = ReturnType<typeof oldSessionsSearch>;

const wholeNumber = (raw: unknown): number | undefined => {
  const number = Number(textParam(raw) ?? Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};

const ended: Record<EndedChoice, string> = {
  '15m': 'endedAt>=-15m',
  '1h': 'endedAt>=-1h',
  '1d': 'endedAt>=-1d',
  '7d': 'endedAt>=-7d',
  'before-1d': 'endedAt<-1d',
};

/** What the fields ask for, as `GET /old-sessions` takes it. A whole JID is that user alone, for which there is an index. */
export function conditionsOf({ user, reason, ended: when, h }: OldSessionsSearch): string[] {
  const typed = user?.trim() ?? '';
  const jid = typedBareJid(typed);
  return [
    ...(jid !== undefined ? [`user=${jid}`] : typed !== '' ? [`user~${typed}`] : []),
    ...(reason === undefined ? [] : [`reason=${reason}`]),
    ...(when === undefined ? [] : [ended[when]]),
    ...(h === undefined ? [] : [`h>=${h}`]),
  ];
}
