import type { Overview } from '#contracts';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { overviewText as text } from '../../../messages/index.js';
import { useAttention } from '../use-attention.js';
import classes from './attention-panel.module.css';
import { ConcernItem } from './concern-item.js';

/** What needs attention first, with what to do; one calm line when nothing does. */
export function AttentionPanel({ overview }: { readonly overview: Overview }) {
  const found = useAttention(overview);
  return (
    <Panel title={text.attention} className={classes.panel ?? ''}>
      {found.length === 0 ? (
        <Notice compact title={text.calm} hint={text.calmHint} />
      ) : (
        <ol className={classes.list} data-testid="attention">
          {found.map((concern) => (
            <ConcernItem
              key={`${concern.kind} ${'signal' in concern ? concern.signal : ''}`}
              concern={concern}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}
