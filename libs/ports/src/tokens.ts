/** Injection tokens of the ports; the application binds each to one implementation. */
export const ACCOUNT_STORE = Symbol('AccountStore');
export const BLOCK_STORE = Symbol('BlockStore');
export const CLOCK = Symbol('Clock');
export const EVENT_LOOP = Symbol('EventLoop');
export const IDS = Symbol('Ids');
export const JOURNAL = Symbol('JournalPort');
export const LIMIT_STORE = Symbol('LimitStore');
export const LOGOUT_STORE = Symbol('LogoutStore');
export const OFFLINE_STORE = Symbol('OfflineStore');
export const OLD_SESSION_STORE = Symbol('OldSessionStore');
export const OPERATOR_STORE = Symbol('OperatorStore');
export const PRIVATE_STORE = Symbol('PrivateStore');
export const ROSTER_STORE = Symbol('RosterStore');
export const SESSION_ACTIONS = Symbol('SessionActions');
export const SESSION_DIRECTORY = Symbol('SessionDirectory');
export const USER_LIMITS = Symbol('UserLimitsPort');
export const VCARD_STORE = Symbol('VcardStore');
