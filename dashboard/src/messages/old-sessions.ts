export const oldSessionsText = {
  title: 'Old sessions',
  lead: 'Ended sessions of which only h is kept, so that a late resumption still learns how far it got.',
  table: 'Old sessions',
  empty: 'No old sessions',
  emptyHint: 'When a session ends without a clean close, its h is kept here.',
  noMatch: 'No old session of such a user',
  noMatchHint: 'The filter matches parts of the bare JID.',
  column: { user: 'User', ended: 'Ended', reason: 'Reason', h: 'h', actions: 'Actions' },
  forget: 'Forget',
  forgetOf: (jid: string) => `Forget the old session of ${jid}`,
  forgetTitle: 'Forget this old session?',
  forgetBody: (jid: string) =>
    `A late resumption of ${jid} will be answered without h; the client cannot tell what had arrived.`,
  forgotten: 'Old session forgotten',
  limits: 'Limits',
} as const;
