import type { LoggerService } from '@nestjs/common';

/** What would have been logged, by level. */
export class RecordingLogger implements LoggerService {
  readonly lines: { level: 'log' | 'warn' | 'error'; text: string }[] = [];

  log(text: unknown): void {
    this.lines.push({ level: 'log', text: String(text) });
  }
  warn(text: unknown): void {
    this.lines.push({ level: 'warn', text: String(text) });
  }
  error(text: unknown): void {
    this.lines.push({ level: 'error', text: String(text) });
  }

  at(level: 'log' | 'warn' | 'error'): string[] {
    return this.lines.filter((line) => line.level === level).map(({ text }) => text);
  }
}
