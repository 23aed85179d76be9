import { clauseOf, type Elsewhere } from '../conversation.js';

const elsewhere = (rule: string, about: string, clause: string, why: string, spec?: string): Elsewhere => ({
  rule,
  about,
  clause: clauseOf(clause),
  why,
  ...(spec === undefined ? {} : { spec }),
});

const INLINE = 'not yet: comes with SASL2 and Bind 2';

/** Rules nobody can hold a server to from outside, and those of what is not there yet. */
export const ELSEWHERE: readonly Elsewhere[] = [
  elsewhere(
    'R13',
    'after 2^32−1 comes 0, in both directions, queues across the wrap',
    'SHALL §4',
    'needs counters set from inside',
    'libs/stream-management/src/outbound-queue.model.spec.ts',
  ),
  elsewhere(
    'R48',
    'resume against expiry in the same tick: one of resumed and failed',
    'text §5',
    'needs a clock that stands still',
    'libs/sessions/src/resume-desk.spec.ts',
  ),
  elsewhere('R41', 'inline sm in SASL2 and Bind 2', 'text §9', INLINE),
  elsewhere('R42', 'inline resume is processed first, bind skipped', 'MUST §9.2', INLINE),
  elsewhere('R43', 'no features after an inline resume', 'MUST NOT §9.2', INLINE),
  elsewhere('R44', 'inline resume fails: bind is still processed', 'MUST §9.2.1', INLINE),
  elsewhere('R45', 'inline enable is answered inside <bound/>', 'text §9.1', INLINE),
  elsewhere('R46', 'never act on <resume/> from TLS early data', 'MUST NOT §10', INLINE),
  elsewhere('F6', 'message already archived', 'house', 'not yet: comes with the archive'),
];
