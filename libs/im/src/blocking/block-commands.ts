import { Inject, Injectable } from '@nestjs/common';
import { type UserDataConfig, userDataNamespace } from '#config';
import { parseJid } from '#jid';
import { BLOCK_STORE, type BlockStore } from '#ports';
import { SessionJournal } from '#sessions';
import { Element, NS } from '#xml';
import { type IqAnswer, type IqContext, IqHandler, type StanzaFault } from '../registry/iq-handler.js';
import { BlockLists } from './block-lists.js';
import { BlockPresence } from './block-presence.js';
import { BlockPushes } from './block-pushes.js';

/** Block lists as their owners read and change them (XEP-0191 §3): stored first, then in force, and told to all who asked. */
@Injectable()
export class BlockCommands {
  constructor(
    @Inject(BLOCK_STORE) private readonly store: BlockStore,
    @Inject(userDataNamespace.KEY) private readonly limits: UserDataConfig,
    private readonly lists: BlockLists,
    private readonly pushes: BlockPushes,
    private readonly presence: BlockPresence,
    private readonly journal: SessionJournal,
  ) {}

  /** §3.2: whoever asks is told of changes from here on. */
  @IqHandler(NS.blocking, 'get', { targets: ['own-account'], advertised: ['server', 'own-account'] })
  list(payload: Element, { session }: IqContext): IqAnswer {
    if (payload.name !== 'blocklist') return { condition: 'bad-request' };
    if (!session.watchesBlocks) {
      session.watchesBlocks = true;
      this.journal.changed(session);
    }
    return [withItems('blocklist', this.lists.of(session.bareJid))];
  }

  @IqHandler(NS.blocking, 'set', { targets: ['own-account'], advertised: false })
  change(payload: Element, { session }: IqContext): IqAnswer | Promise<IqAnswer> {
    const jids = readItems(payload);
    if (!Array.isArray(jids)) return jids;
    if (payload.name === 'block') return this.#block(session.bareJid, jids);
    if (payload.name === 'unblock') return this.#unblock(session.bareJid, jids.length === 0 ? null : jids);
    return { condition: 'bad-request' };
  }

  #block(bareJid: string, jids: readonly string[]): IqAnswer | Promise<IqAnswer> {
    if (jids.length === 0) return { condition: 'bad-request', text: 'whom?' };
    if (jids.some((jid) => parseJid(jid)?.bare === bareJid))
      return { condition: 'not-allowed', text: 'an account cannot block itself' };
    const { maxBlocks } = this.limits;
    const known = new Set(this.lists.of(bareJid));
    for (const jid of jids) known.add(jid);
    if (known.size > maxBlocks)
      return { condition: 'resource-constraint', text: `a block list holds ${maxBlocks} addresses` };
    return this.#afterwards(this.store.add(bareJid, jids), () => {
      let fresh: string[] = [];
      this.presence.around(bareJid, () => {
        fresh = this.lists.add(bareJid, jids);
      });
      if (fresh.length > 0) this.pushes.push(bareJid, withItems('block', fresh));
      return [];
    });
  }

  #unblock(bareJid: string, jids: readonly string[] | null): Promise<IqAnswer> {
    // Asked for before anything changes, so that all that follows happens at once.
    const ready = this.store
      .remove(bareJid, jids)
      .then(() => this.presence.watched(bareJid, jids ?? this.lists.of(bareJid)));
    return this.#afterwards(ready, (contacts) => {
      let gone: string[] = [];
      this.presence.around(bareJid, () => {
        gone = this.lists.remove(bareJid, jids);
      });
      if (gone.length === 0) return [];
      this.pushes.push(bareJid, withItems('unblock', jids === null ? [] : gone));
      this.presence.show(bareJid, contacts);
      return [];
    });
  }

  /** Once it is stored, as effects of the stanza that is being handled now. */
  #afterwards<T>(stored: Promise<T>, effects: (result: T) => IqAnswer): Promise<IqAnswer> {
    const { handling } = this.journal;
    return stored.then((result) => this.journal.within(handling, () => effects(result)));
  }
}

function withItems(name: string, jids: readonly string[]): Element {
  const element = new Element(name, { xmlns: NS.blocking });
  for (const jid of jids) element.c('item', { jid });
  return element;
}

/** The addresses named, prepared; all of them must be ones. */
function readItems(payload: Element): string[] | StanzaFault {
  const jids: string[] = [];
  for (const child of payload.getChildElements()) {
    if (!child.is('item', NS.blocking) || child.attrs['jid'] === undefined)
      return { condition: 'bad-request' };
    const jid = parseJid(child.attrs['jid']);
    if (jid === undefined) return { condition: 'jid-malformed' };
    jids.push(jid.full);
  }
  return jids;
}
