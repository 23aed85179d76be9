import { createContext, use } from 'react';
import type { BulkAction, LimitName } from '#contracts';

export type LimitBulkAction = Extract<BulkAction, 'set-limit' | 'clear-limit'>;
export type SessionBulkAction = Exclude<BulkAction, LimitBulkAction>;

/** Sessions that pass a filter (conditions in the API's language; none means every session), or those picked by hand. What was
 *  not chosen yet, where the dialog is opened, is `editable` in it. */
export type SessionTarget =
  | { readonly filter: readonly string[]; readonly editable?: boolean }
  | { readonly ids: readonly string[] };

/** Users by bare JID, or every account whose bare JID holds a text (none means every account). */
export type UserTarget =
  | { readonly users: readonly string[] }
  | { readonly search: string; readonly editable?: boolean };

/** What may be done to many. With several actions the dialog asks which; the first is chosen until then. */
export type BulkAsk =
  | { readonly actions: readonly SessionBulkAction[]; readonly target: SessionTarget }
  | {
      readonly actions: readonly LimitBulkAction[];
      readonly target: UserTarget;
      /** Filled in already; null is "no limit". */
      readonly limit?: { readonly name: LimitName; readonly value?: number | null };
    };

export type AskBulk = (ask: BulkAsk) => void;

/** The shell provides what opens the dialog. */
export const BulkContext = createContext<AskBulk>(() => {});

/**
 * Opens the dialog that previews, confirms and watches an action on many; it takes care of everything from there.
 * For operators: offer it only where `useMay('operator')`.
 */
export const useAskBulk = (): AskBulk => use(BulkContext);
