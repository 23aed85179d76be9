import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { NotOffered } from '../breach.js';
import { type Conversation, conversation } from '../conversation.js';
import { becomeAvailable, bind } from '../negotiation.js';
import { chat } from './nonzas.js';
import { expiredUnacked, said } from './unacknowledged.js';

const BOUNCE = `<error><recipient-unavailable ${STANZA_ERROR}/></error>`;
const ERROR = `<error type='cancel'><item-not-found ${STANZA_ERROR}/></error>`;
const VERSION = "<query xmlns='jabber:iq:version'/>";
const ALONE = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";

const SILENT = [
  [
    'F2',
    'an error',
    'MUST NOT RFC 6120 §8.3.1',
    (to: string) => `<message to='${to}' type='error' id='1'>${ERROR}</message>`,
  ],
  ['F2', 'an iq result', 'MUST NOT RFC 6120 §8.2.3', (to: string) => `<iq to='${to}' type='result' id='1'/>`],
  [
    'F5',
    'a chat state alone',
    'house',
    (to: string) => `<message to='${to}' type='chat' id='1'>${ALONE}</message>`,
  ],
  [
    'F12',
    'a headline',
    'house',
    (to: string) => `<message to='${to}' type='headline' id='1'><body>1</body></message>`,
  ],
] as const;

