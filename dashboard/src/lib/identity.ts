import { createContext, use } from 'react';
import type { Identity, Right, Role } from '#contracts';

/** Who is signed in, for every part below the shell; the shell renders nothing before it is known. */
export const IdentityContext = createContext<Identity | null>(null);

const rank: Record<Role, number> = { viewer: 0, operator: 1, admin: 2 };

export function useIdentity(): Identity {
  const identity = use(IdentityContext);
  if (identity === null) throw new Error('useIdentity outside of the signed-in part');
  return identity;
}

/** Whether the one signed in may do what `role` may. The server checks again; this only hides what would be refused. */
export const useMay = (role: Role): boolean => rank[useIdentity().role] >= rank[role];

/** Whether the one signed in was granted what no role brings along. */
export const useHasRight = (right: Right): boolean => useIdentity().rights.includes(right);
