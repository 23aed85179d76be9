import type { DataSource } from 'typeorm';
import { traced } from './statement-trace.js';

/**
 * Raw SQL through the DataSource: TypeORM's repository costs 38 µs a row. Many rows travel as one JSON parameter
 * (`json_each`), which knows no parameter limit and makes any batch one statement, hence one transaction.
 */
export function rows<Row>(
  dataSource: DataSource,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return traced(sql, parameters, () => dataSource.query<Row[]>(sql, [...parameters]));
}

/** Runs an INSERT, UPDATE or DELETE (the driver tells them by their first word); answers how many rows it changed. */
export function change(
  dataSource: DataSource,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<number> {
  return traced(sql, parameters, async () => {
    const runner = dataSource.createQueryRunner();
    try {
      const result = await runner.query(sql, [...parameters], true);
      return result.affected ?? 0;
    } finally {
      await runner.release();
    }
  });
}
