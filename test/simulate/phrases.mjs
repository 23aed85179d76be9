/** What clients say. */
const SM = "xmlns='urn:xmpp:sm:3'";

const HEADER =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' xml:lang='en' version='1.0'>";

export const hello = (user) => {
  const plain = Buffer.from(`\0${user.split('@')[0]}\0secret`).toString('base64');
  return `${HEADER}<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`;
};
export const anew = HEADER;
export const bind = (resource) =>
  `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`;
export const enable = (max) => `<enable ${SM} resume='true'${max === undefined ? '' : ` max='${max}'`}/>`;
export const resume = ({ smId, h }) => `<resume ${SM} previd='${smId}' h='${h}'/>`;
export const ack = (h) => `<a ${SM} h='${h}'/>`;
export const ask = `<r ${SM}/>`;
export const goodbye = '</stream:stream>';
export const presence = (available) => (available ? '<presence/>' : "<presence type='unavailable'/>");
