import { Controller, Get, Inject, Query } from '@nestjs/common';
import {
  type History,
  type HistoryQuery,
  historyFigures,
  historyQuerySchema,
  historySchema,
} from '#contracts';
import { CLOCK, type Clock } from '#ports';
import { Endpoint } from '../openapi/endpoint.js';
import { FigureHistory } from './figure-history.js';
import { onGrid, rolledUp } from './history-grid.js';

@Controller('api/v1/history')
export class HistoryController {
  constructor(
    private readonly past: FigureHistory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Endpoint({ role: 'viewer', does: 'The past of figures of the first page', answer: historySchema })
  async history(
    @Query({ schema: historyQuerySchema }) { figures, range, points }: HistoryQuery,
  ): Promise<History> {
    const now = this.clock.now();
    const { step: base, rows } = await this.past.of(range, now);
    const step = base * Math.ceil(range / base / points);
    // Whole stretches: the one that has begun is the last.
    const to = Math.floor(now / step) * step + step;
    const grid = { from: to - Math.ceil(range / step) * step, to, step };
    const coarse = step === base ? rows : rolledUp(rows, step);
    const answer = figures.map((name) => [
      name,
      { kind: historyFigures[name], values: onGrid(coarse, name, grid) },
    ]);
    return { ...grid, figures: Object.fromEntries(answer) as History['figures'] };
  }
}
