import type { DataSource } from 'typeorm';
import type { ApiKey, ApiKeyStore } from '#ports';
import { ApiKeyEntity } from '../entities/index.js';
import { change } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

export class SqliteApiKeyStore implements ApiKeyStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async add(key: ApiKey): Promise<boolean> {
    const added = await this.writes.run(() =>
      change(
        this.dataSource,
        `INSERT INTO api_key (id, name, hash, role, created_by, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING`,
        [key.id, key.name, key.hash, key.role, key.createdBy, key.createdAt, key.expiresAt],
      ),
    );
    return added > 0;
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    const found = await this.dataSource.getRepository(ApiKeyEntity).findOneBy({ hash });
    return found === null ? undefined : keyOf(found);
  }

  async list(): Promise<ApiKey[]> {
    const found = await this.dataSource.getRepository(ApiKeyEntity).find({ order: { name: 'ASC' } });
    return found.map(keyOf);
  }

  remove(id: string): Promise<ApiKey | undefined> {
    return this.writes.run(async () => {
      const found = await this.dataSource.getRepository(ApiKeyEntity).findOneBy({ id });
      if (found === null) return undefined;
      await change(this.dataSource, 'DELETE FROM api_key WHERE id = ?', [id]);
      return keyOf(found);
    });
  }

  async recordUse(id: string, at: number, address: string): Promise<void> {
    await this.writes.run(() =>
      change(this.dataSource, 'UPDATE api_key SET last_used_at = ?, last_address = ? WHERE id = ?', [
        at,
        address,
        id,
      ]),
    );
  }
}

function keyOf(row: ApiKeyEntity): ApiKey {
  const { id, name, hash, role, createdBy, createdAt, expiresAt, lastUsedAt, lastAddress } = row;
  return { id, name, hash, role, createdBy, createdAt, expiresAt, lastUsedAt, lastAddress };
}
