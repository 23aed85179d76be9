import { Body, Controller, Delete, Get, Inject, Param, Post } from '@nestjs/common';
import {
  type ApiKeyView,
  type MadeApiKey,
  madeApiKeySchema,
  type NewApiKey,
  newApiKeySchema,
  type Page,
} from '#contracts';
import { API_KEY_STORE, type ApiKey, type ApiKeyStore } from '#ports';
import { AuditTrail } from '../audit/audit-trail.js';
import { Endpoint } from '../openapi/endpoint.js';
import { apiKeyPageSchema } from '../openapi/pages.js';
import { ApiProblem } from '../problems/api-problem.js';
import { ApiKeys } from './api-keys.js';
import { By, type Caller } from './caller.js';

@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    @Inject(API_KEY_STORE) private readonly store: ApiKeyStore,
    private readonly apiKeys: ApiKeys,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @Endpoint({ role: 'admin', does: 'List the API keys by name, expired ones too', answer: apiKeyPageSchema })
  async list(): Promise<Page<ApiKeyView>> {
    const items = (await this.store.list()).map(viewOf);
    return { items, next: null, total: items.length };
  }

  @Post()
  @Endpoint({
    role: 'admin',
    does: 'Make an API key; it is shown in this answer only',
    status: 201,
    answer: madeApiKeySchema,
    refuses: ['api-key-exists'],
    changes: true,
  })
  make(@Body({ schema: newApiKeySchema }) body: NewApiKey, @By() by: Caller): Promise<MadeApiKey> {
    const after = `${body.role}, ${body.days} days`;
    const intent = { by, action: 'api-key-make', target: `key:${body.name}`, detail: '', after };
    return this.audit.perform(intent, async () => {
      const { key, row } = await this.apiKeys.make(body, by.username);
      return { key, view: viewOf(row) };
    });
  }

  @Delete(':id')
  @Endpoint({
    role: 'admin',
    does: 'Revoke an API key',
    status: 204,
    refuses: ['no-such-api-key'],
    changes: true,
  })
  async revoke(@Param('id') id: string, @By() by: Caller): Promise<void> {
    const known = (await this.store.list()).find((key) => key.id === id);
    const target = known === undefined ? id : `key:${known.name}`;
    const intent = { by, action: 'api-key-revoke', target, detail: '', before: known?.role };
    await this.audit.perform(intent, async () => {
      if ((await this.store.remove(id)) === undefined) throw new ApiProblem('no-such-api-key');
    });
  }
}

/** Leaves out the hash. */
function viewOf(key: ApiKey): ApiKeyView {
  const { id, name, role, createdBy, createdAt, expiresAt, lastUsedAt, lastAddress } = key;
  return { id, name, role, createdBy, createdAt, expiresAt, lastUsedAt, lastAddress };
}
