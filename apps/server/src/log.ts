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

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/**
 * Nest's logger on top of ours. Nest passes the message, whatever the caller gave behind it, and the context last; an object
 * behind the message (`logFacts`) becomes fields of the line.
 */
export class NestLog implements LoggerService {
  constructor(private readonly log_: Pino) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.#write(this.#level('info', rest), message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }
  /** Between message and context there may be a stack. What Nest's wiring calls an error it throws as well. */
  error(message: unknown, ...rest: unknown[]): void {
    const stack = rest.slice(0, -1).find((part) => typeof part === 'string');
    this.#write(
      this.#level('error', rest),
      stack === undefined ? message : `${text(message)}\n${stack}`,
      rest,
    );
  }
  setLogLevels(_levels: LogLevel[]): void {}

  #level(level: Level, rest: readonly unknown[]): Level {
    return WIRING.has(contextOf(rest) ?? '') ? 'debug' : level;
  }

  #write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = contextOf(rest);
    const facts = rest.filter((part) => typeof part === 'object');
    this.log_[level](Object.assign(context === undefined ? {} : { context }, ...facts), text(message));
  }
}

function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}

const text = (message: unknown): string =>
  message instanceof Error
    ? (message.stack ?? message.message)
    : typeof message === 'string'
      ? message
      : JSON.stringify(message);
