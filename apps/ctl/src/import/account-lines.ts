import { ownJid } from '../own-jid.js';
import { csvRecords } from './csv.js';

/** An account to be made, and where it stands in the file. */
export interface AccountLine {
  readonly line: number;
  readonly jid: string;
  readonly password: string;
}

/** What is wrong with a line. Never quotes the line: it holds a password. */
export interface BadLine {
  readonly line: number;
  readonly problem: string;
}

/** Reads a file with the header `jid,password`; every line is either an account of `domain` or a bad line. */
export function readAccountLines(text: string, domain: string): { accounts: AccountLine[]; bad: BadLine[] } {
  const accounts: AccountLine[] = [];
  const bad: BadLine[] = [];
  const firstLineOf = new Map<string, number>();
  const records = csvRecords(text);
  const header = records.next();
  const names = header.done ? [] : header.value.fields.map((name) => name.trim().toLowerCase());
  if (names.join() !== 'jid,password') {
    return { accounts, bad: [{ line: 1, problem: 'the first line must be the header jid,password' }] };
  }
  for (const { line, fields, problem } of records) {
    const [jidText = '', password = ''] = fields;
    const jid = ownJid(jidText.trim(), domain);
    const before = jid === undefined ? undefined : firstLineOf.get(jid);
    const found =
      problem ??
      (fields.length !== 2
        ? `two fields are needed, ${fields.length} found (quote what has a comma in it)`
        : jid === undefined
          ? `the first field is not an account like name@${domain}`
          : before !== undefined
            ? `the same account as in line ${before}`
            : password === ''
              ? 'the password is empty'
              : undefined);
    if (found !== undefined) bad.push({ line, problem: found });
    if (jid === undefined || problem !== undefined || before !== undefined) continue;
    firstLineOf.set(jid, line);
    if (found === undefined) accounts.push({ line, jid, password });
  }
  return { accounts, bad };
}
