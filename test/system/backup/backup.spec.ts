import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, resume } from '../../support/negotiation.js';
import { dormouse } from '../../support/operator-command.js';
import { ServerProcess } from '../../support/server-process.js';
import { openStage } from '../../support/stage.js';
import { makeFolder, removeFolder } from '../../support/temporary-folder.js';
import type { XmlClient } from '../../support/xml-client.js';

/** Segments so small that many are dropped while others are copied. */
const stage = openStage({ DORMOUSE_JOURNAL_SEGMENT_BYTES: '65536' });

const chat = (to: string, id: number) =>
  `<message to='${to}' type='chat' id='${id}'><body>${id}</body></message>`;

/** No queue takes more than this. */
const MOST = 1500;

/** Says numbers one after the other, each when the one before was acknowledged, until it is told to stop; `begun` after some. */
function talk(from: XmlClient, to: string) {
  const said = { acknowledged: 0 };
  let going = true;
  let warm = () => {};
  const begun = new Promise<void>((resolve) => {
    warm = resolve;
  });
  const done = (async () => {
    while (going && said.acknowledged < MOST) {
      from.send(chat(to, said.acknowledged + 1));
      await from.acked();
      if (++said.acknowledged === 20) warm();
    }
  })();
  const stop = async () => {
    going = false;
    await done;
  };
  return { said, begun, stop };
}

/** The ids that were queued, in order. */
async function queued(client: XmlClient): Promise<number[]> {
  client.send(`<iq type='get' id='end' to='localhost'><ping xmlns='${NS.ping}'/></iq>`);
  const ids: number[] = [];
  for (;;) {
    const stanza = await client.expectStanza();
    if (stanza.is('iq', NS.client)) return ids;
    ids.push(Number(stanza.attrs['id']));
  }
}

describe('a backup of a running server', () => {
  it('brings sleeping sessions back with their queues, as they were at one moment', async () => {
    const [romeo, juliet, mercutio] = [
      await stage.person('romeo'),
      await stage.person('juliet'),
      await stage.person('mercutio'),
    ];
    const sender = await juliet.signIn('tls', { sm: 'resume' });
    const asleep = await romeo.signIn('tls', { sm: 'resume' });
    const awake = await mercutio.signIn('tls', { sm: 'resume' });
    await asleep.hangUp();

    const talking = talk(sender, asleep.fullJid);
    await talking.begun;
    const folder = makeFolder();
    onTestFinished(() => removeFolder(folder));
    const before = talking.said.acknowledged;
    const said = await dormouse(stage.server.dataDir, 'backup', join(folder, 'copy'));
    expect(said).toMatch(/^Backed up /);
    await talking.stop();
    const after = talking.said.acknowledged;
    expect(after).toBeGreaterThan(before);
    // What the backup does not know of: Mercutio has counted it.
    sender.send(chat(awake.fullJid, 1));
    await awake.expect("<message id='1'/>");

    expect((await stage.server.kill()).code).toBeNull();
    const dataDir = join(folder, 'data');
    expect(await dormouse(dataDir, 'restore', join(folder, 'copy'))).toMatch(/^Restored /);
    const restored = new ServerProcess({ DORMOUSE_DATA_DIR: dataDir });
    onTestFinished(() => restored.dispose());
    await restored.start();

    const back = await romeo.arrive('tls', restored.address);
    await resume(back, asleep);
    const ids = await queued(back);
    expect(ids).toEqual(Array.from(ids, (_, i) => i + 1));
    expect(ids.length).toBeGreaterThanOrEqual(before);
    expect(ids.length).toBeLessThanOrEqual(after);
    // A client that has come further than the backup is told so, and does not lose what it has by mistake.
    const late = await mercutio.arrive('tls', restored.address);
    const counted = awake.sm?.h ?? 0;
    askToResume(late, awake);
    const tooHigh = `<handled-count-too-high xmlns='${NS.sm3}' h='${counted}' send-count='${counted - 1}'/>`;
    await late.expect(`<failed xmlns='${NS.sm3}'><undefined-condition ${STANZA_ERROR}/>${tooHigh}</failed>`);
  }, 240_000);
});
