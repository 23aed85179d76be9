/** A WebSocket whose other end is the test. */
export class FakeSocket {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closedWith: number | undefined;

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
