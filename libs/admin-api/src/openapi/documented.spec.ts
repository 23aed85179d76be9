import { expect, it } from 'vitest';
import { Documented, loadSwagger } from './documented.js';

it('says what there is to say about a route when Swagger is loaded, in order and once', async () => {
  const said: string[] = [];
  const saying =
    (word: string): MethodDecorator =>
    (target, name) => {
      said.push(`${target.constructor.name}.${String(name)} ${word}`);
    };
  class Routes {
    @Documented(() => [saying('first'), saying('second')])
    answer(): void {}
  }
  expect(new Routes().answer()).toBeUndefined();
  expect(said).toEqual([]);
  const { ApiOperation } = await loadSwagger();
  expect(ApiOperation).toBeTypeOf('function');
  expect(said).toEqual(['Routes.answer first', 'Routes.answer second']);
  await loadSwagger();
  expect(said).toHaveLength(2);
});
