import type { Browser, Page } from 'playwright-core';
import type { ConverseSite } from './converse-site.js';

/** For converse.js to show what has happened; before it dials again it waits for 3 s by itself. */
export const SOON = { timeout: 30_000 };

/** Somebody at converse.js. */
export class ConverseVisitor {
  readonly breakdowns: string[] = [];
  /** The stream elements of the WebSocket that are about stream management, in the order they passed. */
  readonly verdicts: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly peer: string,
  ) {
    page.on('pageerror', (error) => this.breakdowns.push(String(error)));
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        const verdict = /^<(enabled|resumed|failed) /.exec(String(payload));
        if (verdict?.[1]) this.verdicts.push(verdict[1]);
      });
    });
  }

  /** Opens the site, which signs in by itself; nothing but the site is asked for anything. */
  static async arrive(browser: Browser, site: ConverseSite, peer: string): Promise<ConverseVisitor> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.route(
      ({ origin }) => origin !== site.origin,
      (route) => route.abort(),
    );
    const visitor = new ConverseVisitor(await context.newPage(), peer);
    await visitor.page.goto(site.origin);
    return visitor;
  }

  /** Adds the peer to the contacts, which asks for a subscription. */
  async befriend(name: string): Promise<void> {
    const form = this.page.locator('converse-add-contact-modal form');
    await this.page.locator('.dropdown--contacts button').click(SOON);
    await this.page.locator('.add-contact').click(SOON);
    await form.locator('input[name="jid"]').fill(this.peer);
    await form.locator('[name="name"]').fill(name);
    await form.locator('[type="submit"]').click(SOON);
  }

  async openChat(): Promise<void> {
    await this.page.locator(`.open-chat[data-jid="${this.peer}"]`).first().click(SOON);
  }

  async say(words: string): Promise<void> {
    const pen = this.page.locator('textarea.chat-textarea');
    await pen.fill(words);
    await pen.press('Enter');
  }

  /** All that the conversation shows. */
  conversation(): Promise<string[]> {
    return this.page.locator('.chat-msg__text').allTextContents();
  }
}
