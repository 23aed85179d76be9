import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AdminApiModule } from '#admin-api';
import { C2sModule, Connections } from '#c2s';
import { DormouseConfigModule, type LiveConfiguration } from '#config';
import { ImModule } from '#im';
import {
  JOURNAL,
  type JournalPin,
  type JournalPort,
  NODE_CONTROL,
  RECENT_TRACES,
  type RecentTraces,
} from '#ports';
import { SessionsModule, VERSION } from '#sessions';
import { StorageModule } from '#storage';

@Global()
@Module({})
class JournalModule {
  static forRoot(journal: JournalPort): DynamicModule {
    return {
      module: JournalModule,
      providers: [{ provide: JOURNAL, useValue: journal }],
      exports: [JOURNAL],
    };
  }
}

@Global()
@Module({})
class TracesModule {
  static forRoot(traces: RecentTraces): DynamicModule {
    return {
      module: TracesModule,
      providers: [{ provide: RECENT_TRACES, useValue: traces }],
      exports: [RECENT_TRACES],
    };
  }
}

/** What the admin API can do about who is let in. */
@Global()
@Module({
  imports: [C2sModule],
  providers: [{ provide: NODE_CONTROL, useExisting: Connections }],
  exports: [NODE_CONTROL],
})
class NodeModule {}

/** The whole server: what is there, and which store stands behind each port. */
@Module({})
export class ServerModule {
  static forRoot(
    live: LiveConfiguration,
    dataSource: DataSource,
    { port, pin }: { readonly port: JournalPort; readonly pin: () => JournalPin },
    traces: RecentTraces,
  ): DynamicModule {
    return {
      module: ServerModule,
      imports: [
        DormouseConfigModule.forRoot(live),
        StorageModule.forRoot({
          dataSource,
          version: VERSION,
          pinJournal: pin,
          events: live.configuration.events,
        }),
        JournalModule.forRoot(port),
        TracesModule.forRoot(traces),
        SessionsModule,
        ImModule,
        C2sModule,
        NodeModule,
        AdminApiModule,
      ],
    };
  }
}
