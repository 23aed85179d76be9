import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { BULK_FEED } from '#ports';
import { AccountEnding, TracedUsers } from '#sessions';
import { AccessGuard } from './access/access.guard.js';
import { ApiKeysController } from './access/api-keys.controller.js';
import { ApiKeys } from './access/api-keys.js';
import { ControlPeers } from './access/control-peers.js';
import { Door } from './access/door.js';
import { OidcController } from './access/oidc.controller.js';
import { OidcFlows } from './access/oidc-flows.js';
import { OidcProvider } from './access/oidc-provider.js';
import { OperatorsController } from './access/operators.controller.js';
import { OwnAccountController } from './access/own-account.controller.js';
import { OwnOrigin } from './access/own-origin.js';
import { PasswordSignIn } from './access/password-sign-in.js';
import { Passwords } from './access/passwords.js';
import { SecondFactors } from './access/second-factors.js';
import { SignInController } from './access/sign-in.controller.js';
import { SignInBrake } from './access/sign-in-brake.js';
import { SignInSessions } from './access/sign-in-sessions.js';
import { SignInTally } from './access/sign-in-tally.js';
import { SignInsController } from './access/sign-ins.controller.js';
import { AccountActions } from './accounts/account-actions.js';
import { AccountImportController } from './accounts/account-import.controller.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { OwnJids } from './accounts/own-jids.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditTrail } from './audit/audit-trail.js';
import { BackupController } from './backup/backup.controller.js';
import { BulkController } from './bulk/bulk.controller.js';
import { BulkActions } from './bulk/bulk-actions.js';
import { BulkJobs } from './bulk/bulk-jobs.js';
import { BulkPreviews } from './bulk/bulk-previews.js';
import { BulkTargets } from './bulk/bulk-targets.js';
import { EventsController } from './events/events.controller.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { FigureHistory } from './history/figure-history.js';
import { HistoryController } from './history/history.controller.js';
import { AnsweredRequests } from './idempotency/answered-requests.js';
import { LimitsController } from './limits/limits.controller.js';
import { LiveGateway } from './live/live.gateway.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveTicker } from './live/live-ticker.js';
import { ViewerRights } from './live/viewer-rights.js';
import { DiskWatch } from './nodes/disk-watch.js';
import { NodeListeners } from './nodes/node-listeners.js';
import { NodesController } from './nodes/nodes.controller.js';
import { ProcessWatch } from './nodes/process-watch.js';
import { Sampling } from './nodes/sampling.js';
import { ThisNode } from './nodes/this-node.js';
import { OverviewController } from './overview/overview.controller.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { validationPipe } from './problems/validation.js';
import { OldSessionsController } from './sessions/old-sessions.controller.js';
import { SessionActionsController } from './sessions/session-actions.controller.js';
import { SessionQueueController } from './sessions/session-queue.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { UserOldSessionsController } from './sessions/user-old-sessions.controller.js';
import { SettingsController } from './settings/settings.controller.js';
import { Settings } from './settings/settings.js';
import { TracesController } from './traces/traces.controller.js';
import { TracedUsersController } from './tracing/traced-users.controller.js';

import { UsersController } from './users/users.controller.js';

/**
 * The admin API: REST under `/api/v1`, the live channel, sign-in, health. It needs CLOCK, SESSION_DIRECTORY,
 * SESSION_ACTIONS, USER_LIMITS, EVENT_STORE, HISTORY_STORE, NODE_CONTROL, ACCOUNT_STORE, OLD_SESSION_STORE, OPERATOR_STORE, API_KEY_STORE, TRACED_USER_STORE and BACKUP from global modules of the application.
 */
@Module({
  controllers: [
    SignInController,
    OidcController,
    OwnAccountController,
    SignInsController,
    ApiKeysController,
    OverviewController,
    EventsController,
    HistoryController,
    NodesController,
    SessionsController,
    SessionActionsController,
    BulkController,
    SettingsController,
    SessionQueueController,
    OldSessionsController,
    UserOldSessionsController,
    LimitsController,
    UsersController,
    AccountImportController,
    AccountsController,
    OperatorsController,
    AuditController,
    BackupController,
    TracesController,
    TracedUsersController,
    HealthController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useValue: validationPipe },
    SignInSessions,
    SignInBrake,
    { provide: Passwords, useFactory: () => new Passwords() },
    PasswordSignIn,
    OidcProvider,
    OidcFlows,
    SignInTally,
    Door,
    SecondFactors,
    ApiKeys,
    ControlPeers,
    OwnOrigin,
    OwnJids,
    AccountActions,
    AccountEnding,
    TracedUsers,
    AnsweredRequests,
    BulkActions,
    BulkJobs,
    BulkPreviews,
    BulkTargets,
    Settings,
    { provide: BULK_FEED, useExisting: BulkJobs },
    AuditTrail,
    LiveFeed,
    LiveTicker,
    ViewerRights,
    FigureHistory,
    DiskWatch,
    NodeListeners,
    ProcessWatch,
    Sampling,
    ThisNode,
    LiveGateway,
    Readiness,
  ],
  exports: [NodeListeners, BULK_FEED, AuditTrail, ControlPeers, Readiness],
})
export class AdminApiModule {}
