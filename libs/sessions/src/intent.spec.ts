import { Element } from 'ltx';
import { expect, it } from 'vitest';
import { Handling } from './handling.js';
import { SessionJournal } from './session-journal.js';
import { House } from './testing/house.js';
import { RecordingJournal } from './testing/recording-journal.js';

it('an intent says how to know its stanza again, which is reported only when the store has it', async () => {
  const recording = new RecordingJournal();
  const house = await House.build({ journal: recording });
  const { session } = house.bindResumable('one');
  const handling = new Handling(session, session.sm!.inbound.receive(), new Element('message', { id: 'x' }));
  house.get(SessionJournal).within(handling, () => house.get(SessionJournal).intent('store', {}));
  await new Promise((resolve) => setImmediate(resolve));
  const { fingerprint } = handling;
  expect(fingerprint).not.toBe(0);
  expect(handling.kept).toBe(true);
  expect(recording.entries).toContainEqual(
    expect.objectContaining({ kind: 'intent', cause: { origin: session, n: 1, fingerprint } }),
  );
  await house.close();
});
