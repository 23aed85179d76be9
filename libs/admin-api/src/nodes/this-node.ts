import { hostname, loadavg } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import type { NodeView } from '#contracts';
import {
  EVENT_STORE,
  type EventStore,
  NODE_CONTROL,
  type NodeControl,
  SESSION_DIRECTORY,
  type SessionDirectory,
} from '#ports';
import { Readiness } from '../health/readiness.js';
import { DiskWatch } from './disk-watch.js';
import { NodeListeners } from './node-listeners.js';
import { ProcessWatch } from './process-watch.js';

/** This process as operators see it. Its id is its machine's name, in letters that need no escaping. */
@Injectable()
export class ThisNode {
  readonly id =
    hostname()
      .toLowerCase()
      .replace(/[^a-z0-9.-]/g, '-') || 'node';

  constructor(
    @Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory,
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(NODE_CONTROL) private readonly control: NodeControl,
    private readonly readiness: Readiness,
    private readonly listeners: NodeListeners,
    private readonly watch: ProcessWatch,
    private readonly disk: DiskWatch,
  ) {}

  view(): NodeView {
    const { version, startedAt, connected, hibernating, rssBytes, journal } = this.directory.overview();
    const { cpu, loopDelay } = this.watch.figures();
    return {
      id: this.id,
      name: hostname(),
      version,
      runtime: process.version,
      pid: process.pid,
      startedAt,
      state: this.readiness.state,
      sessions: { connected, hibernating },
      connections: this.control.open,
      ...{ cpu, loadAverage: loadavg()[0] ?? 0, loopDelay, rssBytes, journal },
      disk: this.disk.figures,
      listeners: { ...this.listeners.addresses },
      events: { ...this.events.status() },
    };
  }

  /** Nobody new is let in, and `/readyz` says so; false when it is stopping or not there yet. */
  drain(): boolean {
    if (this.readiness.state !== 'ready') return false;
    this.readiness.state = 'draining';
    this.control.drained = true;
    return true;
  }

  /** Undoes {@link drain}; false when that is not what holds it. */
  admit(): boolean {
    if (!this.control.drained) return false;
    this.control.drained = false;
    this.readiness.state = 'ready';
    return true;
  }
}