export const FATES: readonly Conversation[] = [
  conversation(
    'R19',
    'of three stanzas with two acknowledged the third gets a fate, and one',
    'SHOULD §4',
    async (scene) => {
      const { balcony } = await expiredUnacked(scene, async (loss) => {
        const { handled } = loss.phone.sm ?? { handled: 0 };
        await said(...['1', '2', '3'].map((id) => (to: string) => chat(to, id)))(loss);
        loss.phone.say(`<a xmlns='${NS.sm3}' h='${handled + 2}'/>`);
        await loss.phone.acked();
      });
      await balcony.hear("<message type='error' id='3'/>");
      await balcony.settle();
    },
  ),

  conversation('F1', 'sent by this very session: dropped', 'house', async (scene) => {
    const { desk } = await expiredUnacked(
      scene,
      async ({ phone }) => {
        phone.say(chat(phone.fullJid, '1'));
        await phone.hear("<message id='1'/>");
      },
      { desk: {} },
    );
    await desk?.settle();
  }),

  ...SILENT.map(([rule, what, clause, stanza]) =>
    conversation(rule, `${what}: dropped, nobody is told`, clause, async (scene) => {
      const { balcony, desk } = await expiredUnacked(scene, said(stanza), { desk: {} });
      await balcony.settle();
      await desk?.settle();
    }),
  ),

  conversation(
    'F3',
    'a carbon copy: dropped, its sender is told nothing',
    'MUST NOT XEP-0280 §10.3',
    async (scene) => {
      const carbons = `<iq type='set' id='carbons'><enable xmlns='urn:xmpp:carbons:2'/></iq>`;
      const { balcony } = await expiredUnacked(
        scene,
        async ({ phone, desk, balcony: juliet }) => {
          phone.say(carbons);
          const answer = await phone.hear("<iq id='carbons'/>");
          if (answer.attrs['type'] !== 'result') throw new NotOffered('no carbons');
          juliet.say(chat(desk?.fullJid ?? '', '1'));
          await desk?.hear("<message id='1'/>");
          await phone.settle();
        },
        { desk: {} },
      );
      await balcony.settle();
    },
  ),

  conversation(
    'F4',
    'another resource has its copy: dropped, nobody gets a second one',
    'house',
    async (scene) => {
      const { balcony, desk } = await expiredUnacked(
        scene,
        async ({ phone, desk: other, balcony: juliet }) => {
          juliet.say(chat(scene.romeo.jid, '1'));
          await juliet.settle();
          const [first] = (await phone.rest()).heard;
          if (!first) throw new NotOffered('a message to the bare JID goes to one resource only');
          await other?.hear("<message id='1'/>");
          await other?.acked();
        },
        { desk: { sm: 'resume' } },
      );
      await balcony.settle();
      await desk?.settle();
    },
  ),

  conversation(
    'F7',
    'chat, session replaced by a bind of the same full JID: waits for its first presence',
    'house',
    async (scene) => {
      const phone = await scene.romeo.signIn({ sm: 'resume', resource: 'orchard' });
      const balcony = await scene.juliet.signIn();
      phone.answering = false;
      balcony.say(chat(phone.fullJid, '1'));
      await phone.hear("<message id='1'/>");
      phone.link.cut();
      const next = await scene.romeo.arrive();
      await bind(next, 'orchard');
      if (next.fullJid !== phone.fullJid) throw new NotOffered('the server picks resources itself');
      await next.settle();
      next.say('<presence/>');
      await next.hear(`<message id='1'><body/><delay xmlns='${NS.delay}'/></message>`);
      await becomeAvailable(next);
      await balcony.settle();
    },
  ),

  conversation('F8', 'chat with another resource online: goes there', 'house', async (scene) => {
    const { desk, balcony } = await expiredUnacked(
      scene,
      said((to) => chat(to, '1')),
      { desk: {} },
    );
    await balcony.settle();
    await desk?.hear("<message type='chat' id='1'/>");
    await desk?.settle();
  }),

  conversation(
    'F8',
    'chat with nobody else there: an error with the original id',
    'SHOULD §4',
    async (scene) => {
      const { balcony, phone } = await expiredUnacked(
        scene,
        said((to) => chat(to, '1')),
      );
      await balcony.hear(`<message type='error' id='1' from='${phone.fullJid}'><error/></message>`);
      await balcony.settle();
    },
  ),

  conversation('F8', '… that says recipient-unavailable', 'house', async (scene) => {
    const { balcony } = await expiredUnacked(
      scene,
      said((to) => chat(to, '1')),
    );
    await balcony.hear(`<message type='error' id='1'>${BOUNCE}</message>`);
  }),

  conversation(
    'F9',
    'chat, smacks_on_expiry offline, nobody else there: stored, delivered with delay at the next login',
    'SHOULD §4',
    async (scene) => {
      const { balcony } = await expiredUnacked(
        scene,
        said((to) => chat(to, '1')),
      );
      await balcony.settle();
      const later = await scene.romeo.bound();
      later.say('<presence/>');
      await later.hear(`<message id='1'><body/><delay xmlns='${NS.delay}'/></message>`);
    },
    'offline',
  ),

  conversation(
    'F10',
    'chat, smacks_on_expiry drop: dropped, nobody is told',
    'house',
    async (scene) => {
      const { balcony, desk } = await expiredUnacked(
        scene,
        said((to) => chat(to, '1')),
        { desk: {} },
      );
      await balcony.settle();
      await desk?.settle();
    },
    'drop',
  ),

  conversation('F11', 'groupchat: an error, so that the room learns of it', 'house', async (scene) => {
    const groupchat = (to: string) => `<message to='${to}' type='groupchat' id='1'><body>1</body></message>`;
    const { balcony, desk } = await expiredUnacked(scene, said(groupchat), { desk: {} });
    await balcony.hear("<message type='error' id='1'><error/></message>");
    await balcony.settle();
    await desk?.settle();
  }),

  conversation('F12', 'presence: dropped, nobody is told', 'house', async (scene) => {
    const { balcony } = await expiredUnacked(scene, async ({ phone, balcony: juliet }) => {
      juliet.say(`<presence to='${phone.fullJid}' id='1'><status>here</status></presence>`);
      await phone.hearPresence('<presence><status>here</status></presence>');
    });
    await balcony.settle();
    if (balcony.presencesSoFar().some(({ attrs }) => attrs['type'] === 'error'))
      throw balcony.breach('presence was answered with an error');
  }),

  conversation(
    'F13',
    'a request to subscribe is kept for the next login',
    'MUST RFC 6121 §3.1.3',
    async (scene) => {
      const { romeo, juliet } = scene;
      await expiredUnacked(scene, async ({ phone, balcony }) => {
        balcony.say(`<presence type='subscribe' to='${romeo.jid}'/>`);
        await phone.hearPresence(`<presence type='subscribe' from='${juliet.jid}'/>`);
      });
      const later = await romeo.signIn();
      await later.hearPresence(`<presence type='subscribe' from='${juliet.jid}'/>`);
      // As it was before: on other servers these two have other conversations.
      later.say(`<presence type='unsubscribed' to='${juliet.jid}'/>`);
      await later.settle();
    },
  ),

  conversation(
    'F14',
    'iq get: an error with the original id, no silence',
    'MUST RFC 6120 §8.2.3',
    async (scene) => {
      const iq = (to: string) => `<iq to='${to}' type='get' id='1'>${VERSION}</iq>`;
      const { balcony, phone } = await expiredUnacked(scene, said(iq));
      await balcony.hear(`<iq type='error' id='1' from='${phone.fullJid}'/>`);
      await balcony.settle();
    },
  ),

  conversation('F14', '… that says recipient-unavailable', 'house', async (scene) => {
    const iq = (to: string) => `<iq to='${to}' type='set' id='1'>${VERSION}</iq>`;
    const { balcony } = await expiredUnacked(scene, said(iq));
    await balcony.hear(`<iq type='error' id='1'>${BOUNCE}</iq>`);
  }),
];
