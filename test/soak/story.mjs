/** How far around a violation the story goes, ms, and how long it may get. */
const AROUND = 15_000;
const LINES = 80;

/** What the devices of a violation wrote down around it, in the order of time. */
export function story({ pair, text }, logs) {
  const number = /(?:number|got) (\d+) /.exec(text)?.[1];
  const moments = pair.flatMap((index) => {
    const { name, journal, sent, got, bounced } = logs[index];
    const others = pair.filter((other) => other !== index);
    return [
      ...journal.map(([at, what]) => [at, name, what]),
      ...sent
        .filter(({ to }) => others.includes(to))
        .map((m) => [m.at, name, `last sent ${m.n}, ${m.state}`, m.n]),
      ...got
        .filter(([from]) => others.includes(from))
        .map(([, , n, life, i, at]) => [at, name, `got ${n} in life ${life} as ${i}`, n]),
      ...bounced.filter(([to]) => others.includes(to)).map(([, n, , at]) => [at, name, `${n} came back`, n]),
    ];
  });
  moments.sort(([a], [b]) => a - b);
  const about = moments.filter(([, , , n]) => n === Number(number)).map(([at]) => at);
  const [first, last] =
    about.length > 0 ? [Math.min(...about), Math.max(...about)] : [0, Number.MAX_SAFE_INTEGER];
  const near = moments.filter(([at]) => at > first - AROUND && at < last + AROUND).slice(-LINES);
  return near
    .map(([at, name, what]) => `    ${new Date(at).toISOString().slice(11, 23)} ${name}: ${what}`)
    .join('\n');
}
