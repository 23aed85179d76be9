import { expect, it } from 'vitest';
import { traceUrl } from './trace-url.js';

const passes = (text: string) => traceUrl().schema.safeParse(traceUrl().fromText(text)).success;

it.each([
  'http://127.0.0.1:16686/trace/{traceId}',
  ' https://grafana.example.org/explore?left={traceId}&trace={traceId} ',
])('%s leads to a trace', (text) => expect(passes(text)).toBe(true));

it.each([
  'https://jaeger.example.org/trace/',
  'javascript:alert("{traceId}")',
  '{traceId}',
  'https://user:secret@jaeger/{traceId}',
  'https://jaeger/{traceId}/{spanId}',
  "https://jaeger/{traceId}'onclick",
])('%s does not', (text) => expect(passes(text)).toBe(false));
