import classes from './meter.module.css';
import type { Tone } from './tone-badge.js';

interface MeterProps {
  /** 0 to 1; more is drawn as full. */
  readonly share: number;
  readonly tone: Tone;
}

/** A thin bar beside a number that says the same; so it is hidden from readers of the text. */
export function Meter({ share, tone }: MeterProps) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10}%`;
  return (
    <span className={`${classes.track} dm-tone`} data-tone={tone} aria-hidden="true">
      <span className={classes.fill} style={{ width }} />
    </span>
  );
}

/** From calm to trouble as a bounded thing fills up. */
export const pressureTone = (share: number): Tone =>
  share >= 0.8 ? 'trouble' : share >= 0.5 ? 'ending' : 'calm';
