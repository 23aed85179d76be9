import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

/** Debian's package; nothing is downloaded. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const SHOTS = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));

/** Off: what would reach for the world, which a test must not. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws naming the package when there is no Chromium */
export async function openBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
  } catch (error) {
    throw new Error(`Chromium did not start from ${EXECUTABLE}: apt-get install chromium. ${String(error)}`);
  }
}

/** An operator at the dashboard. Fails the test on anything the page itself complains about. */
export class Operator {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly base: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    // A 401 before sign-in is how the page learns that nobody is signed in; the browser logs it all the same.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) this.complaints.push(message.text());
    });
  }

  static async arrive(browser: Browser, httpPort: number): Promise<Operator> {
    const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    return new Operator(await context.newPage(), `http://127.0.0.1:${httpPort}`);
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.base}${path}`);
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByTestId('username').fill(username);
    await this.page.getByTestId('password').fill(password);
    await this.page.getByTestId('sign-in').click();
  }

  /** A session's row by its resource. */
  row(resource: string): Locator {
    return this.page.getByTestId('session-row').filter({ hasText: resource });
  }

  /** Resolves when the page has its heading, is live, and nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.page.locator('[data-testid="live-lamp"][data-channel="live"]').waitFor();
    await this.page.locator('#content h1').first().waitFor();
    const coming = this.page.locator('[role="status"][aria-label="Loading"], [aria-busy="true"]');
    await coming.first().waitFor({ state: 'hidden' });
  }

  /** Of the page itself, what opens a menu, a list or a dialog. */
  async openers(): Promise<Locator[]> {
    return this.page.locator('#content [aria-haspopup]:not([disabled]):visible').all();
  }

  async wear(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  }

  /** A picture to be looked at by a person. */
  async shoot(name: string): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }

  /** Does something in a window as narrow as a small phone. */
  async onPhone(act: () => Promise<void>): Promise<void> {
    await this.page.setViewportSize({ width: 360, height: 740 });
    await act();
    await this.page.setViewportSize({ width: 1280, height: 800 });
  }

  /** The same page light, dark and on a phone. */
  async photograph(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.wear(colorScheme);
      await this.shoot(`${name}-${colorScheme}`);
    }
    await this.wear('light');
    await this.onPhone(() => this.shoot(`${name}-360`));
  }

  /** How far the page can be scrolled sideways now; must be nothing. */
  sideways(): Promise<number> {
    return this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
  }

  async sidewaysAt360(): Promise<number> {
    let over = 0;
    await this.onPhone(async () => {
      over = await this.sideways();
    });
    return over;
  }
}
