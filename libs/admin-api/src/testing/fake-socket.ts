import { type LiveMessage, liveMessageSchema } from '#contracts';
import type { ViewerSocket } from '../live/viewer.js';

/** A viewer's socket that takes messages as fast as the test lets it. */
export class FakeSocket implements ViewerSocket {
  bufferedAmount = 0;
  closed: number | 'terminated' | undefined;
  readonly sent: LiveMessage[] = [];

  send(data: string): void {
    this.sent.push(liveMessageSchema.parse(JSON.parse(data)));
  }

  close(code: number): void {
    this.closed = code;
  }

  terminate(): void {
    this.closed = 'terminated';
  }

  /** What came since last asked. */
  take(): LiveMessage[] {
    return this.sent.splice(0);
  }
}
