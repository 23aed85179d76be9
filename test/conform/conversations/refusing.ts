import { NS } from '../../support/namespaces.js';
import { type Conversation, conversation } from '../conversation.js';
import { bind, enable, resume, sessionOf } from '../negotiation.js';
import { asleep } from './asleep.js';
import { ENABLE, FAILED, failed, SM } from './nonzas.js';

const INCOMPLETE = [
  ['h', (id: string) => `<resume xmlns='${SM}' previd='${id}'/>`],
  ['previd', () => `<resume xmlns='${SM}' h='0'/>`],
] as const;

export const REFUSING: readonly Conversation[] = [
  ...INCOMPLETE.flatMap(([what, without]) => [
    conversation('R23', `<resume/> without ${what} is refused at once`, 'MUST §6', async ({ romeo }) => {
      const lost = await asleep(romeo);
      const next = await romeo.arrive();
      next.say(without(sessionOf(lost).id));
      await next.hear(FAILED);
    }),
    conversation(
      'R23',
      `… without ${what} as bad-request, and the session can still be resumed`,
      'house',
      async ({ romeo }) => {
        const lost = await asleep(romeo);
        const next = await romeo.arrive();
        next.say(without(sessionOf(lost).id));
        await next.hear(failed('bad-request'));
        await resume(next, lost);
      },
    ),
  ]),

  conversation(
    'R25',
    '<resume/> before authentication is refused and reveals nothing',
    'MUST NOT §10',
    async (scene) => {
      const lost = await asleep(scene.romeo);
      const answers = [];
      for (const previd of [sessionOf(lost).id, 'no-such-session']) {
        const { voice } = await scene.stranger();
        voice.transcript.begin();
        voice.say(`<resume xmlns='${SM}' previd='${previd}' h='0'/>`);
        const event = await voice.next('a refusal');
        answers.push(event.kind === 'element' ? event.element.toString() : event.kind);
        if (event.kind === 'element' && event.element.is('resumed', SM)) throw voice.breach('resumed!');
      }
      await resume(await scene.romeo.arrive(), lost);
      if (answers[0] !== answers[1]) throw lost.breach(`the answers differ: ${answers.join(' and ')}`);
    },
  ),

  conversation('R25', '… by <failed/>', 'MUST §6', async (scene) => {
    const { voice } = await scene.stranger();
    voice.transcript.begin();
    voice.say(`<resume xmlns='${SM}' previd='no-such-session' h='0'/>`);
    await voice.hear(FAILED);
  }),

  conversation(
    'R26',
    "another account's sleeping session is not found, and stays resumable",
    'text §5, §10',
    async (scene) => {
      const lost = await asleep(scene.romeo);
      const thief = await scene.juliet.arrive();
      thief.say(`<resume xmlns='${SM}' previd='${sessionOf(lost).id}' h='0'/>`);
      await thief.hear(failed('item-not-found', '-'));
      await resume(await scene.romeo.arrive(), lost);
    },
  ),

  conversation(
    'R26',
    "another account's live session is not found, and notices nothing",
    'text §5, §10',
    async (scene) => {
      const victim = await scene.romeo.signIn({ sm: 'resume' });
      const thief = await scene.juliet.arrive();
      thief.say(`<resume xmlns='${SM}' previd='${sessionOf(victim).id}' h='0'/>`);
      await thief.hear(failed('item-not-found', '-'));
      await victim.settle();
    },
  ),

  conversation(
    'R27',
    'resumption switched off: <resume/> is feature-not-implemented',
    'SHOULD §5',
    async ({ romeo }) => {
      const phone = await romeo.arrive();
      phone.say(`<resume xmlns='${SM}' previd='no-such-session' h='0'/>`);
      await phone.hear(failed('feature-not-implemented', '-'));
      await bind(phone);
      phone.say(ENABLE);
      await phone.hear(`<enabled xmlns='${SM}' id='-'/>`);
    },
    'no-hibernation',
  ),

  conversation('R28', 'an unknown previd is item-not-found, without h', 'SHOULD §5', async ({ romeo }) => {
    const phone = await romeo.arrive();
    phone.say(`<resume xmlns='${SM}' previd='no-such-session' h='0'/>`);
    await phone.hear(failed('item-not-found', '-'));
  }),

  conversation('R29', 'a session that timed out is item-not-found with h', 'MAY §5', async (scene) => {
    const lost = await scene.romeo.signIn({ sm: 'resume', max: 1 });
    const balcony = await scene.juliet.signIn();
    lost.say(`<presence to='${balcony.fullJid}'/>`);
    await balcony.hearPresence(`<presence from='${lost.fullJid}'/>`);
    const { sent } = sessionOf(lost);
    lost.link.cut();
    await scene.expired(lost, balcony);
    const next = await scene.romeo.arrive();
    next.askToResume(sessionOf(lost));
    await next.hear(failed('item-not-found', sent));
  }),

  conversation('R29', '… each time it is asked', 'house', async (scene) => {
    const lost = await scene.romeo.signIn({ sm: 'resume', max: 1 });
    const balcony = await scene.juliet.signIn();
    lost.say(`<presence to='${balcony.fullJid}'/>`);
    await balcony.hearPresence(`<presence from='${lost.fullJid}'/>`);
    lost.link.cut();
    await scene.expired(lost, balcony);
    const next = await scene.romeo.arrive();
    for (let time = 0; time < 2; time += 1) {
      next.askToResume(sessionOf(lost));
      await next.hear(failed('item-not-found', sessionOf(lost).sent));
    }
  }),

  conversation('R35', 'the condition is a direct child of <failed/>', 'MUST §6', async ({ romeo }) => {
    const lost = await asleep(romeo);
    const next = await romeo.arrive();
    const { id, handled } = sessionOf(lost);
    const requests = [
      ENABLE,
      `<resume xmlns='${SM}' previd='no-such-session' h='0'/>`,
      `<resume xmlns='${SM}' previd='${id}' h='${handled + 100}'/>`,
    ];
    for (const request of requests) {
      next.say(request);
      const event = await next.next('an answer');
      // Whether the answer is <failed/> at all is the business of R3, R28 and R38.
      if (event.kind !== 'element' || !event.element.is('failed', SM)) return;
      if (!event.element.elements.some(({ xmlns }) => xmlns === NS.stanzaErrors))
        throw next.breach('no condition directly inside');
    }
  }),

  conversation(
    'R36',
    'errors are recoverable: after three refusals bind and enable succeed',
    'SHOULD §6',
    async ({ romeo }) => {
      const phone = await romeo.arrive();
      phone.say(ENABLE);
      await phone.hear(FAILED);
      for (const previd of ['no-such-session', 'nor-this-one']) {
        phone.say(`<resume xmlns='${SM}' previd='${previd}' h='0'/>`);
        await phone.hear(FAILED);
      }
      await bind(phone);
      await enable(phone);
      await phone.acked();
    },
  ),

  conversation('R50', '<resume/> after bind is refused, the stream goes on', 'MUST §6', async ({ romeo }) => {
    const lost = await asleep(romeo);
    const phone = await romeo.bound();
    phone.say(`<resume xmlns='${SM}' previd='${sessionOf(lost).id}' h='${sessionOf(lost).handled}'/>`);
    await phone.hear(failed('unexpected-request'));
    await phone.settle();
  }),
];
