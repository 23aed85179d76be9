import type { Account, AccountStore } from '#ports';
import {
  decodeBase64,
  encodeBase64,
  type PasswordCheck,
  type SaslCondition,
  type SaslDeps,
  type SaslExchange,
  type SaslOutcome,
  startExchange,
} from '#sasl';
import { type Element, NS } from '#xml';

/** What an element of the SASL exchange led to. */
export type AuthStep =
  | { readonly kind: 'continue'; readonly answer: string }
  | { readonly kind: 'success'; readonly answer: string; readonly username: string }
  | { readonly kind: 'failure'; readonly answer: string; readonly condition: string };

/** The SASL part of one stream (RFC 6120 §6): at most one exchange at a time. */
export class Authentication {
  mechanism = '';
  /** The account asked for, as far as the exchange got. */
  username: string | undefined;
  #exchange: SaslExchange | undefined;
  #account: Account | undefined;

  constructor(
    private readonly deps: SaslDeps,
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordCheck,
  ) {}

  /** Takes `<auth/>`, `<response/>` or `<abort/>`. */
  async receive(element: Element): Promise<AuthStep> {
    switch (element.name) {
      case 'auth':
        return this.#start(element);
      case 'response':
        return this.#exchange === undefined ? fail('malformed-request') : this.#feed(element);
      case 'abort':
        this.#exchange = undefined;
        return fail('aborted');
      default:
        return fail('malformed-request');
    }
  }

  #start(element: Element): Promise<AuthStep> | AuthStep {
    this.mechanism = String(element.attrs['mechanism'] ?? '');
    this.username = undefined;
    this.#account = undefined;
    this.#exchange = startExchange(this.mechanism, this.deps);
    return this.#exchange === undefined ? fail('invalid-mechanism') : this.#feed(element);
  }

  async #feed(element: Element): Promise<AuthStep> {
    const exchange = this.#exchange as SaslExchange;
    const text = element.getText().trim();
    // An empty <auth/> brings no initial response; an empty <response/> is an empty one (RFC 6120 §6.4.2).
    const payload = text === '' && element.name === 'auth' ? null : decodeBase64(text);
    if (payload === undefined) return this.#end(fail('incorrect-encoding'));
    return this.#follow(exchange, exchange.receive(payload));
  }

  async #follow(exchange: SaslExchange, outcome: SaslOutcome): Promise<AuthStep> {
    switch (outcome.kind) {
      case 'challenge':
        return {
          kind: 'continue',
          answer: `<challenge xmlns='${NS.sasl}'>${encodeBase64(outcome.data)}</challenge>`,
        };
      case 'need-keys':
        await this.#lookUp(outcome.username);
        return this.#follow(exchange, exchange.supply(this.#account?.keys));
      case 'check-password': {
        const jid = await this.#lookUp(outcome.username);
        const right = await this.passwords.check(jid, outcome.password, this.#account?.keys);
        return right ? this.#succeed(outcome.username) : this.#end(fail('not-authorized'));
      }
      case 'success':
        return this.#succeed(outcome.username, outcome.data);
      case 'failure':
        return this.#end(fail(outcome.condition, outcome.text));
    }
  }

  async #lookUp(username: string): Promise<string> {
    this.username = username;
    const jid = `${username}@${this.deps.domain}`;
    this.#account = await this.accounts.find(jid);
    return jid;
  }

  #succeed(username: string, data?: Buffer): AuthStep {
    if (this.#account?.disabled) return this.#end(fail('account-disabled'));
    this.#exchange = undefined;
    const text = data === undefined ? '' : encodeBase64(data);
    return {
      kind: 'success',
      username,
      answer: text === '' ? `<success xmlns='${NS.sasl}'/>` : `<success xmlns='${NS.sasl}'>${text}</success>`,
    };
  }

  #end(step: AuthStep): AuthStep {
    this.#exchange = undefined;
    return step;
  }
}

function fail(condition: SaslCondition, text?: string): AuthStep {
  const words = text === undefined ? '' : `<text xml:lang='en'>${text.replace(/[<&]/g, ' ')}</text>`;
  return {
    kind: 'failure',
    condition,
    answer: `<failure xmlns='${NS.sasl}'><${condition}/>${words}</failure>`,
  };
}
