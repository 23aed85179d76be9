/**
 * What a moment interrupted, by the clients' diaries: stanzas of connected clients whose h never came on that connection
 * (`unanswered`), and messages that their senders were told to be handled and that nobody had received (`accepted`).
 */
export function inFlight(diaries, at) {
  const received = new Map();
  for (const { got } of diaries)
    for (const { id, at: when } of got) if (!received.has(id)) received.set(id, when);
  let unanswered = 0;
  let accepted = 0;
  for (const diary of diaries) {
    const end = endOfConnection(diary, at);
    for (const { id, at: sentAt, ackedAt = Number.POSITIVE_INFINITY } of diary.sent.values()) {
      if (sentAt > at) break;
      if (ackedAt > at) unanswered += ackedAt > end ? 1 : 0;
      else if (/^[mf]/.test(id) && !(received.get(id) <= at)) accepted++;
    }
  }
  return { unanswered, accepted };
}

/** When the connection of that moment was found lost; never, where there was none. */
function endOfConnection({ lines }, at) {
  const changes = lines.filter(([, what]) => what === 'up' || what === 'gone');
  const next = changes.findIndex(([when]) => when > at);
  return changes[next]?.[1] === 'gone' ? changes[next][0] : Number.POSITIVE_INFINITY;
}
