import fc from 'fast-check';
import type { Call } from './administrators.js';
import type { ApiDocument, Operation, Parameter } from './api-document.js';
import { hostile, nearly } from './arbitraries.js';

/** Encoded for an address whatever is in it: a lone surrogate has no UTF-8 and goes as bytes that are none either. */
const encoded = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ed%a0%80';
  }
};

/** Bodies that are no JSON, or no JSON of a shape. */
const garbage = fc.constantFrom(
  '',
  '{',
  '[]',
  'null',
  '1',
  '"x"',
  '{"a":}',
  '\ufeff{}',
  '{"a":1}{"b":2}',
  '[[[[',
);

const strange: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { origin: 'http://evil.example' },
      { 'x-csrf-token': 'wrong' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'if-match': '"stale"' },
      { 'if-match': '*' },
      { 'idempotency-key': 'x'.repeat(300) },
      { 'content-encoding': 'gzip' },
      { authorization: 'Bearer' },
      { accept: 'image/png' },
    ),
  },
);

/** Calls of one route: half of what it asks for, half of what it does not, made from its document. `known` are names of what is there. */
export function callsOf(
  { method, path, parameters, body }: Operation,
  { resolve }: ApiDocument,
  known: readonly string[],
): fc.Arbitrary<Call> {
  const value = ({ schema = {} }: Parameter) =>
    fc.oneof(nearly(schema, resolve, known), hostile, fc.constantFrom<unknown>(...known));
  const within = (place: Parameter['in']) => parameters.filter((parameter) => parameter.in === place);
  const names = within('path');
  const inPath = fc.tuple(...names.map(value)).map((values) =>
    names.reduce((text, { name }, i) => {
      // Empty or made of dots it would be another address.
      const segment = encoded(values[i]);
      return text.replace(`{${name}}`, /^\.{0,2}$/.test(segment) ? 'x' : segment);
    }, path),
  );
  const inQuery = fc
    .tuple(
      ...within('query').map((parameter) =>
        fc.option(value(parameter).map((v) => [parameter.name, v] as const)),
      ),
    )
    .map((pairs) =>
      pairs.flatMap((pair) => (pair === null ? [] : [`${pair[0]}=${encoded(pair[1])}`])).join('&'),
    );
  const text =
    body === undefined
      ? fc.option(garbage, { nil: undefined, freq: 5 })
      : bodyText(nearly(body, resolve, known));
  return fc
    .record({ address: inPath, query: inQuery, headers: strange, text })
    .map(({ address, query, headers, text: given }) => ({
      method,
      path: query === '' ? address : `${address}?${query}`,
      headers,
      ...(method !== 'GET' && { body: given }),
    }));
}

function bodyText(value: fc.Arbitrary<unknown>): fc.Arbitrary<string | undefined> {
  return fc.oneof(
    { weight: 9, arbitrary: value.map((given) => JSON.stringify(given) ?? 'null') },
    { weight: 1, arbitrary: garbage },
  );
}
