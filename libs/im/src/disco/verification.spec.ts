import { describe, expect, it } from 'vitest';
import { parse } from '../testing/im-room.js';
import { verification } from './verification.js';

const FORM = `<x xmlns='jabber:x:data' type='result'>
  <field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>
  <field var='ip_version'><value>ipv4</value><value>ipv6</value></field>
  <field var='os'><value>Mac</value></field><field var='os_version'><value>10.5.1</value></field>
  <field var='software'><value>Psi</value></field><field var='software_version'><value>0.11</value></field></x>`;
const FEATURES = [
  'http://jabber.org/protocol/muc',
  'http://jabber.org/protocol/caps',
  'http://jabber.org/protocol/disco#items',
  'http://jabber.org/protocol/disco#info',
];
const info = (inside: string) =>
  parse(
    `<query xmlns='http://jabber.org/protocol/disco#info'>${inside}${FEATURES.map((f) => `<feature var='${f}'/>`).join('')}</query>`,
  );

describe('the verification string', () => {
  it('is that of the simple example (XEP-0115 §5.2)', () => {
    expect(verification(info("<identity category='client' type='pc' name='Exodus 0.9.1'/>"))).toBe(
      'QgayPKawpkPSDYmwT/WM94uAlu0=',
    );
  });

  it('is that of the complex example, whatever the order (XEP-0115 §5.3)', () => {
    const identities = `<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>
      <identity xml:lang='el' category='client' name='Ψ 0.11' type='pc'/>`;
    expect(verification(info(`${FORM}${identities}`))).toBe('q07IKJEyjvHSyhy//CH0CxmKi8w=');
  });
});
