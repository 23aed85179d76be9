/** Stories tried at most before the shortest so far is told. */
const TRIES = 250;

/**
 * The shortest story that fails the same way: actions are left out, by halves and then one by one, and clients and messages
 * with them, as long as something is still wrong.
 * @param told tells the story of a plan
 */
export async function shortest(plan, told) {
  let best = { plan, outcome: await told(plan) };
  const kind = kindOf(best.outcome.violations[0]);
  let tries = 0;
  const attempt = async (changes) => {
    if (tries++ >= TRIES) return false;
    const shorter = { ...best.plan, ...changes };
    const outcome = await told(shorter);
    if (!outcome.violations.some((violation) => kindOf(violation) === kind)) return false;
    best = { plan: shorter, outcome };
    return true;
  };
  for (let size = Math.ceil(plan.actions.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = best.plan.actions.length - size; from > -size; from -= size) {
      const start = Math.max(0, from);
      const actions = best.plan.actions.filter((_, index) => index < start || index >= from + size);
      if (actions.length < best.plan.actions.length) await attempt({ actions });
    }
  for (let index = 0; index < best.plan.actions.length; index++)
    if (best.plan.actions[index].count > 1)
      await attempt({
        actions: best.plan.actions.map((one, i) => (i === index ? { ...one, count: 1 } : one)),
      });
  await attempt({ length: (best.plan.actions.at(-1)?.at ?? 0) + 1000 });
  const { violations, lines } = best.outcome;
  const { actions, devices: _, ...world } = best.plan;
  return [
    `the shortest story that fails like this (${actions.length} of ${plan.actions.length} actions, ${tries} tried):`,
    `  ${JSON.stringify(world)}`,
    ...actions.map((action) => `  ${JSON.stringify(action)}`),
    '',
    ...worthTelling(lines, violations),
    ...violations.map(({ who, text }) => `!! ${who}: ${text}`),
  ].join('\n');
}

/** What is alike in violations of two stories: the words without names and numbers. */
const kindOf = ({ text }) =>
  text.split('\n')[0].replace(/\b[mq]\d+(\.\d+)?|\d+(\.\d+)?|[a-z]+@localhost(\/\w+)?/g, '#');

/** The end is the same in all stories: everybody comes back. What happens there is told only where it has to do with what is wrong. */
function worthTelling(lines, violations) {
  const ids = new Set(violations.flatMap(({ text }) => text.match(/\b[mq]\d+(\.\d+)?\b/g) ?? []));
  const end = lines.findIndex((line) => line.includes(' the end begins'));
  return lines.filter(
    (line, index) =>
      index <= end || end < 0 || [...ids].some((id) => line.includes(id)) || line.includes('!!'),
  );
}
