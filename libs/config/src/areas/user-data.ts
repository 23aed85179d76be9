import { wholeNumber } from '../kind.js';
import { option } from '../option.js';

/** What each user may keep on the server. */
export const userDataOptions = {
  roster_max_contacts: option(wholeNumber(1, 100_000), 10_000, {
    doc: 'Items in one user’s roster. Far more than people have; as many are a few megabytes in memory while the user is online, and a client gets them all at each login.',
    live: true,
  }),
  private_storage_max_bytes: option(wholeNumber(1024, 16 * 1024 * 1024), 262_144, {
    doc: 'Bytes of XML one user may keep in private storage (XEP-0049). Bookmarks and preferences take a few kilobytes; the default is as much as the largest stanza, so whatever fits a stanza can be stored.',
    live: true,
  }),
  vcard_max_bytes: option(wholeNumber(1024, 16 * 1024 * 1024), 131_072, {
    doc: 'Bytes of one user’s vCard (XEP-0054). Room for a photo of 90 kilobytes; everybody who opens a chat with the user fetches it.',
    live: true,
  }),
  block_list_max_entries: option(wholeNumber(1, 100_000), 1000, {
    doc: 'Addresses one user may block (XEP-0191). Block lists are held in memory, because every stanza is held against them.',
    live: true,
  }),
};
