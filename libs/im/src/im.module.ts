import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AccountEnding } from '#sessions';
import { BlockCommands } from './blocking/block-commands.js';
import { BlockGate } from './blocking/block-gate.js';
import { BlockLists } from './blocking/block-lists.js';
import { BlockPresence } from './blocking/block-presence.js';
import { BlockPushes } from './blocking/block-pushes.js';
import { ServerCaps } from './caps/server-caps.js';
import { Carbons } from './carbons/carbons.js';
import { ContactAddresses } from './contact/contact-addresses.js';
import { Disco } from './disco/disco.js';
import { ProcessingHints } from './hints/processing-hints.js';
import { LastActivity } from './last-activity/last-activity.js';
import { LegacySession } from './legacy-session/legacy-session.js';
import { OfflineDelivery } from './offline/offline-delivery.js';
import { OfflineKeeping } from './offline/offline-keeping.js';
import { Ping } from './ping/ping.js';
import { ContactPresence } from './presence/contact-presence.js';
import { DirectedPresence } from './presence/directed-presence.js';
import { PresenceBroadcast } from './presence/presence-broadcast.js';
import { Probes } from './presence/probes.js';
import { PresenceAccess } from './presence-access/presence-access.js';
import { PrivateStorage } from './private-storage/private-storage.js';
import { OwnRegistration } from './registration/own-registration.js';
import { IqRegistry } from './registry/iq-registry.js';
import { RosterChanges } from './roster/roster-changes.js';
import { RosterPushes } from './roster/roster-pushes.js';
import { RosterQueries } from './roster/roster-queries.js';
import { Rosters } from './roster/rosters.js';
import { DeliveryHooks } from './router/delivery-hooks.js';
import { IqAnswers } from './router/iq-answers.js';
import { MessageWay } from './router/message-way.js';
import { PresenceRouting } from './router/presence-routing.js';
import { Refusals } from './router/refusals.js';
import { StanzaRouter } from './router/stanza-router.js';
import { AccountDeparture } from './subscription/account-departure.js';
import { SubscriptionExchange } from './subscription/subscription-exchange.js';
import { SubscriptionRequests } from './subscription/subscription-requests.js';
import { Subscriptions } from './subscription/subscriptions.js';
import { EntityTime } from './time/entity-time.js';
import { Vcard } from './vcard/vcard.js';
import { SoftwareVersion } from './version/version.js';

/** Instant messaging: one folder per XEP or RFC topic, found by their declarations. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    IqRegistry,
    DeliveryHooks,
    IqAnswers,
    StanzaRouter,
    PresenceRouting,
    Refusals,
    MessageWay,
    OfflineDelivery,
    OfflineKeeping,
    Rosters,
    RosterChanges,
    RosterPushes,
    ContactPresence,
    DirectedPresence,
    PresenceBroadcast,
    Probes,
    AccountDeparture,
    SubscriptionExchange,
    SubscriptionRequests,
    Subscriptions,
    BlockCommands,
    BlockGate,
    BlockLists,
    BlockPresence,
    BlockPushes,
    Carbons,
    ContactAddresses,
    Disco,
    EntityTime,
    LastActivity,
    AccountEnding,
    LegacySession,
    OwnRegistration,
    Ping,
    PresenceAccess,
    PrivateStorage,
    ProcessingHints,
    RosterQueries,
    ServerCaps,
    SoftwareVersion,
    Vcard,
  ],
})
export class ImModule {}
