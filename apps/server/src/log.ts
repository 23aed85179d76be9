import type { LoggerService, LogLevel } from '@nestjs/common';
import { type Logger as Pino, pino } from 'pino';
import type { ServerConfig } from '#config';

/** JSON lines on stderr: stdout carries only the ready line. */
export const makeLog = (level: ServerConfig['logLevel']): Pino =>
  pino({ level, base: null }, pino.destination({ fd: 2, sync: true }));

/** Contexts of Nest's own that tell its wiring, which no operator asked for. */
const WIRING = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'WebSocketsController',
]);

/** Nest's logger on top of ours. */
export class NestLog implements LoggerService {
  constructor(private readonly log_: Pino) {}

  log(message: unknown, context?: string): void {
    this.#write(context !== undefined && WIRING.has(context) ? 'debug' : 'info', message, context);
  }
  warn(message: unknown, context?: string): void {
    this.#write('warn', message, context);
  }
  debug(message: unknown, context?: string): void {
    this.#write('debug', message, context);
  }
  verbose(message: unknown, context?: string): void {
    this.#write('trace', message, context);
  }
  fatal(message: unknown, context?: string): void {
    this.#write('fatal', message, context);
  }
  /** Nest passes (message, stack?, context?). */
  error(message: unknown, ...rest: unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    this.#write('error', stack === undefined ? message : `${text(message)}\n${stack}`, context);
  }
  setLogLevels(_levels: LogLevel[]): void {}

  #write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    context?: string,
  ): void {
    this.log_[level](context === undefined ? {} : { context }, text(message));
  }
}

const text = (message: unknown): string =>
  message instanceof Error
    ? (message.stack ?? message.message)
    : typeof message === 'string'
      ? message
      : JSON.stringify(message);
