import { Controller, Get, Inject, Query } from '@nestjs/common';
import { type Page, type UserQuery, type UserView, userListing, userQuerySchema } from '#contracts';
import { USER_DIRECTORY, type UserDirectory } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { userPageSchema } from '../openapi/pages.js';
import { filterOrProblem } from '../problems/filter-or-problem.js';
import { pageOrProblem } from '../problems/page-or-problem.js';

@Controller('api/v1/users')
export class UsersController {
  constructor(@Inject(USER_DIRECTORY) private readonly users: UserDirectory) {}

  @Get()
  @Endpoint({
    role: 'viewer',
    does: 'List users that have sessions, old sessions or limits of their own, with what they use of their limits',
    answer: userPageSchema,
    refuses: ['invalid-filter', 'invalid-cursor'],
  })
  list(@Query({ schema: userQuerySchema }) query: UserQuery): Promise<Page<UserView>> {
    const filter = filterOrProblem(userListing, query.filter);
    return pageOrProblem(() => this.users.list({ ...query, filter }));
  }
}
