import type { SessionView } from '#contracts';
import type { SessionDirectory } from '#ports';

export interface MirrorChange {
  readonly before: SessionView | undefined;
  readonly after: SessionView | undefined;
}

/** Sessions taken over in one tick; when more have changed the rest comes in the next ones. */
const AT_A_TICK = 4000;

/**
 * The sessions as those who watch lists see them: one object per session, replaced when it changes, shared by every list. It
 * is there while somebody watches a list, and costs nothing otherwise.
 */
export class SessionMirror {
  readonly views = new Map<string, SessionView>();
  #changed = new Set<string>();
  #holders = 0;
  #stop: (() => void) | undefined;
  #ready: Promise<void> = Promise.resolve();

  constructor(private readonly directory: Pick<SessionDirectory, 'find' | 'scan' | 'onChange'>) {}

  /** Resolves when all sessions are in it. Each call needs its {@link release}. */
  hold(): Promise<void> {
    if (this.#holders++ === 0) this.#begin();
    return this.#ready;
  }

  release(): void {
    if (--this.#holders > 0) return;
    this.#stop?.();
    this.#stop = undefined;
    this.views.clear();
    this.#changed = new Set();
  }

  /** Takes over what has changed since it was last asked. */
  collect(): MirrorChange[] {
    const changes: MirrorChange[] = [];
    for (const id of this.#changed) {
      if (changes.length === AT_A_TICK) break;
      this.#changed.delete(id);
      const [before, after] = [this.views.get(id), this.directory.find(id)];
      if (after === undefined) this.views.delete(id);
      else this.views.set(id, after);
      if (before !== undefined || after !== undefined) changes.push({ before, after });
    }
    return changes;
  }

  #begin(): void {
    const { views } = this;
    let stopped = false;
    const unhear = this.directory.onChange((id) => this.#changed.add(id));
    this.#stop = () => {
      stopped = true;
      unhear();
    };
    this.#ready = this.directory.scan([], (view) => {
      if (stopped) return false;
      // One that changed meanwhile may be in it already, and no older for that.
      if (!views.has(view.id)) views.set(view.id, view);
      return undefined;
    });
  }
}
