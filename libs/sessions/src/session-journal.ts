import { Injectable } from '@nestjs/common';
import type { Session } from './session.js';
import { OutboxTurn } from './turn.js';

/** What of a session must outlive the process, told to the journal in the turn in which it happens. */
@Injectable()
export class SessionJournal {
  constructor(private readonly turn: OutboxTurn) {}

  /** Presence, priority, carbons, interest, client state or directed presence of the session are others than before. */
  changed(_session: Session): void {
    if (!this.turn.recording) return;
  }
}
