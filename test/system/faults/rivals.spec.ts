import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { SmCount } from '../../support/sm-count.js';
import { openStage, type Person } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const BEFORE = 8;
const MEANWHILE = 12;
/** What all rivals say they received. */
const KNOWN = 3;
const stage = openStage();

/** What one connection heard after `<resumed/>`, up to the last message or its own end. */
interface Heard {
  readonly bodies: number[];
  readonly error: string | undefined;
}

async function listen(rival: XmlClient, last: number): Promise<Heard> {
  const bodies: number[] = [];
  let error: string | undefined;
  while (bodies.at(-1) !== last) {
    const event = await rival.next('the last message, or the end');
    if (event.kind === 'end') break;
    if (event.kind !== 'element') continue;
    if (event.element.is('error', NS.stream)) error = event.element.elements[0]?.name;
    else if (event.element.is('message', NS.client)) bodies.push(Number(event.element.childText('body')));
  }
  return { bodies, error };
}

describe.each(TRANSPORTS)('three connections that ask for one session at once, over %s', (transport) => {
  /** Each counts for itself, as if it were the only one. */
  const ask = (rival: XmlClient, lost: XmlClient) => {
    const sm = new SmCount(NS.sm3, lost.sm?.id ?? '');
    sm.handled = KNOWN;
    sm.sent = lost.sm?.sent ?? 0;
    rival.resuming = sm;
    rival.answering = false;
    rival.send(`<resume xmlns='${NS.sm3}' previd='${sm.id}' h='${KNOWN}'/>`);
  };
  const rivalsOf = (romeo: Person) => Promise.all([1, 2, 3].map(() => romeo.arrive(transport)));

  it.each(['cut', 'stall'] as const)(
    'R51: end with one owner, the others told conflict, nothing lost or twice (old connection: %s)',
    async (how) => {
      const romeo = await stage.person('romeo');
      const balcony = await (await stage.person('juliet')).signIn(transport, { sm: 'resume' });
      const lost = await romeo.signIn(transport, { sm: 'resume', presence: false });
      const rivals = await rivalsOf(romeo);
      const write = (from: number, to: number) => {
        for (let n = from; n < to; n += 1)
          balcony.send(`<message to='${lost.fullJid}' type='chat'><body>${n}</body></message>`);
      };
      lost.answering = false;
      write(0, BEFORE);
      for (let n = 0; n < BEFORE; n += 1) await lost.expect(`<message><body>${n}</body></message>`);
      lost[how]();
      write(BEFORE, BEFORE + MEANWHILE);
      await balcony.acked();

      for (const rival of rivals) ask(rival, lost);
      for (const rival of rivals)
        expect((await rival.expect(`<resumed xmlns='${NS.sm3}'/>`)).attrs['h']).toBe(String(lost.sm?.sent));
      // All three were served: whom the session belongs to is settled.
      const last = BEFORE + MEANWHILE;
      write(last, last + 1);
      const heard = await Promise.all(rivals.map((rival) => listen(rival, last)));

      const all = Array.from({ length: last - KNOWN + 1 }, (_, i) => KNOWN + i);
      const owners = heard.filter(({ error }) => error === undefined);
      expect(owners).toEqual([{ bodies: all, error: undefined }]);
      for (const { bodies, error } of heard.filter((one) => one !== owners[0])) {
        expect(error).toBe('conflict');
        expect(bodies).toEqual(all.slice(0, bodies.length));
      }

      const owner = rivals[heard.indexOf(owners[0]!)]!;
      owner.answering = true;
      owner.send(`<a xmlns='${NS.sm3}' h='${owner.sm?.h}'/>`);
      owner.send(`<message to='${balcony.fullJid}' type='chat'><body>here I am</body></message>`);
      await balcony.expect('<message><body>here I am</body></message>');
      await owner.acked();
      await owner.expectNothing();
      await balcony.expectNothing();
    },
  );
});
