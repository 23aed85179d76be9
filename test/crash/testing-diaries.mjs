import { Diary } from './diary.mjs';

/** Romeo and his phone share an account; Juliet has one of her own, and so has the mortal. */
const PLANS = [
  { index: 0, account: 0, steady: true, name: 'romeo' },
  { index: 1, account: 0, steady: true, name: 'phone' },
  { index: 2, account: 1, steady: true, name: 'juliet' },
  { index: 3, account: 2, steady: false, name: 'mercutio' },
];

const value = (word) => (/^\d+(\.\d+)?$/.test(word) ? Number(word) : word === 'null' ? null : word);

/**
 * Diaries as a judge gets them. @param written by name: the lines of a chronicle, `1 send m.2.0.1, 2 h 1`, after a session
 * began and a connection came up at 0.
 */
export function diaries(written) {
  return PLANS.map((plan) => {
    const diary = new Diary(plan);
    const lines = `0 life 1 300, 0 up, ${written[plan.name] ?? ''}`.split(', ').filter((line) => line !== '');
    for (const line of lines) diary.read(JSON.stringify(line.split(' ').map(value)));
    return diary;
  });
}
