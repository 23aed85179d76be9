import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Disco } from './disco/disco.js';
import { LegacySession } from './legacy-session/legacy-session.js';
import { OfflineDelivery } from './offline/offline-delivery.js';
import { Ping } from './ping/ping.js';
import { PresenceBroadcast } from './presence/presence-broadcast.js';
import { PrivateStorage } from './private-storage/private-storage.js';
import { IqRegistry } from './registry/iq-registry.js';
import { Roster } from './roster/roster.js';
import { IqAnswers } from './router/iq-answers.js';
import { StanzaRouter } from './router/stanza-router.js';
import { SoftwareVersion } from './version/version.js';

/** Instant messaging: one folder per XEP or RFC topic, found by their declarations. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    IqRegistry,
    IqAnswers,
    StanzaRouter,
    OfflineDelivery,
    PresenceBroadcast,
    Disco,
    LegacySession,
    Ping,
    PrivateStorage,
    Roster,
    SoftwareVersion,
  ],
})
export class ImModule {}
