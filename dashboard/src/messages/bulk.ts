import type { BulkAction, BulkJobView, BulkOutcome } from '#contracts';

const many = (count: string, one: string, more: string) => (count === '1' ? one : `${count} ${more}`);

export const bulkText = {
  title: 'Bulk actions',
  lead: 'The same done to many sessions or users: previewed, confirmed by its count, watched, stopped half-way.',
  action: {
    'request-ack': 'Request acks',
    disconnect: 'Disconnect',
    expire: 'Expire',
    kill: 'Kill',
    extend: 'Extend hibernation',
    'set-limit': 'Set a limit',
    'clear-limit': 'Clear a limit',
  } satisfies Record<BulkAction, string>,
  does: {
    'request-ack': 'Each client is asked how much it has handled. Nothing is lost.',
    disconnect: 'Connections are closed; resumable sessions hibernate and can be resumed.',
    expire: 'Hibernation ends as if its time had run out: queued stanzas meet their fates, only h is kept.',
    kill: 'Live connections get a stream error. Nothing of it can be resumed; only h is kept.',
    extend: 'Sessions that sleep are waited for longer.',
    'set-limit': 'Each of these users gets a value of their own; whoever is above it is brought down to it.',
    'clear-limit': 'Each of these users loses the value of their own; the default holds again.',
  } satisfies Record<BulkAction, string>,

  newOnSessions: 'On sessions…',
  newOnUsers: 'On users…',
  chooseAction: 'What is to be done',
  target: 'To whom',
  filter: 'Filter',
  filterHint: 'A condition a line, all must hold: state=hibernating, timeLeft<10m, user~@example.org',
  search: 'Bare JID contains',
  searchHint: 'Left empty: every account of this server.',
  everySession: 'Every session of this server',
  everyAccount: 'Every account of this server',
  sessionsThat: 'Sessions for which all of this holds:',
  accountsWith: (text: string) => `Accounts with “${text}” in their bare JID`,
  picked: (count: string) => many(count, 'One session picked by hand', 'sessions picked by hand'),
  named: (count: string) => many(count, 'One user by name', 'users by name'),

  extendBy: 'How much longer',
  extendHint: 'Seconds, or a span such as 90s, 5m, 2h, 1d. At most a week.',
  extendInvalid: 'A span such as 90s, 5m, 2h or 1d, at most a week.',
  beyondLimit: 'Even beyond the longest hibernation these users may have',
  limit: 'Limit',
  value: 'Value',
  valueHint: {
    count: 'A whole number from 0.',
    bytes: 'In bytes, a whole number from 0.',
    seconds: 'Seconds, or a span such as 90s, 5m, 2h, 1d.',
  },
  unlimited: 'Unlimited',
  inWords: (words: string) => `That is ${words}.`,

  preview: 'Show whom',
  back: 'Back',
  frozen: 'Frozen as of now: what you confirm is what you see here.',
  wouldBe: (action: string, users: boolean) =>
    `${action}: ${users ? 'users' : 'sessions'} it will be done to`,
  some: (shown: string, count: string) => `${shown} of ${count}`,
  nobody: 'Nobody',
  nobodyHint: 'Nothing fits as of now, so there is nothing to do.',
  fewer: (count: string) =>
    many(count, 'One of those picked has ended meanwhile.', 'of those picked have ended meanwhile.'),
  holdsFor: (clock: string) => `Holds for ${clock}`,
  runOut: 'Run out: starting looks again first.',
  lookedAgain: (before: string, now: string) =>
    `The preview had run out, so it was asked anew: now it is ${now}, and it was ${before}. Look again, and confirm the new count.`,
  lookedAgainOthers: (count: string) =>
    `The preview had run out, so it was asked anew: still ${count}, but not the same ones. Look again, and confirm.`,
  pace: 'No faster than',
  paceUnit: 'a second',
  paceHint:
    'Clients that lose a session all come back at once. A pace spreads their return, so that it is no stampede.',
  paceTakes: (span: string) => `That will take about ${span}.`,
  paceInvalid: 'A whole number from 1 to 10,000, or nothing.',
  confirm: (count: string) => `Type ${count} to confirm`,
  confirmWrong: (count: string) => `This is not the count: it is ${count}.`,
  start: (action: string, count: string) => `${action}: ${count}`,

  begun: 'It goes on when you close this.',
  closeAndGoOn: 'Close, it goes on',
  openPage: 'Open its page',
  state: { running: 'Running', cancelled: 'Cancelled', done: 'Done' } satisfies Record<
    BulkJobView['state'],
    string
  >,
  progress: 'Progress',
  progressWords: (share: string, of: string) => `${share} of ${of}`,
  rate: (rate: string) => `${rate} a second`,
  timeLeft: (span: string) => `about ${span} left`,
  pacedAt: (rate: string) => `no faster than ${rate} a second`,
  took: (span: string) => `took ${span}`,
  stopped: (left: string) => `stopped, ${left} left as they were`,
  cancel: 'Cancel',
  resume: 'Resume',
  cancelled: 'Cancelled',
  cancelledHint: 'What was under way is finished; the rest is left as it was.',
  resumed: 'Resumed',
  notCancelled: 'Not cancelled',
  notResumed: 'Not resumed',
  ended: (action: string) => `${action}: done`,
  endedCounts: (done: string, failed: string, skipped: string) =>
    `${done} done, ${failed} failed, ${skipped} skipped`,

  results: 'What became of each',
  outcome: { left: 'Left', done: 'Done', failed: 'Failed', skipped: 'Skipped' } satisfies Record<
    BulkOutcome,
    string
  >,
  outcomeHint: {
    left: 'Not taken yet',
    done: 'It was done',
    failed: 'It could not be done',
    skipped: 'Gone already when their turn came',
  } satisfies Record<BulkOutcome, string>,
  none: {
    left: 'None is left',
    done: 'None done yet',
    failed: 'None has failed',
    skipped: 'None was skipped',
  } satisfies Record<BulkOutcome, string>,
  noneHint: {
    left: 'Each has been taken.',
    done: 'Each appears here as soon as it is done.',
    failed: 'What cannot be done appears here with the reason; it stops none of the others.',
    skipped: 'Sessions that end by themselves before their turn appear here.',
  } satisfies Record<BulkOutcome, string>,
  wrongState: {
    'request-ack': 'was not connected with stream management',
    disconnect: 'was not connected',
    expire: 'was connected again; only hibernating sessions expire',
    kill: 'was ending already',
    extend: 'was not hibernating',
    'set-limit': 'was not in a state for it',
    'clear-limit': 'was not in a state for it',
  } satisfies Record<BulkAction, string>,
  why: {
    'no-such-session': 'had ended already',
    'no-such-account': 'there is no such account',
    'limit-not-allowed': 'the configuration does not allow this value',
    'internal-error': 'the server failed at it; its log says more',
  } as Record<string, string>,

  table: 'Bulk actions, newest first',
  column: { what: 'What', reason: 'Reason', by: 'By', began: 'Began', progress: 'Progress', state: 'State' },
  resultColumn: { who: 'Who', outcome: 'Outcome', why: 'Why' },
  open: (action: string, about: string) => `Open: ${action}, ${about}`,
  empty: 'No bulk action yet',
  emptyHint:
    'Filter the sessions and act on all that match, or pick some of them; or set a limit for many users. What was started shows here with its progress.',
  readOnly: 'Operators start, cancel and resume them.',
  memory:
    'The newest 50 are kept until the server restarts. When each began and how it ended stays in the audit trail.',
  gone: 'This bulk action is not known any more',
  goneHint:
    'The server keeps the newest 50 in memory. A restart ends one where it was: what was done stays done, the rest was left, and a new preview shows what that is. Its beginning is in the audit trail.',
  toAll: 'All bulk actions',
  about: 'About',
  reason: 'Reason',
  by: (who: string) => `by ${who}`,
  indicator: (count: string) => many(count, 'One bulk action is running', 'bulk actions are running'),
  shortly: (count: string) => `${count} running`,
  close: 'Close',
} as const;
