export const sessionActionsText = {
  name: {
    'request-ack': 'Request ack',
    disconnect: 'Disconnect',
    extend: 'Extend',
    expire: 'Expire',
    kill: 'Kill',
  },
  /** For readers of the screen: a list has one such button per row. */
  nameOf: {
    'request-ack': (jid: string) => `Request ack from ${jid}`,
    disconnect: (jid: string) => `Disconnect ${jid}`,
    extend: (jid: string) => `Extend ${jid}`,
    expire: (jid: string) => `Expire ${jid}`,
    kill: (jid: string) => `Kill ${jid}`,
  },
  /** Why a button cannot be pressed now. */
  impossible: {
    'request-ack': 'Only a connected session with stream management can be asked',
    disconnect: 'Only a connected session that can be resumed hibernates',
    extend: 'Only a hibernating session has a deadline',
    expire: 'Only a hibernating session can expire',
    kill: 'It is ending already',
  },
  title: {
    'request-ack': 'Ask the client for an acknowledgement?',
    disconnect: 'Disconnect this session?',
    extend: 'Give this session more time?',
    expire: 'Expire this session now?',
    kill: 'Kill this session?',
  },
  body: {
    'request-ack':
      'It is sent <r/> and says with <a/> how many stanzas it has. The answer is waited for, at most 5 s.',
    disconnect:
      'Its connection is closed and it hibernates with everything queued for it. The client may resume at once.',
    extend: 'The end of its hibernation is put off.',
    expire:
      'Its hibernation ends as if its time had run out: queued stanzas meet their fates, and only h is kept.',
    kill: 'A live connection is closed with a stream error. The session cannot be resumed; only h is kept.',
  },
  howLong: 'How much longer',
  spans: [
    { seconds: 300, text: '5 min' },
    { seconds: 3600, text: '1 h' },
    { seconds: 8 * 3600, text: '8 h' },
    { seconds: 24 * 3600, text: '1 day' },
  ],
  wouldEnd: (exact: string) => `It would end on ${exact}, unless resumed before.`,
  beyondLimit: 'Even beyond the user’s limit of hibernation time',
  done: {
    'request-ack': (jid: string, rtt: string, unacked: string) =>
      `${jid} answered within ${rtt}; ${unacked} still unacknowledged.`,
    noAnswer: (jid: string, unacked: string) =>
      `${jid} has not answered yet; ${unacked} still unacknowledged. It is disconnected if it stays silent.`,
    extend: (jid: string, exact: string) => `${jid} now ends on ${exact}.`,
    capped: (jid: string, exact: string) => `The user’s limit allowed less: ${jid} now ends on ${exact}.`,
  },
  doneTitle: {
    'request-ack': 'Acknowledged',
    noAnswer: 'Asked, and no answer yet',
    disconnect: 'Session disconnected',
    extend: 'Session extended',
    expire: 'Session expired',
    kill: 'Session killed',
  },
  notDoneTitle: {
    'request-ack': 'Not asked',
    disconnect: 'Not disconnected',
    extend: 'Not extended',
    expire: 'Not expired',
    kill: 'Not killed',
  },
  ended: 'The session had already ended.',
  wrongState: {
    'request-ack': 'It is not connected any more, or has no stream management.',
    disconnect: 'It has no connection any more, or could not be resumed.',
    extend: 'It is not hibernating any more.',
    expire: 'The session is connected again; it cannot be expired now.',
    kill: 'It is ending already.',
  },
} as const;
