import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#ports';
import { Element, NS } from '#xml';
import { type IqAnswer, IqHandler } from '../registry/iq-handler.js';

/** XEP-0202: what time it is here. */
@Injectable()
export class EntityTime {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @IqHandler(NS.time, 'get', { targets: ['server'] })
  tell(): IqAnswer {
    const now = new Date(this.clock.now());
    const time = new Element('time', { xmlns: NS.time });
    time.c('tzo').t(zoneOffset(-now.getTimezoneOffset()));
    time.c('utc').t(now.toISOString());
    return [time];
  }
}

/** As XEP-0082 writes it. @param minutes east of UTC */
export function zoneOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
