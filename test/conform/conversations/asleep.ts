import type { Person } from '../person.js';
import type { Voice } from '../voice.js';

/** A session of this person's that waits to be resumed. */
export async function asleep(person: Person): Promise<Voice> {
  const lost = await person.signIn({ sm: 'resume' });
  lost.link.cut();
  return lost;
}
