import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AdminApiModule } from '#admin-api';
import { C2sModule } from '#c2s';
import { type Configuration, DormouseConfigModule } from '#config';
import { ImModule } from '#im';
import { JOURNAL, noJournal } from '#ports';
import { SessionsModule } from '#sessions';
import { StorageModule } from '#storage';

/** `smacks_durability: none`, the only one there is yet. */
@Global()
@Module({ providers: [{ provide: JOURNAL, useValue: noJournal }], exports: [JOURNAL] })
class JournalModule {}

/** The whole server: what is there, and which store stands behind each port. */
@Module({})
export class ServerModule {
  static forRoot(configuration: Configuration, dataSource: DataSource): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        DormouseConfigModule.forRoot(configuration),
        StorageModule.forRoot({ dataSource }),
        JournalModule,
        SessionsModule,
        ImModule,
        C2sModule,
        AdminApiModule,
      ],
    };
  }
}
