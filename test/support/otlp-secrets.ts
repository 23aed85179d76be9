import { createHash } from 'node:crypto';
import type { CollectedTelemetry } from './otlp-collected.js';

/** One piece of text that left the server as telemetry, and where in it. */
export interface ExportedText {
  readonly where: string;
  readonly text: string;
}

/** Every string of every span and metric received: names, attributes, events, links, status, resource and scope. */
export function exportedTexts(collector: CollectedTelemetry): ExportedText[] {
  const found: ExportedText[] = [];
  for (const span of collector.spans()) walk(span, span.name, found);
  for (const metric of collector.metrics()) walk(metric, metric.name, found);
  return found;
}

function walk(value: unknown, where: string, found: ExportedText[]): void {
  if (typeof value === 'string') found.push({ where, text: value });
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) found.push({ where: `${where}.${key}`, text: key });
      walk(inner, `${where}.${key}`, found);
    }
}

/** Where any of the secrets stands, in whatever case and also where it is only a part. */
export function leaks(texts: readonly ExportedText[], secrets: Readonly<Record<string, string>>): string[] {
  return texts.flatMap(({ where, text }) =>
    Object.entries(secrets)
      .filter(([, secret]) => text.toLowerCase().includes(secret.toLowerCase()))
      .map(([what]) => `${where} tells the ${what}: ${text}`),
  );
}

/** A resumption id in all the forms that more than eight characters of would be too much of. */
export function formsOfSmId(smId: string): Record<string, string> {
  const hash = createHash('sha256').update(smId).digest();
  return {
    'resumption id': smId,
    'hash of the resumption id in hex': hash.toString('hex').slice(0, 9),
    'hash of the resumption id in base64': hash.toString('base64url').slice(0, 9),
  };
}
