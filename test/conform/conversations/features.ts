import { NS } from '../../support/namespaces.js';
import { Breach } from '../breach.js';
import { type Conversation, conversation } from '../conversation.js';
import { authenticate, bind, enable } from '../negotiation.js';
import { A, ENABLE, FAILED, failed, R, SM } from './nonzas.js';

export const FEATURES: readonly Conversation[] = [
  conversation(
    'R1',
    'after authentication features carry <sm/>, before it never',
    'text §2',
    async (scene) => {
      const { voice, features } = await scene.stranger();
      if (features.elements.some(({ name }) => name === 'sm'))
        throw voice.breach('<sm/> is offered before authentication');
      const later = await authenticate(voice, features, scene.romeo.login);
      if (!later.child('sm', SM)) throw voice.breach(`no <sm xmlns='${SM}'/> after authentication`);
    },
  ),

  conversation('R1', '<sm/> is empty, as the schema has it', 'text §13', async (scene) => {
    const { voice, features } = await scene.stranger();
    const sm = (await authenticate(voice, features, scene.romeo.login)).child('sm', SM);
    if (sm?.children.length !== 0) throw new Breach('<sm/> has children', [`← ${sm}`]);
  }),

  conversation('R1', 'urn:xmpp:sm:2 is offered too', 'house', async (scene) => {
    const { voice, features } = await scene.stranger();
    const later = await authenticate(voice, features, scene.romeo.login);
    if (!later.child('sm', NS.sm2)) throw voice.breach(`no <sm xmlns='${NS.sm2}'/>`);
  }),

  conversation('R2', '<enable/> before authentication is refused', 'SHALL §3', async (scene) => {
    const { voice } = await scene.stranger();
    voice.transcript.begin();
    voice.say(ENABLE);
    await voice.hear(FAILED);
  }),

  conversation('R2', '… as unexpected-request, like the example', 'house', async (scene) => {
    const { voice } = await scene.stranger();
    voice.transcript.begin();
    voice.say(ENABLE);
    await voice.hear(failed('unexpected-request'));
  }),

  conversation(
    'R3',
    '<enable/> before bind is refused; bind, then <enable/> succeed',
    'SHALL §3',
    async (scene) => {
      const phone = await scene.romeo.arrive();
      phone.say(ENABLE);
      await phone.hear(FAILED);
      await bind(phone);
      await enable(phone);
    },
  ),

  conversation('R3', '… as unexpected-request, like the example', 'house', async (scene) => {
    const phone = await scene.romeo.arrive();
    phone.say(ENABLE);
    await phone.hear(failed('unexpected-request'));
  }),

  conversation('R21', '<r/> and <a/> before <enable/>: the stream lives on', 'house', async (scene) => {
    const phone = await scene.romeo.bound();
    phone.say(R, A(7));
    await phone.settle();
  }),
];
