import type { ApiKey, ApiKeyStore } from '#ports';

export class MemoryApiKeys implements ApiKeyStore {
  readonly keys = new Map<string, ApiKey>();

  async add(key: ApiKey): Promise<boolean> {
    if ([...this.keys.values()].some(({ name }) => name === key.name)) return false;
    this.keys.set(key.id, key);
    return true;
  }

  async findByHash(hash: string): Promise<ApiKey | undefined> {
    return [...this.keys.values()].find((key) => key.hash === hash);
  }

  async list(): Promise<ApiKey[]> {
    return [...this.keys.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async remove(id: string): Promise<ApiKey | undefined> {
    const key = this.keys.get(id);
    this.keys.delete(id);
    return key;
  }

  async recordUse(id: string, at: number, address: string): Promise<void> {
    const key = this.keys.get(id);
    if (key !== undefined) this.keys.set(id, { ...key, lastUsedAt: at, lastAddress: address });
  }
}
