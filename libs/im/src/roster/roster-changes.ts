import { Inject, Injectable } from '@nestjs/common';
import { type ContactChange, ROSTER_STORE, type RosterStore } from '#ports';
import { SessionJournal } from '#sessions';
import { looksTheSame, stranger } from './contact.js';
import { RosterDraft } from './roster-draft.js';
import { RosterPushes } from './roster-pushes.js';
import { Rosters } from './rosters.js';

/** Changes written together: whoever waits behind a batch should not wait long. */
const MAX_BATCH = 256;

/** What follows once a change is written. @param push tells the owners' interested resources what they can see of it */
export type Effects<T> = (push: () => void) => T;

interface Change {
  readonly owners: readonly string[];
  readonly make: (draft: RosterDraft) => Effects<void>;
  readonly fail: (error: unknown) => void;
}

interface Made {
  readonly change: Change;
  readonly changes: readonly ContactChange[];
  readonly effects: Effects<void>;
}

/**
 * The one place where rosters change. All changes of a turn are made in order, on a draft, and written as one; only then
 * are they put in memory and have their effects, each at once and whole. What could not be written has none.
 */
@Injectable()
export class RosterChanges {
  #waiting: Change[] = [];
  #busy = false;

  constructor(
    @Inject(ROSTER_STORE) private readonly store: RosterStore,
    private readonly rosters: Rosters,
    private readonly pushes: RosterPushes,
    private readonly journal: SessionJournal,
  ) {}

  /** Something is being changed, so what is in memory is about to be old. */
  get busy(): boolean {
    return this.#busy;
  }

  /**
   * @param owners whose rosters `make` looks at or changes
   * @param make draws the change, and answers what follows; what it throws refuses this change alone
   * @returns what the effects answer; rejects when it could not be read or written
   */
  run<T>(owners: readonly string[], make: (draft: RosterDraft) => Effects<T>): Promise<T> {
    const { handling } = this.journal;
    return new Promise<T>((resolve, reject) => {
      const change: Change = {
        owners,
        fail: reject,
        make: (draft) => {
          const effects = make(draft);
          return (push) => resolve(this.journal.within(handling, () => effects(push)));
        },
      };
      this.#waiting.push(change);
      if (this.#busy) return;
      this.#busy = true;
      setImmediate(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, MAX_BATCH));
    this.#busy = false;
  }

  async #commit(batch: readonly Change[]): Promise<void> {
    const owners = [...new Set(batch.flatMap((change) => change.owners))];
    try {
      await this.rosters.hold(owners);
      const draft = new RosterDraft((owner) => this.rosters.loaded(owner));
      const made = batch.flatMap((change) => this.#make(change, draft));
      const changes = draft.changes();
      if (changes.length > 0) await this.store.write(changes);
      for (const one of made) this.#finish(one);
    } catch (error) {
      // Those that have happened already are not moved by it.
      for (const { fail } of batch) fail(error);
    } finally {
      this.rosters.release(owners);
    }
  }

  #make(change: Change, draft: RosterDraft): Made[] {
    try {
      const effects = change.make(draft);
      return [{ change, changes: draft.keep(), effects }];
    } catch (error) {
      draft.discard();
      change.fail(error);
      return [];
    }
  }

  #finish({ change, changes, effects }: Made): void {
    const visible = changes.filter(({ owner, ...contact }) => {
      const roster = this.rosters.loaded(owner);
      const before = roster?.get(contact.jid) ?? stranger(contact.jid);
      roster?.put(contact);
      return !looksTheSame(before, contact);
    });
    try {
      effects(() => this.pushes.push(visible));
    } catch (error) {
      change.fail(error);
    }
  }
}
