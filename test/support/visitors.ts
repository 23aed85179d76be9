import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Operator, openBrowser } from './browser.js';
import { control } from './control-socket.js';
import type { Stage } from './stage.js';

/** The browser writes a line for every refusal that a test asks for; what the page itself says is something else. */
const REFUSAL = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** One browser for a spec file, and operators who come with a browser context of their own and leave after their test. */
export class Visitors {
  #browser: Browser | undefined;
  readonly #here: Operator[] = [];

  constructor(private readonly stage: Stage) {
    beforeAll(async () => {
      this.#browser = await openBrowser();
    });
    afterEach(async () => {
      const complaints = this.#here.flatMap((one) => one.complaints).filter((line) => !REFUSAL.test(line));
      await Promise.all(this.#here.splice(0).map((one) => one.page.context().close()));
      expect(complaints).toEqual([]);
    });
    afterAll(() => this.#browser?.close());
  }

  /** Somebody at a page, not signed in. */
  async stranger(path: string): Promise<Operator> {
    if (this.#browser === undefined) throw new Error('the browser is opened before the tests');
    const someone = await Operator.arrive(this.#browser, this.stage.server.address.http);
    // A machine may be busy with much else: checking a password alone costs it a while then.
    someone.page.setDefaultTimeout(90_000);
    this.#here.push(someone);
    await someone.goto(path);
    return someone;
  }

  /** Somebody signed in, at a page. */
  async operator(path: string, username: string, password: string): Promise<Operator> {
    const someone = await this.stranger(path);
    await someone.signIn(username, password);
    await someone.page.getByTestId('user-menu').waitFor();
    return someone;
  }

  /** Adds a dashboard account, as the command line does. */
  async account(username: string, password: string, role: 'viewer' | 'operator' | 'admin'): Promise<void> {
    const body = { username, password, role };
    const answer = await control(this.stage.server.dataDir, 'POST', '/operators', body);
    if (answer.status !== 201) throw new Error(`adding ${username}: ${JSON.stringify(answer)}`);
  }
}
