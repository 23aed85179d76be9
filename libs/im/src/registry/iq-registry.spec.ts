import { Injectable } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import { NS } from '#xml';
import { ImRoom } from '../testing/im-room.js';
import { declaredHandlers, type IqAnswer, IqHandler } from './iq-handler.js';
import { IqRegistry } from './iq-registry.js';

let room: ImRoom | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

@Injectable()
class Weather {
  readonly answer: IqAnswer = [];

  @IqHandler('urn:example:weather', 'get', { targets: ['server', 'other-account'] })
  @IqHandler('urn:example:weather', 'set', { targets: ['server'], advertised: false })
  @IqHandler('urn:example:wind', 'set', { targets: ['own-account'], advertised: ['server'] })
  tell(): IqAnswer {
    return this.answer;
  }
}

@Injectable()
class SecondPing {
  @IqHandler(NS.ping, 'get', { targets: ['own-account'] })
  ping(): IqAnswer {
    return [];
  }
}

describe('declared iq handlers', () => {
  it('are found by target, type and namespace, bound to their instance', async () => {
    room = await ImRoom.open(Weather);
    const registry = room.get(IqRegistry);
    const found = registry.find('server', 'get', 'urn:example:weather');
    expect(found?.(undefined as never, undefined as never)).toBe(room.get(Weather).answer);
    expect(registry.find('other-account', 'get', 'urn:example:weather')).toBeDefined();
    expect(registry.find('server', 'set', 'urn:example:weather')).toBeDefined();
    expect(registry.find('own-account', 'get', 'urn:example:weather')).toBeUndefined();
    expect(registry.find('other-account', 'set', 'urn:example:weather')).toBeUndefined();
  });

  it('are features where they are advertised, sorted', async () => {
    room = await ImRoom.open(Weather);
    const registry = room.get(IqRegistry);
    expect(registry.features('other-account')).toContain('urn:example:weather');
    const server = registry.features('server');
    expect(server).toContain('urn:example:weather');
    expect(server).toEqual([...server].sort());
    expect(server).not.toContain(NS.session);
    expect(server).toContain('urn:example:wind');
    expect(registry.features('own-account')).not.toContain('urn:example:wind');
  });

  it('keep the server from starting when two answer the same', async () => {
    await expect(ImRoom.open(SecondPing)).rejects.toThrow(
      'two handlers for iq get urn:xmpp:ping (own-account)',
    );
  });

  it('are none on a class that declares none', () => {
    expect(declaredHandlers({})).toEqual([]);
  });
});
