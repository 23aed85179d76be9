import type { Command } from 'commander';

/** A command that does something: like every such command it can answer programs. */
export const leaf = (parent: Command, name: string, does: string): Command =>
  parent.command(name).description(does).option('--json', 'as one JSON value');

/** The same for what needs a reason. */
export const reasoned = (parent: Command, name: string, does: string): Command =>
  leaf(parent, name, does).requiredOption('--reason <text>', 'why, for the log and the audit trail');
