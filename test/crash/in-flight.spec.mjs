import { describe, expect, it } from 'vitest';
import { inFlight } from './in-flight.mjs';
import { diaries } from './testing-diaries.mjs';

const flight = (written) => inFlight(diaries(written), 10);

describe('what a kill interrupts', () => {
  it('is what a connection that it ended was never told of', () => {
    const juliet = '1 send m.2.0.1, 9 send m.2.0.2, 11 gone server, 12 resume, 13 resumed 2';
    expect(flight({ juliet })).toEqual({ unanswered: 2, accepted: 0 });
  });

  it.each([
    ['was acknowledged on that connection after all', '1 send m.2.0.1, 10.5 h 1, 11 gone server'],
    ['was sent later', '10.5 send m.2.0.1, 11 gone server'],
    ['was sent by one who slept', '1 send m.2.0.1, 9 gone rst, 12 up, 13 gone rst'],
  ])('is nothing that %s', (_what, juliet) => {
    expect(flight({ juliet }).unanswered).toBe(0);
  });

  it('is what was acknowledged and nobody had received', () => {
    const juliet = '1 send m.2.0.1, 2 h 1';
    expect(flight({ juliet, romeo: '20 got m.2.0.1 chat' }).accepted).toBe(1);
    expect(flight({ juliet, romeo: '9 got m.2.0.1 chat' }).accepted).toBe(0);
  });
});
