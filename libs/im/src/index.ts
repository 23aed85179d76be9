/** What a stanza means and where it goes: routing, presence, and the services that answer iqs. */
export { hostMeta } from './host-meta/host-meta.js';
export { ImModule } from './im.module.js';
export { OfflineDelivery } from './offline/offline-delivery.js';
