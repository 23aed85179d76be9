import { describe, expect, it } from 'vitest';
import { parseFilter } from '#contracts';
import { conditionWords } from './condition-words.js';

const words = (text: string): string => {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.conditions.map(conditionWords).join();
};

describe('a condition in words', () => {
  it.each([
    ['state=hibernating', 'State is hibernating'],
    ['state!=connected', 'State is not connected'],
    ['user~romeo', 'User contains romeo'],
    ['user!~romeo', 'User does not contain romeo'],
    ['unacked>10', 'Unacked > 10'],
    ['unacked=0', 'Unacked = 0'],
    ['unacked!=0', 'Unacked ≠ 0'],
    ['queueBytes>=1536', 'Queue bytes ≥ 1.5 KiB'],
    ['pressure>=0.8', 'Pressure ≥ 80 %'],
    ['timeLeft<10m', 'Time left < 10 min'],
    ['ackRtt>1500', 'Ack RTT > 1.5 s'],
    ['since<-15m', 'Opened before 15 min ago'],
    ['deadline>+2h', 'Hibernation ends after 2 h from now'],
    ['resumable=false', 'Resumable: no'],
    ['resumable!=false', 'Resumable: yes'],
    ['transport=websocket', 'Transport is WebSocket'],
    ['hibernationReason=connection-lost', 'Why asleep is connection lost'],
    ['lastResumeFailure!=none', 'Last resume failure is set'],
    ['lastResumeFailure=none', 'Last resume failure is not set'],
    ['lastResumeFailure=h_too_high', 'Last resume failure is h too high'],
  ])('%s: %s', (text, said) => expect(words(text)).toBe(said));

  it('names a date in full', () => {
    expect(words('since>2026-01-31T12:00:00Z')).toMatch(/^Opened after 31 Jan 2026/);
  });
});
