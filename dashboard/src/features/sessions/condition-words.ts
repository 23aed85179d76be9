import { type Condition, type SessionCondition, sessionFields } from '#contracts';
import { reasonText } from '../../components/event-list.js';
import { formatSpan } from '../../lib/format-duration.js';
import { formatBytes, formatCount, formatMs, formatPercent } from '../../lib/format-number.js';
import { formatExact } from '../../lib/format-time.js';
import { commonText, sessionsListText as text } from '../../messages/index.js';

const transports: Readonly<Record<string, string>> = {
  tcp: 'TCP',
  tls: 'direct TLS',
  websocket: 'WebSocket',
};

/** A condition as one would say it: `State is hibernating`, `Unacked > 10`, `Time left < 10 min`. */
export function conditionWords({ field, operator, value }: SessionCondition): string {
  const { kind } = sessionFields[field];
  const name = text.fields[field] ?? field;
  if (value === null) return `${name} ${operator === '=' ? text.isNotSet : text.isSet}`;
  if (kind === 'flag') {
    const wanted = (operator === '=') === (value === true);
    return `${name}: ${wanted ? text.yes : text.no}`;
  }
  if (kind === 'time') return `${name} ${text.timeWords[operator]} ${timeWords(value)}`;
  const measured = kind === 'number' || kind === 'seconds';
  const sign =
    measured && operator === '=' ? '=' : measured && operator === '!=' ? '≠' : text.words[operator];
  return `${name} ${sign} ${valueWords(field, value)}`;
}

function timeWords(value: Condition['value']): string {
  if (typeof value === 'number') return formatExact(value);
  if (typeof value !== 'object' || value === null) return '';
  const span = formatSpan(Math.abs(value.fromNow) / 1000);
  return value.fromNow < 0 ? text.ago(span) : text.ahead(span);
}

function valueWords(field: SessionCondition['field'], value: Condition['value']): string {
  if (typeof value === 'number') {
    if (field === 'pressure') return formatPercent(value);
    if (field === 'queueBytes') return formatBytes(value);
    if (field === 'ackRtt') return formatMs(value);
    if (field === 'timeLeft') return formatSpan(value);
    return formatCount(value);
  }
  return typeof value === 'string' ? choiceWords(field, value) : '';
}

/** A word of a choice as it is read elsewhere on the page. */
export function choiceWords(field: SessionCondition['field'], word: string): string {
  if (field === 'state')
    return (commonText.state as Readonly<Record<string, string>>)[word]?.toLowerCase() ?? word;
  if (field === 'transport') return transports[word] ?? word;
  if (field === 'hibernationReason' || field === 'lastResumeFailure') return reasonText(word);
  return word;
}
