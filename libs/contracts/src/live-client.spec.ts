import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveData, LiveMessage, LiveRequest } from './live.js';
import { LIVE_SILENCE, LiveClient, type LiveStatus, type LiveTransport, liveBackOff } from './live-client.js';

/** The other end of the channel, as the test plays it. */
class FakeTransport implements LiveTransport {
  onmessage: LiveTransport['onmessage'] = null;
  onclose: LiveTransport['onclose'] = null;
  readonly asked: LiveRequest[] = [];
  closedWith: number | undefined;

  send(text: string): void {
    this.asked.push(JSON.parse(text) as LiveRequest);
  }

  close(code = 1005): void {
    this.closedWith = code;
    this.onclose?.({ code });
  }

  say(message: LiveMessage | string): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }
}

let opened: FakeTransport[];
let timers: { ms: number; run: () => void }[];
let statuses: LiveStatus[];
let doubts: number[];
let client: LiveClient;

beforeEach(() => {
  opened = [];
  timers = [];
  statuses = [];
  doubts = [];
  client = new LiveClient({
    connect: () => {
      const transport = new FakeTransport();
      opened.push(transport);
      return transport;
    },
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    random: () => 1,
    onStatus: (status) => statuses.push(status),
    onDoubt: (code) => doubts.push(code),
  });
});

const hello = (epoch = 'e1'): LiveMessage => ({ type: 'hello', epoch, at: 1 });
const last = () => opened.at(-1) as FakeTransport;
const eventsOf = (seqs: number[]) =>
  seqs.map((seq) => ({
    ...{ seq, at: seq, kind: 'session-opened' as const, user: null, sessionId: null },
    ...{ resource: null, reason: null, detail: null, traceId: null },
  }));
const message = (type: 'snapshot' | 'delta', seq: number, seqs: number[]): LiveMessage => ({
  ...{ type, id: '1', view: 'events', seq, at: 5 },
  data: { events: eventsOf(seqs) },
});
const watch = () => {
  const shown: number[][] = [];
  const refused: string[] = [];
  const stop = client.subscribe(
    { view: 'events' },
    {
      onData: (data: LiveData['events']) => shown.push(data.events.map(({ seq }) => seq)),
      onRefused: (code) => refused.push(code),
    },
  );
  return { shown, refused, stop };
};
const fire = (ms: number) => {
  const timer = timers.find((one) => one.ms === ms);
  timers = timers.filter((one) => one !== timer);
  timer?.run();
};

describe('the live client', () => {
  it('asks once the server has said hello, and shows snapshots and what deltas make of them', () => {
    const { shown, stop } = watch();
    expect([last().asked, statuses]).toEqual([[], [{ channel: 'connecting' }]]);
    last().say(hello());
    expect(last().asked).toEqual([{ type: 'subscribe', id: '1', view: 'events' }]);
    expect(statuses.at(-1)).toEqual({ channel: 'live' });
    last().say(message('snapshot', 4, [1]));
    last().say(message('delta', 5, [2]));
    expect(shown).toEqual([[1], [2, 1]]);
    stop();
    expect(last().asked.at(-1)).toEqual({ type: 'unsubscribe', id: '1' });
    last().say(message('delta', 6, [3]));
    expect(shown).toHaveLength(2);
  });

  it('notices a gap, asks for the whole, and believes nothing before it is there', () => {
    const { shown } = watch();
    last().say(hello());
    last().say(message('snapshot', 1, [1]));
    last().say(message('delta', 3, [3]));
    expect(last().asked.at(-1)).toEqual({ type: 'resync', id: '1' });
    last().say(message('delta', 4, [4]));
    expect(last().asked).toHaveLength(2);
    last().say(message('snapshot', 4, [4, 3, 2, 1]));
    last().say(message('delta', 5, [5]));
    expect(shown).toEqual([[1], [4, 3, 2, 1], [5, 4, 3, 2, 1]]);
  });

  it('asks for everything again after a loss, also of a server that began anew', () => {
    const { shown } = watch();
    last().say(hello());
    last().say(message('snapshot', 9, [9]));
    last().close(1006);
    expect(statuses.at(-1)).toEqual({ channel: 'waiting', retryIn: 1000 });
    fire(1000);
    expect(opened).toHaveLength(2);
    last().say(hello('e2'));
    expect(last().asked).toEqual([{ type: 'subscribe', id: '1', view: 'events' }]);
    last().say(message('delta', 10, [10]));
    expect(shown).toEqual([[9]]);
    last().say(message('snapshot', 0, [1]));
    expect(shown.at(-1)).toEqual([1]);
    expect(doubts).toEqual([]);
  });

  it('waits longer each time, begins anew after a success, and tries at once when told', () => {
    for (const wait of [1000, 2000, 4000]) {
      last().close(1006);
      expect(statuses.at(-1)).toEqual({ channel: 'waiting', retryIn: wait });
      fire(wait);
    }
    last().say(hello());
    last().close(1006);
    client.retry();
    client.retry();
    expect(opened).toHaveLength(5);
    expect(liveBackOff(20, () => 0)).toBe(15_000);
  });

  it('takes silence for a loss, and doubts who we are when it was refused or signed out', () => {
    last().say(hello());
    const lost = last();
    fire(LIVE_SILENCE);
    expect(lost.closedWith).toBeDefined();
    expect(doubts).toEqual([]);
    client.retry();
    last().close(4401);
    client.retry();
    last().say(hello());
    last().close(4401);
    expect(doubts).toEqual([4401, 4401]);
  });

  it('hangs up on what it cannot read, and tells what was refused', () => {
    const { refused } = watch();
    last().say(hello());
    last().say({ type: 'refused', id: '1', code: 'role-too-low', detail: 'No.' });
    expect(refused).toEqual(['role-too-low']);
    last().say('{"type":"snapshot"');
    expect(last().closedWith).toBe(4000);
  });

  it('stays closed once closed', () => {
    last().say(hello());
    client.close();
    expect([timers, statuses.at(-1)]).toEqual([[], { channel: 'closed' }]);
    client.retry();
    expect(opened).toHaveLength(1);
  });
});
