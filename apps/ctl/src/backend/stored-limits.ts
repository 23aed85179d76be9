import { ConfigurationError, environmentName, loadConfiguration, type SmacksConfig } from '#config';
import { type LimitName, type LimitView, limitNames, type UserLimits } from '#contracts';
import type { LimitOverride } from '#ports';
import type { Storage } from '#storage';
import { CommandError } from '../command-error.js';

/** Milliseconds in the configuration are seconds in an option. */
const SECOND = 1000;

const defaultOf: Record<LimitName, (smacks: SmacksConfig) => number | null> = {
  smacks_max_hibernated_sessions: (smacks) => smacks.maxHibernatedSessions,
  smacks_max_old_sessions: (smacks) => smacks.maxOldSessions,
  smacks_max_queue_stanzas: (smacks) => smacks.maxQueueStanzas,
  smacks_max_queue_bytes: (smacks) => smacks.maxQueueBytes,
  smacks_hibernation_time: (smacks) => smacks.hibernationTime / SECOND,
  smacks_max_hibernation_time: (smacks) => smacks.maxHibernationTime / SECOND,
};

/** Limits per user while the server is stopped: what is stored beside what is configured. */
export class StoredLimits {
  constructor(
    private readonly smacks: SmacksConfig,
    private readonly storage: Storage,
  ) {}

  async view(bareJid: string): Promise<UserLimits> {
    const overrides = (await this.storage.limits.all()).filter((limit) => limit.bareJid === bareJid);
    const oldSessions = await this.storage.oldSessions.countByUser(bareJid);
    const limits = limitNames.map((name): LimitView => {
      const fallback = defaultOf[name](this.smacks);
      const override = overrides.find((limit) => limit.name === name);
      return {
        name,
        default: fallback,
        override: override ? { value: override.value, setBy: override.setBy, setAt: override.setAt } : null,
        effective: override ? override.value : fallback,
        current: name === 'smacks_max_old_sessions' ? oldSessions : null,
      };
    });
    return { user: bareJid, limits };
  }

  /** A lowered number of old sessions acts at once. @throws {CommandError} for a value that the option would not take */
  async set(override: LimitOverride): Promise<void> {
    const { bareJid, name, value } = override;
    checkAsOption(name, value);
    await this.storage.limits.set(override);
    if (name === 'smacks_max_old_sessions') await this.storage.oldSessions.trim(bareJid, value);
  }

  async clear(cleared: Omit<LimitOverride, 'value'>): Promise<void> {
    const { bareJid, name } = cleared;
    await this.storage.limits.clear(cleared);
    if (name === 'smacks_max_old_sessions') {
      await this.storage.oldSessions.trim(bareJid, this.smacks.maxOldSessions);
    }
  }
}

/** A user's limit may be what the option of the same name may be, so the configuration's own loader judges it. */
function checkAsOption(name: LimitName, value: number | null): void {
  const env = { [environmentName(name)]: value === null ? 'none' : String(value) };
  try {
    loadConfiguration({ env, readFile: () => '' });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const why = error.problems.map((problem) => problem.message).join(', ');
    throw new CommandError(`${name} ${why}.`);
  }
}
