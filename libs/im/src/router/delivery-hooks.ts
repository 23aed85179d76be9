import { Injectable } from '@nestjs/common';
import type { Jid } from '#jid';
import type { Session } from '#sessions';
import type { StanzaKind } from '#stanza';
import type { QueuedStanza } from '#stream-management';
import type { Element } from '#xml';

/**
 * Looks at a stanza for an account before it is routed. True: it goes no further, and the gate has answered it where an
 * answer is due. @param to the address as it was prepared
 */
export type DeliveryGate = (sender: Session, stanza: Element, kind: StanzaKind, to: Jid) => boolean;

/** A message that was accepted for an account. */
export interface AcceptedMessage {
  readonly sender: Session;
  readonly stanza: Element;
  readonly queued: QueuedStanza;
  /** Bare JID of the account. */
  readonly to: string;
  /** Its sessions that were given it; none when it was kept for later. */
  readonly recipients: readonly Session[];
}

export type AcceptanceObserver = (message: AcceptedMessage) => void;

/** Whether a viewer may not be told the owner's presence, whatever the rosters say; bare JIDs, or full ones of resources. */
export type PresenceGate = (owner: string, viewer: string) => boolean;

/** What services have a say in a stanza's way, in the order in which they joined; nobody is asked where nobody did. */
@Injectable()
export class DeliveryHooks {
  readonly gates: DeliveryGate[] = [];
  readonly observers: AcceptanceObserver[] = [];
  /** Asked for each resource that a broadcast goes to, and for each answer to a probe. */
  readonly presenceGates: PresenceGate[] = [];

  /** True when a gate has dealt with the stanza. */
  stops(sender: Session, stanza: Element, kind: StanzaKind, to: Jid): boolean {
    for (const gate of this.gates) if (gate(sender, stanza, kind, to)) return true;
    return false;
  }

  hides(owner: string, viewer: string): boolean {
    for (const gate of this.presenceGates) if (gate(owner, viewer)) return true;
    return false;
  }

  accepted(message: AcceptedMessage): void {
    for (const observer of this.observers) observer(message);
  }
}
