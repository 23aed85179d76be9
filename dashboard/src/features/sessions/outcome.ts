import { formatCount, formatMs } from '../../lib/format-number.js';
import { formatExact } from '../../lib/format-time.js';
import { sessionActionsText as text } from '../../messages/index.js';
import type { SessionActionName } from './actions.js';
import type { ActOutcome } from './api/session-action.js';

/** What an action did, in words. */
export function toldOf(action: SessionActionName, jid: string, outcome: ActOutcome) {
  if ('rtt' in outcome) {
    const unacked = formatCount(outcome.unacked);
    return outcome.rtt === null
      ? { title: text.doneTitle.noAnswer, message: text.done.noAnswer(jid, unacked) }
      : {
          title: text.doneTitle['request-ack'],
          message: text.done['request-ack'](jid, formatMs(outcome.rtt), unacked),
        };
  }
  if ('deadline' in outcome) {
    const told = outcome.capped ? text.done.capped : text.done.extend;
    return { title: text.doneTitle.extend, message: told(jid, formatExact(outcome.deadline)) };
  }
  return { title: text.doneTitle[action], message: jid };
}
