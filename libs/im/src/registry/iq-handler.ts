import type { Session } from '#sessions';
import type { StanzaCondition } from '#stanza';
import type { Element } from '#xml';

/** Whom an iq that the server answers was addressed to. */
export type IqTarget = 'server' | 'own-account' | 'other-account';

export interface IqContext {
  readonly session: Session;
  readonly target: IqTarget;
  /** The bare JID or domain addressed. */
  readonly to: string;
}

/** The children of the result; a thrown or returned error is answered as one. A promise holds the stanza's place in h. */
export type IqAnswer = readonly Element[] | StanzaFault;

/** An error answer by its condition (RFC 6120 §8.3.3). */
export interface StanzaFault {
  readonly condition: StanzaCondition;
  readonly text?: string;
}

export const isStanzaFault = (answer: IqAnswer): answer is StanzaFault => !Array.isArray(answer);

export type IqHandlerFunction = (payload: Element, context: IqContext) => IqAnswer | Promise<IqAnswer>;

export interface IqHandlerOptions {
  readonly namespace: string;
  readonly type: 'get' | 'set';
  /** Which addressees it answers for. */
  readonly targets: readonly IqTarget[];
  /** Whose disco#info lists the namespace (XEP-0030). */
  readonly advertised: readonly IqTarget[];
}

const HANDLERS = Symbol('dormouse:iq-handlers');

/**
 * Declares a method as the answer to iqs with this payload. The registry finds it at boot.
 * @param options `advertised`: whose disco#info lists the namespace; all targets unless said otherwise, false: nobody's
 */
export function IqHandler(
  namespace: string,
  type: 'get' | 'set',
  options: { targets: readonly IqTarget[]; advertised?: readonly IqTarget[] | false },
): MethodDecorator {
  return (target, key) => {
    const declared: IqHandlerOptions & { key: PropertyKey } = {
      namespace,
      type,
      targets: options.targets,
      advertised: options.advertised === false ? [] : (options.advertised ?? options.targets),
      key,
    };
    const list = (Reflect.get(target.constructor, HANDLERS) as unknown[] | undefined) ?? [];
    Object.defineProperty(target.constructor, HANDLERS, { value: [...list, declared], configurable: true });
  };
}

/** What {@link IqHandler} declared on an instance's class, bound to the instance. */
export function declaredHandlers(
  instance: object,
): { options: IqHandlerOptions; handle: IqHandlerFunction }[] {
  const list = (Reflect.get(instance.constructor, HANDLERS) ?? []) as (IqHandlerOptions & {
    key: PropertyKey;
  })[];
  return list.map((options) => ({
    options,
    handle: (Reflect.get(instance, options.key) as IqHandlerFunction).bind(instance),
  }));
}
