import { formatCount } from '../lib/format-number.js';
import { commonText } from '../messages/index.js';
import { Meter, pressureTone } from './meter.js';
import classes from './meter-of.module.css';

interface MeterOfProps {
  readonly used: number;
  /** null is unlimited: there is nothing to draw a bar against. */
  readonly limit: number | null;
  readonly format?: (value: number) => string;
  /** Of what the bar shows, where that is not the numbers beside it. */
  readonly share?: number | null;
  readonly wide?: boolean;
  /** Being full is how this should be. */
  readonly calm?: boolean;
  readonly title?: string;
  readonly 'data-testid'?: string;
}

/** Of a limit of 0 any use is all of it. */
export const shareOf = (used: number, limit: number): number =>
  limit === 0 ? (used > 0 ? 1 : 0) : used / limit;

/** Use against its limit, in numbers and as a bar. Keeps its width when they move. */
export function MeterOf({
  used,
  limit,
  format = formatCount,
  share = limit === null ? null : shareOf(used, limit),
  wide = false,
  calm = false,
  title,
  ...rest
}: MeterOfProps) {
  return (
    <span className={classes.box} data-wide={wide || undefined} title={title}>
      <span {...rest}>{format(used)}</span>
      <span className={classes.of}> / {limit === null ? commonText.unlimited : format(limit)}</span>
      {share === null ? null : <Meter share={share} tone={calm ? 'calm' : pressureTone(share)} />}
    </span>
  );
}
