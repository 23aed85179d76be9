import type { Histogram, Meter } from '@opentelemetry/api';
import { buckets, metricAttributes, metricNames } from './names.js';

interface Histograms {
  readonly hibernation: Histogram;
  readonly ack: Histogram;
  readonly resume: Histogram;
  readonly connection: Histogram;
  readonly journalAppend: Histogram;
}

let current: Histograms | undefined;
let collected = false;

/** Makes the histograms that the `observe…` functions fill; before it they do nothing. */
export function openHistograms(meter: Meter): void {
  const make = (name: string, description: string, bounds: readonly number[]) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: [...bounds] },
    });
  current = {
    hibernation: make(metricNames.hibernationDuration, 'Time sessions slept', buckets.hibernation),
    ack: make(metricNames.ackDuration, 'From our <r/> to the client’s <a/>', buckets.ack),
    resume: make(metricNames.resumeDuration, 'Time to answer <resume/>', buckets.resume),
    connection: make(metricNames.connectionDuration, 'Life of client connections', buckets.connection),
    journalAppend: make(
      metricNames.journalAppend,
      'Time to write one batch of the journal',
      buckets.journalAppend,
    ),
  };
}

export function closeHistograms(): void {
  current = undefined;
  collected = false;
}

/** Somebody reads the metrics. */
export function noteCollection(): void {
  collected = true;
}

/** @param outcome `resumed`, or how the session ended */
export function observeHibernation(seconds: number, outcome: string): void {
  current?.hibernation.record(seconds, { [metricAttributes.outcome]: outcome });
}

export function observeAckDuration(seconds: number): void {
  current?.ack.record(seconds);
}

/** @param failure `ResumeFailure`; absent on success, as the conventions ask of `error.type` */
export function observeResumeDuration(seconds: number, failure?: string): void {
  current?.resume.record(seconds, failure === undefined ? {} : { [metricAttributes.errorType]: failure });
}

export function observeConnectionDuration(seconds: number): void {
  current?.connection.record(seconds);
}

/**
 * Every turn of the server appends, and recording costs a microsecond: nothing is recorded before metrics were collected
 * for the first time, by a scrape or a push.
 */
export function observeJournalAppend(seconds: number): void {
  if (collected) current?.journalAppend.record(seconds);
}
