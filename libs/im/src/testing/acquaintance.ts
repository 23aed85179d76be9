import type { ImRoom, Person } from './im-room.js';

export const ROSTER_GET =
  "<iq xmlns='jabber:client' type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>";

/** With the roster, and available. */
export async function online(room: ImRoom, fullJid: string): Promise<Person> {
  const person = room.enter(fullJid);
  await person.saysAndIsTold(ROSTER_GET);
  await person.saysAndIsTold("<presence xmlns='jabber:client'/>");
  person.hears();
  return person;
}

/** Presence of this type to somebody; done when its effects are. */
export const tell = (person: Person, type: string, to: string, payload = '') =>
  person.saysAndIsTold(`<presence xmlns='jabber:client' to='${to}' type='${type}'>${payload}</presence>`);

/** What was heard, in a few words each. */
export const heard = (person: Person): string[] =>
  person.hears().map((xml) => {
    const attribute = (name: string) => new RegExp(` ${name}='([^']*)'`).exec(xml)?.[1];
    const item = /<item ([^>]*)\/>/.exec(xml)?.[1];
    if (item !== undefined) return `push ${item.replaceAll("'", '').replace('subscription=', '')}`;
    const error = /<error [^>]*><([a-z-]+) /.exec(xml)?.[1];
    return `${attribute('type') ?? 'available'} ${attribute('from')}${error === undefined ? '' : ` ${error}`}`;
  });
