import { Injectable } from '@nestjs/common';

/** Where this process listens; the application says so once it does. */
@Injectable()
export class NodeListeners {
  addresses: Readonly<Record<string, { readonly host: string; readonly port: number }>> = {};
}
