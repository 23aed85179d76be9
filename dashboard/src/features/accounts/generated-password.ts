const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 26 letters of 32 are 130 bits; in groups, as they may have to be read out. Without l, o, 0 and 1, which are taken for each other. */
const LENGTH = 26;
const GROUP = 5;

export function generatedPassword(random: (bytes: Uint8Array<ArrayBuffer>) => void = fill): string {
  const bytes = new Uint8Array(LENGTH);
  random(bytes);
  const letters = Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]);
  const groups: string[] = [];
  for (let at = 0; at < LENGTH; at += GROUP) groups.push(letters.slice(at, at + GROUP).join(''));
  return groups.join('-');
}

const fill = (bytes: Uint8Array<ArrayBuffer>): void => {
  crypto.getRandomValues(bytes);
};
