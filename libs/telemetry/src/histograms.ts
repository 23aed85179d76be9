import type { Histogram, Meter } from '@opentelemetry/api';
import { buckets, metricAttributes, metricNames } from './names.js';

interface Histograms {
  readonly hibernation: Histogram;
  readonly ack: Histogram;
  readonly resume: Histogram;
  readonly connection: Histogram;
}

let current: Histograms | undefined;

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
  };
}

export function closeHistograms(): void {
  current = undefined;
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
