import { Injectable } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Delivery, Handling, SessionJournal } from '#sessions';
import { Element } from '#xml';
import { type IqAnswer, IqHandler } from '../registry/iq-handler.js';
import { ImRoom, parse } from '../testing/im-room.js';

let room: ImRoom;
afterEach(() => room.close());

const settle: { resolve: (answer: IqAnswer) => void; reject: (error: Error) => void }[] = [];

@Injectable()
class Slow {
  @IqHandler('urn:example:slow', 'get', { targets: ['server'] })
  slow(): Promise<IqAnswer> {
    return new Promise((resolve, reject) => settle.push({ resolve, reject }));
  }

  @IqHandler('urn:example:broken', 'get', { targets: ['server'] })
  broken(): IqAnswer {
    throw new Error('broken');
  }

  @IqHandler('urn:example:refused', 'get', { targets: ['server'] })
  refused(): IqAnswer {
    return { condition: 'forbidden', text: 'not for you' };
  }
}

async function ask(namespace: string) {
  room = await ImRoom.open(Slow);
  const romeo = room.enter('romeo@localhost/balcony');
  const result = romeo.saysAndIsTold(
    `<iq xmlns='jabber:client' type='get' id='q' to='localhost'><q xmlns='${namespace}'/></iq>`,
  );
  return { romeo, result };
}

describe('an answer', () => {
  it('that takes time is a promise, and comes when it is there', async () => {
    const { romeo, result } = await ask('urn:example:slow');
    expect(result).toBeInstanceOf(Promise);
    expect(romeo.hears()).toEqual([]);
    settle.pop()?.resolve([new Element('done', { xmlns: 'urn:example:slow' })]);
    await result;
    expect(romeo.hears()[0]).toMatch(/id='q' type='result'><done xmlns='urn:example:slow'\/><\/iq>$/);
  });

  it('that fails later is internal-server-error, and the promise is kept', async () => {
    const { romeo, result } = await ask('urn:example:slow');
    settle.pop()?.reject(new Error('broken'));
    await result;
    expect(romeo.hears()[0]).toContain('<internal-server-error ');
  });

  it('that fails later is an effect of the stanza it answers', async () => {
    room = await ImRoom.open(Slow);
    const romeo = room.enter('romeo@localhost/balcony', { managed: true });
    const journal = room.get(SessionJournal);
    const xml =
      "<iq xmlns='jabber:client' type='get' id='q' to='localhost'><q xmlns='urn:example:slow'/></iq>";
    const handling = new Handling(romeo.session, romeo.session.sm!.inbound.receive(), parse(xml));
    const result = journal.within(handling, () => romeo.saysAndIsTold(xml));
    let cause: unknown;
    const deliver = vi.spyOn(room.get(Delivery), 'deliver').mockImplementation(() => {
      cause = journal.handling;
      return true;
    });
    settle.pop()?.reject(new Error('broken'));
    await result;
    expect(deliver).toHaveBeenCalledOnce();
    expect(cause).toBe(handling);
  });

  it('that fails at once is internal-server-error', async () => {
    const { romeo, result } = await ask('urn:example:broken');
    expect(result).toBeUndefined();
    expect(romeo.hears()[0]).toContain('<internal-server-error ');
  });

  it('may be an error of its own, with words', async () => {
    const { romeo } = await ask('urn:example:refused');
    expect(romeo.hears()[0]).toMatch(/type='error'><error type='auth'><forbidden .*not for you/);
  });
});
