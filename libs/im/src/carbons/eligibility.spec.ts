import { describe, expect, it } from 'vitest';
import { parse } from '../testing/im-room.js';
import { isEligible } from './eligibility.js';

const BODY = '<body>b</body>';
const message = (inside: string, type?: string) =>
  parse(`<message xmlns='jabber:client'${type === undefined ? '' : ` type='${type}'`}>${inside}</message>`);
const MUC = (inside: string) => `<x xmlns='http://jabber.org/protocol/muc#user'>${inside}</x>`;

describe('eligibility for carbons (XEP-0280 §6.1)', () => {
  it.each([
    ['chat', message(BODY, 'chat'), true],
    ['chat without anything', message('', 'chat'), true],
    ['normal with a body', message(BODY, 'normal'), true],
    ['no type, with a body', message(BODY), true],
    ['normal without a body', message('<subject>s</subject>', 'normal'), false],
    ['a body of some other kind', message("<body xmlns='http://www.w3.org/1999/xhtml'/>"), false],
    ['a receipt', message("<received xmlns='urn:xmpp:receipts' id='1'/>", 'normal'), true],
    ['a chat state', message("<gone xmlns='http://jabber.org/protocol/chatstates'/>", 'normal'), true],
    ['a marker', message("<displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>"), true],
    ['an error that returns a body', message(`${BODY}<error type='cancel'/>`, 'error'), true],
    ['an error that returns what was not for chat', message("<error type='cancel'/>", 'error'), false],
    ['groupchat', message(BODY, 'groupchat'), false],
    ['headline', message(BODY, 'headline'), false],
    ['private', message(`${BODY}<private xmlns='urn:xmpp:carbons:2'/>`, 'chat'), false],
    ['no-copy (XEP-0334 §4.3)', message(`${BODY}<no-copy xmlns='urn:xmpp:hints'/>`, 'chat'), false],
    ['an error that returns a hint', message(`${BODY}<no-copy xmlns='urn:xmpp:hints'/>`, 'error'), true],
    ['what claims to be a carbon', message("<received xmlns='urn:xmpp:carbons:2'/>", 'chat'), false],
    ['a direct invitation', message("<x xmlns='jabber:x:conference' jid='r@c'/>"), true],
    ['a mediated invitation', message(MUC("<invite from='a@b'/>")), true],
  ])('%s: both ways %s', (_what, element, eligible) => {
    expect(isEligible(element, 'sent')).toBe(eligible);
    expect(isEligible(element, 'received')).toBe(eligible);
  });

  it('what an occupant of a room says in private is copied for who says it, not for who hears it', () => {
    const whisper = message(`${BODY}${MUC('')}`, 'chat');
    expect(isEligible(whisper, 'sent')).toBe(true);
    expect(isEligible(whisper, 'received')).toBe(false);
  });
});
