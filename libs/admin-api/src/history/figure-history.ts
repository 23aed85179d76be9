import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Overview } from '#contracts';
import {
  CLOCK,
  type Clock,
  HISTORY_STORE,
  type HistoryRow,
  type HistoryStore,
  SESSION_DIRECTORY,
  type SessionDirectory,
} from '#ports';
import { Sampling } from '../nodes/sampling.js';
import { rolledUp } from './history-grid.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often figures are taken, and for how long each resolution is kept, ms. */
export const RESOLUTIONS = [
  { step: 10 * SECOND, keep: HOUR },
  { step: MINUTE, keep: DAY },
  { step: 10 * MINUTE, keep: 7 * DAY },
] as const;
const [FINE, ...COARSE] = RESOLUTIONS;
const TEN_MINUTES = 10 * MINUTE;

type Totals = Readonly<Record<string, number>>;

/**
 * The past of the overview's figures: taken every ten seconds, written once a minute. What is finer than a minute is lost in a
 * crash, and the rest is made of it again at the next start.
 */
@Injectable()
export class FigureHistory implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('History');
  /** Of the last hour, oldest first. */
  private fine: HistoryRow[] = [];
  private unwritten: HistoryRow[] = [];
  private totals: Totals = {};
  private stop: (() => void) | undefined;

  constructor(
    @Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory,
    @Inject(HISTORY_STORE) private readonly store: HistoryStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sampling: Sampling,
  ) {}

  async onModuleInit(): Promise<void> {
    // From a full ten minutes on, so that nothing is made of a part.
    const since = Math.ceil((this.clock.now() - FINE.keep) / TEN_MINUTES) * TEN_MINUTES;
    this.fine = await this.store.read(FINE.step, since);
    // What the stretches have in common with a process that ended before they did.
    this.unwritten = this.closed(this.fine, this.clock.now());
    this.stop = this.sampling.start(FINE.step, () => void this.sample());
  }

  async onModuleDestroy(): Promise<void> {
    this.stop?.();
    await this.write();
  }

  /** Takes the figures of now. Resolves when what was due has been written. */
  async sample(): Promise<void> {
    const at = Math.floor(this.clock.now() / FINE.step) * FINE.step;
    const { levels, totals } = figuresOf(this.directory.overview(), this.clock.now());
    const added: Record<string, number> = {};
    for (const [name, value] of Object.entries(totals)) added[name] = value - (this.totals[name] ?? 0);
    this.totals = totals;
    const row: HistoryRow = { step: FINE.step, at, figures: { ...levels, ...added } };
    this.fine.push(row);
    this.unwritten.push(row);
    const end = at + FINE.step;
    while ((this.fine[0]?.at ?? end) < end - FINE.keep) this.fine.shift();
    if (end % MINUTE !== 0) return;
    const since = Math.floor((end - 1) / TEN_MINUTES) * TEN_MINUTES;
    const recent = this.fine.filter((one) => one.at >= since);
    this.unwritten.push(...this.closed(recent, end));
    await this.write();
    if (end % TEN_MINUTES === 0) await this.prune(end);
  }

  /** Stretches of the coarsest resolution that has `range` ms, oldest first, as far as they are over or begun. */
  async of(range: number, now = this.clock.now()): Promise<{ step: number; rows: readonly HistoryRow[] }> {
    const { step } = RESOLUTIONS.find(({ keep }) => range <= keep) ?? RESOLUTIONS[2];
    const from = Math.floor((now - range) / step) * step;
    if (step === FINE.step) return { step, rows: this.fine.filter(({ at }) => at >= from) };
    const kept = await this.store.read(step, from);
    const known = new Set(kept.map(({ at }) => at));
    const begun = rolledUp(this.fine, step).filter(({ at }) => at >= from && !known.has(at));
    return { step, rows: [...kept, ...begun].sort((a, b) => a.at - b.at) };
  }

  /** The coarser stretches that are over by `now`, as far as `fine` has them. */
  private closed(fine: readonly HistoryRow[], now: number): HistoryRow[] {
    return COARSE.flatMap(({ step }) => rolledUp(fine, step).filter(({ at }) => at + step <= now));
  }

  private async write(): Promise<void> {
    const rows = this.unwritten;
    this.unwritten = [];
    try {
      await this.store.write(rows);
    } catch (error) {
      this.logger.warn(`figures could not be written, trying again: ${String(error)}`);
      // An hour of them at most: the charts of this hour are made of what is in memory anyway.
      this.unwritten = [...rows, ...this.unwritten].slice(-500);
    }
  }

  private async prune(now: number): Promise<void> {
    try {
      for (const { step, keep } of RESOLUTIONS) await this.store.prune(step, now - keep);
    } catch (error) {
      this.logger.warn(`old figures could not be forgotten: ${String(error)}`);
    }
  }
}

function figuresOf(overview: Overview, now: number): { levels: Totals; totals: Totals } {
  const { connected, hibernating, oldSessions, queuedStanzas, queuedBytes, rssBytes, loopDelayP99 } =
    overview;
  const { resumes, resumeFailures, expiries, evictions, stanzasIn, stanzasOut } = overview;
  const { oldestUnackedAt, ackLatency, journal } = overview;
  return {
    levels: {
      ...{ connected, hibernating, oldSessions, queuedStanzas, queuedBytes, rssBytes },
      oldestUnacked: oldestUnackedAt === null ? 0 : Math.max(0, now - oldestUnackedAt),
      loopDelayP99: rounded(loopDelayP99),
      journalBytes: journal?.bytes ?? 0,
      // What was not measured is not said: a zero would be a claim.
      ...(ackLatency === null ? {} : { ackP50: ackLatency.p50, ackP99: ackLatency.p99 }),
      ...(journal === null
        ? {}
        : { journalAppend: rounded(journal.longestAppend), journalIntents: journal.intents }),
    },
    totals: { resumes, resumeFailures, expiries, evictions, stanzasIn, stanzasOut },
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
