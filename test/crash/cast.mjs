import { Dice } from '../soak/dice.mjs';

/** Seconds a mortal's session may sleep. */
const MORTAL_MAX = 2;

/**
 * Who takes part. Two thirds are steady: two devices an account, whose sessions never end, so that nothing may happen
 * to a message for them but to arrive. The rest are mortal, one device an account, whose sessions sometimes expire;
 * they write to the steady only, so whatever comes back is always heard of.
 */
export function cast(clients, seed) {
  const dice = new Dice(seed);
  const steadyCount = Math.max(4, Math.round(clients / 3) * 2);
  const plans = Array.from({ length: clients }, (_, index) => {
    const steady = index < steadyCount;
    const account = steady ? index >> 1 : index - (steadyCount >> 1);
    const user = `${steady ? 'steady' : 'mortal'}${account}`;
    const resource = steady && index % 2 === 1 ? 'two' : 'one';
    return {
      index,
      account,
      steady,
      user,
      resource,
      name: `${user}/${resource}`,
      jid: `${user}@localhost/${resource}`,
      bare: `${user}@localhost`,
      // Both of an account the same: what is for the account goes to both.
      priority: 1,
      transport: index % 5 === 3 ? 'websocket' : 'tcp',
      password: 'soak',
      ...(steady ? {} : { max: MORTAL_MAX }),
    };
  });
  return plans.map((plan) => {
    const others = plans.filter(({ account, steady }) => account !== plan.account && (plan.steady || steady));
    const groups = new Map(others.filter(({ steady }) => steady).map(({ account, bare }) => [account, bare]));
    return {
      ...plan,
      seed: dice.between(1, 2 ** 31 - 1),
      peers: Array.from({ length: 4 }, () => dice.pick(others)).map(({ index, jid }) => ({ index, jid })),
      groups: [...groups].map(([account, jid]) => ({ account, jid })),
    };
  });
}
