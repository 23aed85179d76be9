import type { JournalView } from '#contracts';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatBytes, formatCount, formatMs } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { useServerTime } from '../../../lib/live.js';
import { overviewText } from '../../../messages/index.js';
import figure from './figure.module.css';
import classes from './journal-figures.module.css';

const text = overviewText.journal;

interface Figure {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly title?: string;
  readonly trouble?: boolean;
}

/** What is kept for after a crash, and how its disk fares. */
export function JournalFigures({ journal }: { readonly journal: JournalView }) {
  const { oldestAt } = journal;
  const oldest = useServerTime((now) =>
    oldestAt === null ? text.none : formatSpan(Math.max(0, now - oldestAt) / 1000),
  );
  return (
    <section aria-labelledby="journal-figures">
      <h2 id="journal-figures" className={classes.title}>
        {text.title} <span className={classes.aside}>{journal.fsync ? text.synced : text.unsynced}</span>
      </h2>
      <ul className={`${figure.grid} ${classes.grid}`}>
        {figuresOf(journal, oldest).map(({ id, label, value, hint, title, trouble }) => (
          <li key={id} data-testid={`journal-${id}`} className={figure.figure} title={title}>
            <span className={figure.label}>{label}</span>
            <span className={figure.value} data-tone={trouble ? 'trouble' : undefined}>
              {value}
            </span>
            <span className={figure.hint}>{hint}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function figuresOf(journal: JournalView, oldest: string): readonly Figure[] {
  const { bytes, segments, longestAppend, oldestAt, intents, strainedSince } = journal;
  return [
    {
      id: 'size',
      label: text.size,
      value: formatBytes(bytes),
      hint: text.sizeHint(segments),
      trouble: strainedSince !== null,
    },
    { id: 'append', label: text.append, value: formatMs(longestAppend), hint: text.appendHint },
    {
      id: 'oldest',
      label: text.oldest,
      value: oldest,
      hint: text.oldestHint,
      ...(oldestAt === null ? {} : { title: formatExact(oldestAt) }),
    },
    { id: 'intents', label: text.intents, value: formatCount(intents), hint: text.intentsHint },
  ];
}
