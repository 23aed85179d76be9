import type { SignInOptions } from '../person.js';
import type { Scene } from '../scene.js';
import type { Voice } from '../voice.js';

interface Loss {
  readonly phone: Voice;
  readonly balcony: Voice;
  /** Another resource of romeo's, where one was wanted. */
  readonly desk: Voice | undefined;
}

interface LossOptions {
  readonly phone?: SignInOptions;
  readonly desk?: SignInOptions;
}

/**
 * Romeo's phone receives what `speak` makes somebody say and acknowledges none of it; then its connection is lost and its
 * hibernation runs out. Resolves when juliet's balcony has heard it leave.
 */
export async function expiredUnacked(
  scene: Scene,
  speak: (loss: Loss) => Promise<void>,
  options: LossOptions = {},
): Promise<Loss> {
  const phone = await scene.romeo.signIn({ sm: 'resume', max: 1, ...options.phone });
  const balcony = await scene.juliet.signIn();
  const desk = options.desk && (await scene.romeo.signIn(options.desk));
  phone.say(`<presence to='${balcony.fullJid}'/>`);
  await balcony.hearPresence(`<presence from='${phone.fullJid}'/>`);
  await phone.acked();
  phone.answering = false;
  const loss = { phone, balcony, desk };
  await speak(loss);
  phone.link.cut();
  await scene.expired(phone, balcony);
  return loss;
}

/** Juliet says these to the phone, one after the other, and each arrives. */
export const said =
  (...stanzas: readonly ((to: string) => string)[]) =>
  async ({ phone, balcony }: Loss) => {
    for (const stanza of stanzas) balcony.say(stanza(phone.fullJid));
    await balcony.settle();
    for (const _ of stanzas) await phone.next('what juliet said');
  };
