import { auditText } from '../../messages/index.js';

const { actions, groups } = auditText;
const words = new Map(Object.values(actions).flatMap((group) => Object.entries(group)));

/** What was done, in words; an action of a newer server by its own name. */
export const actionWords = (action: string): string => words.get(action) ?? action;

/** All there are, for choosing one. */
export const actionChoices = Object.entries(actions).map(([group, of]) => ({
  group: groups[group as keyof typeof groups],
  items: Object.entries(of).map(([value, label]) => ({ value, label })),
}));
