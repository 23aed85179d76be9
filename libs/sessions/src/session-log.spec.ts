import { afterEach, describe, expect, it } from 'vitest';
import { Actions } from './actions.js';
import { ResumeDesk } from './resume-desk.js';
import { House } from './testing/house.js';
import { RecordingConnection } from './testing/recording-connection.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

/** Without what Nest says of its modules. */
const lines = () => house.logger.at('log').filter((line) => !line.endsWith('dependencies initialized'));

describe('the log', () => {
  it('says why a session expired, with what became of its stanzas', async () => {
    house = await House.build();
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    house.deliver(session, queued('m1'));
    house.pass(301_000);
    await house.ended(session);
    expect(lines()).toEqual([
      `session-ended reason=expired cause=timer session=${session.id} user=romeo@localhost bounced=1`,
    ]);
  });

  it('says that an operator expired or killed one, and that a limit pushed one out', async () => {
    house = await House.build({ env: { SMACKS_MAX_HIBERNATED_SESSIONS: '2' } });
    const [one, two, three, four] = ['1', '2', '3', '4'].map((name) => house.bindResumable(name).session);
    for (const session of [one, two, three]) if (session) house.cut(session);
    if (!one || !two || !four) throw new Error('not bound');
    await house.ended(one);
    await house.get(Actions).expire(two.id, 'admin', 'gone home\nuser=forged');
    await house.get(Actions).kill(four.id, 'admin', 'abuse');
    expect(lines()).toEqual([
      `session-ended reason=evicted cause=smacks_max_hibernated_sessions session=${one.id} user=romeo@localhost`,
      `session-ended reason=expired cause=operator session=${two.id} user=romeo@localhost`,
      `session-ended reason=killed cause=operator session=${four.id} user=romeo@localhost`,
    ]);
  });

  it('says why a resumption was refused, and names neither the id nor what the client chose', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.cut(session);
    await house.resume(smId, '7');
    await house.resume('unheard-of', '0');
    house.get(ResumeDesk).refuseBound('romeo@localhost', 'urn:xmpp:sm:3', new RecordingConnection());
    expect(lines()).toEqual([
      `resume-refused reason=h_too_high session=${session.id} user=romeo@localhost`,
      'resume-refused reason=item_not_found user=romeo@localhost',
      'resume-refused reason=already_bound user=romeo@localhost',
    ]);
  });

  it('is silent about everyday ends', async () => {
    house = await House.build();
    const { session } = house.bind('balcony');
    house.cut(session);
    await house.ended(session);
    expect(lines()).toEqual([]);
  });
});
