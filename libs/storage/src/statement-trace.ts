import { drawn, errorTypeOf, recordDatabaseBatch, tracing } from '#telemetry';

/** A statement that writes, and the table it writes to; one that only reads does not match. */
const WRITES = /\b(INSERT|UPDATE|DELETE|REPLACE)\s+(?:OR\s+\w+\s+)?(?:INTO\s+|FROM\s+)?"?(\w+)/i;

/** Runs a statement, and tells of it where it writes and is among those that are drawn, or fails. */
export async function traced<T>(
  sql: string,
  parameters: readonly unknown[],
  run: () => Promise<T>,
): Promise<T> {
  if (!tracing.enabled) return run();
  const draw = drawn('storage');
  const startedAt = Date.now();
  const begun = performance.now();
  try {
    const result = await run();
    if (draw) record(sql, parameters, startedAt, performance.now() - begun);
    return result;
  } catch (error) {
    record(sql, parameters, startedAt, performance.now() - begun, errorTypeOf(error));
    throw error;
  }
}

function record(
  sql: string,
  parameters: readonly unknown[],
  startedAt: number,
  took: number,
  failure?: string,
): void {
  const [, operation, collection] = WRITES.exec(sql) ?? [];
  if (operation === undefined) return;
  recordDatabaseBatch({
    system: 'sqlite',
    operation: operation.toUpperCase(),
    collection,
    size: rowsOf(parameters),
    startedAt,
    endedAt: startedAt + took,
    failure,
  });
}

/** How many rows travel in the JSON parameter; undefined without one. */
function rowsOf(parameters: readonly unknown[]): number | undefined {
  const [json] = parameters.filter((parameter) => typeof parameter === 'string');
  if (!json?.startsWith('[')) return undefined;
  try {
    const values: unknown = JSON.parse(json);
    return Array.isArray(values) ? values.length : undefined;
  } catch {
    // A text of somebody's that looks like it.
    return undefined;
  }
}
