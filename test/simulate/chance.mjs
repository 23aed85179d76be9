import { Dice } from '../soak/dice.mjs';

/**
 * Dice of one name in one story: what one part of the world throws does not depend on how often another one did, so that a
 * story with an action left out stays nearly the same.
 */
export function diceFor(seed, name) {
  let hash = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return new Dice(hash ^ (hash >>> 15));
}
