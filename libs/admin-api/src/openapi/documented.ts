import type * as Swagger from '@nestjs/swagger';

/** What there is to say about a route, in Swagger's words. */
export type Wording = (swagger: typeof Swagger) => readonly MethodDecorator[];

const unsaid: ((swagger: typeof Swagger) => void)[] = [];

/** Documents a route once the document is asked for: Swagger is a fifth of what a start would load, and most starts never need it. */
export const Documented =
  (wording: Wording): MethodDecorator =>
  (target, name, descriptor) => {
    unsaid.push((swagger) => {
      for (const decorate of wording(swagger)) decorate(target, name, descriptor);
    });
  };

/** Swagger, once everything is said about the routes. */
export async function loadSwagger(): Promise<typeof Swagger> {
  const swagger = await import('@nestjs/swagger');
  for (const say of unsaid.splice(0)) say(swagger);
  return swagger;
}
