import { Logger } from '@nestjs/common';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logFacts } from '#telemetry';
import { NestLog } from './log.js';

let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = [];
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>);
  Logger.overrideLogger(new NestLog(pino({ level: 'trace', base: null, timestamp: false }, { write })));
});
afterEach(() => Logger.overrideLogger(false));

describe('the log', () => {
  it('names session, trace and span beside the words, and the context', () => {
    const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    const logger = new Logger('Sessions');
    logger.log('session-ended', logFacts('s1', span));
    logger.warn('nothing is known', logFacts(undefined, undefined));
    expect(lines).toEqual([
      {
        level: 30,
        context: 'Sessions',
        'session.id': 's1',
        trace_id: span.traceId,
        span_id: span.spanId,
        msg: 'session-ended',
      },
      { level: 40, context: 'Sessions', msg: 'nothing is known' },
    ]);
  });

  it('keeps stacks, and knows what is only wiring', () => {
    new Logger('Turn').error('broken', 'Error: why\n  at here');
    new Logger('Turn').error(new Error('plain'));
    new Logger('InstanceLoader').log('initialized');
    new Logger('Turn').debug('small');
    expect(lines).toMatchObject([
      { level: 50, context: 'Turn', msg: 'broken\nError: why\n  at here' },
      { level: 50, context: 'Turn', msg: expect.stringContaining('Error: plain\n') },
      { level: 20, context: 'InstanceLoader', msg: 'initialized' },
      { level: 20, context: 'Turn', msg: 'small' },
    ]);
  });
});
