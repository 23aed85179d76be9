import { type Conversation, conversation } from '../conversation.js';
import { bind, resume, sessionOf } from '../negotiation.js';
import { asleep } from './asleep.js';
import { A, chat, FAILED, failed, SM, tooHigh } from './nonzas.js';

const WRONG = [
  ['negative', '-1'],
  ['no number', 'many'],
  ['2^32', '4294967296'],
] as const;

/** An h on resume that cannot be right. */
export const MISCOUNTING: readonly Conversation[] = [
  conversation(
    'R38',
    'h too high on resume: <failed/>, and the stream stays open for bind',
    'SHOULD §6',
    async ({ romeo }) => {
      const lost = await asleep(romeo);
      const next = await romeo.arrive();
      next.say(`<resume xmlns='${SM}' previd='${sessionOf(lost).id}' h='${sessionOf(lost).handled + 100}'/>`);
      await next.hear(FAILED);
      await bind(next);
    },
  ),

  conversation('R38', '… with undefined-condition and the numbers', 'house', async ({ romeo }) => {
    const lost = await asleep(romeo);
    const { id, handled } = sessionOf(lost);
    const next = await romeo.arrive();
    next.say(`<resume xmlns='${SM}' previd='${id}' h='${handled + 100}'/>`);
    const numbers = tooHigh(handled + 100, handled);
    await next.hear(failed('undefined-condition').replace('</failed>', `${numbers}</failed>`));
  }),

  conversation(
    'R38',
    '… and the session can still be resumed with a right h',
    'SHOULD §6',
    async ({ romeo }) => {
      const lost = await asleep(romeo);
      const { id, handled } = sessionOf(lost);
      const wrong = await romeo.arrive();
      wrong.say(`<resume xmlns='${SM}' previd='${id}' h='${handled + 100}'/>`);
      await wrong.hear(FAILED);
      await resume(await romeo.arrive(), lost);
    },
  ),

  conversation('R38', 'h lower than acknowledged before: the same', 'house', async ({ romeo }) => {
    const lost = await romeo.signIn({ sm: 'resume' });
    lost.say(chat(lost.fullJid, '1'));
    await lost.hear("<message id='1'/>");
    const { id, handled } = sessionOf(lost);
    lost.say(A(handled));
    await lost.acked();
    lost.link.cut();
    const next = await romeo.arrive();
    next.say(`<resume xmlns='${SM}' previd='${id}' h='${handled - 1}'/>`);
    await next.hear(FAILED);
    await resume(next, lost, handled);
  }),

  ...WRONG.map(([what, h]) =>
    conversation(
      'R38',
      `h ${what} on resume: <failed/>, and a right h resumes`,
      'SHOULD §6',
      async ({ romeo }) => {
        const lost = await asleep(romeo);
        const next = await romeo.arrive();
        next.say(`<resume xmlns='${SM}' previd='${sessionOf(lost).id}' h='${h}'/>`);
        await next.hear(FAILED);
        await resume(await romeo.arrive(), lost);
      },
    ),
  ),
];
