import type { LiveRequest, LiveTransport } from '#contracts';

/** A WebSocket whose other end is the test. */
export class FakeSocket implements LiveTransport {
  onmessage: LiveTransport['onmessage'] = null;
  onclose: LiveTransport['onclose'] = null;
  closedWith: number | undefined;
  readonly asked: LiveRequest[] = [];

  send(text: string): void {
    this.asked.push(JSON.parse(text) as LiveRequest);
  }

  say(message: unknown): void {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }

  /** The server or the network ends it. */
  end(code = 1006): void {
    this.onclose?.({ code });
  }

  close(code = 1005): void {
    this.closedWith = code;
    this.end(code);
  }
}
