import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NodeView } from '#contracts';
import { Meter, pressureTone } from '../../../components/meter.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatBytes, formatCount, formatMs, formatPercent } from '../../../lib/format-number.js';
import { formatExact } from '../../../lib/format-time.js';
import { useServerTime } from '../../../lib/live.js';
import { nodesText } from '../../../messages/index.js';
import classes from './node-facts.module.css';

const { fact: text, group } = nodesText;

/** All that is told of a node, in groups. */
export function NodeFacts({ node }: { readonly node: NodeView }) {
  const { sessions, cpu, loopDelay, disk, journal, events, listeners } = node;
  const uptime = useServerTime((now) => formatSpan(Math.max(0, now - node.startedAt) / 1000));
  return (
    <div className={classes.groups}>
      <Group title={group.clients}>
        <Fact name={text.connected}>
          <Link to="/sessions" search={{ state: 'connected' }} className="dm-link">
            {formatCount(sessions.connected)}
          </Link>
        </Fact>
        <Fact name={text.hibernating}>
          <Link to="/sessions" search={{ state: 'hibernating' }} className="dm-link">
            {formatCount(sessions.hibernating)}
          </Link>
        </Fact>
        <Fact name={text.connections}>{formatCount(node.connections)}</Fact>
        {Object.entries(listeners).map(([name, { host, port }]) => (
          <Fact key={name} name={text.listener[name] ?? name}>
            <span className="dm-code">{`${host.includes(':') ? `[${host}]` : host}:${port}`}</span>
          </Fact>
        ))}
      </Group>
      <Group title={group.load}>
        <Fact name={text.cpu} bar={<Meter share={cpu} tone={pressureTone(cpu)} />}>
          {formatPercent(cpu)}
        </Fact>
        <Fact name={text.loadAverage}>{node.loadAverage.toFixed(2)}</Fact>
        <Fact name={text.loopDelay} hint={text.loopDelayHint}>
          {formatMs(loopDelay.p50)} / {formatMs(loopDelay.p99)} / {formatMs(loopDelay.max)}
        </Fact>
        <Fact name={text.memory}>{formatBytes(node.rssBytes)}</Fact>
        <Fact name={text.uptime} hint={formatExact(node.startedAt)}>
          {uptime}
        </Fact>
      </Group>
      <Group title={group.disk}>
        {disk === null ? null : (
          <Fact
            name={text.free}
            bar={<Meter share={1 - disk.free / Math.max(1, disk.total)} tone={fullness(disk)} />}
          >
            {text.of(formatBytes(disk.free), formatBytes(disk.total))}
          </Fact>
        )}
        {journal === null ? (
          <Fact name={text.journal}>{text.noJournal}</Fact>
        ) : (
          <>
            <Fact name={text.journal}>
              {text.files(formatBytes(journal.bytes), formatCount(journal.segments), journal.segments)}
            </Fact>
            <Fact name={text.append}>{formatMs(journal.longestAppend)}</Fact>
            <Fact name={text.oldest} hint={text.oldestHint}>
              {journal.oldestAt === null ? text.none : <RelativeTime at={journal.oldestAt} />}
            </Fact>
            <Fact name={text.outlives}>{journal.fsync ? text.synced : text.unsynced}</Fact>
            <Fact name={text.intents} hint={text.intentsHint}>
              {formatCount(journal.intents)}
            </Fact>
            {journal.strainedSince === null ? null : (
              <Fact name={text.strained} trouble>
                {journal.strainedReason ?? text.strainedNow}
              </Fact>
            )}
            {journal.quarantined === 0 ? null : (
              <Fact name={text.quarantined} trouble>
                {formatCount(journal.quarantined)}
              </Fact>
            )}
          </>
        )}
        <Fact name={text.eventsWaiting}>{formatCount(events.waiting)}</Fact>
        <Fact name={text.eventsDropped} hint={text.eventsDroppedHint} trouble={events.dropped > 0}>
          {formatCount(events.dropped)}
        </Fact>
      </Group>
    </div>
  );
}

const fullness = ({ free, total }: { readonly free: number; readonly total: number }) =>
  free < total * 0.05 ? 'trouble' : free < total * 0.15 ? 'ending' : 'calm';

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.group} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.facts}>{children}</dl>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly hint?: string;
  readonly trouble?: boolean;
  readonly bar?: ReactNode;
  readonly children: ReactNode;
}

function Fact({ name, hint, trouble = false, bar, children }: FactProps) {
  return (
    <div className={classes.fact} title={hint}>
      <dt>{name}</dt>
      <dd data-trouble={trouble || undefined}>
        {children}
        {bar}
      </dd>
    </div>
  );
}
