import type { Overview } from '#contracts';
import { findRunningServer } from '../backend/running-server.js';
import { CommandError } from '../command-error.js';
import { duration, plural } from '../output/words.js';
import { type GlobalOptions, readSettings, type Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { checkCertificate } from './certificate.js';
import type { Finding } from './finding.js';
import { checkJournal } from './journal.js';
import { checkPorts } from './ports.js';

/** Everything that can be said of an installation without changing it. */
export async function diagnose(terminal: Terminal, options: GlobalOptions): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(terminal, options);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [{ check: 'configuration', state: 'problem', words: error.message }];
  }
  const { configuration, dataDir } = settings;
  const server = await checkServer(dataDir);
  const findings: Finding[] = [
    { check: 'configuration', state: 'ok', words: `valid, for the domain ${configuration.server.domain}` },
    server.finding,
    await checkCertificate(configuration.server, Date.now()),
  ];
  if (server.overview?.journal) findings.push(checkJournal(server.overview.journal));
  // A running server holds its data and its ports itself, and a broken socket leaves open whether one does.
  if (server.finding.state !== 'note') return findings;
  const { checkData } = await import('./data.js');
  return [...findings, ...(await checkData(dataDir)), ...(await checkPorts(configuration))];
}

async function checkServer(dataDir: string): Promise<{ finding: Finding; overview?: Overview }> {
  const check = 'server';
  try {
    const running = await findRunningServer(dataDir);
    if (running === undefined) return { finding: { check, state: 'note', words: 'not running' } };
    const { version, domain, startedAt, connected, hibernating } = running.overview;
    const up = duration(Date.now() - startedAt);
    const words = `Dormouse ${version} serves ${domain}, up ${up}: ${plural(connected, 'session')} connected, ${hibernating} hibernating`;
    return { finding: { check, state: 'ok', words }, overview: running.overview };
  } catch (error) {
    if (error instanceof CommandError) return { finding: { check, state: 'problem', words: error.message } };
    throw error;
  }
}
