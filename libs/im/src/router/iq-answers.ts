import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { Delivery, type Session, SessionJournal } from '#sessions';
import { errorReply, iqResult } from '#stanza';
import type { Element } from '#xml';
import { type IqAnswer, type IqTarget, isStanzaFault } from '../registry/iq-handler.js';
import { IqRegistry } from '../registry/iq-registry.js';
import { outgoing } from './outgoing.js';

/** Iqs the server answers itself: every get and set gets a result or an error, none is dropped (RFC 6120 §8.2.3). */
@Injectable()
export class IqAnswers {
  readonly #logger = new Logger('IqAnswers');

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: IqRegistry,
    private readonly delivery: Delivery,
    private readonly journal: SessionJournal,
  ) {}

  /** @returns a promise when the answer has to wait, so that h waits with it */
  answer(session: Session, iq: Element, target: IqTarget, to: string): Promise<void> | undefined {
    const type = iq.attrs['type'] as string;
    if (type !== 'get' && type !== 'set') return undefined;
    const payload = iq.getChildElements()[0] as Element;
    const handle = this.registry.find(target, type, payload.getNS() ?? '');
    if (handle === undefined) {
      this.#send(session, iq, { condition: 'service-unavailable' });
      return undefined;
    }
    try {
      const answer = handle(payload, { session, target, to });
      if (!(answer instanceof Promise)) {
        this.#send(session, iq, answer);
        return undefined;
      }
      const { handling } = this.journal;
      return answer
        .then((late) => this.journal.within(handling, () => this.#send(session, iq, late)))
        .catch((error) => this.journal.within(handling, () => this.#broke(session, iq, error)));
    } catch (error) {
      this.#broke(session, iq, error);
      return undefined;
    }
  }

  #send(session: Session, iq: Element, answer: IqAnswer): void {
    const reply = isStanzaFault(answer)
      ? errorReply(iq, answer.condition, answer.text === undefined ? {} : { text: answer.text })
      : iqResult(iq, ...answer);
    if (reply !== undefined) this.delivery.deliver(session, outgoing(reply, 'iq', this.clock.now()));
  }

  #broke(session: Session, iq: Element, error: unknown): void {
    this.#logger.error(`an iq handler failed: ${error instanceof Error ? error.stack : String(error)}`);
    this.#send(session, iq, { condition: 'internal-server-error' });
  }
}
