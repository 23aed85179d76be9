import { SpanKind } from '@opentelemetry/api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  linkTo,
  older,
  plainSpan,
  recordSpans,
  session,
  sessionAttributes,
  T,
} from '../../../test/support/recorded-spans.js';
import { recordAdmin, tracing } from './index.js';

let recorded: ReturnType<typeof recordSpans>;

beforeEach(() => {
  recorded = recordSpans();
  tracing.enabled = true;
});

afterEach(async () => {
  Object.assign(tracing, { enabled: false, userId: false });
  await recorded.stop();
});

it('an operator’s action names the actor and links to the session', () => {
  recordAdmin({ action: 'session.kill', actor: 'admin', at: T, auditId: '42', session, link: older });
  expect(recorded.spans()).toMatchObject([
    {
      ...plainSpan,
      name: 'admin.session.kill',
      kind: SpanKind.SERVER,
      times: [T, T],
      attributes: { ...sessionAttributes, 'admin.actor': 'admin', 'admin.audit_id': '42' },
      links: [linkTo(older)],
    },
  ]);
});

it('an operator’s action belongs to the trace of the request, where that is sampled', () => {
  const remote = { ...older, sampled: true };
  const act = { action: 'session.kill', actor: 'admin', at: T };
  recordAdmin({ ...act, remote });
  recordAdmin({ ...act, remote: { ...remote, sampled: false } });
  expect(recorded.spans()).toMatchObject([{ parent: older.spanId }, { parent: undefined }]);
  expect(recorded.traceIds()).toContain(older.traceId);
});
