import { Global, Module } from '@nestjs/common';
import {
  CLOCK,
  type Clock,
  EVENT_LOOP,
  type EventLoop,
  IDS,
  JOURNAL,
  type JournalPort,
  SESSION_ACTIONS,
  SESSION_DIRECTORY,
  SESSION_STEERING,
  systemEventLoop,
  USER_DIRECTORY,
  USER_LIMITS,
} from '#ports';
import { Counters } from '#telemetry';
import { AckLatency } from './ack-latency.js';
import { AckRequests } from './ack-requests.js';
import { AckTrace } from './ack-trace.js';
import { Acknowledgements } from './acknowledgements.js';
import { Actions } from './actions.js';
import { Delivery } from './delivery.js';
import { Directory } from './directory.js';
import { Enabling } from './enabling.js';
import { EventLog } from './event-log.js';
import { Hibernation } from './hibernation.js';
import { LimitDefaults } from './limit-defaults.js';
import { MessageTrace } from './message-trace.js';
import { OfflineMessages } from './offline-messages.js';
import { OldSessionCounts } from './old-session-counts.js';
import { OldSessions } from './old-sessions.js';
import { Opening } from './opening.js';
import { Recovery } from './recovery.js';
import { ResumeDesk } from './resume-desk.js';
import { Resumption } from './resumption.js';
import { SessionCensus } from './session-census.js';
import { SessionEvents } from './session-events.js';
import { SessionJournal } from './session-journal.js';
import { SessionLog } from './session-log.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { SessionSearch } from './session-search.js';
import { SessionTimers } from './session-timers.js';
import { SessionTrace } from './session-trace.js';
import { Settlement } from './settlement.js';
import { Shutdown } from './shutdown.js';
import { SlicedReads } from './sliced-reads.js';
import { Slices } from './slices.js';
import { StanzaSink } from './stanza-sink.js';
import { Steering } from './steering.js';
import { StreamFeatures } from './stream-features.js';
import { SystemIds, systemClock } from './system.js';
import { OutboxTurn } from './turn.js';
import { UserLimits } from './user-limits.js';
import { UserSearch } from './user-search.js';
import { DeadlineWheel } from './wheel.js';

const open = [
  Acknowledgements,
  AckTrace,
  Counters,
  Delivery,
  DeadlineWheel,
  Directory,
  Enabling,
  MessageTrace,
  OfflineMessages,
  Opening,
  OutboxTurn,
  Recovery,
  ResumeDesk,
  SessionCensus,
  SessionEvents,
  SessionJournal,
  SessionRegistry,
  SessionRunner,
  SessionSearch,
  SessionTimers,
  SessionTrace,
  Shutdown,
  SlicedReads,
  Slices,
  StanzaSink,
  StreamFeatures,
];

/** Sessions: registry, runner, hibernation, limits. The application provides the stores and the journal. */
@Global()
@Module({
  providers: [
    { provide: CLOCK, useValue: systemClock },
    { provide: IDS, useClass: SystemIds },
    { provide: EVENT_LOOP, useValue: systemEventLoop },
    {
      provide: OutboxTurn,
      useFactory: (journal: JournalPort, loop: EventLoop) => new OutboxTurn(journal, loop),
      inject: [JOURNAL, EVENT_LOOP],
    },
    { provide: DeadlineWheel, useFactory: (clock: Clock) => new DeadlineWheel(clock), inject: [CLOCK] },
    {
      provide: Slices,
      useFactory: (clock: Clock, loop: EventLoop) => new Slices(clock, loop),
      inject: [CLOCK, EVENT_LOOP],
    },
    { provide: SessionEvents, useFactory: () => new SessionEvents() },
    { provide: Counters, useFactory: () => new Counters() },
    ...open.filter((p) => ![OutboxTurn, DeadlineWheel, Slices, SessionEvents, Counters].includes(p as never)),
    AckLatency,
    AckRequests,
    Actions,
    EventLog,
    Hibernation,
    LimitDefaults,
    OldSessionCounts,
    OldSessions,
    Resumption,
    SessionLog,
    Settlement,
    Steering,
    UserLimits,
    UserSearch,
    { provide: SESSION_ACTIONS, useExisting: Actions },
    { provide: USER_LIMITS, useExisting: Actions },
    { provide: SESSION_DIRECTORY, useExisting: Directory },
    { provide: USER_DIRECTORY, useExisting: UserSearch },
    { provide: SESSION_STEERING, useExisting: Steering },
  ],
  exports: [
    CLOCK,
    EVENT_LOOP,
    IDS,
    SESSION_ACTIONS,
    USER_DIRECTORY,
    USER_LIMITS,
    SESSION_DIRECTORY,
    SESSION_STEERING,
    ...open,
  ],
})
export class SessionsModule {}
