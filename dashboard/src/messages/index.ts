/** Every text a person reads, by area. English only for now; another language is another set of these files. */
export { accessText } from './access.js';
export { accountsText } from './accounts.js';
export { auditText } from './audit.js';
export { bulkText } from './bulk.js';
export { eventsText } from './events.js';
export { commonText } from './general.js';
export { limitsText } from './limits.js';
export { oldSessionsText } from './old-sessions.js';
export { operatorsText } from './operators.js';
export { overviewText } from './overview.js';
export { sessionActionsText } from './session-actions.js';
export { sessionPageText } from './session-page.js';
export { sessionsText } from './sessions.js';
export { sessionsListText } from './sessions-list.js';
export { settingsText } from './settings.js';
export { shellText } from './shell.js';
export { tracesText } from './traces.js';
