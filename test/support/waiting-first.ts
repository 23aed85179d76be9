import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The order of files: those that wait for servers, clients and deadlines first, or a small file that waits for a minute is the
 * last and alone. Within both kinds as vitest has it, the largest first.
 */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) =>
      relative(this.ctx.config.root, moduleId).startsWith('test/system/');
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}
